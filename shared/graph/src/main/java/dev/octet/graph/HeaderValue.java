package dev.octet.graph;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A header's value and its parameters, such as {@code form-data; name="a"}. Read from left to right, so that nothing inside
 * quotes is taken for a parameter. Of one that comes twice the first counts.
 */
record HeaderValue(String value, Map<String, String> parameters) {

  static HeaderValue parse(String text) {
    int at = end(text, 0, ';');
    String value = text.substring(0, at).strip();
    Map<String, String> parameters = new LinkedHashMap<>();
    while (at < text.length()) {
      int equals = end(text, at + 1, '=');
      int next = end(text, at + 1, ';');
      if (equals < next) {
        String name = text.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
        parameters.putIfAbsent(name, unquoted(text.substring(equals + 1, next).strip()));
      }
      at = next;
    }
    return new HeaderValue(value, parameters);
  }

  /** Where the mark next stands outside quotes, or the end. */
  private static int end(String text, int from, char mark) {
    boolean quoted = false;
    for (int at = from; at < text.length(); at++) {
      char now = text.charAt(at);
      if (quoted && now == '\\') {
        at++;
      } else if (now == '"') {
        quoted = !quoted;
      } else if (now == mark && !quoted) {
        return at;
      }
    }
    return text.length();
  }

  private static String unquoted(String text) {
    if (!text.startsWith("\"")) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int at = 1; at < text.length() && text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      plain.append(text.charAt(at));
    }
    return plain.toString();
  }

  boolean is(String name) {
    return value.equalsIgnoreCase(name);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
