package dev.octet.sandbox;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * One delivery of a webhook: written together with what it tells of.
 *
 * @param body exactly what is sent and signed; ASCII
 * @param madeAt the real time, not the platform's: retries end seven days later (spec §4.7)
 * @param attempts how often it was sent and not taken
 */
record OutgoingWebhook(
    String id, long generation, String phoneNumberId, String field, String body, Instant madeAt, int attempts, State state) {

  /**
   * Two are never sent, and written down so that the truth can be seen: LOST is the fault of that name, UNSENT is what was
   * due while there was no address to send to.
   */
  enum State { PENDING, DELIVERED, LOST, UNSENT, GIVEN_UP }

  static final Duration RETRIED_FOR = Duration.ofDays(7);
  /** Kept a day longer, so that the last ticket still finds it. */
  private static final Duration KEPT_FOR = RETRIED_FOR.plusDays(1);

  OutgoingWebhook in(State other) {
    return new OutgoingWebhook(id, generation, phoneNumberId, field, body, madeAt, attempts, other);
  }

  OutgoingWebhook notTaken() {
    return new OutgoingWebhook(id, generation, phoneNumberId, field, body, madeAt, attempts + 1, state);
  }

  /** After the n-th attempt in vain: 1, 2, 4 … seconds, at most 15 minutes. */
  Duration nextAttemptIn() {
    return Duration.ofSeconds(Math.min(900, 1L << Math.min(10, Math.max(0, attempts - 1))));
  }

  JsonObject toJson() {
    return JsonObject.EMPTY
        .with("id", id)
        .with("generation", generation)
        .with("phone_number_id", phoneNumberId)
        .with("field", field)
        .with("body", body)
        .with("made_at", madeAt.toEpochMilli())
        .with("attempts", attempts)
        .with("state", state.name().toLowerCase(Locale.ROOT))
        .with("expires_at", madeAt.plus(KEPT_FOR).getEpochSecond());
  }

  static OutgoingWebhook ofJson(JsonObject json) {
    return new OutgoingWebhook(
        json.text("id").orElseThrow(),
        json.whole("generation").orElse(0),
        json.text("phone_number_id").orElse(""),
        json.text("field").orElse(""),
        json.text("body").orElseThrow(),
        Instant.ofEpochMilli(json.whole("made_at").orElse(0)),
        (int) json.whole("attempts").orElse(0),
        State.valueOf(json.text("state").orElse("pending").toUpperCase(Locale.ROOT)));
  }

  @Override
  public String toString() {
    return "webhook " + id + " of " + field; // the body is what people wrote
  }
}
