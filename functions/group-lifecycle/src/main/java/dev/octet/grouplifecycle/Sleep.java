package dev.octet.grouplifecycle;

import java.time.Duration;

/** Lets time pass, where no other clock than the real one is at hand. */
final class Sleep {
  private Sleep() {}

  static void real(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
