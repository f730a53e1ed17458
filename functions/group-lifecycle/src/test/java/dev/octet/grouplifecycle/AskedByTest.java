package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.queue.DeadLetters;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** Every operation says who asked for it first, and when. */
class AskedByTest {
  private static final String BODY = "{\"messaging_product\":\"whatsapp\",\"subject\":\"Roof\"}";
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  private JsonObject operation(String requestId, String token) {
    return World.body(world.http("GET", "/v1/operations/" + requestId, token, "", Map.of()));
  }

  private String asked(String number, String token) {
    JsonObject answer = world.http("POST", "/graph/v26.0/" + number + "/groups", token, BODY, Map.of("idempotency-key", "k-1"));
    return World.body(answer).text("request_id").orElseThrow();
  }

  @Test
  void over_http_a_token_s_client_or_the_beginning_of_its_hash() {
    String hash = HexFormat.of().formatHex(Hash.sha256("token-a".getBytes(StandardCharsets.UTF_8)));
    JsonObject nameless = operation(asked("100", "token-a"), "token-a");
    assertThat(nameless.text("asked_by")).contains("api:" + hash.substring(0, 8));
    assertThat(nameless.text("asked_at")).contains(world.clock.instant().toString());
    assertThat(nameless.toJson()).doesNotContain(hash.substring(0, 12), "token-a");
    assertThat(operation(asked("200", "token-b"), "token-b").text("asked_by")).contains("api:b");
  }

  @Test
  void who_asks_the_same_again_is_not_who_asked() {
    String first = operation(asked("100", "token-a"), "token-a").text("asked_at").orElseThrow();
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(operation(asked("100", "token-a"), "token-a").text("asked_at")).contains(first);
  }

  @Test
  void of_a_command_that_lay_among_the_dead_letters_who_sent_it_and_who_sent_it_back() {
    world.platform.answers(new GroupMaker(world)::answer);
    Message dead = Message.builder().messageId("m").body("{}").attributesWithStrings(Map.of("SenderId", "AROAREDRIVE:octet-group-commands"))
        .messageAttributes(DeadLetters.attributes(Map.of("reason", "unforeseen", "sent_at", "2026-11-24T08:00:00Z", "sender_id", "AIDAWHOASKED"))).build();
    JsonObject beside = JsonObject.EMPTY;
    for (var one : DeadLetter.of(dead, _ -> Optional.empty()).onTheWayBack().entrySet()) {
      beside = beside.with(one.getKey(), JsonObject.EMPTY.with("dataType", "String").with("stringValue", one.getValue()));
    }
    world.queues.put(World.COMMANDS, "g", "back", World.create("c-1", "Roof").toJson(), beside);
    world.runQueues();

    JsonObject operation = operation(World.requestId("c-1"), "token-a");
    assertThat(operation.text("asked_by")).contains("queue:AIDAWHOASKED via AROATESTS");
    assertThat(operation.text("asked_at")).contains("2026-11-24T08:00:00Z");
  }

  @Test
  void by_queue_the_principal_that_sent_the_command_when_it_did_and_still_when_all_is_over() {
    world.platform.answers(new GroupMaker(world)::answer);
    world.command(World.create("c-1", "Roof"));
    world.command(JsonObject.EMPTY.with("command", "list_groups").with("id", "q-1").with("phone_number_id", "100"));
    world.runFor(Duration.ofMinutes(30));
    for (String id : new String[] {"c-1", "q-1"}) {
      JsonObject operation = operation(World.requestId(id), "token-a");
      assertThat(operation.text("asked_by")).as(id).contains("queue:AROATESTS");
      assertThat(operation.text("asked_at")).as("as SQS has it").contains("2026-11-24T09:00:00Z");
    }
    assertThat(world.state("q-1")).isEqualTo("succeeded");
  }
}
