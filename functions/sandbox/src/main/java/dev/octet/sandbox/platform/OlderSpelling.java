package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks as they were written before April 2026: people are their phone numbers, without business-scoped user ids,
 * and times are numbers (spec §6 "BSUID rules", §7 row 15). Who shows no phone number keeps the user id: nothing else
 * would name them.
 */
final class OlderSpelling {
  private OlderSpelling() {}

  static JsonObject of(JsonObject value) {
    // Of statuses there were no contacts then.
    JsonObject old = value.has("statuses")
        ? value.without("contacts").with("statuses", statuses(value.objects("statuses"))) : value;
    return JsonObject.of(older(old.fields()));
  }

  /**
   * With a price came a conversation, which ended with v24.0. The samples differ: of one status the participant is spelled
   * otherwise, and the price stands beside the conversation; of several in a webhook it stands in it (spec §7 rows 4 and 16).
   */
  private static List<JsonObject> statuses(List<JsonObject> statuses) {
    return statuses.stream().map(status -> statuses.size() == 1 ? alone(status) : together(status)).toList();
  }

  private static JsonObject alone(JsonObject status) {
    JsonObject old = status.has("recipient_participant_id")
        ? status.without("recipient_participant_id").without("recipient_participant_user_id").with("participant_recipient_id", status.get("recipient_participant_id"))
        : status;
    return status.object("pricing").map(pricing ->
        old.without("pricing").with("conversation", conversation(status, pricing)).with("pricing", pricing.without("type"))).orElse(old);
  }

  private static JsonObject together(JsonObject status) {
    JsonObject old = status.has("recipient_participant_id") ? status.without("recipient_participant_user_id") : status;
    return status.object("pricing").map(pricing ->
        old.without("pricing").with("conversation", conversation(status, pricing).with("pricing", pricing.without("type")))).orElse(old);
  }

  private static JsonObject conversation(JsonObject status, JsonObject pricing) {
    String category = pricing.text("category").orElse("");
    String id = UUID.nameUUIDFromBytes((status.text("recipient_id").orElse("") + category).getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    return JsonObject.EMPTY.with("id", id).with("origin", JsonObject.EMPTY.with("type", category));
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
      case "recipient_user_id" -> beside.containsKey("recipient_id");
      case "from_user_id" -> beside.containsKey("from");
      case "username" -> beside.containsKey("wa_id") || beside.containsKey("name");
      default -> false;
    };
  }
}
