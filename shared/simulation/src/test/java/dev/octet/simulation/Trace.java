package dev.octet.simulation;

import java.time.Clock;

/** Everything that happens in a history, in its order. The same seed gives the same text. */
final class Trace {
  private final Clock clock;
  private final StringBuilder text = new StringBuilder();

  Trace(Clock clock) {
    this.clock = clock;
  }

  void line(String who, String what) {
    text.append(clock.instant()).append(' ').append(who).append(": ").append(what).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
