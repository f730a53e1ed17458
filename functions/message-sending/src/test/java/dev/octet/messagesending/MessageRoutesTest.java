package dev.octet.messagesending;

import static dev.octet.messagesending.World.GROUP;
import static dev.octet.messagesending.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Octet's own routes about messages: there, and for a token's own numbers only. */
class MessageRoutesTest {
  private static final String CARD = "{\"currency\":\"EUR\",\"periods\":[{\"from\":\"2026-10-01\",\"rates\":{\"group_service\":{\"default\":\"0.0066\"}}}]}";
  private final World world = new World();
  private final Outbox outbox = new Outbox(world);

  @AfterEach
  void close() {
    world.close();
  }

  private void aMessage() {
    world.withGroup(GROUP, Kept.person("GB.1", ""));
    world.post(text(GROUP, "Tuesday"));
    assertThat(outbox.sent).hasSize(1);
  }

  @Test
  void each_answers() {
    aMessage();
    assertThat(World.status(world.http("PUT", "/v1/numbers/100/rate-card", "token-a", CARD, Map.of()))).isEqualTo(200);
    for (String path : List.of("/v1/groups/" + GROUP + "/messages", "/v1/groups/" + GROUP + "/costs?month=2026-11", "/v1/messages/wamid.S1",
        "/v1/numbers/100/costs?month=2026-11", "/v1/numbers/100/rate-card")) {
      assertThat(World.status(world.get(path))).as(path).isEqualTo(200);
    }
    JsonObject message = World.body(world.get("/v1/messages/wamid.S1"));
    assertThat(message.toJson()).contains("Tuesday");
    assertThat(World.body(world.get("/v1/groups/" + GROUP + "/messages")).toJson()).contains("wamid.S1");
  }

  @ParameterizedTest
  @CsvSource({"GET, /v1/groups/Z3JvdXA6NTEZD/messages", "GET, /v1/groups/Z3JvdXA6NTEZD/costs?month=2026-11", "GET, /v1/messages/wamid.S1",
      "GET, /v1/numbers/100/costs?month=2026-11", "GET, /v1/numbers/100/rate-card", "PUT, /v1/numbers/100/rate-card"})
  void who_has_no_token_for_the_number_sees_nothing(String method, String path) {
    aMessage();
    JsonObject other = world.http(method, path, "token-b", method.equals("PUT") ? CARD : "", Map.of());
    assertThat(World.status(other)).isIn(400, 403, 404);
    assertThat(World.body(other).toJson()).doesNotContain("wamid.S1", "GB.1", "Tuesday");
    JsonObject nobody = world.http(method, path, "", "", Map.of());
    assertThat(World.status(nobody)).isEqualTo(401);
    assertThat(World.code(nobody)).isEqualTo(190);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/messages/wamid.none", "/v1/groups/none/messages", "/v1/other/100", "/graph/v26.0/100/messages", "/graph/100/messages", "/graph/v26.0/100/media"})
  void what_is_not_there_is_refused_in_the_platforms_envelope(String path) {
    JsonObject answer = world.get(path);
    assertThat(World.status(answer)).isIn(400, 404);
    assertThat(World.body(answer).object("error").flatMap(error -> error.object("error_data")).flatMap(data -> data.text("details"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "DELETE", "PATCH"})
  void a_rate_card_is_read_and_put_and_nothing_else(String method) {
    assertThat(World.code(world.http(method, "/v1/numbers/100/rate-card", "token-a", CARD, Map.of()))).isEqualTo(100);
  }
}
