package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Log;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.GroupEvent;
import dev.octet.grouplifecycle.GroupMaker.Made;
import dev.octet.operations.MemoryQueues;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code group.limit_near}: once for each time that a number comes near its limit. */
class GroupLimitTest {
  private static final long T = 1_795_521_600L;
  private static final Key NUMBER = new Key("NUMBER#100", "NUMBER");
  private World world = new World();
  private int made;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void the_nine_thousandth_group_is_told_and_the_next_is_not() {
    count(8_998);
    make();
    assertThat(near()).isEmpty();

    make();
    assertThat(near()).hasSize(1);
    assertThat(World.data(near().getFirst())).isEqualTo(JsonObject.EMPTY.with("phone_number_id", "100").with("active_groups", 9_000L).with("limit", 10_000L));

    make();
    assertThat(near()).hasSize(1);
    assertThat(world.groups().get("G3")).isPresent();
    assertThat(table().get(NUMBER).orElseThrow().attributes().whole("active_groups")).hasValue(9_001);
  }

  @Test
  void it_is_told_again_after_there_were_fewer() {
    count(8_999);
    make();
    count(8_000);
    make();
    assertThat(near()).hasSize(1);

    count(8_999);
    make();
    assertThat(near()).hasSize(2);
  }

  @Test
  void a_group_that_is_counted_while_it_is_written_down_is_not_lost() {
    count(9_000);
    MemoryQueues queues = new MemoryQueues();
    Queue queue = new Queue(queues.client(() -> { }, () -> world.groups().created("100", outcome("G-other"), Optional.empty())), World.NOTIFICATIONS);
    new GroupLimit(table(), new Notifications(queue, Optional.empty(), List.of(), Log.of("test")), world.clock).watch("100");

    assertThat(table().get(NUMBER).orElseThrow().attributes().whole("active_groups")).hasValue(9_001);
    assertThat(queues.sent.get(World.NOTIFICATIONS)).extracting(told -> MemoryQueues.json(told).text("id")).hasSize(2).containsOnly(
        Optional.of("group.limit_near:" + Hash.hex("100", "1")));
  }

  @Test
  void a_process_that_dies_on_the_way_tells_it_under_one_id() {
    count(8_999);
    make();
    int last = world.sideEffects;
    for (int n = 1; n <= last; n++) {
      world.close();
      world = new World();
      made = 0;
      count(8_999);
      world.killAfter(n);
      make();
      make();
      assertThat(world.wasKilled()).isTrue();
      assertThat(near()).as("killed after side effect %d", n).hasSize(1);
    }
  }

  private static CreateOutcome outcome(String groupId) {
    return CreateOutcome.of(new GroupEvent.Created(groupId, Instant.ofEpochSecond(T), Optional.empty(),
        Optional.of("Kitchen"), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private void make() {
    made++;
    new GroupMaker(world).sendWebhook(new Made("G" + made, "R" + made, "Kitchen", T + made));
    world.runQueues();
  }

  private void count(long active) {
    var read = table().get(NUMBER);
    JsonObject attributes = read.map(it -> it.attributes()).orElse(JsonObject.EMPTY).with("active_groups", active);
    assertThat(table().put(Write.over(NUMBER, read, attributes)).applied()).isTrue();
  }

  private List<JsonObject> near() {
    return world.told().stream().filter(told -> told.text("type").orElse("").equals("group.limit_near")).toList();
  }

  private Table table() {
    return Lifecycle.table(world.engines.dynamoDb(), world.environment());
  }
}
