package dev.octet.localstack.http;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What goes back to the client. */
record Answer(int status, Map<String, String> headers, List<String> cookies, byte[] body) {
  static Answer message(int status, String message) {
    return new Answer(status, Map.of("Content-Type", "application/json"), List.of(),
        JsonObject.EMPTY.with("message", message).toBytes());
  }

  /**
   * A function's answer in payload format 2.0; without a status code, all of it is the body of a 200. Empty when it is
   * neither.
   */
  static Optional<Answer> ofFunction(byte[] answer) {
    try {
      JsonObject object = JsonObject.parse(answer);
      if (!object.has("statusCode")) {
        return Optional.of(new Answer(200, Map.of("Content-Type", "application/json"), List.of(), answer));
      }
      long status = object.whole("statusCode").orElse(0);
      if (status < 100 || status > 599) {
        return Optional.empty();
      }
      Map<String, String> headers = new LinkedHashMap<>();
      object.object("headers").ifPresent(sent -> sent.fields().keySet().forEach(name ->
          sent.text(name).or(() -> sent.bool(name).map(String::valueOf)).ifPresent(value -> headers.put(name, value))));
      if (headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
        headers.put("Content-Type", "text/plain; charset=utf-8");
      }
      String body = object.text("body").orElse("");
      return Optional.of(new Answer((int) status, headers, object.texts("cookies"), object.bool("isBase64Encoded").orElse(false)
          ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8)));
    } catch (JsonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return status + " (" + body.length + " bytes)";
  }
}
