package dev.octet.messagesending;

import static dev.octet.messagesending.World.send;
import static dev.octet.messagesending.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A number that may send two messages a second. */
class SendPaceTest {
  private final World world = new World(Map.of("MESSAGES_PER_SECOND", "2"));
  private final Outbox outbox = new Outbox(world);
  private final List<Instant> asked = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    world.close();
  }

  private void watch() {
    world.platform.answers(request -> {
      asked.add(world.clock.instant());
      return outbox.take(request);
    });
  }

  @Test
  void more_than_it_may_waits_in_the_queue_and_none_is_lost_or_out_of_order() {
    watch();
    for (int n = 1; n <= 12; n++) {
      for (String group : List.of("R1", "R2", "R3")) {
        world.ask(send(group + "-" + n, text("Z3JvdXA6" + group, group + " " + n)));
      }
    }
    world.runFor(Duration.ofMinutes(3));

    assertThat(outbox.sent).hasSize(36);
    for (String group : List.of("R1", "R2", "R3")) {
      assertThat(outbox.words().stream().filter(it -> it.startsWith(group))).containsExactlyElementsOf(IntStream.rangeClosed(1, 12).mapToObj(n -> group + " " + n).toList());
    }
    for (int n = 4; n < 36; n++) { // a second's worth beyond the pace, at most
      assertThat(Duration.between(asked.get(n - 4), asked.get(n))).as("five messages to number %d", n).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }
    assertThat(world.ended()).hasSize(36).allMatch(it -> it.endsWith("succeeded"));
  }

  @Test
  void who_waits_for_the_answer_waits_two_seconds_at_most() {
    watch();
    Instant before = world.clock.instant();
    List<JsonObject> answers = IntStream.range(0, 6).mapToObj(n -> world.post(text("Z3JvdXA6R" + n, "word"))).toList();
    assertThat(answers).allSatisfy(answer -> assertThat(World.status(answer)).isEqualTo(200));
    assertThat(Duration.between(before, world.clock.instant())).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  @Test
  void who_would_have_to_wait_for_longer_is_told_so_and_the_number_is_not_left_alone_for_it() {
    NumberPace elsewhere = new NumberPace(world.table(), world.clock, 2);
    IntStream.range(0, 20).forEach(_ -> elsewhere.take("100", Duration.ofMinutes(1))); // another process has much to send
    JsonObject answer = world.post(text("Z3JvdXA6R1", "word"));
    assertThat(World.code(answer)).isEqualTo(130429);
    assertThat(outbox.sent).isEmpty();
    assertThat(world.toldTypes()).containsExactly("message.send_failed", "operation.failed");
    world.clock.advance(Duration.ofSeconds(10));
    assertThat(World.status(world.post(text("Z3JvdXA6R1", "word")))).isEqualTo(200);
  }
}
