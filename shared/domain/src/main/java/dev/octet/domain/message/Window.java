package dev.octet.domain.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The customer service window of a group (spec §3.1): 24 hours from the last message of any participant, for the whole
 * group. Outside it the platform takes templates only.
 *
 * @param until when it closes; empty while nobody has written
 */
public record Window(Optional<Instant> until) {
  public static final Window NEVER_OPENED = new Window(Optional.empty());
  private static final Duration LENGTH = Duration.ofHours(24);

  /** Somebody wrote. A message that is heard of late does not shorten it. */
  public Window opened(Instant at) {
    Instant next = at.plus(LENGTH);
    return until.filter(it -> !it.isBefore(next)).isPresent() ? this : new Window(Optional.of(next));
  }

  public boolean isOpen(Instant now) {
    return until.filter(now::isBefore).isPresent();
  }
}
