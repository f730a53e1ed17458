package dev.octet.grouplifecycle;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Retention;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a request's two halves meet: our operation, which its answer brings, and its outcome, which the webhook brings.
 * Whichever comes second gets both back, so that one of the two always completes the operation.
 */
final class RequestPointers {
  private static final Duration KEPT = Duration.ofDays(30);

  private final Table table;
  private final Clock clock;

  RequestPointers(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  /** What is known of a request. */
  record Halves(Optional<String> operation, Optional<JsonObject> outcome) {}

  Halves addOperation(String phoneNumberId, String platformRequestId, String requestId) {
    return add(phoneNumberId, platformRequestId, JsonObject.EMPTY.with("operation", requestId));
  }

  Halves addOutcome(String phoneNumberId, String platformRequestId, JsonObject outcome) {
    return add(phoneNumberId, platformRequestId, JsonObject.EMPTY.with("outcome", outcome));
  }

  Halves get(String phoneNumberId, String platformRequestId) {
    return table.get(key(phoneNumberId, platformRequestId)).map(RequestPointers::halves)
        .orElse(new Halves(Optional.empty(), Optional.empty()));
  }

  /** A half that is there already stays: it says the same. */
  private Halves add(String phoneNumberId, String platformRequestId, JsonObject half) {
    return halves(table.fill(key(phoneNumberId, platformRequestId), half.with(Retention.EXPIRES_AT, clock.instant().plus(KEPT).getEpochSecond())));
  }

  private static Halves halves(Stored stored) {
    return new Halves(stored.attributes().text("operation"), stored.attributes().object("outcome"));
  }

  private static Key key(String phoneNumberId, String platformRequestId) {
    return new Key("REQUEST#" + phoneNumberId + "#" + platformRequestId, "REQUEST");
  }
}
