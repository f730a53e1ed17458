package dev.octet.aws.secret;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the local stack has for secrets, and everybody can read in its documentation. Where a stack is not local they are as if
 * they were not there: else a document that was copied to try something would open the deployment to everybody.
 */
public final class LocalValues {
  /** Not to be trusted anywhere else. */
  public static final Set<String> ALL = Set.of("local-token", "local-verify-token", "local-app-secret", "sandbox-token",
      "local-sandbox-token", "whsec_bG9jYWwtZGVsaXZlcnktc2VjcmV0LW9mLW9jdGV0");

  private LocalValues() {}

  /**
   * A document without them.
   *
   * @param members whose values they were
   */
  record Filtered(JsonObject document, Set<String> members) {}

  static Filtered without(JsonObject document) {
    Set<String> members = new TreeSet<>();
    JsonObject rest = JsonObject.EMPTY;
    for (Map.Entry<String, @Nullable Object> member : document.fields().entrySet()) {
      Object left = without(member.getValue());
      if (!JsonObject.EMPTY.with("v", left).equals(JsonObject.EMPTY.with("v", member.getValue()))) {
        members.add(member.getKey());
      }
      rest = rest.with(member.getKey(), left);
    }
    return new Filtered(rest, members);
  }

  private static @Nullable Object without(@Nullable Object value) {
    return switch (value) {
      case String text -> ALL.contains(text) ? null : text;
      case List<?> items -> {
        List<@Nullable Object> left = new ArrayList<>();
        for (Object item : items) {
          Object rest = isLocal(item) ? null : item;
          if (rest != null || item == null) {
            left.add(rest);
          }
        }
        yield left;
      }
      case Map<?, ?> map -> {
        JsonObject left = JsonObject.EMPTY;
        for (Map.Entry<?, ?> member : map.entrySet()) {
          left = left.with(String.valueOf(member.getKey()), without(member.getValue()));
        }
        yield left;
      }
      case null, default -> value;
    };
  }

  /** A value, or a token whose hash is one's. */
  private static boolean isLocal(@Nullable Object item) {
    return item instanceof String text ? ALL.contains(text)
        : item instanceof Map<?, ?> map && map.get("sha256") instanceof String sha256 && ALL.stream().anyMatch(value -> hash(value).equalsIgnoreCase(sha256));
  }

  private static String hash(String value) {
    return HexFormat.of().formatHex(Hash.sha256(value.getBytes(StandardCharsets.UTF_8)));
  }
}
