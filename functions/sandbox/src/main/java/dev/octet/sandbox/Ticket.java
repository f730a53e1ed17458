package dev.octet.sandbox;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;

/**
 * What the queue carries of a webhook: which, and when it is due. The webhook itself is in the table.
 *
 * @param webhookId empty when the message is no ticket
 */
record Ticket(String webhookId, Instant dueAt) {

  String toJson() {
    return JsonObject.EMPTY.with("webhook_id", webhookId).with("due_at", dueAt.toEpochMilli()).toJson();
  }

  static Ticket read(String body) {
    try {
      JsonObject json = JsonObject.parse(body);
      return new Ticket(json.text("webhook_id").orElse(""), Instant.ofEpochMilli(json.whole("due_at").orElse(0)));
    } catch (JsonException e) {
      return new Ticket("", Instant.EPOCH);
    }
  }
}
