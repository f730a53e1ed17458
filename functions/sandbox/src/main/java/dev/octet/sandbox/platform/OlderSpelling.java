package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks as they were written before April 2026: people are their phone numbers, without business-scoped user ids,
 * and times are numbers (spec §6 "BSUID rules", §7 row 15). Who shows no phone number keeps the user id: nothing else
 * would name them.
 */
final class OlderSpelling {
  private OlderSpelling() {}

  static JsonObject of(JsonObject value) {
    return JsonObject.of(older(value.fields()));
  }

  private static Map<String, @Nullable Object> older(Map<?, ?> fields) {
    Map<String, @Nullable Object> older = new LinkedHashMap<>();
    fields.forEach((name, field) -> {
      String key = String.valueOf(name);
      if (!newer(key, fields)) {
        older.put(key, key.equals("timestamp") && field instanceof String seconds ? (Object) Long.valueOf(seconds) : value(field));
      }
    });
    return older;
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> older(map);
      case List<?> list -> list.stream().map(OlderSpelling::value).toList();
      case null, default -> value;
    };
  }

  private static boolean newer(String key, Map<?, ?> beside) {
    return switch (key) {
      case "user_id" -> beside.containsKey("wa_id");
      case "from_user_id" -> beside.containsKey("from");
      case "username" -> beside.containsKey("wa_id") || beside.containsKey("name");
      default -> false;
    };
  }
}
