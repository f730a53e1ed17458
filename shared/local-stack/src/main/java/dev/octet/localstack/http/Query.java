package dev.octet.localstack.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A query string as {@code queryStringParameters} holds it: decoded, the values of one name joined by commas. */
final class Query {
  private Query() {}

  static Map<String, String> parse(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : raw.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        query.merge(decode(equals < 0 ? pair : pair.substring(0, equals)), value, (first, next) -> first + "," + next);
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
}
