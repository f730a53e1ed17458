package dev.octet.messagesending;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.WebhookEvent;
import java.time.Instant;
import java.util.List;

/** Events as webhook-intake makes them, of a number and a group of the tests' own. */
final class Events {
  static final String NUMBER = "100000000000001";
  static final String GROUP = "Z3JvdXA6NTEZD";
  static final Instant ARRIVED = Instant.parse("2026-11-24T08:00:05Z");

  private Events() {}

  static JsonObject json(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  static JsonObject text(String id, String userId, String body) {
    return JsonObject.EMPTY.with("from_user_id", userId).with("group_id", GROUP).with("id", id).with("timestamp", "1795506000")
        .with("type", "text").with("text", JsonObject.EMPTY.with("body", body));
  }

  static JsonObject status(String id, String status) {
    return JsonObject.EMPTY.with("id", id).with("status", status).with("timestamp", "1795506030")
        .with("recipient_id", GROUP).with("recipient_type", "group");
  }

  static JsonObject status(String id, String status, String userId) {
    return status(id, status).with("recipient_participant_user_id", userId);
  }

  static WebhookEvent message(JsonObject item) {
    return event("messages", item);
  }

  static WebhookEvent receipt(JsonObject item) {
    return event("statuses", item);
  }

  /** What happened in the group of the tests. */
  static WebhookEvent group(String field, JsonObject item) {
    WebhookEvent event = event("groups", item.with("group_id", GROUP));
    return new WebhookEvent(event.key(), event.receivedAt(), field, event.accountId(), event.value());
  }

  static WebhookEvent event(String list, Object... items) {
    JsonObject value = JsonObject.EMPTY
        .with("messaging_product", "whatsapp")
        .with("metadata", JsonObject.EMPTY.with("display_phone_number", "447700900000").with("phone_number_id", NUMBER))
        .with(list, List.of(items));
    return new WebhookEvent(Hash.hex(value.canonical()), ARRIVED, "messages", "2088", value);
  }

  static WebhookEvent with(WebhookEvent event, String name, Object more) {
    return new WebhookEvent(event.key(), event.receivedAt(), event.field(), event.accountId(), event.value().with(name, more));
  }
}
