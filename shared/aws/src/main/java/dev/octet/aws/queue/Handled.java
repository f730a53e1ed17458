package dev.octet.aws.queue;

import java.time.Duration;
import java.util.Optional;

/** What became of one queue message. */
public sealed interface Handled {
  /** State is written and everything is told: the message may be deleted. */
  record Done() implements Handled {}

  /** Not yet: the message, and those of its message group behind it, come back after the delay (at most 12 hours). */
  record Later(Duration delay) implements Handled {}

  /**
   * It failed for good, and that is told: it lies among the dead letters, with the reason, and those behind it go on.
   *
   * @param run which run of its operation ended so: it is begun again from this end and from no other; empty where none ended
   */
  record SetAside(Reason reason, Optional<Integer> run) implements Handled {}

  static Handled done() {
    return new Done();
  }

  static Handled later(Duration delay) {
    return new Later(delay);
  }
}
