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
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendTest {
  private final World world = new World();
  private final Outbox outbox = new Outbox(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void the_answer_over_http_is_the_platforms_field_by_field() {
    JsonObject answer = world.post(text(GROUP, "Tuesday"));

    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(World.body(answer)).isEqualTo(Outbox.answer(outbox.sent.getFirst()));
    assertThat(answer.object("headers").orElseThrow().text("Octet-Request-Id")).hasValueSatisfying(id ->
        assertThat(outbox.sent.getFirst().callbackData()).isEqualTo("oct_" + id));
  }

  @Test
  void what_was_sent_is_answered_as_sent_though_it_cannot_be_told_yet() {
    world.queues.refusing.add(World.NOTIFICATIONS);
    JsonObject answer = world.post(text(GROUP, "Tuesday"));

    assertThat(World.status(answer)).as("after an error, callers send again").isEqualTo(200);
    assertThat(World.body(answer)).isEqualTo(Outbox.answer(outbox.sent.getFirst()));

    world.queues.refusing.clear();
    world.runFor(Duration.ofMinutes(3));
    assertThat(world.toldTypes()).contains("message.accepted", "operation.succeeded");
    assertThat(outbox.sent).hasSize(1);
  }

  @Test
  void the_platform_is_asked_with_the_callers_body_and_octets_own_id_in_it() {
    world.ask(send("c-1", text(GROUP, "Tuesday").with("biz_opaque_callback_data", "order 7")));
    world.runQueues();

    assertThat(outbox.sent).extracting(Outbox.Sent::body).containsExactly(text(GROUP, "Tuesday").with("biz_opaque_callback_data", "oct_" + World.requestId("c-1")));
    assertThat(world.platform.requests.getFirst().path()).isEqualTo("/v26.0/100/messages");
    assertThat(world.platform.requests.getFirst().token()).isEqualTo("Bearer platform-100");
  }

  @Test
  void the_callers_own_callback_data_come_back_in_all_that_is_told() {
    world.withGroup(GROUP, Kept.person("GB.1", ""));
    world.ask(send("c-1", text(GROUP, "Tuesday").with("biz_opaque_callback_data", "order 7")));
    world.runQueues();
    outbox.status(outbox.sent.getFirst(), "sent");
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("message.accepted", "operation.succeeded", "message.sent");
    for (String type : List.of("message.accepted", "message.sent")) {
      JsonObject told = world.told(type).getFirst();
      assertThat(told.text("biz_opaque_callback_data")).as(type).contains("order 7");
      assertThat(told.text("command_id")).as(type).contains("c-1");
      assertThat(told.text("request_id")).as(type).contains(World.requestId("c-1"));
      assertThat(told.object("message").flatMap(message -> message.text("id"))).as(type).contains("wamid.S1");
    }
    assertThat(world.told("operation.succeeded").getFirst().object("answer")).contains(Outbox.answer(outbox.sent.getFirst()));
  }

  @Test
  void who_is_to_receive_it_is_who_was_in_the_group_when_it_was_sent() {
    world.withGroup(GROUP, Kept.person("GB.1", ""), Kept.person("DE.2", "4915700000002"));
    world.post(text(GROUP, "Tuesday"));

    JsonObject message = World.body(world.get("/v1/messages/wamid.S1"));
    assertThat(message.objects("receipts")).extracting(receipt -> receipt.object("participant").flatMap(it -> it.text("user_id")).orElse("")).containsExactlyInAnyOrder("GB.1", "DE.2");
  }

  @Test
  void what_comes_in_one_message_group_is_sent_in_order_also_when_one_has_to_wait() {
    int[] refusals = {2};
    world.platform.answers(request -> request.json().toJson().contains("word 3") && refusals[0]-- > 0 ? Answer.error(400, 131056) : outbox.take(request));
    IntStream.rangeClosed(1, 6).forEach(n -> world.ask(send("c-" + n, text(GROUP, "word " + n))));
    world.runFor(Duration.ofMinutes(2));

    assertThat(outbox.words()).containsExactlyElementsOf(IntStream.rangeClosed(1, 6).mapToObj("word %d"::formatted).toList());
  }

  @Test
  void message_groups_are_sent_at_once_so_that_a_slow_destination_delays_no_other() {
    CountDownLatch all = new CountDownLatch(10);
    List<Boolean> together = new CopyOnWriteArrayList<>();
    world.platform.answers(request -> {
      all.countDown();
      together.add(await(all)); // none is answered before all ten are asked
      return outbox.take(request);
    });
    IntStream.rangeClosed(1, 10).forEach(n -> world.ask(send("c-" + n, text("Z3JvdXA6R" + n, "word " + n))));

    assertThat(world.deliverBatch()).isZero();
    assertThat(together).hasSize(10).allMatch(it -> it);
    assertThat(outbox.sent).hasSize(10);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(8, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void in_a_batch_the_order_of_each_message_group_holds() {
    IntStream.rangeClosed(1, 5).forEach(n -> {
      world.ask(send("a-" + n, text(GROUP, "a " + n)));
      world.ask(send("b-" + n, text(OTHER, "b " + n)));
    });
    assertThat(world.deliverBatch()).isZero();
    assertThat(outbox.words().stream().filter(it -> it.startsWith("a"))).containsExactly("a 1", "a 2", "a 3", "a 4", "a 5");
    assertThat(outbox.words().stream().filter(it -> it.startsWith("b"))).containsExactly("b 1", "b 2", "b 3", "b 4", "b 5");
  }

  @Test
  void the_same_command_again_sends_nothing_and_tells_the_same() {
    world.ask(send("c-1", text(GROUP, "Tuesday")));
    world.runQueues();
    world.clock.advance(Duration.ofDays(2));
    world.ask(send("c-1", text(GROUP, "Tuesday")));
    world.runQueues();

    assertThat(outbox.sent).hasSize(1);
    assertThat(world.toldTypes()).containsExactly("message.accepted", "operation.succeeded");
  }

  @Test
  void another_command_under_the_same_id_is_rejected() {
    world.ask(send("c-1", text(GROUP, "Tuesday")));
    world.ask(send("c-1", text(GROUP, "Wednesday")));
    world.runQueues();

    assertThat(outbox.words()).containsExactly("Tuesday");
    assertThat(world.told("command.rejected")).singleElement().satisfies(told -> assertThat(told.whole("code")).hasValue(131009));
  }

  @Test
  void the_same_key_again_is_answered_the_same_and_another_body_is_a_conflict() {
    JsonObject first = world.post(text(GROUP, "Tuesday"), Map.of("idempotency-key", "k-1"));
    JsonObject second = world.post(text(GROUP, "Tuesday"), Map.of("idempotency-key", "k-1"));
    JsonObject other = world.post(text(GROUP, "Wednesday"), Map.of("idempotency-key", "k-1"));

    assertThat(World.body(second)).isEqualTo(World.body(first));
    assertThat(World.status(other)).isEqualTo(409);
    assertThat(World.code(other)).isEqualTo(131009);
    assertThat(outbox.sent).hasSize(1);
  }

  @Test
  void bodies_that_ask_for_the_same_are_the_same_command() {
    world.ask(send("c-1", text(GROUP, "Tuesday")));
    world.ask("elsewhere", send("c-1", text(GROUP, "Tuesday").with("context", Optional.empty())));
    world.runQueues();
    assertThat(world.told("command.rejected")).isEmpty();
    assertThat(outbox.sent).hasSize(1);
  }

  @Test
  void an_expired_command_is_not_sent() {
    world.ask(send("c-1", text(GROUP, "Tuesday")).with("expires_at", World.START.minusSeconds(1).toString()));
    world.runQueues();

    assertThat(outbox.sent).isEmpty();
    assertThat(world.toldTypes()).containsExactly("message.send_failed", "operation.failed");
    assertThat(world.told("message.send_failed").getFirst().objects("errors")).extracting(error -> error.whole("code").orElse(0)).containsExactly(131009L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"send_message", "pin_message", "unpin_message"})
  void without_waiting_the_caller_gets_the_operation(String command) {
    JsonObject body = command.equals("send_message") ? text(GROUP, "Tuesday") : command.equals("pin_message") ? World.pin("wamid.A", 7) : World.unpin("wamid.A");
    JsonObject answer = world.post(body, Map.of("prefer", "respond-async", "idempotency-key", "k-1"));

    assertThat(World.status(answer)).isEqualTo(202);
    assertThat(World.body(answer).text("request_id")).contains(World.requestId("k-1"));
    assertThat(outbox.sent).isEmpty();
    world.runQueues();
    assertThat(outbox.sent).hasSize(1);
    assertThat(world.state("k-1")).isEqualTo("succeeded");
  }

  @Test
  void what_is_asked_for_over_http_without_waiting_goes_to_its_destination_in_that_order() {
    IntStream.rangeClosed(1, 5).forEach(n -> world.post(text(GROUP, "word " + n), Map.of("prefer", "respond-async")));
    world.runQueues();
    assertThat(outbox.words()).containsExactly("word 1", "word 2", "word 3", "word 4", "word 5");
  }

  @Test
  void what_was_recorded_and_lost_on_its_way_to_the_queue_is_sent_by_the_settlement() {
    world.killAfter(1);
    assertThat(World.status(world.post(text(GROUP, "Tuesday"), Map.of("prefer", "respond-async", "idempotency-key", "k-1")))).isEqualTo(502);
    assertThat(world.queues.waiting(World.MESSAGE_COMMANDS)).isEmpty();
    world.runFor(Duration.ofMinutes(3));
    assertThat(outbox.sent).hasSize(1);
    assertThat(world.state("k-1")).isEqualTo("succeeded");
  }

  @Test
  void a_second_delivery_while_the_platform_is_asked_waits_and_does_not_ask() {
    world.ask(send("c-1", text(GROUP, "Tuesday")));
    int[] askedMeanwhile = {-1};
    world.platform.answers(request -> {
      Answer answer = outbox.take(request);
      if (askedMeanwhile[0] < 0) {
        askedMeanwhile[0] = 0;
        world.handleCommand(0); // the same queue message once more
        askedMeanwhile[0] = outbox.sent.size();
      }
      return answer;
    });
    world.runQueues();

    assertThat(askedMeanwhile[0]).isEqualTo(1);
    assertThat(outbox.sent).hasSize(1);
    assertThat(world.toldTypes()).containsExactly("message.accepted", "operation.succeeded");
  }

  @Test
  void a_message_to_a_person_goes_to_them_by_phone_or_by_user_id() {
    JsonObject invite = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("type", "text")
        .with("text", JsonObject.EMPTY.with("body", "Join us: https://chat.whatsapp.com/AbCdEf").with("preview_url", true));
    world.ask(send("c-1", invite.with("to", "447700900123")));
    world.ask(send("c-2", invite.with("recipient", "GB.1234567890")));
    world.runQueues();
    assertThat(world.ended()).containsExactly("c-1 succeeded", "c-2 succeeded");
    assertThat(outbox.sent).extracting(sent -> sent.body().text("to").or(() -> sent.body().text("recipient")).orElse("")).containsExactly("447700900123", "GB.1234567890");
  }
}
