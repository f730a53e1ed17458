package dev.octet.messagesending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.FunctionWorld;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages to one person that invite them to nothing. */
class IndividualSendsTest {
  private static final String SENT = "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"447700900123\",\"wa_id\":\"447700900123\"}],\"messages\":[{\"id\":\"wamid.one\"}]}";
  private final World world = new World(Map.of("PASS_THROUGH", "sends"));

  @AfterEach
  void close() {
    world.close();
  }

  private static String toPerson(String rest) {
    return "{ \"messaging_product\": \"whatsapp\", \"to\": \"+44 7700 900123\", " + rest + " }";
  }

  private JsonObject send(String body, Map<String, String> headers) {
    return world.http("POST", "/graph/v26.0/100/messages", "token-a", body, headers);
  }

  private static String text(JsonObject answer) {
    return new String(Base64.getDecoder().decode(answer.text("body").orElseThrow()), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "\"type\": \"text\", \"text\": {\"body\": \"Your parcel is here \\u00fc ü\"}, \"biz_opaque_callback_data\": \"mine\"",
      "\"recipient_type\": \"individual\", \"type\": \"interactive\", \"interactive\": {\"type\": \"order_details\", \"n\": 1.50}",
      "\"type\": \"template\", \"template\": {\"name\": \"code\", \"language\": {\"code\": \"en\"}}, \"context\": {\"message_id\": \"wamid.0\"}",
      "\"type\": \"something of tomorrow\", \"something of tomorrow\": []"})
  void they_go_to_the_platform_byte_for_byte_and_its_answer_comes_back(String rest) {
    world.platform.answers(_ -> new Answer(200, SENT));

    JsonObject answer = send(toPerson(rest), Map.of());

    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(text(answer)).isEqualTo(SENT);
    assertThat(world.platform.requests).singleElement().satisfies(request -> {
      assertThat(request.body()).isEqualTo(toPerson(rest));
      assertThat(request.path()).isEqualTo("/v26.0/100/messages");
      assertThat(request.token()).isEqualTo("Bearer platform-100");
    });
    assertThat(world.told()).as("they are no operations").isEmpty();
    assertThat(answer.object("headers").orElseThrow().has("Octet-Request-Id")).isFalse();
  }

  @Test
  void without_the_setting_they_are_refused_with_its_name() {
    try (World closed = new World()) {
      JsonObject answer = closed.http("POST", "/graph/v26.0/100/messages", "token-a", toPerson("\"type\":\"text\",\"text\":{\"body\":\"x\"}"), Map.of());
      assertThat(World.status(answer)).isEqualTo(400);
      assertThat(text(answer)).contains("`PassThrough` with `sends`");
      assertThat(closed.platform.requests).isEmpty();
    }
  }

  @Test
  void what_the_platform_refuses_comes_back_as_it_is_and_pauses_nothing() {
    world.platform.answers(_ -> new Answer(429, "{\"error\":{\"code\":130429,\"message\":\"(#130429) x\",\"fbtrace_id\":\"AbC\"}}"));

    JsonObject answer = send(toPerson("\"type\":\"text\",\"text\":{\"body\":\"x\"}"), Map.of());

    assertThat(World.status(answer)).isEqualTo(429);
    assertThat(text(answer)).contains("\"fbtrace_id\":\"AbC\"");
    assertThat(world.told()).isEmpty();
  }

  @Test
  void a_lost_answer_says_that_it_may_have_been_sent_and_nothing_is_sent_again() {
    world.platform.answers(_ -> Answer.lost());

    JsonObject answer = send(toPerson("\"type\":\"text\",\"text\":{\"body\":\"x\"}"), Map.of());

    assertThat(World.status(answer)).isEqualTo(504);
    assertThat(text(answer)).contains("may have been sent, or not");
    assertThat(world.platform.requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"idempotency-key", "octet-delivery", "prefer"})
  void what_is_promised_of_operations_only_is_refused_and_nothing_sent(String header) {
    JsonObject answer = send(toPerson("\"type\":\"text\",\"text\":{\"body\":\"x\"}"), Map.of(header, "respond-async"));

    assertThat(World.status(answer)).isEqualTo(400);
    assertThat(text(answer)).contains("cannot be kept");
    assertThat(world.platform.requests).isEmpty();
  }

  @Test
  void invitations_and_what_goes_to_groups_are_operations_as_ever() {
    world.platform.answers(_ -> new Answer(200, SENT));

    send(toPerson("\"type\":\"text\",\"text\":{\"body\":\"Join us: https://chat.whatsapp.com/LINK\"}"), Map.of("idempotency-key", "i-1"));
    world.post(World.text(World.GROUP, "Tuesday"));

    assertThat(world.platform.requests).hasSize(2).allSatisfy(request -> assertThat(request.body()).contains("\"biz_opaque_callback_data\":\"oct_"));
    assertThat(world.told()).extracting(one -> one.text("type").orElseThrow()).contains("message.accepted");
  }

  @Test
  void by_queue_a_person_is_sent_invitations_only() {
    world.ask(JsonObject.EMPTY.with("command", "send_message").with("id", "c-1").with("phone_number_id", "100")
        .with("body", World.text(World.GROUP, "Tuesday").with("recipient_type", "individual").with("to", "447700900123")));
    world.runQueues();

    assertThat(world.platform.requests).isEmpty();
    assertThat(world.told()).singleElement().satisfies(one -> assertThat(one.text("type")).contains("command.rejected"));
  }

  @Test
  void who_may_not_use_the_number_does_not_reach_the_platform() {
    JsonObject answer = world.http("POST", "/graph/v26.0/100/messages", "token-b", toPerson("\"type\":\"text\",\"text\":{\"body\":\"x\"}"), Map.of());
    assertThat(World.status(answer)).isEqualTo(403);
    assertThat(world.platform.requests).isEmpty();
  }

  @Test
  void they_take_turns_with_all_that_the_number_sends() {
    try (World slow = new World(Map.of("PASS_THROUGH", "sends", "MESSAGES_PER_SECOND", "1"))) {
      slow.platform.answers(_ -> new Answer(200, SENT));
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        statuses.add(FunctionWorld.status(slow.http("POST", "/graph/v26.0/100/messages", "token-a", toPerson("\"type\":\"text\",\"text\":{\"body\":\"x\"}"), Map.of())));
      }
      assertThat(statuses).contains(200).containsOnly(200);
      assertThat(slow.clock.instant()).as("each waited for its turn").isAfterOrEqualTo(World.START.plusSeconds(4));
    }
  }
}
