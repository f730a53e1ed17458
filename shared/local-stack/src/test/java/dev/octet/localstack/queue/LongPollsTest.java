package dev.octet.localstack.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LongPollsTest {
  private final LongPolls polls = new LongPolls();

  @Test
  void an_engine_that_does_not_wait_is_asked_some_times_a_second() throws InterruptedException {
    long start = System.currentTimeMillis();

    for (int i = 0; i < 4; i++) {
      assertThat(polls.await()).isTrue();
    }

    assertThat(System.currentTimeMillis() - start).isGreaterThanOrEqualTo(600);
  }

  @Test
  void whoever_waits_hears_of_the_end() throws InterruptedException {
    assertThat(polls.await()).isTrue();
    CompletableFuture<Boolean> next = new CompletableFuture<>();
    Thread waiting = Thread.ofPlatform().start(() -> {
      try {
        next.complete(polls.await());
      } catch (InterruptedException e) {
        next.completeExceptionally(e);
      }
    });
    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

    polls.close();

    assertThat(next.join()).isFalse();
    assertThat(polls.await()).isFalse();
  }
}
