package dev.octet.notificationdelivery;

import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.queue.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long, and how often, is tried what did not go. */
record Patience(Clock clock, RandomGenerator random) {
  /** As long as the standard's own example of a schedule. */
  static final Duration LONGEST = Duration.ofDays(3);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** Later; or, when it has been long enough, among the dead letters: those behind it have waited for as long. */
  Handled after(QueueMessage message, Reason reason, Duration atLeast) {
    if (clock.instant().isAfter(message.sentAt().plus(LONGEST))) {
      return new Handled.SetAside(reason, Optional.empty());
    }
    Duration wait = wait(message.receiveCount());
    return Handled.later(wait.compareTo(atLeast) < 0 ? atLeast : wait);
  }

  /** 2, 4, 8 … seconds to 15 minutes, and half of that at least: what fails together does not come back together. */
  private Duration wait(int receiveCount) {
    long longest = Math.min(LONGEST_WAIT.toMillis(), 1000L << Math.min(20, receiveCount));
    return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
  }
}
