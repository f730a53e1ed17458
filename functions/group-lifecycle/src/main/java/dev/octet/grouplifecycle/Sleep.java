package dev.octet.grouplifecycle;

import java.time.Duration;

/** Lets time pass. */
interface Sleep {
  void of(Duration time);

  static void real(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
