package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What counts as text, and how long it is. */
public final class Text {
  private Text() {}

  /** Code points: nothing states what the platform counts, and this comes nearest to what a person would count. */
  static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  /** A sentence about the first of these that is there and is no string: it is not passed over, and not converted. */
  public static Optional<String> noText(JsonObject body, String... names) {
    for (String name : names) {
      if (body.get(name) != null && !(body.get(name) instanceof String)) {
        return Optional.of("`" + name + "` must be text.");
      }
    }
    return Optional.empty();
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
