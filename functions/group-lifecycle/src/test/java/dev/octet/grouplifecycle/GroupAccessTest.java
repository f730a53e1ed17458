package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.MemoryQueues;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform answers for all that a number's access token reaches; Octet only for groups, and for each caller's own. */
class GroupAccessTest {
  private static final JsonObject GROUP = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("id", "G1").with("join_approval_mode", "auto_approve")
      .with("participants", List.of()).with("total_participant_count", 0);
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  /** Of whatever token the request has: one system user's reaches all numbers of a business. */
  private void platformHas(JsonObject object) {
    world.platform.answers(request -> request.path().endsWith("/" + object.text("id").orElseThrow()) ? about(object, request)
        : request.path().endsWith("_link") || request.path().endsWith("_requests") ? Answer.ok(JsonObject.EMPTY.with("invite_link", "https://x").with("data", List.of()))
        : Answer.error(400, 131041));
  }

  /** As Graph does: the fields that were asked for, and a refusal of any that such an object does not have. */
  private static Answer about(JsonObject object, Request request) {
    if (request.query().equals("null")) {
      return Answer.ok(object);
    }
    List<String> fields = Arrays.asList(request.query().substring("fields=".length()).split("%2C"));
    return object.fields().keySet().containsAll(fields) ? Answer.ok(object) : Answer.error(400, 100);
  }

  private JsonObject ask(String token, String method, String path) {
    return world.http(method, "/graph/v26.0/" + path, token, "", Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"G1?fields=participants&source=platform", "G1/invite_link?source=platform", "G1/join_requests?source=platform"})
  void another_caller_s_group_is_not_asked_of_the_platform_either(String path) {
    platformHas(GROUP);
    var _ = world.groups().update("G1", "200", group -> group.created(Optional.of("Theirs"), Optional.empty(), Optional.empty(), World.START, Optional.empty()));
    world.queues.sent.clear();

    assertThat(World.code(ask("token-a", "GET", path))).isEqualTo(131041);

    assertThat(world.platform.requests).isEmpty();
    for (String number : List.of("100", "101", "200")) {
      assertThat(new ReconcileMarks(world.table(), world.clock).isNoted(number, "G1")).isFalse();
    }
    assertThat(World.status(ask("token-b", "GET", path))).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"G1?fields=participants", "G1?fields=participants&source=platform", "G1/invite_link", "G1/join_requests"})
  void nor_one_of_which_only_something_that_happened_in_it_is_known(String path) {
    platformHas(GROUP);
    var _ = world.groups().update("G1", "200", group -> group);

    assertThat(World.code(ask("token-a", "GET", path))).isEqualTo(131041);

    assertThat(world.platform.requests).isEmpty();
    assertThat(World.status(ask("token-b", "GET", path))).isEqualTo(200);
  }

  @Test
  void a_group_is_asked_for_in_the_name_of_its_own_number() {
    platformHas(GROUP);
    var _ = world.groups().update("G1", "101", group -> group);

    assertThat(World.status(ask("token-a", "GET", "G1?source=platform"))).isEqualTo(200);

    assertThat(world.platform.requests).singleElement().satisfies(request -> assertThat(request.token()).isEqualTo("Bearer platform-101"));
    assertThat(new ReconcileMarks(world.table(), world.clock).isNoted("101", "G1")).isTrue();
    assertThat(new ReconcileMarks(world.table(), world.clock).isNoted("100", "G1")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"messaging_product\":\"whatsapp\",\"id\":\"7001\",\"url\":\"https://media\"}", "{\"id\":\"7001\",\"name\":\"A business\",\"description\":\"ours\"}",
      "{\"id\":\"7002\",\"messaging_product\":\"whatsapp\",\"join_approval_mode\":\"auto_approve\"}"})
  void what_is_no_group_is_neither_read_nor_changed_nor_deleted(String object) {
    JsonObject other = MemoryQueues.json(object);
    for (boolean strict : new boolean[] {true, false}) {
      world.platform.answers(request -> strict ? about(other, request) : Answer.ok(other));
      assertThat(World.status(ask("token-a", "GET", "7001"))).isEqualTo(400);
      assertThat(World.status(ask("token-a", "GET", "7001?fields=description"))).isEqualTo(400);
      assertThat(World.status(ask("token-a", "DELETE", "7001"))).isEqualTo(400);
      assertThat(World.status(world.http("POST", "/graph/v26.0/7001", "token-a", "{\"messaging_product\":\"whatsapp\",\"subject\":\"x\"}", Map.of()))).isEqualTo(400);
    }
    world.runQueues();
    assertThat(world.platform.requests).allSatisfy(request -> assertThat(request.method()).isEqualTo("GET"));
    assertThat(world.sideEffects).isZero();
  }

  @Test
  void a_group_is_told_as_it_was_asked_for() {
    platformHas(GROUP);
    assertThat(World.body(ask("token-a", "GET", "G1")).has("join_approval_mode")).isFalse();
    assertThat(World.body(ask("token-a", "GET", "G1?fields=join_approval_mode")).text("join_approval_mode")).contains("auto_approve");
    assertThat(world.platform.requests).as("one call each").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "./invite_link", "../invite_link", "../join_requests", "..?source=platform"})
  void an_id_of_dots_leads_nowhere(String path) {
    world.platform.answers(_ -> Answer.ok(GROUP.with("invite_link", "https://x").with("data", List.of())));
    assertThat(World.code(ask("token-a", "GET", path))).isEqualTo(100);
    assertThat(world.platform.requests).isEmpty();
  }

  @Test
  void nor_does_one_in_a_command() {
    world.platform.answers(_ -> Answer.ok(JsonObject.EMPTY.with("success", true)));
    world.command(JsonObject.EMPTY.with("command", "delete_group").with("id", "d-1").with("phone_number_id", "100").with("group_id", ".."));
    world.runQueues();
    assertThat(world.platform.requests).isEmpty();
    assertThat(world.toldTypes()).contains("operation.failed");
  }
}
