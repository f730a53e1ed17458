package dev.octet.graph.webhook;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that came in (spec §3.4): what a person wrote, or what stands in its place (type {@code unsupported},
 * {@code system}, or one that is not known yet).
 *
 * @param id the platform's message id
 * @param groupId the group that it was written in; the only thing that marks a group message
 * @param time the platform's
 * @param sender as notifications name people; empty when the message names nobody
 * @param message exactly as it came
 */
public record MessageEvent(String id, Optional<String> groupId, Instant time, JsonObject sender, JsonObject message) {

  /** Empty when the item has no id: then it cannot be told from another. */
  public static Optional<MessageEvent> of(WebhookEvent event, JsonObject message) {
    Person sender = Person.ofMessage(message);
    return Person.named(message, "id").map(id -> new MessageEvent(
        id,
        Person.named(message, "group_id"),
        PlatformTime.of(message, event.receivedAt()),
        sender.describe(event.value()),
        message));
  }

  @Override
  public String toString() {
    return "message " + id; // the rest is what people wrote
  }
}
