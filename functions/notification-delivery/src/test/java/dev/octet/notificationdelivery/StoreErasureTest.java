package dev.octet.notificationdelivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.queue.Queue;
import dev.octet.domain.Notification;
import dev.octet.domain.group.ErasedPerson;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.Erasure;
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

  private void erase() {
    ErasedPerson person = new ErasedPerson(USER, Set.of(USER), Erasure.mark("A".repeat(32)));
    new Queue(world.engines.sqs(), world.copies).send(new Erasure("A".repeat(32), 1, "100", person, Erasure.Step.STORE, 1, 0, Optional.empty(),
        JsonObject.EMPTY.with("groups", 2)).message("test"));
    assertThat(world.fanOut()).isEmpty();
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
}
