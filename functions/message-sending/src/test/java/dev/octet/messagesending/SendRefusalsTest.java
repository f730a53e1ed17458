package dev.octet.messagesending;

import static dev.octet.messagesending.World.GROUP;
import static dev.octet.messagesending.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.MessageCommand;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Row by row: what groups do not have is refused before the platform is asked, over HTTP and from the queue. */
class SendRefusalsTest {
  private World world = new World();
  private Outbox outbox = new Outbox(world);

  @AfterEach
  void close() {
    world.close();
  }

  /** Those that are sent to a number's messages; the others are group-lifecycle's. A template's category is not in the body. */
  static List<JsonObject> rows() throws Exception {
    try (InputStream file = Objects.requireNonNull(SendRefusalsTest.class.getResourceAsStream("/dev/octet/domain/message/refusals.json"))) {
      return JsonObject.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .replace("{phone_number_id}", "100").replace("{group_id}", GROUP).replace("{message_id}", "wamid.A")).objects("refusals").stream()
          .filter(row -> row.text("path").orElseThrow().endsWith("/messages") && !row.has("category")).toList();
    }
  }

  static List<JsonObject> allowable() throws Exception {
    return rows().stream().filter(row -> row.has("edition") || row.has("setting")).toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void over_http_it_is_the_platforms_envelope(JsonObject row) {
    JsonObject answer = world.http(row.text("method").orElseThrow(), "/graph/v26.0" + row.text("path").orElseThrow(), "token-a",
        row.object("body").orElseThrow().toJson(), Map.of());

    assertThat(World.status(answer)).isEqualTo(400);
    assertThat(World.code(answer)).isEqualTo((int) row.whole("code").orElseThrow());
    JsonObject error = World.body(answer).object("error").orElseThrow();
    assertThat(error.fields()).containsOnlyKeys("message", "type", "code", "error_data", "fbtrace_id");
    assertThat(error.object("error_data").flatMap(data -> data.text("details")).orElse("")).endsWith(".");
    assertThat(world.platform.requests).isEmpty();
    assertThat(world.toldTypes()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void from_the_queue_it_is_told(JsonObject row) {
    JsonObject body = row.object("body").orElseThrow();
    world.ask(World.command(MessageCommand.ofBody(body).word(), "c-1", body));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("command.rejected");
    assertThat(world.told("command.rejected").getFirst().whole("code")).isEqualTo(row.whole("code"));
    assertThat(world.told("command.rejected").getFirst().text("command_id")).contains("c-1");
    assertThat(world.platform.requests).isEmpty();
  }

  @Test
  void what_is_nested_deeper_than_can_be_kept_is_refused_and_what_can_be_is_sent() {
    JsonObject deep = text(GROUP, "Hello").with("more", nested(25));

    JsonObject answer = world.post(deep);
    assertThat(World.status(answer)).isEqualTo(400);
    assertThat(World.code(answer)).isEqualTo(131009);
    world.ask(World.send("c-1", deep));
    world.ask(World.send("c-2", text(GROUP, "Hello").with("more", nested(24))));
    world.runQueues();

    assertThat(outbox.sent).hasSize(1);
    assertThat(world.toldTypes()).startsWith("command.rejected").doesNotContain("operation.failed");
  }

  private static List<Object> nested(int deep) {
    return deep == 1 ? List.of() : List.of(nested(deep - 1));
  }

  @ParameterizedTest
  @MethodSource("allowable")
  void what_an_edition_or_a_setting_lets_through_is_sent(JsonObject row) {
    world.close();
    world = new World(row.has("edition") ? Map.of("RULES_EDITION", "2026-06") : Map.of("UNVERIFIED_MESSAGES", "allow"));
    outbox = new Outbox(world);
    JsonObject answer = world.post(row.object("body").orElseThrow());
    assertThat(World.status(answer)).as(World.body(answer).toJson()).isEqualTo(200);
    assertThat(outbox.sent).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"edit_message", "delete_message", "start_call", "interactive"})
  void a_command_that_groups_do_not_have_is_rejected_with_its_own_sentence(String command) {
    world.ask(World.command(command, "c-1", text(GROUP, "Tuesday")));
    world.runQueues();
    assertThat(world.told("command.rejected").getFirst().text("reason").orElse("")).doesNotContain("takes no command of this name").endsWith(".");
  }

  @Test
  void a_command_of_groups_is_rejected_with_where_it_goes() {
    world.ask(World.command("create_group", "c-1", text(GROUP, "Tuesday")));
    world.runQueues();
    assertThat(world.told("command.rejected").getFirst().text("reason").orElse("")).contains("group-commands.fifo");
  }

  @Test
  void a_command_whose_group_is_not_the_bodys_is_rejected() {
    world.ask(World.send("c-1", text(GROUP, "Tuesday")).with("group_id", World.OTHER));
    world.ask(World.send("c-2", text(GROUP, "Tuesday")).with("group_id", GROUP));
    world.runQueues();
    assertThat(world.told("command.rejected")).singleElement().satisfies(told -> assertThat(told.text("command_id")).contains("c-1"));
    assertThat(outbox.sent).hasSize(1);
  }

  @Test
  void a_body_under_another_commands_name_is_rejected() {
    world.ask(World.command("pin_message", "c-1", text(GROUP, "Tuesday")));
    world.runQueues();
    assertThat(world.told("command.rejected").getFirst().whole("code")).hasValue(100);
  }

  @Test
  void who_has_no_token_for_the_number_sends_nothing() {
    for (String path : List.of("/graph/v26.0/200/messages", "/graph/v26.0/200/media")) {
      JsonObject answer = world.http("POST", path, "token-a", text(GROUP, "Tuesday").toJson(), Map.of());
      assertThat(World.status(answer)).isEqualTo(403);
      assertThat(World.code(answer)).isEqualTo(10);
    }
    assertThat(World.status(world.http("POST", "/graph/v26.0/100/messages", "", text(GROUP, "Tuesday").toJson(), Map.of()))).isEqualTo(401);
    assertThat(World.code(world.http("POST", "/graph/v26.0/100/messages", "token-a", "{", Map.of()))).isEqualTo(100);
    assertThat(world.platform.requests).isEmpty();
  }
}
