package dev.octet.messagesending;

import static dev.octet.messagesending.World.GROUP;
import static dev.octet.messagesending.World.send;
import static dev.octet.messagesending.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a send costs: requests to the table and to the queues. */
class SendCostTest {
  private final World world = new World();
  private final Outbox outbox = new Outbox(world);

  /** The pace of the number is known to a process then that sends in this way. */
  private void after(Runnable first) {
    world.withGroup(GROUP, Kept.person("GB.1", ""));
    first.run();
    outbox.sent.forEach(sent -> assertThat(sent.words()).isEqualTo("first"));
    world.queues.sends.set(0);
    world.engines.requests().take();
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** Written: recorded, its turn, asking, answered, the message, its content, told. Read: what is paused, and the roster. */
  private static final int WRITES = 7;
  private static final int READS = 2;

  @Test
  void a_send_by_queue() {
    after(() -> {
      world.ask(send("c-0", text(GROUP, "first")));
      world.runQueues();
    });
    world.ask(send("c-1", text(GROUP, "Tuesday")));
    world.deliverCommands();
    Map<String, Integer> requests = world.engines.requests().take();
    System.out.println("a send by queue: " + requests + ", " + world.queues.sends + " to a queue");
    assertThat(outbox.sent).hasSize(2);
    assertThat(requests).containsExactlyInAnyOrderEntriesOf(Map.of("DynamoDb.PutItem", WRITES, "DynamoDb.GetItem", READS));
    assertThat(world.queues.sends).hasValue(1);
  }

  @Test
  void a_send_over_http() {
    after(() -> world.post(text(GROUP, "first")));
    world.post(text(GROUP, "Tuesday"));
    Map<String, Integer> requests = world.engines.requests().take();
    System.out.println("a send over HTTP: " + requests + ", " + world.queues.sends + " to a queue");
    assertThat(outbox.sent).hasSize(2);
    assertThat(requests).containsExactlyInAnyOrderEntriesOf(Map.of("DynamoDb.PutItem", WRITES, "DynamoDb.GetItem", READS + 1)); // how it ended
    assertThat(world.queues.sends).hasValue(1);
  }

  @Test
  void a_batch_of_ten_message_groups() {
    world.engines.requests().take();
    IntStream.rangeClosed(1, 10).forEach(n -> world.ask(send("c-" + n, text("Z3JvdXA6R" + n, "word " + n))));
    assertThat(world.deliverBatch()).isZero();
    Map<String, Integer> requests = world.engines.requests().take();
    System.out.println("ten sends in a batch: " + requests + ", " + world.queues.sends + " to a queue");
    assertThat(outbox.sent).hasSize(10);
    assertThat(requests.get("DynamoDb.GetItem")).isEqualTo(10 * READS);
    assertThat(requests.get("DynamoDb.PutItem")).as("turns of the number are taken for several at once").isBetween(10 * (WRITES - 1) + 1, 10 * WRITES + 1);
    assertThat(world.queues.sends).hasValue(10);
  }
}
