package dev.octet.messagesending;

import static dev.octet.messagesending.World.GROUP;
import static dev.octet.messagesending.World.OTHER;
import static dev.octet.messagesending.World.send;
import static dev.octet.messagesending.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the platform refuses for a reason of the whole number, or of one destination, waits; nothing is lost by it, and none overtakes another. */
class SendPausesTest {
  private final World world = new World();
  private final Outbox outbox = new Outbox(world);

  @AfterEach
  void close() {
    world.close();
  }

  private static Answer refused(int code) {
    return Answer.error(code == 190 ? 401 : code == 131031 ? 403 : code == 130429 ? 429 : 400, code);
  }

  private List<String> pausesTold() {
    return world.toldTypes().stream().filter(type -> type.startsWith("number.")).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {190, 131031, 130429})
  void while_the_number_is_left_alone_its_messages_wait_and_go_on_in_order(int code) {
    world.platform.answers(_ -> refused(code));
    IntStream.rangeClosed(1, 10).forEach(n -> {
      world.ask(send("a-" + n, text(GROUP, "a " + n)));
      world.ask(send("b-" + n, text(OTHER, "b " + n)));
    });
    world.runFor(Duration.ofHours(5));
    assertThat(world.platform.requests.size()).as("asked now and then").isLessThan(60);
    assertThat(world.queues.waiting(World.MESSAGE_COMMANDS)).as("all of them wait in the table").isEmpty();
    assertThat(world.ended()).isEmpty();
    assertThat(pausesTold()).containsExactly("number.paused");

    world.platform.answers(outbox::take);
    world.runFor(Duration.ofMinutes(30));

    assertThat(outbox.words().stream().filter(it -> it.startsWith("a"))).containsExactlyElementsOf(IntStream.rangeClosed(1, 10).mapToObj("a %d"::formatted).toList());
    assertThat(outbox.words().stream().filter(it -> it.startsWith("b"))).containsExactlyElementsOf(IntStream.rangeClosed(1, 10).mapToObj("b %d"::formatted).toList());
    assertThat(pausesTold()).containsExactly("number.paused", "number.resumed");
    assertThat(world.ended()).hasSize(20).allMatch(it -> it.endsWith("succeeded"));
    assertThat(world.operation("a-1").attempts()).as("waiting is no attempt").isEqualTo(1);
  }

  @Test
  void a_short_limit_is_waited_for_in_the_queue() {
    int[] asked = {0};
    world.platform.answers(request -> asked[0]++ < 2 ? refused(130429) : outbox.take(request));
    world.ask(send("c-1", text(GROUP, "one")));
    world.ask(send("c-2", text(GROUP, "two")));
    world.runFor(Duration.ofMinutes(3));
    assertThat(outbox.words()).containsExactly("one", "two");
    assertThat(pausesTold()).containsExactly("number.paused", "number.resumed");
  }

  @Test
  void who_waits_for_the_answer_gets_the_platforms_refusal_and_the_next_one_without_asking() {
    world.platform.answers(_ -> refused(131031));
    JsonObject first = world.post(text(GROUP, "one"));
    JsonObject second = world.post(text(GROUP, "two"));
    assertThat(List.of(first, second)).allSatisfy(answer -> {
      assertThat(World.status(answer)).isEqualTo(403);
      assertThat(World.code(answer)).isEqualTo(131031);
    });
    assertThat(world.platform.requests).hasSize(1);
    assertThat(pausesTold()).containsExactly("number.paused");
  }

  @Test
  void another_number_does_not_wait() {
    world.platform.answers(request -> request.path().contains("/100/") ? refused(190) : outbox.take(request));
    world.ask(send("c-1", text(GROUP, "one")));
    world.ask(send("c-2", text(GROUP, "two")).with("phone_number_id", "101"));
    world.runQueues();
    assertThat(outbox.words()).containsExactly("two");
    assertThat(world.ended()).containsExactly("c-2 succeeded");
  }

  @Test
  void an_answer_that_was_lost_before_the_number_was_left_alone_is_not_forgotten() {
    int[] asked = {0};
    world.platform.answers(request -> switch (asked[0]++) {
      case 0 -> Answer.lost();
      case 1, 2 -> refused(190);
      default -> outbox.take(request);
    });
    world.ask(send("c-1", text(GROUP, "one")).with("delivery", "at_least_once"));
    world.runFor(Duration.ofHours(1));
    assertThat(outbox.words()).containsExactly("one");
    assertThat(world.ended()).containsExactly("c-1 succeeded");
  }

  @Test
  void over_http_too_a_lost_answer_is_not_forgotten_for_a_pause_that_came_after_it() {
    int[] asked = {0};
    world.platform.answers(request -> switch (asked[0]++) {
      case 0 -> Answer.lost();
      case 1, 2 -> refused(190);
      default -> outbox.take(request);
    });
    Map<String, String> headers = Map.of("idempotency-key", "k-1", "octet-delivery", "at_least_once");
    assertThat(World.status(world.post(text(GROUP, "one"), headers))).isEqualTo(504);
    world.clock.advance(Duration.ofSeconds(61));
    assertThat(World.status(world.post(text(GROUP, "one"), headers))).as("whether it was sent is as unknown as before").isEqualTo(504);
    assertThat(world.state("k-1")).isEqualTo("unsettled");
    assertThat(pausesTold()).containsExactly("number.paused");
    world.runFor(Duration.ofHours(1));
    assertThat(outbox.words()).containsExactly("one");
    assertThat(world.ended()).containsExactly("k-1 succeeded");
  }

