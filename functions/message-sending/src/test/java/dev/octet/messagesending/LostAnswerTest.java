package dev.octet.messagesending;

import static dev.octet.messagesending.World.GROUP;
import static dev.octet.messagesending.World.OTHER;
import static dev.octet.messagesending.World.send;
import static dev.octet.messagesending.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform's answer to a send is lost: it may have been sent. A second send would be a second message. */
class LostAnswerTest {
  private final World world = new World();
  private final Outbox outbox = new Outbox(world);

  /** Of what was sent, how the answer is lost. */
  enum Loss {
    SERVER_ERROR, GATEWAY_TIMEOUT, CUT, NO_JSON, UNKNOWN_SHAPE;

    Answer of(Answer ignored) {
      return switch (this) {
        case SERVER_ERROR -> Answer.error(500, 131000);
        case GATEWAY_TIMEOUT -> new Answer(504, "<html>");
        case CUT -> Answer.lost();
        case NO_JSON -> new Answer(200, "OK");
        case UNKNOWN_SHAPE -> new Answer(200, "{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"\"}]}");
      };
    }
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** The first answer is lost, after the message went out. */
  private void losesTheFirst(Loss loss) {
    int[] asked = {0};
    world.platform.answers(request -> {
      Answer answer = outbox.take(request);
      return asked[0]++ == 0 ? loss.of(answer) : answer;
    });
  }

  /** The first request is not taken, and its answer is lost. */
  private void dropsTheFirst(Function<Request, Answer> afterwards) {
    int[] asked = {0};
    world.platform.answers(request -> asked[0]++ == 0 ? Answer.lost() : afterwards.apply(request));
  }

  @ParameterizedTest
  @EnumSource
  void it_is_not_sent_again_and_a_status_that_echoes_its_id_settles_it(Loss loss) {
    losesTheFirst(loss);
    world.ask(send("c-1", text(GROUP, "Tuesday").with("biz_opaque_callback_data", "order 7")));
    world.deliverCommands();
    assertThat(world.state("c-1")).isEqualTo("unsettled");
    assertThat(world.toldTypes()).isEmpty();

    outbox.status(outbox.sent.getFirst(), "sent");
    world.runFor(Duration.ofMinutes(3));

    assertThat(outbox.sent).hasSize(1);
    assertThat(world.ended()).containsExactly("c-1 succeeded");
    assertThat(world.toldTypes()).containsExactly("message.accepted", "operation.succeeded", "message.sent");
    assertThat(world.told("message.accepted").getFirst().object("message").flatMap(it -> it.text("id"))).contains("wamid.S1");
    assertThat(world.told("message.sent").getFirst().text("biz_opaque_callback_data")).contains("order 7");
    assertThat(world.told("operation.succeeded").getFirst().object("answer").orElseThrow().objects("messages").getFirst())
        .isEqualTo(JsonObject.EMPTY.with("id", "wamid.S1").with("group_id", GROUP));
  }

  @Test
  void what_is_behind_it_in_its_message_group_waits_and_others_do_not() {
    losesTheFirst(Loss.CUT);
    world.ask(send("c-1", text(GROUP, "one")));
    world.ask(send("c-2", text(GROUP, "two")));
    world.ask(send("c-3", text(OTHER, "three")));
    world.deliverCommands();
    world.deliverCommands();
    assertThat(outbox.words()).containsExactly("one", "three");

    outbox.status(outbox.sent.getFirst(), "sent");
    world.runQueues();
    assertThat(outbox.words()).containsExactly("one", "three", "two");
    assertThat(world.ended()).containsExactly("c-3 succeeded", "c-1 succeeded", "c-2 succeeded");
  }

  @Test
  void in_one_batch_a_lost_answer_holds_back_its_own_message_group_only() {
    world.platform.answers(request -> {
      Answer answer = outbox.take(request);
      return request.body().contains("one") ? Answer.lost() : answer;
    });
    world.ask(send("c-1", text(GROUP, "one")));
    world.ask(send("c-2", text(GROUP, "two")));
    world.ask(send("c-3", text(OTHER, "three")));
    world.ask(send("c-4", text(OTHER, "four")));
    assertThat(world.deliverBatch()).isEqualTo(2);
    assertThat(outbox.words()).containsExactlyInAnyOrder("one", "three", "four");
    assertThat(world.ended()).containsExactly("c-3 succeeded", "c-4 succeeded");
  }

