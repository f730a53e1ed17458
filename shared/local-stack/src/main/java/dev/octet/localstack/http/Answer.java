package dev.octet.localstack.http;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What goes back to the client. */
record Answer(int status, Map<String, String> headers, List<String> cookies, byte[] body) {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

  static Answer message(int status, String message) {
    return new Answer(status, JSON, List.of(),
        JsonObject.EMPTY.with("message", message).toBytes());
  }

  /**
   * A function's answer in payload format 2.0; other JSON than an object with a status code is as a whole the body of a
   * 200. Empty when it is neither.
   */
  static Optional<Answer> ofFunction(byte[] answer) {
    try {
      // Inside of an object, because every kind of JSON may be one; exactly one, because a comma would make it two.
      JsonObject whole = JsonObject.parse("{\"answer\":" + new String(answer, StandardCharsets.UTF_8) + "}");
      if (whole.fields().size() != 1) {
        return Optional.empty();
      }
      Optional<JsonObject> object = whole.object("answer").filter(fields -> fields.has("statusCode"));
      return object.isPresent() ? ofFormat2(object.get()) : Optional.of(new Answer(200, JSON, List.of(), answer));
    } catch (JsonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Answer> ofFormat2(JsonObject object) {
    long status = object.whole("statusCode").orElse(0);
    Map<String, String> headers = new LinkedHashMap<>();
    object.object("headers").ifPresent(sent -> sent.fields().forEach((name, value) -> {
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        headers.put(name, value.toString());
      }
    }));
    List<String> cookies = object.texts("cookies");
    if (status < 200 || status > 599 || !headers.keySet().stream().allMatch(name -> NAME.matcher(name).matches())
        || Stream.concat(headers.values().stream(), cookies.stream()).anyMatch(value -> CONTROL.matcher(value).find())) {
      return Optional.empty();
    }
    if (headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
      headers.put("Content-Type", "text/plain; charset=utf-8");
    }
    String body = object.text("body").orElse("");
    return Optional.of(new Answer((int) status, headers, cookies, object.bool("isBase64Encoded").orElse(false)
        ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return status + " (" + body.length + " bytes)";
  }
}
