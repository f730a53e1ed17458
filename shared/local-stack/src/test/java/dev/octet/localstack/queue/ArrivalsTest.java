package dev.octet.localstack.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ArrivalsTest {
  private final Arrivals arrivals = new Arrivals();

  @Test
  void the_first_asking_waits_for_nothing() throws InterruptedException {
    assertThat(arrivals.await()).isTrue(); // what came before anybody listened
  }

  @Test
  void a_message_that_is_visible_wakes() throws InterruptedException {
    Waiting waiting = afterTheFirst();

    arrivals.message("1", System.currentTimeMillis());

    assertThat(waiting.result()).isTrue();
  }

  @Test
  void a_message_that_came_while_nobody_waited_is_not_missed() throws InterruptedException {
    arrivals.await();
    arrivals.message("1", System.currentTimeMillis());

    assertThat(arrivals.await()).isTrue();
  }

  @Test
  void a_message_that_is_held_back_wakes_when_it_becomes_visible() throws InterruptedException {
    arrivals.await();
    long start = System.currentTimeMillis();
    arrivals.message("late", start + 60_000);
    arrivals.message("soon", start + 150);

    assertThat(arrivals.await()).isTrue();

    assertThat(System.currentTimeMillis() - start).isBetween(149L, 5_000L);
  }

  @Test
  void a_sooner_message_shortens_the_waiting() throws InterruptedException {
    arrivals.await();
    long start = System.currentTimeMillis();
    arrivals.message("late", start + 60_000);
    Waiting waiting = new Waiting(arrivals);

    arrivals.message("soon", System.currentTimeMillis() + 20);

    assertThat(waiting.result()).isTrue();
    assertThat(System.currentTimeMillis() - start).isLessThan(9_000);
  }

  @Test
  void a_message_that_is_deleted_wakes_for_what_it_held_back() throws InterruptedException {
    arrivals.message("1", System.currentTimeMillis() - 1_000);
    Waiting waiting = afterTheFirst();

    arrivals.removed("1");

    assertThat(waiting.result()).isTrue();
  }

  @Test
  void a_deleted_message_is_not_waited_for() throws InterruptedException {
    arrivals.await();
    arrivals.message("1", System.currentTimeMillis() + 300);
    arrivals.removed("1");
    arrivals.await(); // told of the deletion
    Waiting waiting = new Waiting(arrivals);

    assertThat(waiting.ends(Duration.ofMillis(500))).isFalse();
    arrivals.close();
  }

  @Test
  void what_was_asked_for_once_is_not_asked_for_again() throws InterruptedException {
    arrivals.message("1", System.currentTimeMillis() - 1_000);
    Waiting waiting = afterTheFirst();

    assertThat(waiting.ends(Duration.ofMillis(200))).isFalse();
    arrivals.close();
  }

  @Test
  void the_end_wakes_and_says_so() throws InterruptedException {
    Waiting waiting = afterTheFirst();

    arrivals.close();

    assertThat(waiting.result()).isFalse();
    assertThat(arrivals.await()).isFalse();
  }

  private Waiting afterTheFirst() throws InterruptedException {
    arrivals.await();
    return new Waiting(arrivals);
  }

  /** Somebody who waits, from the moment that this is made. */
  private static final class Waiting {
    private final CompletableFuture<Boolean> result = new CompletableFuture<>();
    private final Thread thread;

    Waiting(Arrivals arrivals) {
      thread = Thread.ofPlatform().daemon().start(() -> {
        try {
          result.complete(arrivals.await());
        } catch (InterruptedException e) {
          result.completeExceptionally(e);
        }
      });
      await().pollInterval(Duration.ofMillis(1)).until(() -> thread.getState() == Thread.State.TIMED_WAITING || !thread.isAlive());
    }

    boolean result() {
      return result.join();
    }

    boolean ends(Duration within) throws InterruptedException {
      return thread.join(within);
    }
  }
}
