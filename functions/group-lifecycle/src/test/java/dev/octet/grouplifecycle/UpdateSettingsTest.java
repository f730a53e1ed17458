package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.grouplifecycle.GroupMaker.Made;
import dev.octet.operations.MemoryQueues;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing a group's text: applied by the platform's clock, setting by setting, told once. */
class UpdateSettingsTest {
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);
  private Made group;
  private int updates;
  private JsonObject settings = JsonObject.EMPTY.with("subject", "Kitchen");

  @BeforeEach
  void make() {
    group = maker.makeKnown("Kitchen");
    updates(this::update);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void updates(Function<Request, Answer> script) {
    world.platform.answers(request -> {
      if (request.method().equals("POST") && request.path().endsWith("/" + group.id())) {
        updates++;
        return script.apply(request);
      }
      return request.path().endsWith("/" + group.id()) ? Answer.ok(settings.with("id", group.id())) : maker.answer(request);
    });
  }

  /** As the platform does it. */
  private Answer update(Request request) {
    settings = settings.withAll(MemoryQueues.json(request.body()).without("messaging_product"));
    world.sideEffect();
    return Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("request_id", "S-1"));
  }

  private void ask(String... texts) {
    world.command(command(texts));
    world.runQueues();
  }

  private JsonObject command(String... texts) {
    JsonObject body = JsonObject.EMPTY.with("messaging_product", "whatsapp");
    for (int i = 0; i < texts.length; i += 2) {
      body = body.with(texts[i], texts[i + 1]);
    }
    return JsonObject.EMPTY.with("command", "update_group_settings").with("id", "s-1").with("phone_number_id", "100").with("group_id", group.id()).with("body", body);
  }

  private void sendWebhook(int second, JsonObject blocks) {
    world.event("group_settings_update", JsonObject.EMPTY.with("timestamp", Long.toString(group.at() + second)).with("group_id", group.id())
        .with("type", "group_settings_update").with("request_id", "S-1").withAll(blocks));
    world.runQueues();
  }

  private static JsonObject block(String text, boolean successful) {
    return JsonObject.EMPTY.with("text", text).with("update_successful", successful);
  }

  private JsonObject info() {
    return World.body(world.get("/graph/v26.0/" + group.id() + "?fields=subject,description"));
  }

  private String state() {
    return world.state("s-1");
  }

  private void assertChangedAndToldOnce() {
    assertThat(world.toldTypes()).containsExactly("group.settings_updated", "operation.succeeded");
    JsonObject told = World.data(world.told().getFirst());
    assertThat(told.object("group_subject").flatMap(it -> it.text("text"))).contains("Attic");
    assertThat(info().text("subject")).contains("Attic");
    assertThat(state()).isEqualTo("succeeded");
  }

  @Test
  void the_webhook_says_that_it_is_done() {
    ask("subject", " Attic ", "description", "Under the roof");
    assertThat(info().text("subject")).as("not yet").contains("Kitchen");
    sendWebhook(60, JsonObject.EMPTY.with("group_subject", block("Attic", true)).with("group_description", block("Under the roof", true)));

    assertChangedAndToldOnce();
    assertThat(info().text("description")).contains("Under the roof");
    assertThat(World.data(world.told().getFirst()).text("command_id")).contains("s-1");
    assertThat(updates).isEqualTo(1);
  }

  @Test
  void a_webhook_before_the_answer_completes_it() {
    updates(request -> {
      Answer answer = update(request);
      world.event("group_settings_update", JsonObject.EMPTY.with("timestamp", Long.toString(group.at() + 60)).with("group_id", group.id())
          .with("type", "group_settings_update").with("request_id", "S-1").with("group_subject", block("Attic", true)));
      world.deliverEvents();
      return answer;
    });
    ask("subject", "Attic");

    assertChangedAndToldOnce();
  }

  @Test
  void a_lost_answer_is_asked_for_again() {
    updates(request -> {
      Answer answer = update(request);
      return updates == 1 ? Answer.lost() : answer;
    });
    ask("subject", "Attic");
    world.runFor(Duration.ofMinutes(1));
    sendWebhook(60, JsonObject.EMPTY.with("group_subject", block("Attic", true)));

    assertThat(updates).isEqualTo(2);
    assertChangedAndToldOnce();
  }

  /** The answers are lost; of the first call a webhook comes. */
  private void losingAnswers(JsonObject blocks) {
    updates(request -> {
      update(request);
      if (updates == 1) {
        world.event("group_settings_update", JsonObject.EMPTY.with("timestamp", Long.toString(group.at() + 60)).with("group_id", group.id())
            .with("type", "group_settings_update").with("request_id", "S-1").withAll(blocks));
        world.deliverEvents();
      }
      return Answer.lost();
    });
    ask("subject", "Attic", "description", "Under the roof");
  }

  @Test
  void what_its_webhook_has_said_meanwhile_is_not_asked_for_again_and_is_told_under_one_id() {
    losingAnswers(JsonObject.EMPTY.with("group_subject", block("Attic", true)).with("group_description", block("Under the roof", true)));
    world.runFor(World.WINDOW.plusMinutes(2));

    assertThat(updates).isEqualTo(1);
    assertThat(state()).isEqualTo("succeeded");
    assertThat(world.toldTypes()).containsOnlyOnce("operation.succeeded").contains("group.settings_updated");
    assertThat(world.told().stream().filter(one -> one.text("type").orElseThrow().equals("group.settings_updated")).map(one -> one.text("id").orElseThrow()).distinct())
        .hasSize(1);
  }

  @Test
  void a_webhook_of_something_else_does_not_end_it() {
    losingAnswers(JsonObject.EMPTY.with("group_subject", block("Attic", true)));
    world.runFor(Duration.ofMinutes(1));

    assertThat(updates).isGreaterThan(1);
  }

  @Test
  void without_a_webhook_the_platform_is_asked_what_it_is_called() {
    ask("subject", "Attic");
    world.runFor(World.WINDOW.plusMinutes(2));

    assertThat(updates).isEqualTo(1);
    assertChangedAndToldOnce();
  }

  @Test
  void what_is_not_so_after_the_window_is_asked_for_again() {
    updates(request -> updates == 1 ? Answer.ok(JsonObject.EMPTY.with("request_id", "S-0")) : update(request));
    ask("subject", "Attic");
    world.runFor(World.WINDOW.plusMinutes(2));
    sendWebhook(600, JsonObject.EMPTY.with("group_subject", block("Attic", true)));

    assertThat(updates).isEqualTo(2);
    assertChangedAndToldOnce();
  }

  @Test
  void a_group_that_is_gone_before_a_webhook_came_ends_the_operation() {
    ask("subject", "Attic");
    world.platform.answers(_ -> Answer.error(400, 131041));
    world.runFor(World.WINDOW.plusMinutes(2));

    assertThat(world.state("s-1")).isEqualTo("failed");
  }

  @Test
  void a_repetition_never_undoes_what_was_changed_since_the_call() {
    updates(request -> {
      update(request);
      settings = settings.with("subject", "Later");
      world.event("group_settings_update", JsonObject.EMPTY.with("timestamp", Long.toString(group.at() + 90)).with("group_id", group.id())
          .with("type", "group_settings_update").with("request_id", "S-2").with("group_subject", block("Later", true)));
      return Answer.lost();
    });
    ask("subject", "Attic");
    world.runFor(World.WINDOW.plusMinutes(2));

    assertThat(updates).isEqualTo(1);
    assertThat(info().text("subject")).contains("Later");
    assertThat(state()).isEqualTo("succeeded");
    assertThat(world.toldTypes()).containsExactly("group.settings_updated", "group.settings_updated", "operation.succeeded");
    assertThat(World.data(world.told().get(1)).bool("superseded")).contains(true);
  }

  @Test
  void of_several_settings_a_repetition_asks_only_for_those_that_were_not_changed_since() {
    List<JsonObject> asked = new ArrayList<>();
    updates(request -> {
      asked.add(MemoryQueues.json(request.body()));
      Answer answer = update(request);
      if (updates > 1) {
        return answer;
      }
      settings = settings.with("subject", "Later");
      world.event("group_settings_update", JsonObject.EMPTY.with("timestamp", Long.toString(group.at() + 90)).with("group_id", group.id())
          .with("type", "group_settings_update").with("request_id", "S-2").with("group_subject", block("Later", true)));
      world.deliverEvents();
      return Answer.lost();
    });
    ask("subject", "Attic", "description", "Under the roof");
    world.runFor(Duration.ofMinutes(1));
    sendWebhook(120, JsonObject.EMPTY.with("group_description", block("Under the roof", true)));

    assertThat(asked).hasSize(2);
    assertThat(asked.getLast().text("subject")).isEmpty();
    assertThat(asked.getLast().text("description")).contains("Under the roof");
    assertThat(info().text("subject")).contains("Later");
    assertThat(info().text("description")).contains("Under the roof");
    assertThat(state()).isEqualTo("succeeded");
  }

  @Test
  void without_a_webhook_what_was_changed_since_the_call_stays() {
    ask("subject", "Attic");
    settings = settings.with("subject", "Later");
    world.event("group_settings_update", JsonObject.EMPTY.with("timestamp", Long.toString(group.at() + 90)).with("group_id", group.id())
        .with("type", "group_settings_update").with("request_id", "S-2").with("group_subject", block("Later", true)));
    world.runFor(World.WINDOW.plusMinutes(2));

    assertThat(updates).isEqualTo(1);
    assertThat(info().text("subject")).contains("Later");
    assertThat(state()).isEqualTo("succeeded");
    assertThat(world.toldTypes()).containsExactly("group.settings_updated", "group.settings_updated", "operation.succeeded");
    assertThat(World.data(world.told().get(1)).bool("superseded")).contains(true);
  }

  @Test
  void one_setting_that_failed_is_told_beside_the_other_and_the_operation_failed() {
    ask("subject", "Attic", "description", "Under the roof");
    JsonObject error = JsonObject.EMPTY.with("code", 131000).with("message", "no");
    sendWebhook(60, JsonObject.EMPTY.with("group_subject", block("Attic", true))
        .with("group_description", block("Under the roof", false).with("errors", List.of(error))).with("errors", List.of(error)));

    assertThat(world.toldTypes()).containsExactly("group.settings_updated", "group.settings_update_failed", "operation.failed");
    assertThat(info().text("subject")).contains("Attic");
    assertThat(info().text("description")).isEmpty();
    assertThat(World.data(world.told().getLast()).object("error").orElseThrow().whole("code")).hasValue(131000);
  }

  @Test
  void what_the_platform_refuses_is_told_with_its_code() {
    updates(_ -> Answer.error(403, 131207));
    ask("subject", "Attic");

    assertThat(world.toldTypes()).containsExactly("group.settings_update_failed", "operation.failed");
    assertThat(info().text("subject")).contains("Kitchen");
  }

  @Test
  void a_late_webhook_never_undoes_a_later_one() {
    sendWebhook(90, JsonObject.EMPTY.with("group_subject", block("Later", true)).with("group_description", block("Later", true)));
    sendWebhook(60, JsonObject.EMPTY.with("group_subject", block("Earlier", true)).with("group_description", block("Earlier", true)));
    maker.sendWebhook(group);
    world.runQueues();

    assertThat(info().text("subject")).contains("Later");
    assertThat(info().text("description")).contains("Later");
  }

  @Test
  void settings_that_came_before_the_group_stay() {
    JsonObject early = JsonObject.EMPTY.with("group_id", "G-early").with("timestamp", Long.toString(group.at() + 5)).with("type", "group_settings_update")
        .with("group_subject", block("Newer", true)).with("group_description", block("Newer", true));
    world.event("group_settings_update", early);
    world.runQueues();
    maker.sendWebhook(new Made("G-early", "R-early", "Older", group.at()));
    world.runQueues();

    assertThat(World.body(world.get("/graph/v26.0/G-early?fields=subject,description")).text("subject")).contains("Newer");
  }

  @Test
  void over_http_it_is_answered_at_once_and_once_for_each_key() {
    JsonObject answer = http("{\"messaging_product\":\"whatsapp\",\"subject\":\"Attic\"}", Map.of("idempotency-key", "k-1"));
    JsonObject again = http("{\"subject\":\" Attic\",\"messaging_product\":\"whatsapp\"}", Map.of("idempotency-key", "k-1"));
    JsonObject other = http("{\"messaging_product\":\"whatsapp\",\"subject\":\"Cellar\"}", Map.of("idempotency-key", "k-1"));
    world.runQueues();

    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(World.body(again).text("request_id")).isEqualTo(World.body(answer).text("request_id"));
    assertThat(World.status(other)).isEqualTo(409);
    assertThat(updates).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{}|131008", "{\"messaging_product\":\"whatsapp\"}|131008", "{\"messaging_product\":\"whatsapp\",\"subject\":\" \"}|131009",
      "{\"messaging_product\":\"whatsapp\",\"subject\":7}|100", "{\"messaging_product\":\"whatsapp\",\"join_approval_mode\":\"auto_approve\"}|100",
      "{\"messaging_product\":\"sms\",\"subject\":\"x\"}|100", "no json|100"})
  void a_bad_body_is_refused(String body, int code) {
    assertThat(World.code(http(body, Map.of()))).isEqualTo(code);
    world.runQueues();
    assertThat(updates).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_process_killed_after_any_side_effect_leaves_it_changed_and_told_under_the_same_ids(boolean webhook) {
    int before = world.sideEffects;
    history(webhook, Integer.MAX_VALUE);
    int last = world.sideEffects - before;
    System.out.println("update_group_settings, webhook " + webhook + ": killed after each of " + last + " side effects");
    for (int n = 1; n <= last; n++) {
      UpdateSettingsTest other = new UpdateSettingsTest();
      try {
        other.make();
        other.history(webhook, n);
        assertThat(other.world.wasKilled()).as("killed after %d", n).isTrue();
      } finally {
        other.close();
      }
    }
  }

  private void history(boolean webhook, int killAfter) {
    if (killAfter < Integer.MAX_VALUE) {
      world.killAfter(world.sideEffects + killAfter);
    }
    ask("subject", "Attic", "description", "Under the roof");
    world.runFor(Duration.ofMinutes(2));
    if (webhook) {
      sendWebhook(60, JsonObject.EMPTY.with("group_subject", block("Attic", true)).with("group_description", block("Under the roof", true)));
    }
    world.runFor(World.WINDOW.plusMinutes(5));

    assertThat(new TreeSet<>(world.toldTypes())).as("killed after %d", killAfter).containsExactly("group.settings_updated", "operation.succeeded");
    assertThat(world.told()).as("ids, killed after %d", killAfter).hasSize(2);
    assertThat(info().text("subject")).contains("Attic");
    assertThat(info().text("description")).contains("Under the roof");
    assertThat(state()).isEqualTo("succeeded");
  }

  private JsonObject http(String body, Map<String, String> headers) {
    return world.http("POST", "/graph/v26.0/" + group.id(), "token-a", body, headers);
  }
}