  @Test
  void without_a_status_it_ends_unknown_after_the_window_and_what_is_behind_it_goes_on() {
    dropsTheFirst(outbox::take);
    world.ask(send("c-1", text(GROUP, "one").with("biz_opaque_callback_data", "order 7")));
    world.ask(send("c-2", text(GROUP, "two")));
    world.deliverCommands();
    world.clock.advance(Duration.ofSeconds(50));
    world.deliverCommands();
    assertThat(world.state("c-1")).as("within the window").isEqualTo("unsettled");
    world.runFor(Duration.ofMinutes(2));

    assertThat(world.ended()).containsExactly("c-1 unknown", "c-2 succeeded");
    assertThat(outbox.words()).as("never asked for again").containsExactly("two");
    JsonObject unknown = world.told("message.send_unknown").getFirst();
    assertThat(unknown.text("biz_opaque_callback_data")).contains("order 7");
    assertThat(unknown.text("reason")).isPresent();
  }

  @Test
  void who_wants_it_at_least_once_has_it_sent_again_after_the_window() {
    dropsTheFirst(outbox::take);
    world.ask(send("c-1", text(GROUP, "one")).with("delivery", "at_least_once"));
    world.ask(send("c-2", text(GROUP, "two")));
    world.runFor(Duration.ofMinutes(4));

    assertThat(world.ended()).containsExactly("c-1 succeeded", "c-2 succeeded");
    assertThat(outbox.words()).containsExactly("one", "two");
    assertThat(world.operation("c-1").attempts()).isEqualTo(2);
  }

  /** The queue's own message comes back, and the settlement sends the operation on. */
  @Test
  void two_who_find_the_window_over_send_it_once() {
    dropsTheFirst(outbox::take);
    world.ask(send("c-1", text(GROUP, "one")).with("delivery", "at_least_once"));
    world.deliverCommands();
    world.clock.advance(Duration.ofSeconds(62));
    world.settle();
    assertThat(world.queues.waiting(World.MESSAGE_COMMANDS)).hasSize(2);
    world.beforeNext("putItem", () -> world.handleCommand(1));
    world.handleCommand(0);
    world.runQueues();

    assertThat(outbox.words()).containsExactly("one");
    assertThat(world.toldTypes()).containsExactly("message.accepted", "operation.succeeded");
  }

  @Test
  void at_least_once_is_a_wish_over_http_too() {
    dropsTheFirst(outbox::take);
    JsonObject answer = world.post(text(GROUP, "one"), Map.of("octet-delivery", "at_least_once", "idempotency-key", "k-1"));
    assertThat(World.status(answer)).isEqualTo(504);
    world.runFor(Duration.ofMinutes(4));
    assertThat(world.ended()).containsExactly("k-1 succeeded");
    assertThat(outbox.words()).containsExactly("one");
  }

  /** It was begun in time, so at least once it is to be sent. */
  @Test
  void what_has_expired_meanwhile_is_sent_again_all_the_same() {
    dropsTheFirst(outbox::take);
    world.ask(send("c-1", text(GROUP, "one")).with("delivery", "at_least_once").with("expires_at", World.START.plusSeconds(30).toString()));
    world.runFor(Duration.ofMinutes(4));
    assertThat(outbox.words()).containsExactly("one");
    assertThat(world.ended()).containsExactly("c-1 succeeded");
  }

  @ParameterizedTest
  @ValueSource(ints = {131000, 131056})
  void a_refusal_of_the_second_call_that_may_pass_is_asked_again_by_who_wants_it_at_least_once(int code) {
    int[] asked = {0};
    dropsTheFirst(request -> asked[0]++ < 2 ? Answer.error(400, code) : outbox.take(request));
    world.ask(send("c-1", text(GROUP, "one")).with("delivery", "at_least_once"));
    world.runFor(Duration.ofMinutes(10));
    assertThat(world.ended()).containsExactly("c-1 succeeded");
    assertThat(outbox.words()).containsExactly("one");
  }

  /** It says nothing of the first call. */
  @Test
  void a_refusal_of_the_second_call_for_good_leaves_it_unknown() {
    dropsTheFirst(_ -> Answer.error(400, 131009));
    world.ask(send("c-1", text(GROUP, "one")).with("delivery", "at_least_once"));
    world.runFor(Duration.ofMinutes(10));
    assertThat(world.ended()).containsExactly("c-1 unknown");
  }

