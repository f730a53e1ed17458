package dev.octet.sandbox;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One delivery of a webhook: written together with what it tells of.
 *
 * @param body exactly what is sent and signed; ASCII
 * @param madeAt the real time, not the platform's: retries end seven days later (spec §4.7)
 * @param attempts how often it was sent and not taken
 * @param batch where it waits for others, until it is sent with them or alone
 */
record OutgoingWebhook(
    String id, long generation, String phoneNumberId, String field, String body, Instant madeAt, int attempts, State state,
    Optional<Batch> batch) {

  /**
   * Some are never sent, and written down so that the truth can be seen: LOST is the fault of that name, UNSENT is what was
   * due while there was no address to send to, or what the app is not subscribed to, JOINED is what another one carries in its body.
   */
  enum State { PENDING, DELIVERED, LOST, UNSENT, GIVEN_UP, JOINED }

  /**
   * The list of those that may be sent together.
   *
   * @param order in which they were made
   */
  record Batch(String list, String order) {}

  static final Duration RETRIED_FOR = Duration.ofDays(7);
  /** Kept a day longer, so that the last ticket still finds it. */
  private static final Duration KEPT_FOR = RETRIED_FOR.plusDays(1);

  OutgoingWebhook in(State other) {
    return new OutgoingWebhook(id, generation, phoneNumberId, field, body, madeAt, attempts, other, batch);
  }

  /** With what others were to say, too: it waits for no more. */
  OutgoingWebhook carrying(String allBodies) {
    return new OutgoingWebhook(id, generation, phoneNumberId, field, allBodies, madeAt, attempts, state, Optional.empty());
  }

  OutgoingWebhook joined() {
    return new OutgoingWebhook(id, generation, phoneNumberId, field, body, madeAt, attempts, State.JOINED, Optional.empty());
  }

  OutgoingWebhook notTaken() {
    return new OutgoingWebhook(id, generation, phoneNumberId, field, body, madeAt, attempts + 1, state, batch);
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
        .with(Keys.LIST, batch.map(Batch::list))
        .with(Keys.ORDER, batch.map(Batch::order))
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
        State.valueOf(json.text("state").orElse("pending").toUpperCase(Locale.ROOT)),
        json.text(Keys.LIST).map(list -> new Batch(list, json.text(Keys.ORDER).orElseThrow())));
  }

  @Override
  public String toString() {
    return "webhook " + id + " of " + field; // the body is what people wrote
  }
}
