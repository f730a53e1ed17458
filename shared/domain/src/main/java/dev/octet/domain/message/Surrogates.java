package dev.octet.domain.message;

import dev.octet.domain.group.RequestBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Half a surrogate pair is no character, wherever in a body it stands: neither the table nor UTF-8 could hold it. Names with one are no JSON. */
final class Surrogates {
  private Surrogates() {}

  static boolean broken(@Nullable Object value) {
    return switch (value) {
      case String text -> RequestBody.isBroken(text);
      case List<?> items -> items.stream().anyMatch(Surrogates::broken);
      case Map<?, ?> fields -> fields.values().stream().anyMatch(Surrogates::broken);
      case null, default -> false;
    };
  }
}
