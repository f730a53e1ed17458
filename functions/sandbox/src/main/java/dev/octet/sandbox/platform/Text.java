package dev.octet.sandbox.platform;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What counts as text, and how long it is. */
final class Text {
  private Text() {}

  /** Code points: nothing states what the platform counts, and this comes nearest to what a person would count. */
  static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Whether every surrogate has its partner, at every depth: other text has no UTF-8, and no table would keep it. */
  static boolean encodable(@Nullable Object value) {
    return switch (value) {
      case String text -> StandardCharsets.UTF_8.newEncoder().canEncode(text);
      case Map<?, ?> map -> map.entrySet().stream().allMatch(entry -> encodable(entry.getKey()) && encodable(entry.getValue()));
      case List<?> list -> list.stream().allMatch(Text::encodable);
      case null, default -> true;
    };
  }
}
