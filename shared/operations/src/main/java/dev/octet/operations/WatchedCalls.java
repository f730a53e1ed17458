package dev.octet.operations;

import dev.octet.aws.Metric;
import dev.octet.aws.Trail;
import dev.octet.graph.Outcome;
import java.time.Duration;
import java.util.function.Supplier;

/** Calls of the platform, each of which is counted by its outcome and left on the trail of what it is made for. */
final class WatchedCalls {
  private WatchedCalls() {}

  static Outcome watched(Supplier<Outcome> call) {
    long began = System.nanoTime();
    Outcome outcome = call.get();
    Metric.CALL_TIME.measure(Duration.ofNanos(System.nanoTime() - began));
    metric(outcome).count();
    Trail.note("platform_outcome", word(outcome));
    if (outcome instanceof Outcome.Refused refused) {
      Trail.note("platform_code", refused.error().code());
    }
    return outcome;
  }

  private static Metric metric(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered _ -> Metric.CALLS_ANSWERED;
      case Outcome.Refused _ -> Metric.CALLS_REFUSED;
      case Outcome.NotSent _ -> Metric.CALLS_NOT_SENT;
      case Outcome.Unknown _ -> Metric.CALLS_UNKNOWN;
    };
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered _ -> "answered";
      case Outcome.Refused _ -> "refused";
      case Outcome.NotSent _ -> "not_sent";
      case Outcome.Unknown _ -> "unknown";
    };
  }
}
