package dev.octet.messagesending;

import static dev.octet.messagesending.World.GROUP;
import static dev.octet.messagesending.World.OTHER;
import static dev.octet.messagesending.World.send;
import static dev.octet.messagesending.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has broken others who send, each tried here; {@link TrapsTest} has the events. */
class SendTrapsTest {
  private final World world = new World();
  private final Outbox outbox = new Outbox(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void trap_8_a_status_before_the_answer_before_the_row_twice_and_after_the_end() {
    Outbox.Sent stranger = new Outbox.Sent("wamid.X", text(GROUP, "").with("biz_opaque_callback_data", "oct_" + World.requestId("nobody")));
    outbox.status(stranger, "sent"); // of an operation that is not there
    world.runQueues();
    assertThat(world.toldTypes()).containsExactly("message.sent");

    world.platform.answers(request -> {
      Answer answer = outbox.take(request);
      outbox.status(outbox.sent.getLast(), "sent");
      outbox.status(outbox.sent.getLast(), "sent");
      world.deliverEvents();
      return answer;
    });
    world.ask(send("c-1", text(GROUP, "one")));
    world.runQueues();
    outbox.status(outbox.sent.getLast(), "delivered");
    world.runFor(Duration.ofMinutes(5));
    assertThat(outbox.sent).hasSize(1);
    assertThat(world.toldTypes()).containsExactlyInAnyOrder("message.sent", "message.accepted", "operation.succeeded", "message.sent", "message.delivered");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"error\":{\"code\":131000,\"message\":\"no\"}}", "{\"messages\":[]}", "{\"messages\":{}}", "{\"messages\":[{\"id\":null}]}", "{}", "[]"})
  void trap_10_an_answer_of_success_that_holds_no_message_is_a_lost_answer(String body) {
    world.platform.answers(request -> {
      outbox.take(request);
      return new Answer(200, body);
    });
    world.ask(send("c-1", text(GROUP, "one")));
    world.deliverCommands();
    assertThat(world.state("c-1")).isEqualTo("unsettled");
    outbox.status(outbox.sent.getFirst(), "sent");
    world.runQueues();
    assertThat(world.ended()).containsExactly("c-1 succeeded");
  }

  @Test
  void trap_10_an_error_with_and_without_details_fails_and_says_what_the_platform_said() {
    world.platform.answers(request -> request.body().contains("one") ? Answer.error(400, 131049) : new Answer(403, ""));
    JsonObject first = world.post(text(GROUP, "one"), Map.of("idempotency-key", "k-1"));
    assertThat(World.code(first)).isEqualTo(131049);
    JsonObject second = world.post(text(GROUP, "two"), Map.of("idempotency-key", "k-2"));
    assertThat(World.status(second)).isGreaterThanOrEqualTo(400);
    assertThat(world.ended()).containsExactly("k-1 failed", "k-2 failed");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trap_11_the_answer_is_lost_after_it_was_sent_and_the_caller_asks_with_the_same_key_then_with_another(boolean status) {
    world.platform.answers(request -> {
      Answer answer = outbox.take(request);
      return outbox.sent.size() == 1 ? Answer.lost() : answer;
    });
    assertThat(World.status(world.post(text(GROUP, "one"), Map.of("idempotency-key", "k-1")))).isEqualTo(504);
    assertThat(World.status(world.post(text(GROUP, "one"), Map.of("idempotency-key", "k-1")))).isEqualTo(504);
    assertThat(outbox.sent).hasSize(1);
    assertThat(World.status(world.post(text(GROUP, "one"), Map.of("idempotency-key", "k-2")))).as("another request").isEqualTo(200);
    if (status) {
      outbox.status(outbox.sent.getFirst(), "sent");
    }
    world.runFor(Duration.ofMinutes(4));

    assertThat(outbox.sent).as("one for each request").hasSize(2);
    assertThat(world.ended()).containsExactlyInAnyOrder("k-2 succeeded", status ? "k-1 succeeded" : "k-1 unknown");
    assertThat(World.status(world.post(text(GROUP, "one"), Map.of("idempotency-key", "k-1")))).isEqualTo(status ? 200 : 504);
    assertThat(outbox.sent).hasSize(2);
  }

  @Test
  void trap_16_signs_that_others_write_anew_arrive_as_they_were() {
    String words = "a@b.c \ud83d\udee0 \u00e4 / \\ \" \u2028";
    world.post(text(GROUP, words));
    world.http("POST", "/graph/v26.0/100/messages", "token-a", text(GROUP, "X").toJson().replace("X", "\\u00e4\\/\\ud83d\\udc4d"), Map.of());
    assertThat(outbox.words()).containsExactly(words, "\u00e4/\ud83d\udc4d");
  }

  @Test
  void trap_17_the_same_command_on_two_workers_at_once_is_sent_once() {
    CountDownLatch other = new CountDownLatch(1);
    world.platform.answers(request -> {
      Answer answer = outbox.take(request);
      if (outbox.sent.size() > 1) {
        other.countDown();
      }
      soon(other); // a second one would come now
      return answer;
    });
    world.ask("one", send("c-1", text(GROUP, "Tuesday")));
    world.ask("two", send("c-1", text(GROUP, "Tuesday")));
    world.deliverBatch();
    world.runQueues();
    assertThat(outbox.sent).hasSize(1);
    assertThat(world.toldTypes()).containsExactly("message.accepted", "operation.succeeded");
  }

  private static void soon(CountDownLatch latch) {
    try {
      boolean _ = latch.await(300, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A failed send must not take the others of its batch with it. */
  @Test
  void one_that_fails_takes_no_other_of_its_batch_with_it() {
    world.platform.answers(request -> request.body().contains("bad") ? Answer.error(400, 131009) : outbox.take(request));
    world.ask(send("c-1", text(GROUP, "good 1")));
    world.ask(send("c-2", text(GROUP, "bad")));
    world.ask(send("c-3", text(GROUP, "good 2")));
    world.ask(send("c-4", text(OTHER, "good 3")));
    world.queues.put(World.MESSAGE_COMMANDS, GROUP, "not-json", "send it, please");
    assertThat(world.deliverBatch()).isZero();
    assertThat(outbox.words()).containsExactlyInAnyOrder("good 1", "good 2", "good 3");
    assertThat(List.of("c-1", "c-2", "c-3", "c-4").stream().map(world::state)).containsExactly("succeeded", "failed", "succeeded", "succeeded");
  }
}
