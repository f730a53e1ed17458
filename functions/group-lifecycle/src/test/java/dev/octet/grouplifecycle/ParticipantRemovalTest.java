package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.MemoryQueues;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticipantRemovalTest {
  private static final String ADA = "447700900123";
  private static final String ADA_ID = "GB.55018842276109334721";
  private static final String BEN = "447700900124";

  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);
  private final Set<String> there = new LinkedHashSet<>();
  private GroupMaker.Made group;
  private int calls;
  private List<String> bodies = new ArrayList<>();

  @BeforeEach
  void make() {
    group = maker.makeKnown("Kitchen");
    joins(ADA, ADA_ID);
    joins(BEN, "GB.70415538820096641273");
    world.runQueues();
    world.queues.sent.clear();
    world.clock.advance(Duration.ofSeconds(30)); // they came before anybody is removed
    removes(this::remove);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void joins(String waId, String userId) {
    there.add(waId);
    world.event("group_participants_update", item("group_participants_add", group.at() + 10)
        .with("reason", "invite_link").with("added_participants", List.of(JsonObject.EMPTY.with("wa_id", waId).with("user_id", userId))));
  }

  private JsonObject item(String type, long at) {
    return JsonObject.EMPTY.with("timestamp", Long.toString(at)).with("group_id", group.id()).with("type", type);
  }

  private void removes(Function<Request, Answer> script) {
    world.platform.answers(request -> {
      if (request.isDelete() && request.path().endsWith("/" + group.id() + "/participants")) {
        calls++;
        bodies.add(request.body());
        return script.apply(request);
      }
      boolean info = request.path().endsWith("/" + group.id());
      return info ? Answer.ok(JsonObject.EMPTY.with("id", group.id()).with("participants",
          there.stream().map(waId -> JsonObject.EMPTY.with("wa_id", waId)).toList())) : maker.answer(request);
    });
  }

  /** As the platform does it: the webhook comes when the test wants it to. */
  private Answer remove(Request request) {
    there.removeAll(Set.of(ADA, BEN));
    world.sideEffect();
    return Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("request_id", "R-" + calls));
  }

  private void ask(String... users) {
    world.command(JsonObject.EMPTY.with("command", "remove_participants").with("id", "p-1").with("phone_number_id", "100").with("group_id", group.id())
        .with("body", body(users)));
    world.runQueues();
  }

  private static JsonObject body(String... users) {
    return JsonObject.EMPTY.with("messaging_product", "whatsapp")
        .with("participants", java.util.stream.Stream.of(users).map(user -> JsonObject.EMPTY.with("user", user)).toList());
  }

  private JsonObject removed(String requestId, String... inputs) {
    return item("group_participants_remove", group.at() + 60).with("request_id", requestId).with("initiated_by", "business")
        .with("removed_participants", java.util.stream.Stream.of(inputs).map(input -> JsonObject.EMPTY.with("input", input)).toList());
  }

  private static JsonObject failed(String input, int code) {
    return JsonObject.EMPTY.with("input", input).with("errors", List.of(JsonObject.EMPTY.with("code", code).with("message", "no")));
  }

  private void webhook(JsonObject item) {
    world.event("group_participants_update", item);
    world.runQueues();
  }

  private List<String> roster() {
    return World.body(world.get("/graph/v26.0/" + group.id() + "?fields=participants")).objects("participants").stream()
        .map(person -> person.text("wa_id").orElseThrow()).toList();
  }

  private void assertAdaRemovedAndToldOnce() {
    assertThat(world.toldTypes()).containsExactlyInAnyOrder("participant.removed", "operation.succeeded");
    assertThat(roster()).containsExactly(BEN);
    assertThat(world.state("p-1")).isEqualTo("succeeded");
  }

  @Test
  void the_webhook_says_that_it_is_done_and_it_is_told_with_all_that_is_known_of_the_person() {
    ask("+" + ADA);
    assertThat(world.toldTypes()).isEmpty();
    webhook(removed("R-1", "+" + ADA));

    assertAdaRemovedAndToldOnce();
    JsonObject told = World.data(world.told().getFirst());
    assertThat(told.object("participant").orElseThrow().text("user_id")).contains(ADA_ID);
    assertThat(told.text("initiated_by")).contains("business");
    assertThat(told.text("timestamp")).contains(Long.toString(group.at() + 60));
    assertThat(told.text("command_id")).contains("p-1");
    assertThat(World.data(world.told().getLast()).object("answer").orElseThrow().objects("removed_participants").getFirst().text("input")).contains(ADA);
    assertThat(bodies.getFirst()).as("without the plus").contains("\"" + ADA + "\"");
  }

  @Test
  void a_webhook_before_the_answer_is_told_at_once_and_completes_it() {
    removes(request -> {
      Answer answer = remove(request);
      world.event("group_participants_update", removed("R-1", ADA));
      world.deliverEvents();
      return answer;
    });
    ask(ADA);
    assertAdaRemovedAndToldOnce();
  }

  @Test
  void it_may_work_for_some_and_fail_for_others() {
    ask(ADA, "447700900999");
    webhook(removed("R-1", ADA).with("failed_participants", List.of(failed("447700900999", 131212)))
        .with("errors", List.of(JsonObject.EMPTY.with("code", 131201).with("message", "Failed to remove some participants from the group"))));

    assertThat(world.toldTypes()).containsExactly("participant.removed", "participant.remove_failed", "operation.succeeded");
    JsonObject answer = World.data(world.told().getLast()).object("answer").orElseThrow();
    assertThat(answer.bool("success")).contains(false);
    assertThat(answer.objects("failed_participants").getFirst().text("input")).contains("447700900999");
    assertThat(answer.objects("errors").getFirst().whole("code")).hasValue(131201);
    assertThat(World.data(world.told().get(1)).objects("errors").getFirst().whole("code")).hasValue(131212);
    assertThat(roster()).containsExactly(BEN);
  }

  @Test
  void where_nobody_was_removed_the_operation_fails_with_the_reason() {
    ask("447700900999");
    webhook(item("group_participants_remove", group.at() + 60).with("request_id", "R-1").with("initiated_by", "business")
        .with("failed_participants", List.of(JsonObject.EMPTY.with("input", "447700900999")))
        .with("errors", List.of(JsonObject.EMPTY.with("code", 131212).with("message", "not there"))));

    assertThat(world.toldTypes()).containsExactly("participant.remove_failed", "operation.failed");
    assertThat(World.data(world.told().getLast()).object("error").orElseThrow().whole("code")).hasValue(131212);
    assertThat(World.data(world.told().getFirst()).text("command_id")).contains("p-1");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void a_lost_answer_is_asked_for_again_and_who_is_not_there_was_removed_the_first_time(boolean firstWebhookFirst) {
    removes(request -> {
      Answer answer = remove(request);
      return calls == 1 ? Answer.lost() : answer;
    });
    ask(ADA);
    if (firstWebhookFirst) {
      webhook(removed("R-1", ADA)); // of a call whose answer nobody saw
    }
    world.runFor(Duration.ofMinutes(1));
    webhook(item("group_participants_remove", group.at() + 70).with("request_id", "R-2").with("initiated_by", "business")
        .with("failed_participants", List.of(failed(ADA, 131212))));
    if (!firstWebhookFirst) {
      webhook(removed("R-1", ADA));
    }

    assertThat(calls).isEqualTo(2);
    assertAdaRemovedAndToldOnce();
  }

  @Test
  void a_refusal_of_a_repeated_call_says_the_same() {
    removes(request -> {
      if (calls == 1) {
        remove(request);
        return Answer.lost();
      }
      return Answer.error(400, 131212);
    });
    ask(ADA);
    world.runFor(Duration.ofMinutes(1));

    assertAdaRemovedAndToldOnce();
    webhook(removed("R-1", ADA));
    assertAdaRemovedAndToldOnce();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void a_call_that_was_refused_for_now_removed_nobody_so_who_is_not_there_after_it_was_not_removed(boolean inTheAnswer) {
    removes(_ -> calls == 1 ? Answer.error(400, 131207) : inTheAnswer ? Answer.error(400, 131212) : Answer.ok(JsonObject.EMPTY.with("request_id", "R-2")));
    ask(ADA);
    world.runFor(Duration.ofMinutes(1));
    if (!inTheAnswer) {
      webhook(item("group_participants_remove", group.at() + 70).with("request_id", "R-2").with("initiated_by", "business")
          .with("failed_participants", List.of(failed(ADA, 131212))));
    }

    assertThat(calls).isEqualTo(2);
    assertThat(world.toldTypes()).containsExactly("participant.remove_failed", "operation.failed");
    assertThat(roster()).containsExactly(ADA, BEN);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void whoever_goes_by_another_number_since_the_lost_call_was_removed_if_they_are_not_there(boolean inTheAnswer, boolean stillThere) {
    String now = "447700900777";
    JsonObject message = JsonObject.EMPTY.with("from", ADA).with("id", "wamid.1").with("timestamp", Long.toString(group.at() + 50)).with("type", "system")
        .with("system", JsonObject.EMPTY.with("type", "user_changed_number").with("wa_id", now));
    removes(_ -> {
      if (calls > 1) {
        return inTheAnswer ? Answer.error(400, 131212) : Answer.ok(JsonObject.EMPTY.with("request_id", "R-2"));
      }
      there.remove(ADA);
      there.addAll(stillThere ? List.of(now) : List.of());
      world.personEvent("100", "messages", JsonObject.EMPTY.with("messages", List.of(message)));
      world.deliverEvents();
      return Answer.lost();
    });
    ask(ADA);
    world.runFor(Duration.ofMinutes(1));
    if (!inTheAnswer) {
      webhook(item("group_participants_remove", group.at() + 70).with("request_id", "R-2").with("initiated_by", "business")
          .with("failed_participants", List.of(failed(ADA, 131212))));
    }

    assertThat(calls).isEqualTo(2);
    assertThat(new TreeSet<>(world.toldTypes())).containsExactly(
        stillThere ? new String[] {"operation.failed", "participant.remove_failed"} : new String[] {"operation.succeeded", "participant.removed"});
    assertThat(roster()).containsExactly(stillThere ? new String[] {now, BEN} : new String[] {BEN});
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void without_a_webhook_the_platform_is_asked_who_is_there(boolean lateWebhook) {
    ask(ADA);
    world.runFor(World.WINDOW.plusMinutes(2));
    if (lateWebhook) {
      webhook(removed("R-1", ADA));
    }

    assertThat(calls).isEqualTo(1);
    assertAdaRemovedAndToldOnce();
  }

  @Test
  void a_group_that_is_gone_before_a_webhook_came_ends_the_operation() {
    ask(ADA);
    world.platform.answers(_ -> Answer.error(400, 131041));
    world.runFor(World.WINDOW.plusMinutes(2));

    assertThat(world.state("p-1")).isEqualTo("failed");
  }

  @Test
  void somebody_who_is_still_there_is_removed_again() {
    removes(request -> calls == 1 ? Answer.ok(JsonObject.EMPTY.with("request_id", "R-0")) : remove(request));
    ask(ADA);
    world.runFor(World.WINDOW.plusMinutes(2));
    webhook(removed("R-2", ADA));

    assertThat(calls).isEqualTo(2);
    assertAdaRemovedAndToldOnce();
  }

  @Test
  void an_answer_that_holds_the_lists_ends_it_at_once() {
    removes(request -> {
      remove(request);
      return new Answer(206, JsonObject.EMPTY.with("removed_participants", List.of(JsonObject.EMPTY.with("input", ADA)))
          .with("failed_participants", List.of(failed("447700900999", 131212))).toJson());
    });
    ask(ADA, "447700900999");
    assertThat(world.toldTypes()).containsExactly("participant.removed", "participant.remove_failed", "operation.succeeded");
  }

  @Test
  void a_removal_that_another_tool_asked_for_is_told_without_an_operation() {
    webhook(removed("R-9", ADA));
    assertThat(world.toldTypes()).containsExactly("participant.removed");
    assertThat(roster()).containsExactly(BEN);
  }

  @Test
  void over_http_it_is_answered_at_once() {
    JsonObject answer = http(body(ADA).toJson());
    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(World.body(answer).bool("success")).contains(true);
    world.runQueues();
    webhook(removed("R-1", ADA));

    assertThat(world.toldTypes()).containsExactly("participant.removed", "operation.succeeded");
    assertThat(World.data(world.told().getFirst()).text("request_id")).isEqualTo(World.body(answer).text("request_id"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"messaging_product\":\"whatsapp\"} | 131008",
      "{\"messaging_product\":\"whatsapp\",\"participants\":[]} | 131008",
      "{\"messaging_product\":\"whatsapp\",\"participants\":{}} | 100",
      "{\"messaging_product\":\"whatsapp\",\"participants\":[\"447700900123\"]} | 100",
      "{\"messaging_product\":\"whatsapp\",\"participants\":[{}]} | 100",
      "{\"messaging_product\":\"whatsapp\",\"participants\":[{\"user\":\"447700900123\",\"user_id\":\"GB.1\"}]} | 100",
      "{\"messaging_product\":\"whatsapp\",\"participants\":[{\"user\":\"0044\"}]} | 131009",
      "{\"messaging_product\":\"whatsapp\",\"participants\":[{\"user_id\":\"Ada\"}]} | 131009",
      "{\"messaging_product\":\"whatsapp\",\"participants\":[{\"user\":\"447700900123\"},{\"user\":\"+447700900123\"}]} | 131202",
      "{\"messaging_product\":\"whatsapp\",\"participants\":[{\"user\":\"447700900123\"}],\"reason\":\"x\"} | 100",
      "{\"participants\":[{\"user\":\"447700900123\"}]} | 131008"})
  void a_wrong_body_is_refused_and_nobody_is_removed(String body, int code) {
    assertThat(World.code(http(body))).isEqualTo(code);
    world.command(JsonObject.EMPTY.with("command", "remove_participants").with("id", "p-9").with("phone_number_id", "100").with("group_id", group.id())
        .with("body", MemoryQueues.json(body)));
    world.runQueues();
    assertThat(world.toldTypes()).containsExactly("command.rejected");
    assertThat(World.data(world.told().getFirst()).whole("code")).hasValue(code);
    assertThat(calls).isZero();
  }

  @Test
  void nine_are_too_many() {
    String[] nine = new String[9];
    for (int i = 0; i < 9; i++) {
      nine[i] = "44770090010" + i;
    }
    assertThat(World.code(http(body(nine).toJson()))).isEqualTo(131009);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void a_process_killed_after_any_side_effect_leaves_them_removed_and_told_under_the_same_ids(boolean webhook) {
    int before = world.sideEffects;
    history(webhook, Integer.MAX_VALUE);
    int last = world.sideEffects - before;
    System.out.println("remove_participants, webhook " + webhook + ": killed after each of " + last + " side effects");
    for (int n = 1; n <= last; n++) {
      ParticipantRemovalTest other = new ParticipantRemovalTest();
      other.make();
      other.history(webhook, n);
      assertThat(other.world.wasKilled()).as("killed after %d", n).isTrue();
      other.close();
    }
  }

  private void history(boolean webhook, int killAfter) {
    if (killAfter < Integer.MAX_VALUE) {
      world.killAfter(world.sideEffects + killAfter);
    }
    ask(ADA);
    world.runFor(Duration.ofMinutes(2));
    if (webhook) {
      webhook(removed("R-1", ADA));
    }
    world.runFor(World.WINDOW.plusMinutes(5));
    assertThat(new TreeSet<>(world.toldTypes())).as("killed after %d", killAfter).containsExactly("operation.succeeded", "participant.removed");
    assertThat(world.told()).as("ids, killed after %d", killAfter).hasSize(2);
    assertThat(roster()).containsExactly(BEN);
  }

  private JsonObject http(String body) {
    return world.http("DELETE", "/graph/v26.0/" + group.id() + "/participants", "token-a", body, Map.of());
  }

  @Test
  void what_a_removal_costs_is_counted() {
    world.engines.requests().take();
    http(body(ADA).toJson());
    Map<String, Integer> http = world.engines.requests().take();
    world.deliverCommands();
    Map<String, Integer> command = world.engines.requests().take();
    world.event("group_participants_update", removed("R-1", ADA));
    world.deliverEvents();
    Map<String, Integer> event = world.engines.requests().take();

    assertThat(http).isEqualTo(ReadmeCosts.of("a removal of one over HTTP"));
    assertThat(command).isEqualTo(ReadmeCosts.of("a removal of one over HTTP/its command"));
    assertThat(event).isEqualTo(ReadmeCosts.of("a removal of one over HTTP/its event"));
  }
}
