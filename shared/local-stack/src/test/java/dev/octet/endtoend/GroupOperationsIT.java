package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.endtoend.Octet.Answer;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation on groups, over HTTP and by queue, on the whole bundle, whatever is lost on the way. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GroupOperationsIT {
  private static final String OTHER_NUMBER = "100000000000002";
  private static Octet octet;
  private static Gathering vanished;

  @BeforeAll
  static void start() {
    octet = Octet.start();
    vanished = vanish();
  }

  /** A group of ten minutes ago that is no more, and that nobody told: it is looked at twice a minute apart, while the other tests are run. */
  private static Gathering vanish() {
    Gathering group = madeByAnotherTool("Vanished");
    assertThat(octet.post("/sandbox/api/groups/" + group.id() + "/vanish", "").text("status")).isEqualTo("vanished");
    octet.deliver("group_lifecycle_update", JsonObject.EMPTY.with("timestamp", Long.toString(Instant.now().getEpochSecond() - 600)).with("group_id", group.id())
        .with("type", "group_create").with("subject", "Vanished").with("invite_link", group.link()).with("join_approval_mode", "auto_approve"));
    group.told("group.created", 1);
    assertThat(octet.post("/v1/groups/" + group.id() + "/reconcile", "").status()).isEqualTo(202);
    octet.stack().invokeSchedule("ReconciliationFunction");
    return group;
  }

  /** On the platform, where no webhook told of it. */
  private static Gathering madeByAnotherTool(String subject) {
    octet.faults(Octet.json("{\"lost_webhook\":1}"));
    octet.send(HttpRequest.newBuilder(octet.stack().url().resolve("/sandbox/graph/v26.0/" + NUMBER + "/groups")).header("Authorization", "Bearer sandbox-token")
        .POST(HttpRequest.BodyPublishers.ofString(Octet.createBody(subject).toJson())));
    JsonObject truth = octet.groupsOf(subject).getFirst();
    return new Gathering(octet, truth.text("id").orElseThrow(), truth.text("invite_link").orElseThrow());
  }

  @AfterAll
  static void end() {
    octet.close();
  }

  @AfterEach
  void the_platform_is_well() {
    octet.faults(JsonObject.EMPTY);
  }

  static Stream<Arguments> rows() {
    return Arrays.stream(GroupCommand.values()).flatMap(what ->
        Arrays.stream(Way.values()).filter(way -> way.isFor(what)).map(way -> Arguments.of(what, way)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rows")
  void each_row_of_the_table_of_operations_holds_in_each_of_its_ways(GroupCommand what, Way way) {
    new OperationRows(octet).of(what).holds(way);
  }

  @Test
  void of_two_resets_at_once_one_inline_and_one_queued_the_link_that_lives_is_known() {
    Gathering group = Gathering.of(octet, "Two resets", "auto_approve");
    for (int round = 0; round < 5; round++) {
      String id = "reset " + round;
      CompletableFuture<Answer> inline = CompletableFuture.supplyAsync(
          () -> octet.send(Way.request(octet, GroupCommand.RESET_INVITE_LINK, group.id(), JsonObject.EMPTY)));
      octet.put("octet-group-commands.fifo", Way.command(GroupCommand.RESET_INVITE_LINK, id, group.id(), JsonObject.EMPTY));

      assertThat(inline.join().status()).isEqualTo(200);
      assertThat(Octet.type(octet.ended(id))).isEqualTo("operation.succeeded");
      assertThat(group.truth().text("invite_link")).as("round %d", round).contains(group.knownLink());
    }
    assertThat(group.told("invite_link.reset", 5)).extracting(one -> one.text("invite_link").orElseThrow()).contains(group.knownLink());
  }

  @Test
  void a_suspended_group_is_told_what_waits_for_an_answer_is_refused_and_what_is_queued_is_done_when_it_may() {
    Gathering group = Gathering.of(octet, "Suspended", "auto_approve");
    octet.post("/sandbox/api/groups/" + group.id() + "/suspend", "");
    group.told("group.suspended", 1);
    assertThat(group.known().bool("suspended")).contains(true);

    Answer refused = octet.send(Way.request(octet, GroupCommand.RESET_INVITE_LINK, group.id(), JsonObject.EMPTY));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo(131207);
    octet.put("octet-group-commands.fifo", settings("s-suspended", group.id(), "subject", "Free again"));
    Octet.await().until(() -> octet.get("/v1/operations/" + Operation.requestId(NUMBER, "", "s-suspended")).body().whole("attempts").orElse(0) > 0);
    octet.post("/sandbox/api/groups/" + group.id() + "/clear_suspension", "");

    group.told("group.suspension_cleared", 1);
    assertThat(Octet.type(octet.ended("s-suspended"))).isEqualTo("operation.succeeded");
    assertThat(group.truth().text("subject")).contains("Free again");
  }

  @Test
  void while_a_number_is_locked_it_is_told_who_waits_for_an_answer_is_refused_and_commands_wait() {
    number("{\"eligible\":true}");
    octet.put("octet-group-commands.fifo", Octet.createCommand("make on the other", "Locked").with("phone_number_id", OTHER_NUMBER).toJson());
    String groupId = data(octet.told("group.created", "command_id", "make on the other")).text("group_id").orElseThrow();
    number("{\"eligible\":true,\"locked\":true}");

    Answer refused = octet.send(Way.request(octet, GroupCommand.RESET_INVITE_LINK, groupId, JsonObject.EMPTY));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo(131031);
    JsonObject paused = data(octet.told("number.paused", "phone_number_id", OTHER_NUMBER));
    assertThat(paused.text("scope")).contains("all");
    assertThat(paused.whole("code")).hasValue(131031);

    octet.put("octet-group-commands.fifo", Octet.json(Way.command(GroupCommand.RESET_INVITE_LINK, "r-locked", groupId, JsonObject.EMPTY))
        .with("phone_number_id", OTHER_NUMBER).toJson());
    String operation = "/v1/operations/" + Operation.requestId(OTHER_NUMBER, "", "r-locked");
    Octet.await().until(() -> octet.get(operation).body().text("paused").equals(Optional.of("all")));
    number("{\"eligible\":true}");
    octet.settle();
    assertThat(octet.send(Way.request(octet, GroupCommand.RESET_INVITE_LINK, groupId, JsonObject.EMPTY)).code()).as("until it is tried again").isEqualTo(131031);
    assertThat(octet.get(operation).text("state")).isEqualTo("accepted");
    assertThat(octet.told(one -> data(one).text("command_id").equals(Optional.of("r-locked")))).isEmpty();
  }

  private static void number(String settings) {
    assertThat(octet.send(octet.request("/sandbox/api/numbers/" + OTHER_NUMBER).PUT(HttpRequest.BodyPublishers.ofString(settings))).status()).isEqualTo(200);
  }

  @Test
  void a_group_that_another_tool_made_becomes_known_by_what_happens_in_it() {
    Gathering group = madeByAnotherTool("Another tool's");
    group.joinedBy("Ada", "");

    assertThat(group.told("group.adopted", 1)).hasSize(1);
    assertThat(group.known().objects("participants")).hasSize(1);
    Way.QUEUE.ask(octet, GroupCommand.UPDATE_GROUP_SETTINGS, group.id(), Octet.json("{\"messaging_product\":\"whatsapp\",\"subject\":\"Ours too\"}"));
    assertThat(group.truth().text("subject")).contains("Ours too");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void a_group_that_vanished_is_retired_by_its_second_look() {
    Octet.await().atMost(Duration.ofSeconds(100)).pollInterval(Duration.ofSeconds(2)).until(() -> {
      octet.stack().invokeSchedule("ReconciliationFunction");
      return !octet.told(one -> Octet.type(one).equals("group.retired")).isEmpty();
    });
    assertThat(vanished.told("group.retired", 1).getFirst().text("subject")).contains("Vanished");
    assertThat(octet.get("/graph/v26.0/" + vanished.id()).code()).isEqualTo(131041);
  }

  @Test
  void a_group_that_is_deleted_over_http_has_nobody_and_nobody_comes_in_again() {
    JsonObject group = make("Roof repair");
    String groupId = group.text("group_id").orElseThrow();
    String link = group.text("invite_link").orElseThrow();
    String person = octet.post("/sandbox/api/people", "{\"name\":\"Ada\"}").text("id");
    join(person, link);
    octet.told("participant.joined", "group_id", groupId);

    Answer answer = octet.send(octet.request("/graph/v26.0/" + groupId).DELETE().header("Idempotency-Key", "d-http"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().bool("success")).contains(true);
    assertThat(data(octet.told("operation.succeeded", "request_id", answer.text("request_id"))).text("command")).contains("delete_group");
    assertThat(data(octet.told("group.deleted", "group_id", groupId)).text("subject")).contains("Roof repair");
    assertThat(octet.get("/graph/v26.0/" + groupId).code()).isEqualTo(131041);
    assertThat(octet.get("/graph/v26.0/" + groupId + "?source=platform").code()).isEqualTo(131041);
    assertThat(octet.get("/graph/v26.0/" + NUMBER + "/groups").body().toJson()).doesNotContain(groupId);
    assertThat(join(person, link).text("status")).isEqualTo("refused");
    assertThat(octet.send(octet.request("/graph/v26.0/" + groupId).DELETE().header("Idempotency-Key", "d-http")).text("request_id"))
        .isEqualTo(answer.text("request_id"));
  }

  @Test
  void a_group_is_deleted_once_by_a_command_sent_five_times() {
    String groupId = make("Kitchen fitting").text("group_id").orElseThrow();

    for (int i = 0; i < 5; i++) {
      octet.put("octet-group-commands.fifo", delete("d-queue", groupId));
    }

    octet.told("operation.succeeded", "command_id", "d-queue");
    octet.told("group.deleted", "group_id", groupId);
    assertToldOnce("d-queue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"answer_lost\":1}", "{\"no_answer\":1}", "{\"lost_webhook\":1}", "{\"answer_lost\":1,\"lost_webhook\":1}",
      "{\"duplicate\":1}", "{\"status\":{\"code\":503,\"times\":2}}"})
  void whatever_is_lost_a_group_is_deleted_and_told_once(String faults) {
    String groupId = make("Lost " + faults).text("group_id").orElseThrow();
    octet.faults(Octet.json(faults));

    octet.put("octet-group-commands.fifo", delete(faults, groupId));

    Octet.await().pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
      octet.settle();
      assertThat(octet.told(one -> Octet.type(one).equals("operation.succeeded") && data(one).text("command_id").orElse("").equals(faults))).isNotEmpty();
    });
    assertToldOnce(faults);
    assertThat(octet.groupsOf("Lost " + faults)).isEmpty();
  }

  @Test
  void a_group_that_is_not_there_cannot_be_deleted() {
    String groupId = make("Attic").text("group_id").orElseThrow();
    octet.put("octet-group-commands.fifo", delete("d-first", groupId));
    octet.told("operation.succeeded", "command_id", "d-first");

    octet.put("octet-group-commands.fifo", delete("d-second", groupId));

    assertThat(data(octet.told("operation.failed", "command_id", "d-second")).object("error").orElseThrow().whole("code")).hasValue(131041);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"answer_lost\":1}", "{\"lost_webhook\":1}", "{\"answer_lost\":1,\"lost_webhook\":1}"})
  void whatever_is_lost_a_group_is_renamed(String faults) {
    String groupId = make("Renamed " + faults).text("group_id").orElseThrow();
    octet.faults(Octet.json(faults));

    octet.put("octet-group-commands.fifo", settings("rename " + faults, groupId, "subject", "To " + faults));

    Octet.await().pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
      octet.settle();
      assertThat(octet.told(one -> Octet.type(one).equals("operation.succeeded") && data(one).text("command_id").orElse("").equals("rename " + faults))).isNotEmpty();
    });
    assertThat(octet.get("/graph/v26.0/" + groupId + "?fields=subject").text("subject")).isEqualTo("To " + faults);
  }

  private static String settings(String id, String groupId, String setting, String text) {
    return JsonObject.EMPTY.with("command", "update_group_settings").with("id", id).with("phone_number_id", NUMBER).with("group_id", groupId)
        .with("body", JsonObject.EMPTY.with("messaging_product", "whatsapp").with(setting, text)).toJson();
  }

  private static JsonObject make(String subject) {
    octet.put("octet-group-commands.fifo", Octet.createCommand("make " + subject, subject).toJson());
    return data(octet.told("group.created", "command_id", "make " + subject));
  }

  private static String delete(String id, String groupId) {
    return JsonObject.EMPTY.with("command", "delete_group").with("id", id).with("phone_number_id", NUMBER).with("group_id", groupId).toJson();
  }

  private static Answer join(String person, String link) {
    return octet.post("/sandbox/api/people/" + person + "/join", JsonObject.EMPTY.with("invite_link", link).toJson());
  }

  private static void assertToldOnce(String commandId) {
    List<JsonObject> told = octet.told(one -> data(one).text("command_id").orElse("").equals(commandId));
    assertThat(told.stream().filter(one -> Octet.type(one).startsWith("operation.")).map(one -> one.text("id").orElseThrow())).hasSize(1);
    String groupId = data(told.getFirst()).text("group_id").orElseThrow();
    assertThat(octet.told(one -> Octet.type(one).equals("group.deleted") && data(one).text("group_id").orElse("").equals(groupId))
        .stream().map(one -> one.text("id").orElseThrow()).distinct()).hasSize(1);
  }

  @Test
  void a_picture_goes_as_a_form_and_is_answered_when_the_platform_took_it() {
    Gathering group = Gathering.of(octet, "Pictured", "auto_approve");
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes("--b\r\nContent-Disposition: form-data; name=\"profile_picture_file\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    form.writeBytes(OperationRows.PICTURE);
    form.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
    Answer answer = octet.send(octet.request("/graph/v26.0/" + group.id())
        .header("Content-Type", "multipart/form-data; boundary=b").POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray())));

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(answer.text("request_id")).isNotEmpty();
    group.told("group.settings_updated", 1);
    assertThat(group.truth().object("picture").orElseThrow().whole("width")).hasValue(640);
  }
}
