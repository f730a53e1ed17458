package dev.octet.endtoend;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.WebDriverException;

/** Waits for what a page comes to show. */
final class Waiting {
  private Waiting() {}

  /** What the page cannot do yet (a thing that moves, or was just put in another's place) is tried again. */
  static <T> T until(String otherwise, Supplier<Optional<T>> found) {
    var last = new AtomicReference<Optional<T>>(Optional.empty());
    try {
      Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(60))
          .ignoreExceptionsInstanceOf(WebDriverException.class).until(() -> {
            last.set(found.get());
            return last.get().isPresent();
          });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(otherwise, e);
    }
    return last.get().orElseThrow();
  }
}
