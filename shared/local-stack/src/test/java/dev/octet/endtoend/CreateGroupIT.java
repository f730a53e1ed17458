package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.await;
import static dev.octet.endtoend.Octet.data;
import static dev.octet.endtoend.Octet.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.Octet.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One request, one group: over HTTP and by queue, on the whole bundle, whatever the way of an answer or a webhook. */
class CreateGroupIT {
  /** What to do with the answer of the platform's next side effect. */
  private static final AtomicReference<Between.Fate> FATE = new AtomicReference<>(Between.Fate.DELIVER);
  private static Octet octet;
  private static Between platform;

  @BeforeAll
  static void start() {
    // The platform's address is known only once the stack has its ports: the function learns it from this one.
    AtomicReference<Between> between = new AtomicReference<>();
    octet = Octet.start(settings -> {
      Ports ports = Ports.free();
      between.set(new Between(ports.sandbox(), _ -> FATE.getAndSet(Between.Fate.DELIVER)));
      return ports.in(settings, "GroupCommandFunction", between.get());
    });
    platform = between.get();
  }

  @AfterAll
  static void end() {
    octet.close();
    platform.close();
  }

  @AfterEach
  void the_platform_is_well() {
    octet.faults(JsonObject.EMPTY);
    FATE.set(Between.Fate.DELIVER);
  }

  @Test
  void a_group_is_made_over_http_a_person_joins_and_writes_and_another_service_reads_it_all() {
    Answer answer = octet.create("Roof repair", "http-1");
    assertThat(answer.status()).isEqualTo(200);
    String requestId = answer.text("request_id");

    JsonObject created = data(octet.told("group.created", "request_id", requestId));
    String groupId = created.text("group_id").orElseThrow();
    assertThat(data(octet.told("operation.succeeded", "request_id", requestId)).text("command_id")).contains("http-1");

    String person = octet.post("/sandbox/api/people", "{\"name\":\"Ada\",\"wa_id\":\"447700900123\"}").text("id");
    Answer joined = octet.post("/sandbox/api/people/" + person + "/join",
        JsonObject.EMPTY.with("invite_link", created.text("invite_link").orElseThrow()).toJson());
    assertThat(joined.body()).isEqualTo(JsonObject.EMPTY.with("status", "joined").with("group_id", groupId));
    JsonObject participant = data(octet.told("participant.joined", "group_id", groupId)).object("participant").orElseThrow();
    assertThat(participant.text("wa_id")).contains("447700900123");

    Answer wrote = octet.post("/sandbox/api/people/" + person + "/messages",
        "{\"group_id\":\"" + groupId + "\",\"type\":\"text\",\"text\":{\"body\":\"Hello\"}}");
    JsonObject received = data(octet.told("message.received", "group_id", groupId)).object("message").orElseThrow();
    assertThat(received.text("id")).contains(wrote.text("message_id"));
    assertThat(received.object("text").flatMap(text -> text.text("body"))).contains("Hello");

    Answer info = octet.get("/graph/v26.0/" + groupId + "?fields=subject,description,participants,total_participant_count");
    assertThat(info.text("subject")).isEqualTo("Roof repair");
    assertThat(info.text("description")).isEqualTo("About Roof repair");
    assertThat(info.body().whole("total_participant_count")).hasValue(1);
    assertThat(octet.get("/graph/v26.0/" + groupId + "/invite_link").text("invite_link")).isEqualTo(created.text("invite_link").orElseThrow());
    assertThat(octet.get("/v1/operations/" + requestId).text("state")).isEqualTo("succeeded");
    assertThat(octet.get("/graph/v26.0/" + NUMBER + "/groups").body().object("data").orElseThrow().objects("groups"))
        .extracting(row -> row.text("id").orElseThrow()).contains(groupId);
  }

  @Test
  void the_same_command_sent_five_times_makes_one_group() {
    JsonObject command = Octet.createCommand("queue-1", "Kitchen fitting");
    for (int i = 0; i < 5; i++) {
      octet.put("octet-group-commands.fifo", command.toJson());
    }
    octet.told("operation.succeeded", "command_id", "queue-1");
    octet.put("octet-group-commands.fifo", Octet.createCommand("queue-2", "Kitchen fitting, behind the others").toJson());
    octet.told("operation.succeeded", "command_id", "queue-2");

    assertThat(octet.groupsOf("Kitchen fitting")).hasSize(1);
    assertOnce("queue-1");
  }

