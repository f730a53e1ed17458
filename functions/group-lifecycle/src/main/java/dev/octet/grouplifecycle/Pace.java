package dev.octet.grouplifecycle;

import dev.octet.graph.GraphCode;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How often the platform may be asked in the name of one number in one run, with much room under its limits (spec §5.4):
 * four times a second, sixty times in all. Together with the lease, which lasts for 55 seconds, that is less than 4,000
 * times an hour of the 5,000 that it allows; the rest is for what people ask.
 */
final class Pace {
  static final int PER_RUN = 60;
  static final Duration GAP = Duration.ofMillis(250);
  private static final Duration OVER = Duration.ofSeconds(1);
  /** A policy of the platform against one group, and none of the number's business. */
  static final int GROUP_SUSPENDED = 131207;

  private final Clock clock;
  private final Consumer<Duration> pause;
  private final Instant until;
  private Instant next = Instant.MIN;
  private int asked;
  private boolean stopped;

  /** @param until from when on nothing more is asked: what is asked then must still be answered in time */
  Pace(Clock clock, Consumer<Duration> pause, Instant until) {
    this.clock = clock;
    this.pause = pause;
    this.until = until;
  }

  /** Whether so many calls can be made in this run. */
  boolean allows(int calls) {
    return !stopped && asked + calls <= PER_RUN && clock.instant().isBefore(until);
  }

  /** Whether what was begun in time can go on: when the platform takes its time, the second call of a group may be one too many. */
  boolean goesOn() {
    return !stopped && clock.instant().isBefore(until.plus(OVER));
  }

  Outcome ask(Supplier<Outcome> call) {
    Duration wait = next.equals(Instant.MIN) ? Duration.ZERO : Duration.between(clock.instant(), next);
    if (wait.isPositive()) {
      pause.accept(wait);
    }
    next = clock.instant().plus(GAP);
    asked++;
    Outcome outcome = call.get();
    stopped |= stops(outcome);
    return outcome;
  }

  /** Everything but an answer, and a refusal that concerns one group only, is a reason to leave the number in peace for a while. */
  private static boolean stops(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered _ -> false;
      case Outcome.Refused(GraphError error) -> error.code() != GROUP_SUSPENDED && switch (GraphCode.of(error.code(), error.status()).action()) {
        case NEVER -> false;
        case RETRY, WAIT, CONFIGURATION, TOKEN -> true;
      };
      case Outcome.NotSent _, Outcome.Unknown _ -> true;
    };
  }

  boolean stopped() {
    return stopped;
  }

  int asked() {
    return asked;
  }
}
