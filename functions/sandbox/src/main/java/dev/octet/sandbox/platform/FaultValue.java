package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of faults that say more than how often; each reads as empty when a JSON value is none. */
final class FaultValue {
  /** Later than this nothing is delivered by a delay: a queue can hold a message back no longer. */
  private static final Duration LONGEST_DELAY = Duration.ofHours(12);
  private static final Set<Long> STATUSES = Set.of(429L, 500L, 502L, 503L, 504L);

  private FaultValue() {}

  static Optional<Duration> delay(JsonObject faults) {
    try {
      return faults.text("delay").map(Duration::parse).filter(delay -> !delay.isNegative() && delay.compareTo(LONGEST_DELAY) <= 0);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** {@code aggregate_statuses}; {@code false} as without it. */
  static Optional<Aggregation> aggregation(@Nullable Object value) {
    return switch (value) {
      case Boolean on when !on -> Optional.of(Aggregation.SEPARATE);
      case String by when by.equals("by_message") -> Optional.of(Aggregation.BY_MESSAGE);
      case String by when by.equals("by_person") -> Optional.of(Aggregation.BY_PERSON);
      case null, default -> Optional.empty();
    };
  }

  /** {@code answer_lost} and {@code no_answer}. */
  record Lost(Occurrence times, Faults.LostAnswer as) {
    static Optional<Lost> read(@Nullable Object value) {
      return switch (value) {
        case String as -> as(as).map(how -> new Lost(new Occurrence.Always(), how));
        case Map<?, ?> map when Set.of("times", "as").containsAll(map.keySet()) ->
            often(map).flatMap(times -> as(map.containsKey("as") ? String.valueOf(map.get("as")) : "error").map(how -> new Lost(times, how)));
        case null, default -> Occurrence.read(value).map(times -> new Lost(times, Faults.LostAnswer.ERROR));
      };
    }

    private static Optional<Faults.LostAnswer> as(String as) {
      return switch (as) {
        case "error" -> Optional.of(Faults.LostAnswer.ERROR);
        case "timeout" -> Optional.of(Faults.LostAnswer.TIMEOUT);
        default -> Optional.empty();
      };
    }

    JsonObject afterStriking() {
      return JsonObject.EMPTY.with("times", times.afterStriking()).with("as", as == Faults.LostAnswer.ERROR ? "error" : "timeout");
    }
  }

  /** {@code status}. */
  record Status(Long code, Occurrence times) {
    static Optional<Status> read(@Nullable Object value) {
      return switch (value) {
        case Long code when STATUSES.contains(code) -> Optional.of(new Status(code, new Occurrence.Always()));
        case Map<?, ?> map when Set.of("code", "times").containsAll(map.keySet()) && map.get("code") instanceof Long code && STATUSES.contains(code) ->
            often(map).map(times -> new Status(code, times));
        case null, default -> Optional.empty();
      };
    }

    JsonObject afterStriking() {
      return JsonObject.EMPTY.with("code", code).with("times", times.afterStriking());
    }
  }

  /** {@code failed_in_webhook}. */
  record Failed(Occurrence times, WebhookFailure failure) {
    static Optional<Failed> read(@Nullable Object value) {
      return switch (value) {
        case Map<?, ?> map when Set.of("times", "code", "as").containsAll(map.keySet()) ->
            often(map).flatMap(times -> failure(map).map(failure -> new Failed(times, failure)));
        case null, default -> Occurrence.read(value).map(times -> new Failed(times, new WebhookFailure(PlatformError.SOMETHING_WENT_WRONG, false)));
      };
    }

    private static Optional<WebhookFailure> failure(Map<?, ?> map) {
      Optional<PlatformError> error = map.containsKey("code") ? error(map.get("code")) : Optional.of(PlatformError.SOMETHING_WENT_WRONG);
      return error.flatMap(it -> switch (map.containsKey("as") ? String.valueOf(map.get("as")) : "whole") {
        case "whole" -> Optional.of(new WebhookFailure(it, false));
        case "partial" -> Optional.of(new WebhookFailure(it, true));
        default -> Optional.<WebhookFailure>empty();
      });
    }

    /** Those of WhatsApp itself: Graph's own come before anything is taken. 131201 says that something was done. */
    private static Optional<PlatformError> error(@Nullable Object code) {
      return Arrays.stream(PlatformError.values()).filter(error -> error != PlatformError.PARTLY_DONE && error.code() >= 131000)
          .filter(error -> code instanceof Long number && number == error.code()).findFirst();
    }

    JsonObject afterStriking() {
      return JsonObject.EMPTY.with("times", times.afterStriking()).with("code", failure.error().code())
          .with("as", failure.partial() ? "partial" : "whole");
    }
  }

  private static Optional<Occurrence> often(Map<?, ?> map) {
    return map.containsKey("times") ? Occurrence.read(map.get("times")) : Optional.of(new Occurrence.Always());
  }
}
