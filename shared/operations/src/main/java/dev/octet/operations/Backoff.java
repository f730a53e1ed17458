package dev.octet.operations;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Full jitter under 2, 4, 8 … seconds, at most 15 minutes, and never less than one second. */
public record Backoff(RandomGenerator random) {
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** @param attempts how often it was tried */
  public Duration after(int attempts) {
    long ceiling = Math.min(LONGEST.toMillis(), 1000L << Math.min(20, attempts));
    return Duration.ofMillis(1000 + random.nextLong(ceiling));
  }
}
