package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is who across the portfolios of a business that is enrolled for that: each parent id stands beside the user id that
 * it belongs to, and changes with it (spec §6 "BSUID rules").
 */
public final class ParentIds {
  private static final BigInteger TWENTY_DIGITS = BigInteger.TEN.pow(20);

  private ParentIds() {}

  static String of(String userId) {
    String hash = UUID.nameUUIDFromBytes(userId.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    return userId.substring(0, 2) + ".ENT." + String.format(Locale.ROOT, "%020d", new BigInteger(hash, 16).mod(TWENTY_DIGITS));
  }

  /** The same with a parent id beside each user id. System messages have none. */
  public static JsonObject beside(JsonObject json) {
    return JsonObject.of(beside(json.fields()));
  }

  private static Map<String, @Nullable Object> beside(Map<?, ?> fields) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>();
    fields.forEach((key, value) -> {
      String name = String.valueOf(key);
      more.put(name, name.equals("system") ? value : value(value));
      if (name.equals("user_id") || name.endsWith("_user_id")) {
        more.put(name.substring(0, name.length() - "user_id".length()) + "parent_user_id", parents(value));
      }
    });
    return more;
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> beside(map);
      case List<?> list -> list.stream().map(ParentIds::value).toList();
      case null, default -> value;
    };
  }

  /** Of one id, or of the one before and the one after a change. */
  private static @Nullable Object parents(@Nullable Object ids) {
    return switch (ids) {
      case String id -> of(id);
      case Map<?, ?> several -> {
        Map<String, @Nullable Object> each = new LinkedHashMap<>();
        several.forEach((when, id) -> each.put(String.valueOf(when), parents(id)));
        yield each;
      }
      case null, default -> ids;
    };
  }
}
