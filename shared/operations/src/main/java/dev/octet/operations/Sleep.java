package dev.octet.operations;

import java.time.Duration;

/** Lets time pass, where no other clock than the real one is at hand. */
public final class Sleep {
  private Sleep() {}

  public static void real(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
