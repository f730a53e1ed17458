package dev.octet.aws.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.aws.Engines;
import dev.octet.aws.Ids;
import dev.octet.aws.MovableClock;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.table.Table;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** What was told is kept in the order of telling, by group and by number, for its time. */
class NotificationStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final Engines engines = Engines.shared();
  private final String name = engines.freshTable("NotificationsTable");
  private final MovableClock clock = new MovableClock(NOON);
  private final NotificationStore store = new NotificationStore(new Table(engines.dynamoDb(), name, Ids.random()), Duration.ofDays(30), clock);
  private int told;

  private static JsonObject event(String number, String group, String id) {
    return new Notification("message.received", id, Optional.ofNullable(number), Optional.ofNullable(group), NOON, JsonObject.EMPTY).toCloudEvent();
  }

  private QueueMessage message(JsonObject event, Instant sentAt, long sequence) {
    JsonObject attributes = JsonObject.EMPTY.with("MessageGroupId", "any").with("SequenceNumber", Long.toString(sequence)).with("SentTimestamp", Long.toString(sentAt.toEpochMilli()));
    return QueueMessage.ofEvent(JsonObject.EMPTY.with("Records", List.of(JsonObject.EMPTY
        .with("messageId", "message " + ++told).with("body", event.toJson()).with("attributes", attributes)))).getFirst();
  }

  private void tell(String number, String group, String id, Instant sentAt, long sequence) {
    JsonObject event = event(number, group, id);
    store.keep(event, NotificationStore.place(message(event, sentAt, sequence)));
  }

  private static List<String> ids(KeptPage page) {
    return page.notifications().stream().map(it -> it.event().text("id").orElseThrow()).toList();
  }

  /** All of a span, so many at a time. */
  private static List<String> all(Function<Span, KeptPage> read, Span of) {
    List<String> ids = new ArrayList<>();
    Span left = of;
    while (true) {
      KeptPage page = read.apply(left);
      ids.addAll(ids(page));
      if (page.next().isEmpty()) {
        return ids;
      }
      left = left.after(page.next().get());
    }
  }

  private long items() {
    return engines.dynamoDb().scan(ScanRequest.builder().tableName(name).build()).count();
  }

  @Test
  void a_group_has_its_own_in_the_order_in_which_they_were_told() {
    tell("100", "G", "second", NOON, 2);
    tell("100", "G", "first", NOON, 1);
    tell("100", "G", "tenth", NOON, 10);
    tell("100", "H", "another group's", NOON, 3);
    tell("100", null, "no group's", NOON, 4);
    tell("200", "G", "another number's", NOON, 5);

    assertThat(ids(store.ofGroup("100", Optional.of("G"), Span.ALL, 10))).containsExactly("first", "second", "tenth");
    assertThat(ids(store.ofGroup("100", Optional.empty(), Span.ALL, 10))).containsExactly("no group's");
  }

  @Test
  void a_number_has_all_of_its_groups_in_the_order_of_the_clock_page_by_page() {
    List<String> expected = IntStream.range(0, 100).mapToObj(i -> "n" + i).toList();
    for (int i = 0; i < 100; i++) {
      tell("100", i % 9 == 0 ? null : "G" + i % 7, "n" + i, NOON.plusMillis(10L * i), 1000 - i);
      tell("200", "G" + i % 7, "other" + i, NOON.plusMillis(10L * i), 2000 + i);
    }

    assertThat(all(span -> store.ofNumber("100", span, 7), Span.ALL)).isEqualTo(expected);
    assertThat(all(span -> store.ofNumber("100", span, 100), Span.ALL)).isEqualTo(expected);
  }

  @Test
  void two_groups_that_were_told_of_in_the_same_moment_are_both_there_whatever_the_page() {
    for (int i = 0; i < 20; i++) {
      tell("100", "G" + i, "n" + i, NOON, 1);
    }

    assertThat(all(span -> store.ofNumber("100", span, 1), Span.ALL)).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void a_span_begins_with_its_first_moment_and_ends_before_its_last() {
    for (int i = 0; i < 5; i++) {
      tell("100", "G", "n" + i, NOON.plusSeconds(i), i);
    }
    Span span = Span.of(NOON.plusSeconds(1), NOON.plusSeconds(3));

    assertThat(all(it -> store.ofGroup("100", Optional.of("G"), it, 1), span)).containsExactly("n1", "n2");
    assertThat(all(it -> store.ofNumber("100", it, 1), span)).containsExactly("n1", "n2");
    assertThat(ids(store.ofGroup("100", Optional.of("G"), Span.of(NOON, NOON), 1))).isEmpty();
    assertThat(ids(store.ofNumber("100", Span.of(NOON.plusSeconds(9), NOON), 1))).isEmpty();
  }

  @Test
  void the_same_message_of_the_queue_is_kept_once_and_what_is_told_again_twice() {
    JsonObject event = event("100", "G", "n");
    QueueMessage message = message(event, NOON, 1);

    store.keep(event, NotificationStore.place(message));
    store.keep(event, NotificationStore.place(message));
    assertThat(ids(store.ofGroup("100", Optional.of("G"), Span.ALL, 10))).containsExactly("n");

    tell("100", "G", "n", NOON.plusSeconds(600), 2);
    assertThat(ids(store.ofGroup("100", Optional.of("G"), Span.ALL, 10))).containsExactly("n", "n");
  }

  @Test
  void what_concerns_no_number_is_not_kept() {
    tell(null, null, "n", NOON, 1);

    assertThat(items()).isZero();
  }

  @Test
  void what_has_had_its_time_is_gone_before_the_table_deletes_it() {
    tell("100", "G", "n", NOON, 1);
    clock.advance(Duration.ofDays(30).minusSeconds(1));
    assertThat(ids(store.ofNumber("100", Span.ALL, 10))).hasSize(1);

    clock.advance(Duration.ofSeconds(1));

    assertThat(ids(store.ofNumber("100", Span.ALL, 10))).isEmpty();
    assertThat(ids(store.ofGroup("100", Optional.of("G"), Span.ALL, 10))).isEmpty();
    assertThat(items()).isEqualTo(1);
  }

  @Test
  void what_is_larger_than_an_item_comes_back_whole() {
    JsonObject event = event("100", "G", "n").with("data", JsonObject.EMPTY.with("phone_number_id", "100").with("group_id", "G").with("body", "\"\\é".repeat(100_000)));
    QueueMessage message = message(event, NOON, 1);

    store.keep(event, NotificationStore.place(message));
    store.keep(event, NotificationStore.place(message));

    assertThat(store.ofGroup("100", Optional.of("G"), Span.ALL, 10).notifications()).extracting(KeptNotification::event).containsExactly(event);
    assertThat(store.ofNumber("100", Span.ALL, 10).notifications()).extracting(KeptNotification::event).containsExactly(event);
  }

  @Test
  void what_is_put_in_its_place_leaves_nothing_of_it() {
    JsonObject large = event("100", "G", "n").with("data", JsonObject.EMPTY.with("phone_number_id", "100").with("group_id", "G").with("body", "Ada ".repeat(100_000)));
    store.keep(large, NotificationStore.place(message(large, NOON, 1)));
    assertThat(items()).isEqualTo(1 + (large.toJson().length() + Pieces.SIZE - 1) / Pieces.SIZE);
    KeptNotification kept = store.ofGroup("100", Optional.of("G"), Span.ALL, 10).notifications().getFirst();

    assertThat(store.replace(kept, event("100", "G", "n"))).isTrue();
    assertThat(store.replace(kept, large)).as("another was first").isFalse();

    assertThat(store.ofNumber("100", Span.ALL, 10).notifications()).extracting(KeptNotification::event).containsExactly(event("100", "G", "n"));
    assertThat(items()).isEqualTo(1);
    assertThat(engines.dynamoDb().scan(ScanRequest.builder().tableName(name).build()).toString()).doesNotContain("Ada");
  }

  private static JsonObject large(String word) {
    return event("100", "G", "n").with("data", JsonObject.EMPTY.with("phone_number_id", "100").with("group_id", "G").with("body", word.repeat(100_000)));
  }

  private String everything() {
    return engines.dynamoDb().scan(ScanRequest.builder().tableName(name).build()).toString();
  }

  private KeptNotification kept(NotificationStore from) {
    return from.ofGroup("100", Optional.of("G"), Span.ALL, 10).notifications().getFirst();
  }

  @Test
  void what_a_process_left_that_died_before_it_deleted_is_deleted_by_the_next_look() {
    store.keep(large("Ada "), NotificationStore.place(message(large("Ada "), NOON, 1)));
    for (JsonObject left : List.of(large("Bob "), event("100", "G", "n"))) {
      NotificationStore dies = new NotificationStore(new Table(thatDeletesNothing(), name, Ids.random()), Duration.ofDays(30), clock);
      assertThatThrownBy(() -> dies.replace(kept(dies), left)).isInstanceOf(IllegalStateException.class);

      store.tidy(kept(store));
      assertThat(kept(store).event()).isEqualTo(left);
      assertThat(items()).isEqualTo(1 + (left.toJson().length() <= Pieces.SIZE ? 0 : (left.toJson().length() + Pieces.SIZE - 1) / Pieces.SIZE));
    }
    assertThat(everything()).doesNotContain("Ada", "Bob");
  }

  private DynamoDbClient thatDeletesNothing() {
    return (DynamoDbClient) Proxy.newProxyInstance(DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
      if (method.getName().equals("deleteItem")) {
        throw new IllegalStateException("dead");
      }
      return method.invoke(engines.dynamoDb(), arguments);
    });
  }

  @Test
  void a_copy_that_comes_again_leaves_nothing_of_what_has_been_put_in_its_place() {
    QueueMessage message = message(large("Ada "), NOON, 1);
    store.keep(large("Ada "), NotificationStore.place(message));
    assertThat(store.replace(kept(store), event("100", "G", "n"))).isTrue();

    store.keep(large("Ada "), NotificationStore.place(message));

    assertThat(kept(store).event()).isEqualTo(event("100", "G", "n"));
    assertThat(items()).isEqualTo(1);
    assertThat(everything()).doesNotContain("Ada");
  }
}