  @Test
  void who_asks_for_the_answer_of_what_waits_is_told_that_it_does() {
    world.platform.answers(_ -> refused(190));
    world.post(text(GROUP, "one"), Map.of("idempotency-key", "k-1", "prefer", "respond-async"));
    world.runQueues();
    JsonObject answer = world.post(text(GROUP, "one"), Map.of("idempotency-key", "k-1"));
    assertThat(World.status(answer)).isEqualTo(504);
    assertThat(World.body(answer).toJson()).contains("not been asked yet", World.requestId("k-1")).doesNotContain("lost");
    assertThat(world.operation("k-1").parked()).as("it keeps its place").isPresent();
  }

  @Test
  void what_expires_while_it_waits_is_not_sent() {
    world.platform.answers(_ -> refused(190));
    world.ask(send("c-1", text(GROUP, "one")));
    world.ask(send("c-2", text(GROUP, "two")).with("expires_at", World.START.plus(Duration.ofMinutes(20)).toString()));
    world.runFor(Duration.ofHours(1));
    assertThat(world.ended()).containsExactly("c-2 failed");
    world.platform.answers(outbox::take);
    world.runFor(Duration.ofMinutes(30));
    assertThat(outbox.words()).containsExactly("one");
  }

  @Test
  void the_pair_limit_waits_four_times_as_long_each_time_and_others_go_on() {
    List<Instant> asked = new ArrayList<>();
    world.platform.answers(request -> {
      if (request.json().text("to").orElseThrow().equals(OTHER)) {
        return outbox.take(request);
      }
      asked.add(world.clock.instant());
      return asked.size() < 6 ? refused(131056) : outbox.take(request);
    });
    world.ask(send("a-1", text(GROUP, "a 1")));
    world.ask(send("a-2", text(GROUP, "a 2")));
    world.ask(send("b-1", text(OTHER, "b 1")));
    world.deliverCommands();
    assertThat(outbox.words()).containsExactly("b 1");
    world.clock.advance(world.queues.takeDelay());
    world.runFor(Duration.ofMinutes(14));

    assertThat(outbox.words()).containsExactly("b 1", "a 1", "a 2");
    List<Long> waited = IntStream.range(1, 6).mapToObj(n -> Duration.between(asked.get(n - 1), asked.get(n)).toSeconds()).toList();
    for (int n = 0; n < 5; n++) {
      assertThat(waited.get(n)).as("wait %d of %s", n, waited).isGreaterThanOrEqualTo(1L << (2 * n));
    }
    assertThat(world.toldTypes()).as("the number is not left alone for it").doesNotContain("number.paused");
  }

  @Test
  void the_settlement_does_not_cut_the_wait_short() {
    world.platform.answers(_ -> refused(131056));
    world.ask(send("a-1", text(GROUP, "a 1")));
    for (int n = 0; n < 5; n++) {
      world.handleCommand(0);
      Duration wait = world.queues.takeDelay();
      world.clock.advance(wait);
      world.settle();
      assertThat(world.queues.waiting(World.MESSAGE_COMMANDS)).as("after %s it is still the queue's", wait).hasSize(1);
    }
    assertThat(world.platform.requests).hasSize(5);
    world.clock.advance(Duration.ofSeconds(61)); // nobody came for it
    world.settle();
    assertThat(world.queues.waiting(World.MESSAGE_COMMANDS)).hasSize(2);
  }

  /** What is recorded already, and waits for its turn in the queue, is open for longer than a minute: the settlement must not send it past those before it. */
  @Test
  void what_is_queued_behind_one_that_waits_for_long_does_not_overtake_it() {
    int[] asked = {0};
    world.platform.answers(request -> request.body().contains("word 1") && asked[0]++ < 5 ? refused(131056) : outbox.take(request));
    IntStream.rangeClosed(1, 4).forEach(n -> world.post(text(GROUP, "word " + n), Map.of("prefer", "respond-async")));
    for (int minute = 0; minute < 20; minute++) { // the queue hides what was put off, while the settlement goes on looking
      world.deliverCommands();
      world.clock.advance(Duration.ofSeconds(60));
      world.settle();
    }
    world.runFor(Duration.ofMinutes(10));
    assertThat(outbox.words()).containsExactly("word 1", "word 2", "word 3", "word 4");
  }

  @Test
  void who_waits_for_the_answer_is_told_of_the_pair_limit() {
    world.platform.answers(_ -> refused(131056));
    JsonObject answer = world.post(text(GROUP, "one"), Map.of("idempotency-key", "k-1"));
    assertThat(World.code(answer)).isEqualTo(131056);
    assertThat(world.state("k-1")).isEqualTo("failed");
  }

  @Test
  void what_is_refused_ten_times_in_a_row_ends() {
    world.platform.answers(_ -> Answer.error(400, 131000));
    world.ask(send("c-1", text(GROUP, "one")));
    world.runFor(Duration.ofHours(3));
    assertThat(world.ended()).containsExactly("c-1 failed");
    assertThat(world.platform.requests).hasSize(10);
  }
}
