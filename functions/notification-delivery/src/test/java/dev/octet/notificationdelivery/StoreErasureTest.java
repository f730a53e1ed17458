package dev.octet.notificationdelivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.notification.NotificationStore;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.domain.Notification;
import dev.octet.domain.group.ErasedPerson;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.Erasure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is erased is in nothing any more that was told of them. */
class StoreErasureTest {
  private static final String USER = "GB.77001";
  private final DeliveryWorld world = new DeliveryWorld();

  private static Notification written(int i, String number, String user, String words) {
    return Notification.of("message.received", Instant.EPOCH, Optional.of(number), Optional.of("G" + i % 3),
        JsonObject.EMPTY.with("sender", JsonObject.EMPTY.with("user_id", user).with("username", "called-" + user))
            .with("message", JsonObject.EMPTY.with("id", "wamid." + i).with("type", "text").with("text", JsonObject.EMPTY.with("body", words))), "m" + number + i);
  }

  private static Erasure erasure(int run) {
    ErasedPerson person = new ErasedPerson(USER, Set.of(USER), Erasure.mark("A".repeat(32)));
    return new Erasure("A".repeat(32), run, "100", person, Erasure.Step.STORE, 1, 0, Optional.empty(), JsonObject.EMPTY.with("groups", 2));
  }

  private void erase() {
    erase(erasure(1));
  }

  /** Whom it had begun to erase a while ago: what was on its way into the table then is there. */
  private void erase(Erasure erasure) {
    Instant _ = world.store().erasing("100", erasure.person(), erasure.requestId() + "#" + erasure.run());
    world.clock.advance(Duration.ofMinutes(1));
    new Queue(world.engines.sqs(), world.copies).send(erasure.message("test " + erasure.run()));
    assertThat(world.fanOut()).isEmpty();
  }

  private static String place(Instant told) {
    JsonObject attributes = JsonObject.EMPTY.with("SequenceNumber", "7").with("SentTimestamp", Long.toString(told.toEpochMilli()));
    return NotificationStore.place(QueueMessage.ofEvent(JsonObject.EMPTY.with("Records", List.of(JsonObject.EMPTY.with("messageId", "m").with("attributes", attributes)))).getFirst());
  }

  private List<Erasure> ended() {
    return world.messages(world.groupEvents).stream().flatMap(it -> Erasure.read(it.body()).stream()).toList();
  }

  private String table() {
    return world.engines.dynamoDb().scan(request -> request.tableName(world.table)).items().toString();
  }

  @Test
  void they_are_blanked_and_nobody_else_is() {
    world.tell(IntStream.range(0, 450).mapToObj(i -> written(i, i % 9 == 8 ? "101" : "100", i % 2 == 0 ? USER : "GB.2", "words of " + i % 2)).toList());
    assertThat(world.fanOut()).isEmpty();

    erase();

    assertThat(ended()).singleElement().satisfies(it -> {
      assertThat(it.step()).isEqualTo(Erasure.Step.END);
      assertThat(it.counts()).isEqualTo(JsonObject.EMPTY.with("groups", 2).with("notifications", 200));
    });
    List<JsonObject> left = Stream.of("G0", "G1", "G2").flatMap(it -> world.kept(it).stream()).toList();
    assertThat(left).hasSize(400).allSatisfy(it -> assertThat(it.toJson()).doesNotContain(USER, "words of 0"));
    assertThat(left).filteredOn(it -> it.toJson().contains("words of 1")).hasSize(200);
    assertThat(table()).as("of another number").contains(USER);
  }

  @Test
  void what_was_in_pieces_is_in_none_any_more() {
    world.tell(List.of(written(1, "100", USER, "long-winded ".repeat(40_000)), written(2, "100", "GB.2", "hello " + USER)));
    assertThat(world.fanOut()).isEmpty();
    assertThat(table()).contains("long-winded");

    erase();

    assertThat(table()).doesNotContain("long-winded", USER).contains("GB.2", "hello");
  }

  @Test
  void where_nothing_is_kept_there_is_nothing_to_do() {
    world.with("NOTIFICATIONS_TABLE_NAME", "").with("NOTIFICATIONS_KEPT", "P0D");

    erase();

    assertThat(ended()).extracting(Erasure::step).containsExactly(Erasure.Step.END);
  }

  @Test
  void what_is_on_its_way_into_the_table_is_waited_for() {
    new Queue(world.engines.sqs(), world.copies).send(erasure(1).message("test"));

    assertThat(world.fanOut()).hasSize(1);

    assertThat(ended()).isEmpty();
  }

  @Test
  void what_was_told_before_and_comes_into_the_table_after_is_blanked_and_what_is_told_after_is_not() {
    Instant told = world.clock.instant();
    erase();

    List<Notification> late = List.of(written(1, "100", USER, "words of before"), written(2, "100", "GB.2", "hello, " + USER), written(3, "100", "GB.2", "hello"),
        written(4, "100", USER, "long-winded ".repeat(40_000)), written(5, "101", USER, "of another number"));
    new Queue(world.engines.sqs(), world.copies).sendAll(late.stream().map(it -> new Queue.Entry(it.id(), it.id(), JsonObject.EMPTY
        .with("place", place(told.minusMillis(late.indexOf(it)))).with("notification", it.toCloudEvent()).toJson())).toList());
    assertThat(world.fanOut()).isEmpty();

    assertThat(table()).doesNotContain("words of before", "long-winded").contains("hello, " + erasure(1).person().mark(), "of another number");
    assertThat(Stream.of("G0", "G1", "G2").flatMap(it -> world.kept(it).stream())).hasSize(4).noneMatch(it -> it.toJson().contains(USER));

    world.store().keep(written(7, "100", USER, "words of after").toCloudEvent(), place(world.clock.instant()));
    assertThat(world.kept("G1").getLast().toJson()).contains("words of after", USER);
  }
}
