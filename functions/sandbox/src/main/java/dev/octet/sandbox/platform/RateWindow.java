package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * So many calls in so much time, which begins with the first of them: of a number's calls about groups, of its messages,
 * of its messages to one destination. How the platform counts is not published (spec §1 "Rate limit on group operations", §5.4).
 */
public record RateWindow(Instant beganAt, long calls) {

  /** With one call more; empty when that is one too many. What is refused is not counted. */
  public static Optional<RateWindow> take(Optional<RateWindow> last, long limit, Duration length, Instant now) {
    RateWindow window = last.filter(it -> now.isBefore(it.beganAt().plus(length))).orElse(new RateWindow(now, 0));
    return window.calls() < limit ? Optional.of(new RateWindow(window.beganAt(), window.calls() + 1)) : Optional.empty();
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY.with("began_at", beganAt.toEpochMilli()).with("calls", calls);
  }

  public static RateWindow ofJson(JsonObject json) {
    return new RateWindow(Instant.ofEpochMilli(json.whole("began_at").orElse(0)), json.whole("calls").orElse(0));
  }
}
