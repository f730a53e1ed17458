package dev.octet.domain.message;

import java.time.Duration;

/** How long to leave somebody alone to whom too much was sent at once: 131056 (spec §5.4). */
public final class PairLimit {
  private static final Duration LONGEST = Duration.ofMinutes(15);
  /** From here on it is the longest. */
  private static final int ENOUGH = 5;

  private PairLimit() {}

  /** @param refused how often it has been refused before: 1 second the first time, and four times as long each time */
  public static Duration wait(int refused) {
    return refused >= ENOUGH ? LONGEST : Duration.ofSeconds(1L << (2 * Math.max(0, refused)));
  }
}
