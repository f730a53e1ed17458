package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.MemoryQueues;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadCommandsTest {
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);
  private GroupMaker.Made group;

  @BeforeEach
  void make() {
    group = maker.makeKnown("Kitchen");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private JsonObject ask(String command, Optional<String> groupId, JsonObject body) {
    world.command(JsonObject.EMPTY.with("command", command).with("id", "q-" + world.queues.sends).with("phone_number_id", "100").with("group_id", groupId).with("body", body));
    world.runQueues();
    return World.data(world.told().getLast());
  }

  private JsonObject answer(String command, Optional<String> groupId, JsonObject body) {
    JsonObject told = ask(command, groupId, body);
    assertThat(world.toldTypes().getLast()).isEqualTo("operation.succeeded");
    return told.object("answer").orElseThrow();
  }

  @Test
  void each_read_is_answered_as_over_http() {
    assertThat(answer("get_group", Optional.of(group.id()), JsonObject.EMPTY.with("fields", "subject,participants")))
        .isEqualTo(World.body(world.get("/graph/v26.0/" + group.id() + "?fields=subject,participants")));
    assertThat(answer("get_invite_link", Optional.of(group.id()), JsonObject.EMPTY))
        .isEqualTo(World.body(world.get("/graph/v26.0/" + group.id() + "/invite_link")));
    assertThat(answer("list_groups", Optional.empty(), JsonObject.EMPTY.with("limit", 5)).object("data"))
        .isEqualTo(World.body(world.get("/graph/v26.0/100/groups")).object("data"));
    assertThat(answer("list_join_requests", Optional.of(group.id()), JsonObject.EMPTY).objects("data")).isEmpty();
    assertThat(world.told()).hasSize(4);
  }

  @Test
  void pages_of_a_list_follow_each_other_by_cursor() {
    maker.makeKnown("Bathroom");
    maker.makeKnown("Roof");
    JsonObject first = answer("list_groups", Optional.empty(), JsonObject.EMPTY.with("limit", 2));
    String after = first.object("paging").orElseThrow().object("cursors").orElseThrow().text("after").orElseThrow();
    JsonObject second = answer("list_groups", Optional.empty(), JsonObject.EMPTY.with("limit", 2).with("after", after));
    assertThat(second.object("data").orElseThrow().objects("groups")).extracting(row -> row.text("subject").orElseThrow()).containsExactly("Kitchen");
    assertThat(first.object("paging").orElseThrow().text("next")).as("a queue has no addresses").isEmpty();
  }

  @Test
  void the_platform_s_page_has_no_addresses_and_no_token_either() {
    world.platform.answers(_ -> new Answer(200, "{\"data\":{\"groups\":[]},\"paging\":{\"cursors\":{\"after\":\"Wg\"},\"next\":\"https://graph/?access_token=platform-100&after=Wg\"}}"));
    assertThat(answer("list_groups", Optional.empty(), JsonObject.EMPTY.with("source", "platform")).object("paging"))
        .contains(JsonObject.EMPTY.with("cursors", JsonObject.EMPTY.with("after", "Wg")));
    assertThat(world.queues.sent.toString()).doesNotContain("platform-100");
  }

  @Test
  void the_platform_itself_is_asked_when_the_caller_wants_it() {
    world.platform.answers(_ -> Answer.ok(JsonObject.EMPTY.with("id", group.id()).with("join_approval_mode", "auto_approve").with("subject", "As the platform has it")));
    assertThat(answer("get_group", Optional.of(group.id()), JsonObject.EMPTY.with("fields", "subject").with("source", "platform")).text("subject"))
        .contains("As the platform has it");
  }

  @Test
  void what_cannot_be_read_fails_with_the_platforms_code() {
    JsonObject told = ask("get_group", Optional.of("G-unknown"), JsonObject.EMPTY);
    assertThat(world.toldTypes()).containsExactly("operation.failed");
    assertThat(told.object("error").orElseThrow().whole("code")).hasValue(131041);
  }

  @Test
  void a_platform_that_is_not_there_for_a_while_is_waited_for() {
    int[] asked = {0};
    world.platform.answers(_ -> ++asked[0] < 3 ? Answer.error(503, 2) : Answer.ok(JsonObject.EMPTY.with("id", "G-9").with("join_approval_mode", "auto_approve")));
    world.command(JsonObject.EMPTY.with("command", "get_group").with("id", "q-1").with("phone_number_id", "100").with("group_id", "G-9"));
    world.runFor(Duration.ofMinutes(2));
    assertThat(world.toldTypes()).containsExactly("operation.succeeded");
  }

  @Test
  void the_same_command_again_is_answered_once() {
    for (int i = 0; i < 3; i++) {
      world.command(JsonObject.EMPTY.with("command", "get_group").with("id", "q-1").with("phone_number_id", "100").with("group_id", group.id()));
    }
    world.runQueues();
    assertThat(world.told()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "get_group | {\"fields\":\"icon\"} | 100", "get_group | {\"sheep\":\"x\"} | 100", "list_groups | {\"limit\":501} | 100", "list_groups | {\"limit\":\"x\"} | 100",
      "list_groups | {\"after\":\"a\",\"before\":\"b\"} | 100", "get_invite_link | {\"source\":\"table\"} | 131009", "list_join_requests | {\"limit\":0} | 100"})
  void a_wrong_body_is_rejected(String command, String body, int code) {
    JsonObject told = ask(command, command.equals("list_groups") ? Optional.empty() : Optional.of(group.id()), MemoryQueues.json(body));
    assertThat(world.toldTypes()).containsExactly("command.rejected");
    assertThat(told.whole("code")).hasValue(code);
  }

  @Test
  void a_bad_cursor_fails_with_131059() {
    JsonObject told = ask("list_groups", Optional.empty(), JsonObject.EMPTY.with("after", "made-up"));
    assertThat(told.object("error").orElseThrow().whole("code")).hasValue(131059);
    assertThat(List.of(world.toldTypes().getLast())).containsExactly("operation.failed");
  }
}
