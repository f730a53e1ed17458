package dev.octet.graph.webhook;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * One event: one item of one webhook, on its way through a queue.
 *
 * <p>It travels as a webhook body with that single item (spec §4.1), so that whatever reads webhooks can read it, and
 * one member of Octet's own beside: {@code "octet":{"event_key","received_at"}}.
 *
 * @param key from the item's content: the same event inside another delivery has the same key
 * @param receivedAt when the delivery arrived
 * @param field the webhook field, such as {@code group_lifecycle_update}
 * @param accountId the WhatsApp Business Account (or messaging account) of the entry
 * @param value the change's value with this one item in it
 */
public record WebhookEvent(String key, Instant receivedAt, String field, String accountId, JsonObject value) {

  public static WebhookEvent parse(String body) throws JsonException {
    JsonObject webhook = JsonObject.parse(body);
    JsonObject octet = webhook.object("octet").orElse(JsonObject.EMPTY);
    JsonObject entry = first(webhook.objects("entry"), "entry");
    JsonObject change = first(entry.objects("changes"), "changes");
    return new WebhookEvent(
        octet.text("event_key").orElseThrow(() -> new JsonException("octet.event_key is missing.")),
        receivedAt(octet),
        change.text("field").orElse(""),
        entry.text("id").orElse(""),
        change.object("value").orElse(JsonObject.EMPTY));
  }

  private static JsonObject first(List<JsonObject> items, String name) throws JsonException {
    if (items.isEmpty()) {
      throw new JsonException("The event has no " + name + ".");
    }
    return items.getFirst();
  }

  private static Instant receivedAt(JsonObject octet) throws JsonException {
    try {
      return Instant.parse(octet.text("received_at").orElse(""));
    } catch (DateTimeParseException e) {
      throw new JsonException("octet.received_at is not a time.");
    }
  }

  public JsonObject toJson() {
    JsonObject change = JsonObject.EMPTY.with("value", value).with("field", field);
    return JsonObject.EMPTY
        .with("object", "whatsapp_business_account")
        .with("entry", List.of(JsonObject.EMPTY.with("id", accountId).with("changes", List.of(change))))
        .with("octet", JsonObject.EMPTY.with("event_key", key).with("received_at", receivedAt.toString()));
  }

  /** The business number that the event concerns. */
  public Optional<String> phoneNumberId() {
    return value.object("metadata").flatMap(metadata -> metadata.text("phone_number_id")).filter(id -> !id.isEmpty());
  }

  /** The one item of {@code groups}, {@code messages}, {@code statuses} or {@code errors}. */
  public Optional<JsonObject> item(String list) {
    return value.objects(list).stream().findFirst();
  }

  @Override
  public String toString() {
    return "event " + key;
  }
}
