package dev.octet.story;

import dev.octet.domain.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** A request, without what says who asks. */
public record Request(String method, String path, byte[] body, Map<String, String> headers) {

  static Request get(String path) {
    return new Request("GET", path, new byte[0], Map.of());
  }

  static Request of(String method, String path, JsonObject body) {
    return new Request(method, path, body.isEmpty() ? new byte[0] : body.toBytes(), Map.of("content-type", "application/json"));
  }

  Request with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Request(method, path, body, Map.copyOf(more));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