  @Test
  void a_status_before_the_answer_settles_it_and_the_answer_changes_nothing() {
    world.platform.answers(request -> {
      Answer answer = outbox.take(request);
      outbox.status(outbox.sent.getLast(), "sent");
      world.deliverEvents();
      return answer;
    });
    world.ask(send("c-1", text(GROUP, "one")));
    world.runQueues();
    assertThat(outbox.sent).hasSize(1);
    assertThat(world.toldTypes()).containsExactlyInAnyOrder("message.accepted", "operation.succeeded", "message.sent");
    assertThat(world.told("message.accepted")).hasSize(1);
  }

  @Test
  void over_http_a_status_before_the_answer_does_not_spoil_the_answer() {
    world.platform.answers(request -> {
      Answer answer = outbox.take(request);
      outbox.status(outbox.sent.getLast(), "sent");
      world.deliverEvents();
      return answer;
    });
    JsonObject answer = world.post(text(GROUP, "one"));
    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(World.body(answer).objects("messages").getFirst().text("id")).contains("wamid.S1");
  }

  @Test
  void a_status_twice_settles_once() {
    losesTheFirst(Loss.CUT);
    world.ask(send("c-1", text(GROUP, "one")));
    world.deliverCommands();
    outbox.status(outbox.sent.getFirst(), "sent");
    outbox.status(outbox.sent.getFirst(), "sent");
    world.runQueues();
    assertThat(world.toldTypes()).containsExactly("message.accepted", "operation.succeeded", "message.sent");
  }

  @Test
  void a_status_after_the_end_is_told_as_ours_and_changes_no_end() {
    losesTheFirst(Loss.CUT);
    world.ask(send("c-1", text(GROUP, "one").with("biz_opaque_callback_data", "order 7")));
    world.runFor(Duration.ofMinutes(3));
    assertThat(world.ended()).containsExactly("c-1 unknown");
    int told = world.queues.sent.get(World.NOTIFICATIONS).size();
    outbox.status(outbox.sent.getFirst(), "sent");
    world.runQueues();

    assertThat(world.ended()).containsExactly("c-1 unknown");
    assertThat(world.queues.sent.get(World.NOTIFICATIONS)).as("the end is not told again").hasSize(told + 1);
    assertThat(world.told("message.sent").getFirst().text("biz_opaque_callback_data")).contains("order 7");
    assertThat(world.told("message.sent").getFirst().text("request_id")).contains(World.requestId("c-1"));
  }

  @ParameterizedTest
  @EnumSource
  void over_http_it_is_504_with_the_operation_which_is_settled_later(Loss loss) {
    losesTheFirst(loss);
    JsonObject answer = world.post(text(GROUP, "one"), Map.of("idempotency-key", "k-1"));
    assertThat(World.status(answer)).isEqualTo(504);
    assertThat(World.body(answer).object("error").flatMap(error -> error.object("error_data")).flatMap(data -> data.text("details")).orElse(""))
        .contains(World.requestId("k-1"));
    assertThat(World.status(world.post(text(GROUP, "one"), Map.of("idempotency-key", "k-1")))).as("asked again at once").isEqualTo(504);
    outbox.status(outbox.sent.getFirst(), "sent");
    world.runQueues();

    JsonObject again = world.post(text(GROUP, "one"), Map.of("idempotency-key", "k-1"));
    assertThat(World.status(again)).isEqualTo(200);
    assertThat(World.body(again).objects("messages").getFirst().text("id")).contains("wamid.S1");
    assertThat(outbox.sent).hasSize(1);
  }

  @Test
  void over_http_too_it_ends_unknown_after_the_window() {
    dropsTheFirst(outbox::take);
    assertThat(World.status(world.post(text(GROUP, "one"), Map.of("idempotency-key", "k-1")))).isEqualTo(504);
    world.runFor(Duration.ofMinutes(4));
    assertThat(world.toldTypes()).containsExactly("message.send_unknown", "operation.unknown");
    assertThat(World.status(world.post(text(GROUP, "one"), Map.of("idempotency-key", "k-1")))).isEqualTo(504);
    assertThat(outbox.sent).isEmpty();
  }

  @Test
  void no_connection_is_no_lost_answer() {
    world.platform.close();
    JsonObject answer = world.post(text(GROUP, "one"), Map.of("idempotency-key", "k-1"));
    assertThat(World.status(answer)).isEqualTo(503);
    assertThat(world.state("k-1")).isEqualTo("failed");
  }
}
