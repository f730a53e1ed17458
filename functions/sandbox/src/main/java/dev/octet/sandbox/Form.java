package dev.octet.sandbox;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of an HTML form, as a browser posts it, in UTF-8; what cannot be decoded is left out. */
record Form(Map<String, String> fields) {

  static Form of(byte[] body) {
    String encoded = new String(body, StandardCharsets.ISO_8859_1); // a character for each byte: decoded below
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
      byte[] utf8 = URLDecoder.decode(value, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty(); // a stray percent sign, or another charset: no browser sends such
    }
  }

  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
