package dev.octet.simulation;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The life of one invocation: it ends when the function's time is over, or after so many side effects. */
final class Lifeline {
  /** As template.yaml has it for the functions that read queues. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Clock clock;
  private final Instant end;
  private int effectsLeft;

  /** The process is gone. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** @param effects after so many side effects it is killed */
  Lifeline(Clock clock, int effects) {
    this.clock = clock;
    this.end = clock.instant().plus(TIMEOUT);
    this.effectsLeft = effects;
  }

  /** Before whatever leaves the process. */
  void alive() {
    if (effectsLeft <= 0 || !clock.instant().isBefore(end)) {
      throw new Killed();
    }
  }

  /** After something outside has changed: a process that is to die of it does so before it learns of it. */
  void effect() {
    effectsLeft--;
    alive();
  }

  Context context() {
    return (Context) Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> switch (method.getName()) {
      case "getRemainingTimeInMillis" -> (int) Math.max(0, Duration.between(clock.instant(), end).toMillis());
      case "getMemoryLimitInMB" -> 1024;
      default -> "simulated";
    });
  }
}
