package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.MemoryQueues;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinRequestAnswerTest {
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);
  private GroupMaker.Made group;
  private int calls;

  @BeforeEach
  void make() {
    group = maker.makeKnown("Kitchen");
    asks("J-1", 10);
    asks("J-2", 11);
    asks("J-3", 12);
    world.queues.sent.clear();
    answers("approved", request -> Answer.ok(done(request, "approved")));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void asks(String id, long seconds) {
    world.event("group_participants_update", JsonObject.EMPTY.with("timestamp", Long.toString(group.at() + seconds)).with("group_id", group.id())
        .with("type", "group_join_request_created").with("join_request_id", id).with("user_id", "GB." + id.replace("-", "")).with("wa_id", "4477009001" + seconds));
    world.runQueues();
  }

  private void answers(String done, Function<Request, Answer> script) {
    world.platform.answers(request -> {
      boolean mine = request.path().endsWith("/join_requests") && request.method().equals(done.equals("approved") ? "POST" : "DELETE");
      if (!mine) {
        return maker.answer(request);
      }
      calls++;
      return script.apply(request);
    });
  }

  private JsonObject done(Request request, String word) {
    world.sideEffect();
    return JsonObject.EMPTY.with("messaging_product", "whatsapp").with(word + "_join_requests", MemoryQueues.json(request.body()).texts("join_requests"));
  }

  private static JsonObject failure(String id, int code) {
    return JsonObject.EMPTY.with("join_request_id", id).with("errors", List.of(JsonObject.EMPTY.with("code", code).with("message", "no").with("title", "No")));
  }

  private static String body(String... ids) {
    return JsonObject.EMPTY.with("messaging_product", "whatsapp").with("join_requests", List.of(ids)).toJson();
  }

  private JsonObject http(String method, String body) {
    return world.http(method, "/graph/v26.0/" + group.id() + "/join_requests", "token-a", body, Map.of());
  }

  private void command(String name, String... ids) {
    world.command(JsonObject.EMPTY.with("command", name).with("id", "j-1").with("phone_number_id", "100").with("group_id", group.id())
        .with("body", MemoryQueues.json(body(ids))));
    world.runQueues();
  }

  private List<String> open(String query) {
    return World.body(world.get("/graph/v26.0/" + group.id() + "/join_requests" + query)).objects("data").stream()
        .map(row -> row.text("join_request_id").orElseThrow()).toList();
  }

  @ParameterizedTest
  @CsvSource({"POST, approved", "DELETE, rejected"})
  void over_http_the_answer_is_the_platforms_and_each_is_told(String method, String word) {
    answers(word, request -> Answer.ok(done(request, word)));
    JsonObject answer = http(method, body("J-1", "J-2"));

    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(World.body(answer)).isEqualTo(JsonObject.EMPTY.with("messaging_product", "whatsapp").with(word + "_join_requests", List.of("J-1", "J-2")));
    assertThat(world.toldTypes()).containsExactly("join_request." + word, "join_request." + word, "operation.succeeded");
    JsonObject told = World.data(world.told().getFirst());
    assertThat(told.text("join_request_id")).contains("J-1");
    assertThat(told.object("participant").orElseThrow().text("user_id")).contains("GB.J1");
    assertThat(open("")).containsExactly("J-3");
  }

  @ParameterizedTest
  @CsvSource({"approve_join_requests, approved", "reject_join_requests, rejected"})
  void by_queue_it_ends_with_the_lists(String command, String word) {
    answers(word, request -> Answer.ok(done(request, word)));
    command(command, "J-3", "J-3");

    assertThat(world.toldTypes()).containsExactly("join_request." + word, "operation.succeeded");
    assertThat(World.data(world.told().getLast()).object("answer").orElseThrow().texts(word + "_join_requests")).containsExactly("J-3");
    assertThat(World.data(world.told().getLast()).text("command_id")).contains("j-1");
  }

  @Test
  void it_may_work_for_some_and_fail_for_others() {
    answers("approved", _ -> Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("approved_join_requests", List.of("J-1"))
        .with("failed_join_requests", List.of(failure("J-2", 131203))).with("errors", List.of(JsonObject.EMPTY.with("code", 131201).with("message", "some failed")))));
    JsonObject answer = http("POST", body("J-1", "J-2"));

    assertThat(World.body(answer).objects("failed_join_requests").getFirst().text("join_request_id")).contains("J-2");
    assertThat(World.body(answer).objects("errors").getFirst().whole("code")).hasValue(131201);
    assertThat(world.toldTypes()).containsExactly("join_request.approved", "join_request.approve_failed", "operation.succeeded");
    assertThat(World.data(world.told().get(1)).objects("errors").getFirst().whole("code")).hasValue(131203);
    assertThat(open("")).containsExactly("J-2", "J-3");
  }

  @Test
  void where_nothing_was_done_the_answer_is_the_platforms_and_the_operation_failed() {
    answers("approved", _ -> Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("approved_join_requests", List.of())
        .with("failed_join_requests", List.of(failure("J-1", 131204))).with("errors", List.of(JsonObject.EMPTY.with("code", 131204).with("message", "full")))));
    JsonObject answer = http("POST", body("J-1"));

    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(World.body(answer).objects("failed_join_requests")).hasSize(1);
    assertThat(world.toldTypes()).containsExactly("join_request.approve_failed", "operation.failed");
    assertThat(World.data(world.told().getLast()).object("error").orElseThrow().whole("code")).hasValue(131204);
    assertThat(World.data(world.told().getLast()).object("answer").orElseThrow().objects("failed_join_requests")).hasSize(1);
  }

  @Test
  void a_lost_answer_is_asked_for_again_and_what_is_no_more_was_answered_the_first_time() {
    answers("approved", request -> {
      if (calls == 1) {
        done(request, "approved");
        return Answer.lost();
      }
      return Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("failed_join_requests", List.of(failure("J-1", 131213), failure("J-2", 131213))));
    });
    command("approve_join_requests", "J-1", "J-2");
    world.runFor(Duration.ofMinutes(1));

    assertThat(calls).isEqualTo(2);
    assertThat(world.toldTypes()).containsExactly("join_request.approved", "join_request.approved", "operation.succeeded");
    assertThat(open("")).containsExactly("J-3");
  }

  @Test
  void what_is_no_more_the_first_time_has_failed() {
    answers("approved", _ -> Answer.ok(JsonObject.EMPTY.with("failed_join_requests", List.of(failure("J-9", 131213)))));
    command("approve_join_requests", "J-9");
    assertThat(world.toldTypes()).containsExactly("join_request.approve_failed", "operation.failed");
  }

  @Test
  void whoever_is_refused_as_a_whole_is_told_for_each() {
    answers("rejected", _ -> Answer.error(403, 131207));
    JsonObject answer = http("DELETE", body("J-1", "J-2"));
    assertThat(World.status(answer)).isEqualTo(403);
    assertThat(world.toldTypes()).containsExactly("join_request.reject_failed", "join_request.reject_failed", "operation.failed");
    assertThat(open("")).containsExactly("J-1", "J-2", "J-3");
  }

  @Test
  void who_asks_again_after_being_rejected_is_open_again_and_told_again() {
    answers("rejected", request -> Answer.ok(done(request, "rejected")));
    http("DELETE", body("J-1"));
    // The time of an answer is its server's, which in a test is today.
    asks("J-1", Instant.now().getEpochSecond() + 900 - group.at());
    assertThat(open("")).containsExactly("J-1", "J-2", "J-3");
    http("DELETE", body("J-1"));
    assertThat(world.toldTypes().stream().filter("join_request.rejected"::equals)).hasSize(2);
  }

  @Test
  void the_list_comes_page_by_page_with_cursors_of_its_own() {
    JsonObject first = World.body(world.get("/graph/v26.0/" + group.id() + "/join_requests?limit=2"));
    assertThat(first.objects("data").getFirst()).isEqualTo(JsonObject.EMPTY.with("join_request_id", "J-1").with("user_id", "GB.J1")
        .with("wa_id", "447700900110").with("creation_timestamp", group.at() + 10));
    JsonObject paging = first.object("paging").orElseThrow();
    assertThat(paging.text("previous")).isEmpty();
    String after = paging.object("cursors").orElseThrow().text("after").orElseThrow();
    assertThat(open("?limit=2&after=" + after)).containsExactly("J-3");
    JsonObject second = World.body(world.get("/graph/v26.0/" + group.id() + "/join_requests?limit=2&after=" + after));
    String before = second.object("paging").orElseThrow().object("cursors").orElseThrow().text("before").orElseThrow();
    assertThat(open("?limit=2&before=" + before)).containsExactly("J-1", "J-2");
    assertThat(World.code(world.get("/graph/v26.0/100/groups?after=" + after))).as("a cursor of another list").isEqualTo(131059);
    char changed = after.charAt(3) == 'A' ? 'B' : 'A';
    assertThat(World.code(world.get("/graph/v26.0/" + group.id() + "/join_requests?after=" + after.substring(0, 3) + changed + after.substring(4)))).isEqualTo(131059);
  }

  @Test
  void a_group_that_only_the_platform_knows_is_asked_of_it() {
    world.platform.answers(request -> request.path().endsWith("/G-other/join_requests") && request.token().equals("Bearer platform-101")
        ? Answer.ok(JsonObject.EMPTY.with("data", List.of(JsonObject.EMPTY.with("join_request_id", "J-7")))) : Answer.error(400, 131041));
    assertThat(World.body(world.get("/graph/v26.0/G-other/join_requests")).objects("data")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"messaging_product\":\"whatsapp\"} | 131008", "{\"messaging_product\":\"whatsapp\",\"join_requests\":[]} | 131008",
      "{\"messaging_product\":\"whatsapp\",\"join_requests\":\"J-1\"} | 100", "{\"messaging_product\":\"whatsapp\",\"join_requests\":[7]} | 131009",
      "{\"messaging_product\":\"whatsapp\",\"join_requests\":[\" \"]} | 131009", "{\"join_requests\":[\"J-1\"]} | 131008"})
  void a_wrong_body_is_refused(String body, int code) {
    assertThat(World.code(http("POST", body))).isEqualTo(code);
    assertThat(World.code(http("DELETE", body))).isEqualTo(code);
    assertThat(World.code(http("POST", body(Stream.iterate(0, n -> n + 1).limit(101).map(n -> "J" + n).toArray(String[]::new))))).isEqualTo(131009);
    assertThat(calls).isZero();
  }

  @Test
  void a_process_killed_after_any_side_effect_answers_them_and_tells_it_under_the_same_ids() {
    int before = world.sideEffects;
    history(Integer.MAX_VALUE);
    int last = world.sideEffects - before;
    System.out.println("approve_join_requests: killed after each of " + last + " side effects");
    for (int n = 1; n <= last; n++) {
      JoinRequestAnswerTest other = new JoinRequestAnswerTest();
      other.make();
      other.history(n);
      assertThat(other.world.wasKilled()).as("killed after %d", n).isTrue();
      other.close();
    }
  }

  private void history(int killAfter) {
    boolean[] approved = {false};
    answers("approved", request -> {
      if (approved[0]) {
        return Answer.ok(JsonObject.EMPTY.with("failed_join_requests", List.of(failure("J-1", 131213), failure("J-2", 131213))));
      }
      approved[0] = true;
      return Answer.ok(done(request, "approved"));
    });
    if (killAfter < Integer.MAX_VALUE) {
      world.killAfter(world.sideEffects + killAfter);
    }
    command("approve_join_requests", "J-1", "J-2");
    world.runFor(Duration.ofMinutes(5));
    assertThat(new TreeSet<>(world.toldTypes())).as("killed after %d", killAfter).containsExactly("join_request.approved", "operation.succeeded");
    assertThat(world.told()).as("ids").hasSize(3);
    assertThat(open("")).containsExactly("J-3");
  }

  @Test
  void what_an_approval_costs_is_counted() {
    world.engines.requests().take();
    http("POST", body("J-1"));
    assertThat(world.engines.requests().take()).isEqualTo(ReadmeCosts.of("an approval of one over HTTP"));
  }
}
