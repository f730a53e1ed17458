package dev.octet.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of an HTML form, as a browser posts it; what cannot be decoded is left out. */
record Form(Map<String, String> fields) {

  static Form of(String encoded) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : encoded.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        decoded(pair.substring(equals + 1)).ifPresent(value -> fields.putIfAbsent(pair.substring(0, equals), value));
      }
    }
    return new Form(fields);
  }

  private static Optional<String> decoded(String value) {
    try {
      return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a stray percent sign: no browser sends one
    }
  }

  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
