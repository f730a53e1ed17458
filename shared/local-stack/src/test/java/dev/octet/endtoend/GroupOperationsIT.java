package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.Octet.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done with a group that exists, over HTTP and by queue, on the whole bundle, whatever is lost on the way. */
class GroupOperationsIT {
  private static Octet octet;

  @BeforeAll
  static void start() {
    octet = Octet.start();
  }

  @AfterAll
  static void end() {
    octet.close();
  }

  @AfterEach
  void the_platform_is_well() {
    octet.faults(JsonObject.EMPTY);
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

  @Test
  void a_group_is_renamed_over_http_and_described_by_queue() {
    String groupId = make("Cellar").text("group_id").orElseThrow();

    Answer answer = octet.post("/graph/v26.0/" + groupId, "{\"messaging_product\":\"whatsapp\",\"subject\":\"Wine cellar\"}");

    assertThat(answer.body().bool("success")).contains(true);
    octet.told("operation.succeeded", "request_id", answer.text("request_id"));
    octet.put("octet-group-commands.fifo", settings("s-queue", groupId, "description", "Bring a jacket"));
    octet.told("operation.succeeded", "command_id", "s-queue");
    assertThat(octet.told(one -> Octet.type(one).equals("group.settings_updated") && data(one).text("group_id").orElse("").equals(groupId))
        .stream().map(one -> one.text("id").orElseThrow()).distinct()).hasSize(2);
    for (String source : List.of("", "&source=platform")) {
      JsonObject info = octet.get("/graph/v26.0/" + groupId + "?fields=subject,description" + source).body();
      assertThat(info.text("subject")).contains("Wine cellar");
      assertThat(info.text("description")).contains("Bring a jacket");
    }
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
}
