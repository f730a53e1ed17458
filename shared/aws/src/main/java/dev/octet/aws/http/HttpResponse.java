package dev.octet.aws.http;

import dev.octet.domain.json.JsonObject;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer in payload format 2.0. */
public record HttpResponse(int status, Map<String, String> headers, byte[] body) {

  public static HttpResponse json(int status, JsonObject body) {
    return new HttpResponse(status, Map.of("Content-Type", "application/json; charset=UTF-8"), body.toBytes());
  }

  public static HttpResponse text(int status, String contentType, byte[] body) {
    return new HttpResponse(status, Map.of("Content-Type", contentType), body);
  }

  /** A status and nothing else. */
  public static HttpResponse empty(int status) {
    return new HttpResponse(status, Map.of(), new byte[0]);
  }

  public HttpResponse withHeader(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new HttpResponse(status, Map.copyOf(all), body);
  }

  JsonObject toEvent() {
    return JsonObject.EMPTY.with("statusCode", status).with("headers", headers)
        .with("isBase64Encoded", true).with("body", Base64.getEncoder().encodeToString(body));
  }

  @Override
  public String toString() {
    return status + " (" + body.length + " bytes)";
  }
}
