package dev.octet.sandbox;

import java.time.Duration;

/** Waiting, from outside: tests do not wait. */
@FunctionalInterface
public interface Pause {
  /** Returns when this much time has passed, by whatever clock the caller has. */
  void of(Duration time);

  static Pause real() {
    return time -> {
      try {
        Thread.sleep(time);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }
}
