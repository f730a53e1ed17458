package dev.octet.sandbox;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * What the queue carries of a webhook: which, and when it is due. The webhook itself is in the table. Or of a template
 * whose review is over then.
 *
 * @param webhookId empty when the message is no ticket, or one of a review
 */
record Ticket(String webhookId, Instant dueAt, Optional<Review> review) {

  /** Which template, and in which state of the sandbox: after a reset it is none. */
  record Review(long generation, String accountId, String name, String language) {
    Ticket ticket(Instant dueAt) {
      return new Ticket("", dueAt, Optional.of(this));
    }

    private JsonObject toJson() {
      return JsonObject.EMPTY.with("generation", generation).with("account_id", accountId).with("name", name).with("language", language);
    }

    private static Review ofJson(JsonObject json) {
      return new Review(json.whole("generation").orElse(0), json.text("account_id").orElse(""), json.text("name").orElse(""), json.text("language").orElse(""));
    }
  }

  Ticket(String webhookId, Instant dueAt) {
    this(webhookId, dueAt, Optional.empty());
  }

  String toJson() {
    return JsonObject.EMPTY.with("webhook_id", webhookId).with("due_at", dueAt.toEpochMilli()).with("review", review.map(Review::toJson)).toJson();
  }

  static Ticket read(String body) {
    try {
      JsonObject json = JsonObject.parse(body);
      return new Ticket(json.text("webhook_id").orElse(""), Instant.ofEpochMilli(json.whole("due_at").orElse(0)), json.object("review").map(Review::ofJson));
    } catch (JsonException e) {
      return new Ticket("", Instant.EPOCH);
    }
  }
}
