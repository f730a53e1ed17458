package dev.octet.aws.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often what did not go is tried again.
 *
 * @param longest for how long, from when its message was sent
 */
public record Patience(Duration longest, Clock clock, RandomGenerator random) {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** Later; or, when it has been long enough, among the dead letters: those behind it have waited for as long. */
  public Handled after(QueueMessage message, Reason reason) {
    return after(message, reason, Optional.empty());
  }

  /** @param retryAfter as a receiver asks for it: up to some hours, in seconds. A date says more about clocks than about load. */
  public Handled after(QueueMessage message, Reason reason, Optional<String> retryAfter) {
    if (clock.instant().isAfter(message.sentAt().plus(longest))) {
      return new Handled.SetAside(reason, Optional.empty());
    }
    Duration asked = retryAfter.filter(text -> text.matches("\\d{1,4}")).map(Long::valueOf).map(Duration::ofSeconds).orElse(Duration.ZERO);
    Duration wait = wait(message.receiveCount());
    return Handled.later(wait.compareTo(asked) < 0 ? asked : wait);
  }

  /** 2, 4, 8 … seconds to 15 minutes, and half of that at least: what fails together does not come back together. */
  private Duration wait(int receiveCount) {
    long most = Math.min(LONGEST_WAIT.toMillis(), 1000L << Math.min(20, receiveCount));
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
  }
}
