package dev.octet.aws.queue;

import java.time.Duration;

/** What became of one queue message. */
public sealed interface Handled {
  /** State is written and everything is told: the message may be deleted. */
  record Done() implements Handled {}

  /** Not yet: the message, and those of its message group behind it, come back after the delay (at most 12 hours). */
  record Later(Duration delay) implements Handled {}

  static Handled done() {
    return new Done();
  }

  static Handled later(Duration delay) {
    return new Later(delay);
  }
}
