package dev.octet.notificationdelivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.notification.KeptNotification;
import dev.octet.aws.notification.NotificationStore;
import dev.octet.aws.notification.Span;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.table.Table;
import dev.octet.domain.Notification;
import dev.octet.domain.group.ErasedPerson;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.Erasure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every copy ends in the store, in the order in which it was told. */
class FanOutTest {
  private final Engines engines = Engines.shared();
  private final String copies = engines.freshFifoQueue("copies");
  private final String deadLetters = engines.freshFifoQueue("copies-dlq");
  private final String groupEvents = engines.freshFifoQueue("group-events");
  private final String told = engines.freshFifoQueue("notifications");
  private final String table = engines.freshTable("NotificationsTable");
  private final Log log = Log.of("test");

  private void tell(List<Notification> notifications) {
    new Notifications(new Queue(engines.sqs(), told), Optional.of(new Queue(engines.sqs(), copies)), List.of(), log).send(notifications);
  }

  private static List<Notification> some(String group, int count) {
    return IntStream.range(0, count).mapToObj(i -> Notification.of("group.adopted", Instant.EPOCH, Optional.of("100"), Optional.ofNullable(group),
        JsonObject.EMPTY.with("description", "number " + i), group + i)).toList();
  }

  private QueueTrigger trigger(String kept, String tableName) {
    var environment = new Environment(Map.of("NOTIFICATION_COPIES_QUEUE_URL", copies, "NOTIFICATION_COPIES_DEAD_LETTERS_URL", deadLetters, "GROUP_EVENTS_QUEUE_URL", groupEvents, "NOTIFICATIONS_TABLE_NAME", tableName, "NOTIFICATIONS_KEPT", kept));
    return new QueueTrigger(engines.sqs(), copies, new NotificationFanOutHandler(engines.dynamoDb(), engines.sqs(), environment, Clock.systemUTC(), log));
  }

  private List<JsonObject> kept(String group) {
    return new NotificationStore(new Table(engines.dynamoDb(), table, Ids.random()), Duration.ofDays(30), Clock.systemUTC())
        .ofGroup("100", Optional.ofNullable(group), Span.ALL, 1000).notifications().stream().map(KeptNotification::event).toList();
  }

  /** What went back to group-lifecycle. */
  private List<Erasure> ended() {
    return engines.sqs().receiveMessage(request -> request.queueUrl(groupEvents).maxNumberOfMessages(10)).messages().stream()
        .flatMap(it -> Erasure.read(it.body()).stream()).toList();
  }

  private void erase(String person) {
    Erasure erasure = new Erasure("A".repeat(32), 1, "100", new ErasedPerson(person, Set.of(person), Erasure.mark("A".repeat(32))), Erasure.Step.STORE, 1, 0,
        Optional.empty(), JsonObject.EMPTY.with("groups", 2));
    new Queue(engines.sqs(), copies).send(erasure.message());
  }

  private static List<JsonObject> events(List<Notification> notifications) {
    return notifications.stream().map(Notification::toCloudEvent).toList();
  }

  @Test
  void what_is_told_is_kept_in_its_order() {
    tell(some("G", 25));
    tell(some("H", 3));
    tell(some(null, 2));

    assertThat(trigger("P30D", table).drain()).isEmpty();

    assertThat(kept("G")).isEqualTo(events(some("G", 25)));
    assertThat(kept("H")).isEqualTo(events(some("H", 3)));
    assertThat(kept(null)).isEqualTo(events(some(null, 2)));
  }

  @Test
  void while_the_store_is_out_of_order_a_copy_stays_in_the_queue() {
    tell(some("G", 2));

    assertThat(trigger("P30D", table + "-that-is-not-there").drain()).isNotEmpty();
    assertThat(kept("G")).isEmpty();
  }

  @Test
  void what_nobody_could_ask_for_is_in_nobodys_way() {
    tell(some("G".repeat(2100), 1));
    tell(some("G", 1));

    assertThat(trigger("P30D", table).drain()).isEmpty();

    assertThat(kept("G")).hasSize(1);
  }

  @Test
  void where_nothing_is_kept_copies_go() {
    tell(some("G", 1));

    assertThat(trigger("P0D", "").drain()).isEmpty();

    assertThat(kept("G")).isEmpty();
  }

  @Test
  void who_is_erased_is_blanked_in_what_was_told_of_them_and_of_nobody_else() {
    tell(IntStream.range(0, 450).mapToObj(i -> Notification.of("message.received", Instant.EPOCH, Optional.of(i % 9 == 8 ? "101" : "100"), Optional.of("G" + i % 3),
        JsonObject.EMPTY.with("sender", JsonObject.EMPTY.with("user_id", i % 2 == 0 ? "GB.77001" : "GB.2").with("username", "zoe" + i % 2))
            .with("message", JsonObject.EMPTY.with("id", "wamid." + i).with("type", "text").with("text", JsonObject.EMPTY.with("body", "unmistakable" + i % 2))),
        "m" + i)).toList());
    assertThat(trigger("P30D", table).drain()).isEmpty();

    erase("GB.77001");
    assertThat(trigger("P30D", table).drain()).isEmpty();

    assertThat(ended()).singleElement().satisfies(it -> {
      assertThat(it.step()).isEqualTo(Erasure.Step.END);
      assertThat(it.counts()).isEqualTo(JsonObject.EMPTY.with("groups", 2).with("notifications", 200));
    });
    List<JsonObject> left = Stream.of("G0", "G1", "G2").flatMap(it -> kept(it).stream()).toList();
    assertThat(left).hasSize(400).allSatisfy(it -> assertThat(it.toJson()).doesNotContain("GB.77001", "zoe0", "unmistakable0"));
    assertThat(left).filteredOn(it -> it.toJson().contains("unmistakable1")).hasSize(200);
  }

  @Test
  void where_nothing_is_kept_nobody_is_to_be_erased() {
    erase("GB.77001");

    assertThat(trigger("P0D", "").drain()).isEmpty();

    assertThat(ended()).extracting(Erasure::step).containsExactly(Erasure.Step.END);
  }
}
