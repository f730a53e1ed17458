package dev.octet.messagesending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.aws.Engines;
import dev.octet.aws.Ids;
import dev.octet.aws.table.Table;
import dev.octet.operations.MovableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class NumberPaceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private final Engines engines = Engines.shared();
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final String name = engines.freshTable("GroupsTable");

  private NumberPace process(DynamoDbClient dynamoDb) {
    return new NumberPace(new Table(dynamoDb, name, Ids.random()), clock, 80);
  }

  @Test
  void what_fits_into_a_second_goes_at_once_then_one_after_the_other() {
    NumberPace pace = process(engines.dynamoDb());
    List<Duration> waits = IntStream.range(0, 160).mapToObj(_ -> pace.take("100", FOR_EVER)).toList();
    assertThat(waits.subList(0, 80)).containsOnly(Duration.ZERO);
    assertThat(waits.getLast()).isBetween(Duration.ofMillis(990), Duration.ofSeconds(1));
    assertThat(pace.take("101", FOR_EVER)).as("another number").isZero();
  }

  /** Fewer threads than a process has attempts: even one that always comes too late has its turn in the end. */
  @RepeatedTest(20)
  void two_processes_with_many_threads_take_no_turn_twice() throws InterruptedException {
    List<NumberPace> processes = List.of(process(engines.dynamoDb()), process(engines.dynamoDb()));
    IntStream.range(0, 80).forEach(_ -> assertThat(processes.getFirst().take("100", FOR_EVER)).isZero());
    ConcurrentLinkedQueue<Duration> waits = new ConcurrentLinkedQueue<>();
    List<Thread> threads = IntStream.range(0, 36).mapToObj(n -> Thread.ofVirtual().start(() -> waits.add(processes.get(n % 2).take("100", FOR_EVER)))).toList();
    for (Thread thread : threads) {
      thread.join();
    }
    List<Duration> inOrder = waits.stream().sorted().toList();
    assertThat(inOrder).hasSize(36);
    for (int n = 0; n < 36; n++) { // in any time, no more than the number may
      assertThat(inOrder.get(n)).as("turn %d", n).isGreaterThanOrEqualTo(Duration.ofNanos((n + 1) * 12_500_000L));
    }
    assertThat(inOrder.getLast()).as("none is left out").isEqualTo(Duration.ofMillis(450));
  }

  @Test
  void a_batch_of_ten_costs_two_writes_at_most() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    AtomicBoolean first = new AtomicBoolean(true);
    DynamoDbClient slow = before("putItem", () -> {
      if (first.getAndSet(false)) { // while the first pays, the other nine come to wait
        while (threads.stream().filter(thread -> thread.getState() == Thread.State.WAITING).count() < 9) {
          Thread.onSpinWait();
        }
      }
    });
    NumberPace pace = process(slow);
    engines.requests().take();
    IntStream.range(0, 10).forEach(_ -> threads.add(new Thread(() -> pace.take("100", PATIENCE))));
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    Map<String, Integer> requests = engines.requests().take();
    System.out.println("a batch of ten at the pace of its number: " + requests + " requests");
    assertThat(requests).containsOnlyKeys("DynamoDb.PutItem");
    assertThat(requests.get("DynamoDb.PutItem")).isLessThanOrEqualTo(2);
  }

  private DynamoDbClient before(String operation, Runnable what) {
    return (DynamoDbClient) Proxy.newProxyInstance(DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
      if (method.getName().equals(operation)) {
        what.run();
      }
      try {
        return method.invoke(engines.dynamoDb(), arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    });
  }

  @Test
  void a_turn_that_is_too_far_off_is_not_taken_so_none_is_lost() {
    NumberPace pace = process(engines.dynamoDb());
    IntStream.range(0, 240).forEach(n -> assertThat(pace.take("100", PATIENCE)).as("turn %d", n).isLessThanOrEqualTo(PATIENCE));
    engines.requests().take();
    IntStream.range(0, 1000).forEach(_ -> assertThat(pace.take("100", PATIENCE)).isGreaterThan(PATIENCE));
    assertThat(engines.requests().take()).as("looking costs nothing").isEmpty();

    clock.advance(Duration.ofSeconds(3));
    assertThat(pace.take("100", PATIENCE)).isZero();
  }

  @Test
  void a_write_that_fails_gives_nobody_a_turn() {
    AtomicBoolean broken = new AtomicBoolean(true);
    NumberPace pace = process(before("putItem", () -> {
      if (broken.get()) {
        throw new IllegalStateException("throttled");
      }
    }));
    assertThatThrownBy(() -> pace.take("100", PATIENCE)).hasMessage("throttled");
    broken.set(false);
    engines.requests().take();
    pace.take("100", PATIENCE);
    assertThat(engines.requests().take()).as("it pays for its own").containsEntry("DynamoDb.PutItem", 1);
  }
}
