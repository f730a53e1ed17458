package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.grouplifecycle.GroupMaker.Made;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What failed for a reason that somebody can put an end to lies among the dead letters, and is decided anew when it comes back. */
class RedrivenCommandTest {
  private static final int NO_PAYMENT = 131042;

  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);
  private Made group;
  private int refused;
  private int asked;
  private int sentBack;
  /** What the platform refuses, and with what. */
  private Predicate<Request> refuses = _ -> false;
  private Answer refusal = Answer.error(400, NO_PAYMENT);

  @BeforeEach
  void make() {
    group = maker.makeKnown("Kitchen");
    world.platform.answers(request -> {
      boolean changes = request.isCreate() || (!request.method().equals("GET") && request.path().contains(group.id()));
      if (changes) {
        asked++;
      }
      if (changes && refuses.test(request)) {
        refused++;
        return refusal;
      }
      if (request.method().equals("POST") && request.path().endsWith("/invite_link")) {
        return Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("invite_link", "https://chat.whatsapp.com/new" + asked));
      }
      return changes && !request.isCreate()
          ? Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("request_id", "S-" + asked)) : maker.answer(request);
    });
  }

  @AfterEach
  void close() {
    world.close();
  }

  private JsonObject update(String id, String name, String text) {
    return command("update_group_settings", id, JsonObject.EMPTY.with("messaging_product", "whatsapp").with(name, text));
  }

  private JsonObject command(String command, String id, JsonObject body) {
    return JsonObject.EMPTY.with("command", command).with("id", id).with("phone_number_id", "100").with("group_id", group.id()).with("body", body);
  }

  private void ask(JsonObject command) {
    world.command(command);
    world.runQueues();
    world.clock.advance(Duration.ofSeconds(1));
  }

  /** The webhook of the last update that was taken. */
  private void done(String block, String text) {
    world.event("group_settings_update", JsonObject.EMPTY.with("timestamp", Long.toString(world.clock.instant().getEpochSecond())).with("group_id", group.id())
        .with("type", "group_settings_update").with("request_id", "S-" + asked).with(block, JsonObject.EMPTY.with("text", text).with("update_successful", true)));
    world.runQueues();
  }

  private List<JsonObject> dead() {
    return world.queues.waiting(World.COMMANDS_DEAD);
  }

  private static String beside(JsonObject message, String name) {
    return message.object("messageAttributes").flatMap(it -> it.object(name)).flatMap(it -> it.text("stringValue")).orElse("");
  }

  /** As RedriveHandler sends it back, which may be more than once. */
  private void sendBack(JsonObject dead) {
    JsonObject beside = JsonObject.EMPTY.with("octet_redriven_sent_at", JsonObject.EMPTY.with("stringValue", beside(dead, "sent_at")))
        .with("octet_redriven_run", JsonObject.EMPTY.with("stringValue", beside(dead, "run")));
    world.queues.put(World.COMMANDS, dead.object("attributes").orElseThrow().text("MessageGroupId").orElseThrow(), "back " + sentBack++, dead.text("body").orElseThrow(), beside);
    world.runQueues();
  }

  private void redrive() {
    JsonObject dead = dead().getFirst();
    sendBack(dead);
    world.queues.delete(World.COMMANDS_DEAD, dead.text("messageId").orElseThrow());
  }

  private List<JsonObject> ends(String commandId) {
    return world.told().stream().filter(one -> one.text("type").orElseThrow().startsWith("operation.") && World.data(one).text("command_id").equals(Optional.of(commandId))).toList();
  }

  private List<String> endTypes(String commandId) {
    return ends(commandId).stream().map(one -> one.text("type").orElseThrow()).toList();
  }

  private Optional<String> reason(String commandId) {
    return World.data(ends(commandId).getLast()).object("error").flatMap(error -> error.text("reason"));
  }

  @Test
  void it_is_told_and_set_aside_with_its_reason_and_nobodys_words() {
    refuses = _ -> true;
    ask(update("s-1", "subject", "Ada's secret party"));

    assertThat(world.toldTypes()).contains("group.settings_update_failed", "operation.failed");
    assertThat(dead()).singleElement().satisfies(message -> {
      assertThat(beside(message, "reason")).isEqualTo("configuration");
      assertThat(beside(message, "sentence")).contains("131042").doesNotContain("party").doesNotContain("The platform says");
      assertThat(beside(message, "source_queue")).isEqualTo("group-commands.fifo");
      assertThat(beside(message, "function")).isEqualTo("group-commands");
      assertThat(beside(message, "run")).isEqualTo("0");
    });
  }

  @Test
  void a_request_that_can_never_work_is_no_dead_letter() {
    refuses = _ -> true;
    refusal = Answer.error(400, 131041);
    ask(update("s-1", "subject", "Attic"));
    assertThat(endTypes("s-1")).containsExactly("operation.failed");
    assertThat(dead()).isEmpty();
  }

  @Test
  void what_the_platform_goes_on_refusing_is_set_aside_after_ten_attempts_and_has_ten_more_when_it_comes_back() {
    refuses = _ -> true;
    refusal = Answer.error(400, 1);
    ask(update("s-1", "subject", "Attic"));
    world.runFor(Duration.ofHours(1));
    assertThat(asked).isEqualTo(10);
    assertThat(beside(dead().getFirst(), "reason")).isEqualTo("attempts_exhausted");

    redrive();
    world.runFor(Duration.ofHours(1));
    assertThat(asked).isEqualTo(20);
    assertThat(endTypes("s-1")).as("each of its ends is told, under an id of its own").containsExactly("operation.failed", "operation.failed");
    assertThat(World.data(ends("s-1").getLast()).whole("redrives")).hasValue(1);
    assertThat(dead()).singleElement().satisfies(message -> assertThat(beside(message, "run")).isEqualTo("1"));
  }

  /** -1: the answer is lost. */
  @ParameterizedTest
  @CsvSource({"update, 400", "update, -1", "create, 400"})
  void while_its_message_waits_for_the_next_attempt_nobody_else_makes_it(String command, int status) {
    refuses = _ -> true;
    refusal = status < 0 ? Answer.lost() : Answer.error(status, 1);
    world.command(command.equals("create") ? World.create("s-1", "Roof") : update("s-1", "subject", "Attic"));
    world.deliverCommands();
    world.clock.advance(Duration.ofMinutes(1)); // shorter than it may have to wait
    world.settle();

    assertThat(asked).isEqualTo(1);
    assertThat(world.queues.waiting(World.COMMANDS)).as("its own message alone").hasSize(1);
  }

  /** The platform says what it has not documented: its status is all that is known of it. */
  @ParameterizedTest
  @CsvSource({"403, 987654", "401, 987654", "403, 0"})
  void a_refusal_that_is_documented_nowhere_is_what_its_status_says(int status, int code) {
    refuses = _ -> true;
    refusal = Answer.error(status, code);
    if (status == 403) {
      ask(update("s-1", "subject", "Attic"));
      assertThat(beside(dead().getFirst(), "reason")).isEqualTo("configuration");
    }
    assertThat(World.status(world.http("POST", "/graph/v26.0/" + group.id() + "/invite_link", "token-a", "{\"messaging_product\":\"whatsapp\"}", Map.of()))).isEqualTo(status);
  }

  @Test
  void sent_back_it_is_done_once_however_often_it_comes() {
    refuses = _ -> true;
    ask(update("s-1", "subject", "Attic"));
    refuses = _ -> false;
    JsonObject letter = dead().getFirst();
    sendBack(letter);
    sendBack(letter);
    done("group_subject", "Attic");
    sendBack(letter);

    assertThat(asked).as("refused, and done").isEqualTo(2);
    assertThat(endTypes("s-1")).containsExactly("operation.failed", "operation.succeeded");
    assertThat(world.state("s-1")).isEqualTo("succeeded");
  }

  @Test
  void it_fails_as_superseded_when_a_later_one_has_set_the_same() {
    refuses = _ -> true;
    ask(update("s-1", "subject", "Attic"));
    refuses = _ -> false;
    ask(update("s-2", "subject", "Cellar"));
    done("group_subject", "Cellar");
    int before = asked;
    redrive();

    assertThat(asked).isEqualTo(before);
    assertThat(endTypes("s-1")).containsExactly("operation.failed", "operation.failed");
    assertThat(reason("s-1")).contains("superseded");
    assertThat(dead()).as("nothing is left to be done about it").isEmpty();
    assertThat(World.body(world.get("/graph/v26.0/" + group.id() + "?fields=subject")).text("subject")).contains("Cellar");
  }

  @Test
  void a_later_one_that_set_something_else_or_failed_or_an_earlier_one_does_not_supersede_it() {
    refuses = request -> request.body().contains("Attic") || request.body().contains("Cellar");
    ask(update("s-0", "subject", "Before"));
    ask(update("s-1", "subject", "Attic"));
    ask(update("s-2", "subject", "Cellar"));
    ask(update("s-3", "description", "Under the roof"));
    done("group_description", "Under the roof");
    world.event("group_settings_update", JsonObject.EMPTY.with("timestamp", Long.toString(world.clock.instant().getEpochSecond())).with("group_id", group.id())
        .with("type", "group_settings_update").with("request_id", "S-1").with("group_subject", JsonObject.EMPTY.with("text", "Before").with("update_successful", true)));
    world.runQueues();
    assertThat(endTypes("s-0")).as("it was asked for before, and ended after").containsExactly("operation.succeeded");
    refuses = _ -> false;
    redrive();
    done("group_subject", "Attic");

    assertThat(endTypes("s-1")).containsExactly("operation.failed", "operation.succeeded");
  }

  @Test
  void a_create_is_superseded_by_a_later_group_of_the_same_subject() {
    refuses = Request::isCreate;
    ask(World.create("c-1", "Attic"));
    refuses = _ -> false;
    ask(World.create("c-2", " Attic "));
    maker.sendWebhook(maker.made.getLast());
    world.runQueues();
    assertThat(endTypes("c-2")).containsExactly("operation.succeeded");
    int groups = maker.made.size();
    redrive();

    assertThat(maker.made).hasSize(groups);
    assertThat(reason("c-1")).contains("superseded");
    assertThat(world.toldTypes()).containsOnlyOnce("group.created");
  }

  @Test
  void a_create_that_nothing_overtook_makes_its_group() {
    refuses = Request::isCreate;
    ask(World.create("c-1", "Attic"));
    refuses = _ -> false;
    redrive();
    maker.sendWebhook(maker.made.getLast());
    world.runQueues();
    assertThat(endTypes("c-1")).containsExactly("operation.failed", "operation.succeeded");
  }

  @Test
  void a_reset_is_superseded_by_a_later_reset() {
    refuses = request -> request.path().endsWith("/invite_link");
    ask(command("reset_invite_link", "r-1", JsonObject.EMPTY));
    refuses = _ -> false;
    ask(command("reset_invite_link", "r-2", JsonObject.EMPTY));
    redrive();
    assertThat(reason("r-1")).contains("superseded");
  }

  @Test
  void it_fails_as_expired_when_its_time_is_over_by_then() {
    refuses = _ -> true;
    ask(update("s-1", "subject", "Attic").with("expires_at", world.clock.instant().plusSeconds(600).toString()));
    refuses = _ -> false;
    world.clock.advance(Duration.ofMinutes(11));
    int before = asked;
    redrive();

    assertThat(asked).isEqualTo(before);
    assertThat(reason("s-1")).contains("expired");
    assertThat(dead()).isEmpty();
  }

  @Test
  void what_crashed_before_it_was_recorded_is_as_old_as_it_was_when_it_was_sent() {
    ask(update("s-2", "subject", "Cellar"));
    done("group_subject", "Cellar");
    JsonObject beside = JsonObject.EMPTY.with("octet_redriven_sent_at", JsonObject.EMPTY.with("stringValue", World.START.minusSeconds(60).toString()));
    world.queues.put(World.COMMANDS, "tests", "crashed", update("s-1", "subject", "Attic").toJson(), beside);
    world.runQueues();
    assertThat(reason("s-1")).contains("superseded");
  }

  @Test
  void what_http_had_queued_is_set_aside_as_octets_own_message_and_decided_anew_by_its_id() {
    refuses = _ -> true;
    JsonObject answer = world.http("POST", "/graph/v26.0/" + group.id(), "token-a", "{\"messaging_product\":\"whatsapp\",\"subject\":\"Attic\"}", Map.of("idempotency-key", "h-1"));
    assertThat(World.status(answer)).isEqualTo(200);
    world.runQueues();
    assertThat(dead()).singleElement().satisfies(message -> assertThat(message.text("body").orElseThrow()).contains("resume_operation").doesNotContain("Attic"));
    refuses = _ -> false;
    redrive();
    done("group_subject", "Attic");
    assertThat(endTypes("h-1")).containsExactly("operation.failed", "operation.succeeded");
  }

  @Test
  void operations_and_history_are_gone_when_their_time_is_over_though_the_table_has_them_still() {
    ask(update("s-1", "subject", "Attic"));
    done("group_subject", "Attic");
    String history = "/v1/groups/" + group.id() + "/history";
    assertThat(World.body(world.get(history)).objects("data")).isNotEmpty();
    world.clock.advance(Duration.ofDays(31));
    assertThat(World.status(world.get("/v1/operations/" + World.requestId("s-1")))).isEqualTo(404);
    int before = asked;
    ask(update("s-1", "subject", "Attic"));
    assertThat(asked).as("its id is anybody's again").isEqualTo(before + 1);
    assertThat(world.state("s-1")).isNotEqualTo("succeeded");
    world.clock.advance(Duration.ofDays(60));
    assertThat(World.body(world.get(history)).objects("data")).isEmpty();
  }
}
