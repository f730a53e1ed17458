package dev.octet.sandbox;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Read, decide, write on a condition; when another was first, all of it again. */
final class Attempts {
  private static final int MOST = 40;
  private static final int LONGEST_PAUSE = 100;

  private final Pause pause;
  private final RandomGenerator random;

  Attempts(Pause pause, RandomGenerator random) {
    this.pause = pause;
    this.random = random;
  }

  /** @param attempt empty when another write came first. The result is empty when that was so every time. */
  <T> Optional<T> until(Supplier<Optional<T>> attempt) {
    for (int i = 1; i <= MOST; i++) {
      Optional<T> result = once(attempt);
      if (result.isPresent()) {
        return result;
      }
      pause.of(Duration.ofMillis(random.nextInt(1, Math.min(LONGEST_PAUSE, 5 * i) + 1)));
    }
    return Optional.empty();
  }

  private static <T> Optional<T> once(Supplier<Optional<T>> attempt) {
    try {
      return attempt.get();
    } catch (TransactionConflictException e) {
      return Optional.empty(); // a single write met a transaction that is not over
    }
  }
}
