package dev.octet.grouplifecycle;

import java.time.Duration;

/** Lets time pass. */
interface Pause {
  void pause(Duration time);

  static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
