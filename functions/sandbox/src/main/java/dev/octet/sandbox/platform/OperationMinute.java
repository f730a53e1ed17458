package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A minute of a number's calls about groups, beginning with the first of them. How the platform counts is not published
 * (spec §1, "Rate limit on group operations").
 */
public record OperationMinute(Instant beganAt, long calls) {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** With one call more; empty when that is one too many. What is refused is not counted. */
  public static Optional<OperationMinute> take(Optional<OperationMinute> last, long limit, Instant now) {
    OperationMinute minute = last.filter(it -> now.isBefore(it.beganAt().plus(MINUTE))).orElse(new OperationMinute(now, 0));
    return minute.calls() < limit ? Optional.of(new OperationMinute(minute.beganAt(), minute.calls() + 1)) : Optional.empty();
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY.with("began_at", beganAt.toEpochMilli()).with("calls", calls);
  }

  public static OperationMinute ofJson(JsonObject json) {
    return new OperationMinute(Instant.ofEpochMilli(json.whole("began_at").orElse(0)), json.whole("calls").orElse(0));
  }
}
