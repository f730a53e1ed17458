package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Write;
import dev.octet.domain.group.ErasedPerson;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.Erasure;
import dev.octet.operations.MemoryQueues;
import dev.octet.operations.Resumption;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person who was in everything that group-lifecycle keeps, and is in nothing of it afterwards. */
class ErasureTest {
  private static final String USER = "GB.6502218";
  private static final String NOW = "447700900611";
  private static final String BEFORE = "447700900612";
  private static final String CALLED = "zoe.unmistakable";
  private static final List<String> STRINGS = List.of(USER, NOW, BEFORE, CALLED);
  private static final Key COMPARED = new Key("RECONCILE#100", "GROUP#G1");
  private static final Duration SOON = Duration.ofMinutes(5);
  private World world = new World();
  private GroupMaker.Made group;

  @AfterEach
  void close() {
    world.close();
  }

  private void event(long seconds, String type, JsonObject more) {
    world.event("group_participants_update", JsonObject.EMPTY.with("timestamp", Long.toString(group.at() + seconds)).with("group_id", group.id()).with("type", type).withAll(more));
    world.runQueues();
  }

  private static JsonObject person(String waId) {
    return JsonObject.EMPTY.with("user_id", USER).with("wa_id", waId).with("username", CALLED);
  }

  /** They ask to be let in, come, change their number, are asked to go in vain, come once more, and are removed. */
  private void lived() {
    GroupMaker maker = new GroupMaker(world);
    group = maker.makeKnown("Kitchen");
    world.platform.answers(request -> request.isDelete() && request.path().endsWith("/participants")
        ? Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("request_id", "R-" + group.id())) : maker.answer(request));
    event(10, "group_join_request_created", person(BEFORE).with("join_request_id", "J-1"));
    event(11, "group_participants_add", JsonObject.EMPTY.with("reason", "invite_link").with("added_participants", List.of(person(BEFORE),
        JsonObject.EMPTY.with("user_id", "GB.2").with("wa_id", "447700900002"))));
    world.personEvent("100", "messages", JsonObject.EMPTY.with("messages", List.of(JsonObject.EMPTY.with("from", BEFORE).with("from_user_id", USER)
        .with("timestamp", Long.toString(group.at() + 12)).with("id", "wamid.S").with("type", "system")
        .with("system", JsonObject.EMPTY.with("type", "user_changed_number").with("wa_id", NOW).with("user_id", USER)))));
    world.runQueues();
    world.command(JsonObject.EMPTY.with("command", "remove_participants").with("id", "remove-" + group.id()).with("phone_number_id", "100").with("group_id", group.id())
        .with("body", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("participants", List.of(JsonObject.EMPTY.with("user", "+" + NOW)))));
    world.runQueues();
    world.table().put(Write.create(COMPARED, JsonObject.EMPTY.with("missing", List.of(person(NOW).with("since", 1)))));
  }

  private void removed() {
    event(20, "group_participants_remove", JsonObject.EMPTY.with("initiated_by", "business").with("request_id", "R-" + group.id())
        .with("removed_participants", List.of(person(NOW).with("input", "+" + NOW))));
    world.runFor(Duration.ofMinutes(2));
  }

  private JsonObject erase(String person) {
    return world.http("POST", "/v1/people/" + person + "/erase", "token-a", "{\"phone_number_id\":\"100\"}", Map.of());
  }

  /** As message-sending hands back what it has done. Returns the operation. */
  private JsonObject through(String requestId, Duration after) {
    world.runFor(after);
    Erasure atMessages = world.queues.sent.get(World.MESSAGE_EVENTS).stream().flatMap(it -> Erasure.read(it).stream())
        .filter(it -> it.requestId().equals(requestId)).reduce((_, last) -> last).orElseThrow();
    assertThat(atMessages.step()).isEqualTo(Erasure.Step.MESSAGES);
    world.queues.put(World.EVENTS, over(atMessages.count("messages")).message("test").body());
    world.runFor(Duration.ofHours(1));
    return World.body(world.get("/v1/operations/" + requestId));
  }

  /** After a pass, or after the one that follows because of something that was found. */
  private static Erasure over(Erasure atMessages) {
    return atMessages.passed(Erasure.Step.END).passed(Erasure.Step.END);
  }

  private String everything() {
    return world.engines.dynamoDb().scan(request -> request.tableName(world.environment().text("TABLE_NAME"))).items().toString();
  }

  @Test
  void nothing_of_them_is_left() {
    lived();
    removed();
    assertThat(everything()).contains(STRINGS);

    JsonObject answer = erase(BEFORE);

    assertThat(World.status(answer)).isEqualTo(202);
    String requestId = World.body(answer).text("request_id").orElseThrow();
    assertThat(World.body(world.get("/v1/operations/" + requestId)).text("state")).contains("accepted");
    JsonObject operation = through(requestId, SOON);
    assertThat(operation.text("state")).contains("succeeded");
    assertThat(everything()).doesNotContain(STRINGS).contains(Erasure.mark(requestId)).contains("GB.2", "447700900002");
    JsonObject erased = operation.object("answer").flatMap(it -> it.object("erased")).orElseThrow();
    for (String kind : List.of("groups", "join_requests", "history", "people", "operations", "platform_requests", "reconciliations", "messages")) {
      assertThat(erased.whole(kind).orElse(0)).as(kind).isPositive();
    }
    assertThat(world.told()).filteredOn(it -> World.data(it).text("request_id").equals(Optional.of(requestId))).singleElement()
        .satisfies(it -> assertThat(it.toJson()).contains("operation.succeeded").doesNotContain(STRINGS));
  }

  @Test
  void a_name_in_the_idempotency_key_goes_too_and_the_key_stays_good() {
    lived();
    removed();
    Map<String, String> key = Map.of("idempotency-key", "erase-" + NOW + "-" + USER);
    JsonObject asked = world.http("POST", "/v1/people/" + NOW + "/erase", "token-a", "{\"phone_number_id\":\"100\"}", key);
    String requestId = World.body(asked).text("request_id").orElseThrow();

    JsonObject operation = through(requestId, SOON);

    assertThat(operation.text("command_id")).contains("erase-" + Erasure.mark(requestId) + "-" + Erasure.mark(requestId));
    assertThat(everything()).doesNotContain(STRINGS);
    assertThat(world.told()).filteredOn(it -> World.data(it).text("request_id").equals(Optional.of(requestId))).singleElement()
        .satisfies(it -> assertThat(it.toJson()).contains("operation.succeeded").doesNotContain(STRINGS));
    assertThat(World.body(world.http("POST", "/v1/people/" + NOW + "/erase", "token-a", "{\"phone_number_id\":\"100\"}", key)).text("request_id")).contains(requestId);
  }

  @Test
  void a_second_time_finds_nothing() {
    lived();
    removed();
    JsonObject _ = through(World.body(erase(USER)).text("request_id").orElseThrow(), SOON);
    String after = everything();

    JsonObject again = through(World.body(erase(USER)).text("request_id").orElseThrow(), SOON);

    assertThat(again.object("answer").flatMap(it -> it.object("erased")).orElseThrow().fields().keySet()).containsExactly("messages");
    assertThat(after).doesNotContain(STRINGS);
    assertThat(everything()).doesNotContain(STRINGS);
  }

  @Test
  void what_another_number_knows_of_them_stays() {
    lived();
    removed();
    for (String pk : List.of("PERSON#1001#" + USER, "REQUEST#1001#R")) {
      assertThat(world.table().put(Write.create(new Key(pk, pk.startsWith("P") ? "PERSON" : "REQUEST"), person(NOW))).applied()).isTrue();
    }

    JsonObject _ = through(World.body(erase(USER)).text("request_id").orElseThrow(), SOON);

    for (String pk : List.of("PERSON#1001#" + USER, "REQUEST#1001#R")) {
      assertThat(world.table().get(new Key(pk, pk.startsWith("P") ? "PERSON" : "REQUEST")).orElseThrow().attributes()).as(pk).isEqualTo(person(NOW));
    }
  }

  @Test
  void who_is_in_a_group_is_told_where_and_nothing_is_done() {
    lived();

    for (String name : List.of(USER, NOW, BEFORE)) {
      JsonObject refused = erase(name);
      assertThat(World.status(refused)).isEqualTo(409);
      assertThat(refused.toJson()).doesNotContain(name);
      assertThat(World.body(refused).object("error").flatMap(it -> it.object("error_data")).flatMap(it -> it.text("details")).orElseThrow()).contains(group.id());
    }
    assertThat(everything()).contains(STRINGS).doesNotContain("erase_person");
  }

  @Test
  void what_is_no_name_and_a_number_that_is_not_the_tokens_are_refused() {
    assertThat(World.code(erase("group"))).isEqualTo(131009);
    assertThat(World.code(world.http("POST", "/v1/people/" + USER + "/erase", "token-a", "{\"phone_number_id\":\"200\"}", Map.of()))).isEqualTo(10);
    assertThat(World.code(world.http("POST", "/v1/people/" + USER + "/erase", "token-a", "{}", Map.of()))).isEqualTo(131008);
    assertThat(World.status(world.http("POST", "/v1/people/" + USER + "/erase", "no-token", "{\"phone_number_id\":\"100\"}", Map.of()))).isEqualTo(401);
  }

  @Test
  void an_operation_that_is_not_over_keeps_whom_it_names_and_is_counted() {
    lived(); // the removal waits for its webhook; meanwhile they leave
    event(20, "group_participants_remove", JsonObject.EMPTY.with("initiated_by", "participant").with("removed_participants", List.of(person(NOW))));
    world.platform.answers(_ -> Answer.error(400, 190));
    String requestId = World.body(erase(USER)).text("request_id").orElseThrow();
    world.runQueues();

    Erasure atMessages = Erasure.read(world.queues.sent.get(World.MESSAGE_EVENTS).getLast()).orElseThrow();
    assertThat(atMessages.requestId()).isEqualTo(requestId);
    assertThat(atMessages.counts().whole("operations_left_open")).hasValue(1);
  }

  /** What has come to message-sending of it. */
  private List<Erasure> atMessages() {
    return world.queues.waiting(World.MESSAGE_EVENTS).stream().flatMap(it -> Erasure.read(it.text("body").orElseThrow()).stream()).toList();
  }

  @Test
  void asked_for_once_more_while_it_is_under_way_it_does_not_begin_anew() {
    lived();
    removed();
    String requestId = World.body(erase(USER)).text("request_id").orElseThrow();
    world.runQueues();
    int before = world.queues.sent.get(World.EVENTS).size();

    for (int minutes : new int[] {1, 6, 60}) {
      world.clock.advance(Duration.ofMinutes(minutes));
      world.queues.put(World.COMMANDS, Resumption.of("lane", requestId, "again").body());
      world.runQueues();
    }

    assertThat(atMessages()).singleElement().satisfies(it -> assertThat(it.run()).isEqualTo(1));
    assertThat(world.queues.sent.get(World.EVENTS).subList(before, world.queues.sent.get(World.EVENTS).size()).stream().flatMap(it -> Erasure.read(it).stream()))
        .as("in the first minutes the queue drops it").hasSize(1);
    world.runFor(Duration.ofHours(6));
    assertThat(atMessages()).extracting(Erasure::run).as("lost").containsExactly(1, 2);
  }

  @Test
  void what_is_of_an_earlier_run_or_comes_after_the_end_goes_no_further() {
    lived();
    removed();
    String requestId = World.body(erase(USER)).text("request_id").orElseThrow();
    world.runFor(Duration.ofHours(7));
    Erasure first = atMessages().getFirst();
    Erasure second = atMessages().getLast();

    world.queues.put(World.EVENTS, first.passed(Erasure.Step.END).message("test").body());
    world.runQueues();
    assertThat(World.body(world.get("/v1/operations/" + requestId)).text("state")).contains("calling");

    world.queues.put(World.EVENTS, second.passed(Erasure.Step.END).message("test").body());
    world.runQueues();
    assertThat(World.body(world.get("/v1/operations/" + requestId)).text("state")).contains("succeeded");
    world.queues.put(World.EVENTS, second.passed(Erasure.Step.NAMES).message("test").body());
    world.runQueues();
    assertThat(atMessages()).hasSize(2);
  }

  @Test
  void a_share_that_may_have_been_done_before_counts_as_one_that_found_something() {
    String body = Erasure.begun("R", 1, "100", new ErasedPerson(USER, Set.of(USER), "erased:1")).message("test").body();

    for (int receives = 1; receives <= 2; receives++) {
      QueueMessage message = QueueMessage.ofEvent(JsonObject.EMPTY.with("Records", List.of(JsonObject.EMPTY.with("messageId", "m").with("body", body)
          .with("attributes", JsonObject.EMPTY.with("ApproximateReceiveCount", Integer.toString(receives)))))).getFirst();
      assertThat(Erasure.read(message).orElseThrow().passed(Erasure.Step.GROUPS).step()).isEqualTo(receives == 1 ? Erasure.Step.GROUPS : Erasure.Step.NAMES);
    }
  }

  @Test
  void a_process_that_is_killed_after_any_of_its_writes_leaves_nothing_of_them_in_the_end() {
    int last = 1;
    for (int n = 1; n <= last; n++) {
      world.close();
      world = new World();
      lived();
      removed();
      int before = world.sideEffects;
      world.killAfter(before + n);
      JsonObject answer = erase(NOW);
      String requestId = World.status(answer) == 202 ? World.body(answer).text("request_id").orElseThrow() : World.body(erase(NOW)).text("request_id").orElseThrow();
      assertThat(through(requestId, Duration.ofHours(7)).text("state")).as("killed after " + n).contains("succeeded");
      assertThat(atMessages()).as("killed after " + n).filteredOn(it -> it.requestId().equals(requestId)).extracting(Erasure::run).doesNotHaveDuplicates();
      world.runFor(Duration.ofHours(7)); // what the killed request had recorded goes its own way
      world.queues.sent.get(World.MESSAGE_EVENTS).stream().flatMap(it -> Erasure.read(it).stream())
          .forEach(it -> world.queues.put(World.EVENTS, over(it).message("test").body()));
      world.runFor(Duration.ofHours(1));
      assertThat(everything()).as("killed after " + n).doesNotContain(STRINGS);
      last = world.wasKilled() ? n + 3 : n;
    }
    assertThat(last).isGreaterThan(10);
  }
}