  @Test
  void the_same_key_sent_five_times_at_once_makes_one_group() throws Exception {
    List<Answer> answers = atOnce(5, () -> octet.create("Garden", "http-2"));

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers.stream().map(answer -> answer.text("request_id")).distinct()).hasSize(1);
    octet.told("operation.succeeded", "command_id", "http-2");
    assertThat(octet.create("Garden", "http-2").text("request_id")).isEqualTo(answers.getFirst().text("request_id"));
    assertThat(octet.create("Another garden", "http-2").status()).isEqualTo(409);
    assertThat(octet.groupsOf("Garden")).hasSize(1);
    assertOnce("http-2");
  }

  @Test
  void an_answer_that_is_lost_after_its_effect_is_settled_by_the_webhook() {
    FATE.set(Between.Fate.CUT);

    octet.create("Cut, and told", "http-3");

    octet.told("operation.succeeded", "command_id", "http-3");
    assertThat(FATE).hasValue(Between.Fate.DELIVER);
    assertThat(octet.groupsOf("Cut, and told")).hasSize(1);
    assertOnce("http-3");
  }

  @Test
  void an_answer_and_a_webhook_that_are_lost_are_settled_from_the_list() {
    octet.faults(JsonObject.EMPTY.with("lost_webhook", 1));
    FATE.set(Between.Fate.CUT);

    octet.put("octet-group-commands.fifo", Octet.createCommand("queue-3", "Cut, and never told").toJson());

    await().pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
      octet.settle();
      assertThat(octet.told(one -> type(one).equals("operation.succeeded") && data(one).text("command_id").orElse("").equals("queue-3"))).isNotEmpty();
    });
    assertThat(octet.groupsOf("Cut, and never told")).hasSize(1);
    assertThat(data(octet.told("group.created", "command_id", "queue-3")).text("invite_link")).isPresent();
    assertOnce("queue-3");
  }

  @Test
  void a_webhook_before_the_answer_twice_late_or_overtaken_changes_nothing() {
    for (JsonObject fault : List.of(
        JsonObject.EMPTY.with("webhook_before_answer", 1), JsonObject.EMPTY.with("duplicate", 1), JsonObject.EMPTY.with("delay", "PT3S"),
        JsonObject.EMPTY.with("reorder", 1), JsonObject.EMPTY.with("webhook_before_answer", 1).with("duplicate", 1))) {
      octet.faults(fault);
      String id = "fault " + fault.toJson();
      octet.put("octet-group-commands.fifo", Octet.createCommand(id, id).toJson());
      octet.told("operation.succeeded", "command_id", id);
      assertThat(octet.groupsOf(id)).hasSize(1);
      assertOnce(id);
    }
  }

  @Test
  void several_webhooks_in_one_delivery_are_told_once_each() {
    octet.faults(JsonObject.EMPTY.with("batch", true));
    List<String> ids = List.of("batched 1", "batched 2", "batched 3");
    ids.forEach(id -> octet.put("octet-group-commands.fifo", id, Octet.createCommand(id, id).toJson()));
    ids.forEach(id -> octet.told("operation.succeeded", "command_id", id));
    Gathering group = Gathering.of(octet, "Batched", "auto_approve");
    JsonObject ada = group.joinedBy("Ada", "");
    List<String> written = Stream.of("One", "Two", "Three").map(body -> octet.post("/sandbox/api/people/" + ada.text("id").orElseThrow() + "/messages",
        JsonObject.EMPTY.with("group_id", group.id()).with("text", JsonObject.EMPTY.with("body", body)).toJson()).text("message_id")).toList();

    assertThat(group.told("message.received", 3).stream().map(one -> one.object("message").flatMap(it -> it.text("id")).orElseThrow()))
        .containsExactlyInAnyOrderElementsOf(written);
    ids.forEach(CreateGroupIT::assertOnce);
    octet.faults(JsonObject.EMPTY);
  }

  private static void assertOnce(String commandId) {
    List<JsonObject> told = octet.told(one -> data(one).text("command_id").orElse("").equals(commandId));
    assertThat(told).extracting(Octet::type).containsExactly("group.created", "operation.succeeded");
    assertThat(new HashSet<>(told.stream().map(one -> one.text("id").orElseThrow()).toList())).hasSize(2);
  }

  private interface Asking {
    Answer ask();
  }

  private static List<Answer> atOnce(int times, Asking asking) throws InterruptedException, ExecutionException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> asked = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        asked.add(executor.submit(asking::ask));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> one : asked) {
        answers.add(one.get());
      }
      return answers;
    }
  }
}
