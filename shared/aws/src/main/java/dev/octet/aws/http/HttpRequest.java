package dev.octet.aws.http;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as an HTTP API hands it to a function (payload format 2.0).
 *
 * @param path as the HTTP API hands it over: percent-decoded once, whatever its field is called
 * @param query decoded; the first value wins where a name comes twice
 * @param headers with lower-case names
 * @param body the bytes that were sent, whatever the gateway made of them on the way
 */
public record HttpRequest(
    String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

  public static HttpRequest ofEvent(JsonObject event) throws JsonException {
    JsonObject http = event.object("requestContext").flatMap(context -> context.object("http"))
        .orElseThrow(() -> new JsonException("The event is not an HTTP API request of payload format 2.0."));
    Map<String, String> headers = new LinkedHashMap<>();
    event.object("headers").ifPresent(sent -> sent.fields()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), String.valueOf(value))));
    String body = event.text("body").orElse("");
    boolean encoded = event.bool("isBase64Encoded").orElse(false);
    return new HttpRequest(
        http.text("method").orElse("GET"),
        event.text("rawPath").orElse("/"),
        parseQuery(event.text("rawQueryString").orElse("")),
        headers,
        encoded ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> parseQuery(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : raw.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        query.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a stray percent sign is the sender's own
    }
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The path's segments: {@code /graph/v26.0/1/groups} gives four. */
  public List<String> segments() {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/")) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }

  /** The token of {@code Authorization: Bearer …}, or of Graph's {@code access_token} query parameter. */
  public Optional<String> bearerToken() {
    return header("authorization")
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(value -> value.substring(7).strip())
        .or(() -> query("access_token"))
        .filter(token -> !token.isEmpty());
  }

  @Override
  public String toString() {
    return method + " (" + body.length + " bytes)"; // path, headers and body may hold what must not be logged
  }
}
