package dev.octet.domain.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How deep lists and objects stand within each other. An item of the table has 32 levels, and of JSON more can be read. */
final class Nesting {
  /** Of a message; the deepest that the platform has, a card's parameter in a template, has 11. */
  static final int MAX = 25;

  private Nesting() {}

  static boolean isDeeper(@Nullable Object value, int levels) {
    return switch (value) {
      case List<?> items -> levels == 0 || items.stream().anyMatch(item -> isDeeper(item, levels - 1));
      case Map<?, ?> fields -> levels == 0 || fields.values().stream().anyMatch(field -> isDeeper(field, levels - 1));
      case null, default -> false;
    };
  }
}
