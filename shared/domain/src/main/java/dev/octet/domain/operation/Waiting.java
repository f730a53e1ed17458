package dev.octet.domain.operation;

import java.time.Duration;
import java.time.Instant;

/** How long to wait before looking again, for what may be over in a second or in days. */
public final class Waiting {
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private Waiting() {}

  /**
   * An eighth of what it has lasted, from 2 seconds to 15 minutes: never much too late, and in a week fewer looks than a
   * queue hands a message out before it gives up.
   */
  public static Duration next(Instant since, Instant now) {
    Duration part = Duration.between(since, now).dividedBy(8);
    return part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
  }
}
