package dev.octet.graph.webhook;

import dev.octet.domain.Hash;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** {@code webhook.unrecognized}: what arrived and cannot be read is handed on as it came, so that nothing is lost. */
public final class UnrecognizedWebhook {
  /** What one queue message holds, and room for what says whose it is where it is handed on. */
  private static final int MAX_BYTES = (1 << 20) - (4 << 10);

  private UnrecognizedWebhook() {}

  /** @param reason a sentence for people; never repeats what was sent */
  public static Notification of(WebhookEvent event, String reason) {
    return fitting("event", event.toJson(), event.toJson().toJson(), event.key(), event.field(), event.receivedAt(), event.phoneNumberId(), reason);
  }

  /** For a queue message that is no event at all. Its key is made from its text. */
  public static Notification of(String text, Instant sentAt, String reason) {
    return fitting("body", text, text, "unreadable:" + Hash.hex(text), "", sentAt, Optional.empty(), reason);
  }

  /** For an item that was read, but does not fit into a notification. */
  public static Notification oversized(WebhookEvent event, String reason) {
    return notification("webhook.oversized", event.key(), event.receivedAt(), event.phoneNumberId(),
        data(event.key(), event.field(), reason).withAll(measures(event.toJson().toJson())));
  }

  /** For what a delivery holds and Octet cannot read, beside the event itself. */
  public static Notification of(DeliveredEvent event, Instant receivedAt, String reason) {
    return fitting(event.text(receivedAt), event, receivedAt, reason);
  }

  /** For an event that went on in parts: one that is too large for a queue, or no text. */
  public static Notification inParts(DeliveredEvent event, Instant receivedAt, int parts) {
    String where = " It is on other-webhooks.fifo in parts: " + parts + ".";
    return event.text(receivedAt).isEmpty()
        ? fitting(Optional.empty(), event, receivedAt, "The event is not text." + where)
        : notification("webhook.oversized", event.key(), receivedAt, event.phoneNumberId(),
            data(event.key(), event.field(), "The event is larger than a queue message." + where).withAll(measures(event)));
  }

  private static Notification fitting(Optional<String> body, DeliveredEvent event, Instant receivedAt, String reason) {
    JsonObject data = data(event.key(), event.field(), reason);
    Notification whole = notification("webhook.unrecognized", event.key(), receivedAt, event.phoneNumberId(), data.with("body", body));
    return body.isPresent() && fits(whole) ? whole
        : notification("webhook.unrecognized", event.key(), receivedAt, event.phoneNumberId(), data.withAll(measures(event)));
  }

  private static JsonObject measures(DeliveredEvent event) {
    return JsonObject.EMPTY.with("bytes", event.size()).with("sha256", event.sha256());
  }

  /** Whether it can be sent as it is. */
  public static boolean fits(Notification notification) {
    return notification.toCloudEvent().toJson().length() <= MAX_BYTES; // one byte a character: it is ASCII
  }

  private static Notification fitting(
      String member, Object content, String text, String key, String field, Instant time, Optional<String> phoneNumberId, String reason) {
    JsonObject data = data(key, field, reason);
    Notification whole = notification("webhook.unrecognized", key, time, phoneNumberId, data.with(member, content));
    return fits(whole) ? whole : notification("webhook.unrecognized", key, time, phoneNumberId, data.withAll(measures(text)));
  }

  private static Notification notification(String type, String key, Instant time, Optional<String> phoneNumberId, JsonObject data) {
    return Notification.of(type, time, phoneNumberId, Optional.empty(), data, key);
  }

  private static JsonObject data(String key, String field, String reason) {
    return JsonObject.EMPTY.with("event_key", key)
        .with("field", Optional.of(field).filter(name -> !name.isEmpty()))
        .with("reason", reason);
  }

  private static JsonObject measures(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return JsonObject.EMPTY.with("bytes", bytes.length).with("sha256", HexFormat.of().formatHex(Hash.sha256(bytes)));
  }
}
