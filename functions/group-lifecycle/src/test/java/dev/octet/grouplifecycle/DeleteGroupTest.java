package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.table.Key;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.grouplifecycle.GroupMaker.Made;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deleting a group: asked for again when an answer is lost, told once, and known as gone. */
class DeleteGroupTest {
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);
  private Made group;
  private int deletes;
  private boolean gone;

  @BeforeEach
  void make() {
    group = maker.makeKnown("Kitchen");
    deletes(this::delete);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void deletes(Function<Request, Answer> script) {
    world.platform.answers(request -> {
      if (request.isDelete() && request.path().endsWith("/" + group.id())) {
        deletes++;
        return script.apply(request);
      }
      boolean info = request.path().endsWith("/" + group.id());
      return info && !gone ? Answer.ok(JsonObject.EMPTY.with("id", group.id())) : maker.answer(request);
    });
  }

  /** As the platform does it. */
  private Answer delete(Request request) {
    if (gone) {
      return Answer.error(400, 131041);
    }
    gone = true;
    world.sideEffect();
    return Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("request_id", "D-1"));
  }

  private void sendWebhook() {
    world.event("group_lifecycle_update", webhook());
  }

  private JsonObject webhook() {
    return JsonObject.EMPTY.with("timestamp", Long.toString(group.at() + 60)).with("group_id", group.id()).with("type", "group_delete").with("request_id", "D-1");
  }

  private void ask() {
    world.command(JsonObject.EMPTY.with("command", "delete_group").with("id", "d-1").with("phone_number_id", "100").with("group_id", group.id()));
    world.runQueues();
  }

  private void assertDeletedAndToldOnce() {
    assertThat(world.toldTypes()).containsExactly("group.deleted", "operation.succeeded");
    JsonObject told = World.data(world.told().getFirst());
    assertThat(told.text("group_id")).contains(group.id());
    assertThat(told.text("subject")).contains("Kitchen");
    assertThat(World.code(world.get("/graph/v26.0/" + group.id()))).isEqualTo(131041);
    assertThat(World.body(world.get("/graph/v26.0/100/groups")).object("data").orElseThrow().objects("groups")).isEmpty();
    assertThat(state()).isEqualTo("succeeded");
    assertThat(HandedOn.groups(world)).as("invitations to it end").containsExactly(group.id());
  }

  private String state() {
    return world.state("d-1");
  }

  @Test
  void the_webhook_says_that_it_is_done() {
    ask();
    assertThat(world.toldTypes()).isEmpty();
    sendWebhook();
    world.runQueues();

    assertDeletedAndToldOnce();
    JsonObject told = World.data(world.told().getFirst());
    assertThat(told.text("command_id")).contains("d-1");
    assertThat(told.text("request_id")).contains(Operation.requestId("100", "", "d-1"));
    assertThat(told.text("platform_request_id")).contains("D-1");
    assertThat(deletes).isEqualTo(1);
  }

  @Test
  void the_same_command_again_does_nothing_more() {
    ask();
    ask();
    sendWebhook();
    world.runQueues();
    ask();

    assertDeletedAndToldOnce();
    assertThat(deletes).isEqualTo(1);
  }

  @Test
  void a_webhook_before_the_answer_is_told_at_once_and_completes_it() {
    deletes(request -> {
      Answer answer = delete(request);
      sendWebhook();
      world.deliverEvents();
      return answer;
    });
    ask();

    assertDeletedAndToldOnce();
  }

  @Test
  void a_lost_answer_is_asked_for_again_and_a_group_that_is_not_there_is_deleted() {
    deletes(request -> {
      Answer answer = delete(request);
      return deletes == 1 ? Answer.lost() : answer;
    });
    ask();
    world.runFor(Duration.ofMinutes(1));
    sendWebhook(); // of the first call, which nobody knows
    world.runQueues();

    assertThat(deletes).isEqualTo(2);
    assertDeletedAndToldOnce();
  }

  @Test
  void what_became_of_it_is_unknown_since_it_was_asked_for_last() {
    Instant[] asked = {Instant.EPOCH};
    deletes(_ -> {
      asked[0] = world.clock.instant();
      world.clock.advance(Duration.ofSeconds(9));
      return Answer.lost();
    });
    ask();
    world.runFor(Duration.ofHours(3));

    assertThat(world.toldTypes()).containsExactly("operation.unknown");
    JsonObject state = world.table().get(new Key("OPERATION#" + Operation.requestId("100", "", "d-1"), "OPERATION")).orElseThrow()
        .attributes().object("state").orElseThrow();
    assertThat(state.text("called_at")).contains(asked[0].toString());
  }

  @Test
  void without_a_webhook_the_platform_is_asked_whether_it_is_there() {
    ask();
    world.runFor(World.WINDOW.plusMinutes(2));

    assertThat(deletes).isEqualTo(1);
    assertDeletedAndToldOnce();
  }

  @Test
  void a_group_that_is_still_there_is_deleted_again() {
    deletes(request -> deletes == 1 ? Answer.ok(JsonObject.EMPTY.with("request_id", "D-0")) : delete(request));
    ask();
    world.runFor(World.WINDOW.plusMinutes(2));
    sendWebhook();
    world.runQueues();

    assertThat(deletes).isEqualTo(2);
    assertDeletedAndToldOnce();
  }

  @Test
  void what_the_platform_refuses_for_now_is_asked_for_again() {
    deletes(request -> deletes < 3 ? Answer.error(500, 131016) : delete(request));
    ask();
    world.runFor(Duration.ofMinutes(1));
    sendWebhook();
    world.runQueues();

    assertThat(deletes).isEqualTo(3);
    assertDeletedAndToldOnce();
  }

  @ParameterizedTest
  @CsvSource({"131041", "10", "131207"})
  void what_the_platform_refuses_is_told_with_its_code(int code) {
    deletes(_ -> Answer.error(400, code));
    ask();

    assertThat(world.toldTypes()).containsExactly("group.delete_failed", "operation.failed");
    assertThat(World.data(world.told().getLast()).object("error").orElseThrow().whole("code")).hasValue(code);
    assertThat(World.status(world.get("/graph/v26.0/" + group.id()))).isEqualTo(200);
  }

  @Test
  void a_webhook_that_says_that_it_failed_is_told_with_its_errors() {
    ask();
    world.event("group_lifecycle_update", webhook().with("errors", List.of(JsonObject.EMPTY.with("code", 131000).with("message", "no"))));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.delete_failed", "operation.failed");
    assertThat(World.data(world.told().getFirst()).text("command_id")).contains("d-1");
  }

  @Test
  void a_group_that_another_tool_deleted_is_told_without_an_operation() {
    sendWebhook();
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.deleted");
    assertThat(World.data(world.told().getFirst()).text("request_id")).isEmpty();
  }

  @Test
  void over_http_it_is_answered_at_once_and_once_for_each_key() {
    JsonObject answer = http("token-a", Map.of("idempotency-key", "k-1"), "");
    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(World.body(answer).bool("success")).contains(true);
    world.runQueues();
    sendWebhook();
    world.runQueues();
    JsonObject again = http("token-a", Map.of("idempotency-key", "k-1"), "{\"messaging_product\":\"whatsapp\"}");
    world.runQueues();

    assertThat(World.body(again).text("request_id")).isEqualTo(World.body(answer).text("request_id"));
    assertThat(world.toldTypes()).containsExactly("group.deleted", "operation.succeeded");
    assertThat(deletes).isEqualTo(1);
    assertThat(World.code(http("token-a", Map.of(), ""))).as("it is gone").isEqualTo(131041);
  }

  @Test
  void over_http_a_wrong_body_and_a_foreign_group_are_refused() {
    assertThat(World.code(http("token-a", Map.of(), "{\"reason\":\"x\"}"))).isEqualTo(100);
    assertThat(World.code(http("token-a", Map.of(), "no json"))).isEqualTo(100);
    assertThat(World.code(http("token-b", Map.of(), ""))).isEqualTo(131041);
    assertThat(World.code(world.http("DELETE", "/graph/v26.0/G-unknown", "token-a", "", Map.of()))).isEqualTo(131041);
    world.runQueues();
    assertThat(deletes).isZero();
  }

  @Test
  void a_group_that_only_the_platform_knows_is_deleted_too() {
    gone = false;
    world.platform.answers(request -> request.path().endsWith("/G-other") && request.token().equals("Bearer platform-101")
        ? Answer.ok(JsonObject.EMPTY.with("request_id", "D-9").with("id", "G-other").with("join_approval_mode", "auto_approve")) : Answer.error(400, 131041));

    JsonObject answer = world.http("DELETE", "/graph/v26.0/G-other", "token-a", "", Map.of());
    world.runQueues();
    world.event("101", "group_lifecycle_update", webhook().with("group_id", "G-other").with("request_id", "D-9"));
    world.runQueues();

    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(world.toldTypes()).containsExactly("group.deleted", "operation.succeeded");
  }

  @Test
  void what_a_delete_costs_is_counted() {
    world.engines.requests().take();
    http("token-a", Map.of(), "");
    Map<String, Integer> http = world.engines.requests().take();
    world.deliverCommands();
    Map<String, Integer> command = world.engines.requests().take();
    sendWebhook();
    world.deliverEvents();
    Map<String, Integer> event = world.engines.requests().take();

    assertThat(http).isEqualTo(ReadmeCosts.of("delete over HTTP"));
    assertThat(command).isEqualTo(ReadmeCosts.of("delete over HTTP/its command"));
    assertThat(event).isEqualTo(ReadmeCosts.of("delete over HTTP/its event"));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void a_process_killed_after_any_side_effect_leaves_it_deleted_and_told_under_the_same_ids(boolean webhook) {
    int before = world.sideEffects;
    history(webhook, Integer.MAX_VALUE);
    int last = world.sideEffects - before;
    System.out.println("delete_group, webhook " + webhook + ": killed after each of " + last + " side effects");
    for (int n = 1; n <= last; n++) {
      try (DeleteGroupTestWorld other = new DeleteGroupTestWorld()) {
        other.test.history(webhook, n);
        assertThat(other.test.world.wasKilled()).as("killed after %d", n).isTrue();
      }
    }
  }

  /** Another world with a group of its own. */
  private static final class DeleteGroupTestWorld implements AutoCloseable {
    final DeleteGroupTest test = new DeleteGroupTest();

    DeleteGroupTestWorld() {
      test.make();
    }

    @Override
    public void close() {
      test.close();
    }
  }

  private void history(boolean webhook, int killAfter) {
    if (killAfter < Integer.MAX_VALUE) {
      world.killAfter(world.sideEffects + killAfter);
    }
    ask();
    world.runFor(Duration.ofMinutes(2));
    if (webhook) {
      sendWebhook();
      world.runQueues();
    }
    world.runFor(World.WINDOW.plusMinutes(5));

    assertThat(new TreeSet<>(world.toldTypes())).as("killed after %d", killAfter).containsExactly("group.deleted", "operation.succeeded");
    assertThat(world.told()).as("ids").hasSize(2);
    assertThat(state()).isEqualTo("succeeded");
  }

  private JsonObject http(String token, Map<String, String> headers, String body) {
    return world.http("DELETE", "/graph/v26.0/" + group.id(), token, body, headers);
  }
}
