package dev.octet.sandbox;

import static dev.octet.sandbox.Platform.GROUPS;
import static dev.octet.sandbox.Platform.NUMBER;
import static dev.octet.sandbox.Platform.OTHER_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong when it is told to, and only then. */
class FaultsTest {
  private final Platform platform = new Platform();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void faults_are_kept_shown_and_taken_away() {
    String faults = "{\"duplicate\":2,\"delay\":\"PT5S\",\"answer_lost\":{\"times\":1,\"as\":\"timeout\"},\"seed\":7,\"numbers\":{\"100000000000001\":{\"reorder\":0.5}}}";
    platform.faults(faults);
    assertThat(platform.api("GET", "faults", "").json()).isEqualTo(platform.api("PUT", "faults", faults).json());

    platform.faults("{}");
    assertThat(platform.api("GET", "faults", "").json()).isEqualTo(JsonObject.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"duplicates\":1}", "{\"duplicate\":-1}", "{\"duplicate\":1.5}", "{\"duplicate\":\"yes\"}", "{\"delay\":\"soon\"}", "{\"delay\":\"PT13H\"}",
      "{\"delay\":5}", "{\"status\":200}", "{\"status\":{\"code\":503,\"often\":1}}", "{\"answer_lost\":\"slowly\"}", "{\"seed\":\"x\"}", "{\"numbers\":[]}",
      "{\"numbers\":{\"x\":{}}}", "{\"numbers\":{\"1\":{\"seed\":1}}}", "{\"numbers\":{\"1\":{\"numbers\":{}}}}", "{\"batch\":\"often\"}", "{\"older_field_spellings\":1}", "{\"duplicate\":1e-200}", "{\"duplicate\":0.1234567}",
      "{\"status\":{\"code\":503,\"times\":1e-300}}", "{\"seed\":1000000000000000000}", "[]", "{"})
  void a_setting_that_is_none_changes_nothing(String faults) {
    platform.faults("{\"duplicate\":true}");

    Platform.Answer answer = platform.api("PUT", "faults", faults);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error().text("message").orElseThrow()).endsWith(".");
    assertThat(platform.api("GET", "faults", "").json()).isEqualTo(JsonObject.EMPTY.with("duplicate", true));
  }

  @Test
  void the_next_n_strike_and_then_no_more() {
    platform.faults("{\"duplicate\":2}");
    for (int i = 0; i < 4; i++) {
      platform.create("Group " + i);
    }
    platform.deliver();

    assertThat(delivered("Group 0")).hasSize(2).extracting(one -> new String(one.body())).containsOnly(new String(delivered("Group 0").getFirst().body()));
    assertThat(delivered("Group 1")).hasSize(2);
    assertThat(delivered("Group 2")).hasSize(1);
    assertThat(delivered("Group 3")).hasSize(1);
  }

  @Test
  void a_fault_of_one_number_is_no_other_numbers() {
    platform.faults("{\"numbers\":{\"" + OTHER_NUMBER + "\":{\"status\":503}}}");

    assertThat(platform.create("Fine").status()).isEqualTo(200);
    assertThat(platform.get("/sandbox/graph/v26.0/" + OTHER_NUMBER + "/groups").status()).isEqualTo(503);
  }

  @Test
  void with_a_seed_every_run_strikes_the_same() {
    List<Integer> first = statusesOfTwelve();
    List<Integer> second = statusesOfTwelve();

    assertThat(first).isEqualTo(second).contains(200, 503);
  }

  private List<Integer> statusesOfTwelve() {
    platform.faults("{\"status\":{\"code\":503,\"times\":0.5},\"seed\":42}");
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      statuses.add(platform.get(GROUPS).status());
    }
    return statuses;
  }

  @ParameterizedTest
  @CsvSource({"429,131208", "500,131000", "503,2"})
  void an_error_before_the_effect_leaves_nothing_done(int status, long code) {
    platform.faults("{\"status\":{\"code\":" + status + ",\"times\":1}}");

    Platform.Answer answer = platform.create("Roof repair");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(subjects()).isEmpty();
    assertThat(platform.create("Roof repair").status()).isEqualTo(200);
    assertThat(subjects()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 504})
  void a_gateway_that_fails_knows_no_envelope(int status) {
    platform.faults("{\"status\":" + status + "}");

    assertThat(platform.create("Roof repair").status()).isEqualTo(status);
    assertThat(platform.create("Roof repair").body()).isEmpty();
  }

  @Test
  void a_lost_answer_has_had_its_effect() {
    platform.faults("{\"answer_lost\":1}");

    Platform.Answer answer = platform.create("Roof repair");

    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.body()).isEmpty();
    platform.deliver();
    assertThat(delivered("Roof repair")).hasSize(1);
    assertThat(subjects()).containsExactly("Roof repair");
    assertThat(platform.create("Next").status()).isEqualTo(200);
  }

  @Test
  void an_answer_can_be_lost_by_keeping_the_caller_waiting() {
    platform.faults("{\"answer_lost\":{\"times\":1,\"as\":\"timeout\"}}");
    Instant before = platform.clock.instant();

    assertThat(platform.create("Roof repair").status()).isEqualTo(504);

    assertThat(Duration.between(before, platform.clock.instant())).isGreaterThan(Duration.ofSeconds(20));
    assertThat(subjects()).containsExactly("Roof repair");
  }

  @Test
  void what_is_refused_has_no_answer_to_lose() {
    platform.faults("{\"answer_lost\":1}");

    assertThat(platform.create(" ").code()).isEqualTo(131009);
    assertThat(platform.create("Roof repair").status()).isEqualTo(504);
  }

  @Test
  void answer_and_webhook_lost_leave_the_list_alone_to_tell() {
    platform.faults("{\"answer_lost\":1,\"lost_webhook\":1}");

    assertThat(platform.create("Roof repair").status()).isEqualTo(504);

    platform.deliver();
    assertThat(platform.receiver.deliveries()).isEmpty();
    assertThat(subjects()).containsExactly("Roof repair");
  }

  @Test
  void no_answer_has_no_effect() {
    platform.faults("{\"no_answer\":{\"times\":1,\"as\":\"timeout\"}}");

    assertThat(platform.create("Roof repair").status()).isEqualTo(504);

    platform.deliver();
    assertThat(platform.receiver.deliveries()).isEmpty();
    assertThat(subjects()).isEmpty();
  }

  @Test
  void the_webhook_is_taken_before_the_call_is_answered() {
    platform.faults("{\"webhook_before_answer\":1}");

    Platform.Answer answer = platform.create("Roof repair");

    assertThat(platform.receiver.only("group_create").event().text("request_id")).contains(answer.text("request_id"));
    assertThat(deliveredAndLeft()).isEqualTo("1 delivered, 1 left");
    platform.clock.advance(Duration.ofSeconds(6));
    assertThat(deliveredAndLeft()).isEqualTo("1 delivered, 0 left");
  }

  @Test
  void before_the_answer_it_is_tried_until_it_is_taken() {
    platform.receiver.answerNext(500, 503);
    platform.faults("{\"webhook_before_answer\":1}");

    platform.create("Roof repair");

    platform.receiver.only("group_create");
  }

  @Test
  void a_webhook_before_the_answer_that_nobody_takes_comes_after_it() {
    platform.receiver.answerNext(500, 500, 500, 500, 500);
    platform.faults("{\"webhook_before_answer\":1}");

    assertThat(platform.create("Roof repair").status()).isEqualTo(200);
    assertThat(platform.receiver.deliveries()).isEmpty();

    assertThat(deliveredAndLeft()).isEqualTo("0 delivered, 1 left");
    platform.clock.advance(Duration.ofSeconds(6));
    assertThat(deliveredAndLeft()).isEqualTo("1 delivered, 0 left");
  }

  @Test
  void with_the_answer_lost_too_the_webhook_is_all_there_is() {
    platform.faults("{\"webhook_before_answer\":1,\"answer_lost\":1}");

    assertThat(platform.create("Roof repair").status()).isEqualTo(504);

    platform.receiver.only("group_create");
  }

  @Test
  void what_is_delayed_comes_later_and_what_is_not_due_is_not_sent() {
    platform.faults("{\"delay\":\"PT1S\"}");
    platform.create("Roof repair");

    assertThat(deliveredAndLeft()).isEqualTo("0 delivered, 1 left");
    platform.clock.advance(Duration.ofSeconds(1));
    assertThat(deliveredAndLeft()).isEqualTo("1 delivered, 0 left");
  }

  @Test
  void what_is_reordered_is_overtaken() {
    JsonObject group = platform.group("Roof repair");
    String ada = platform.person("Ada");
    platform.faults("{\"reorder\":1}");

    platform.join(ada, group.text("invite_link").orElseThrow());
    platform.act(ada, "leave", JsonObject.EMPTY.with("group_id", group.text("group_id")));

    assertThat(deliveredAndLeft()).isEqualTo("2 delivered, 1 left");
    platform.clock.advance(Duration.ofSeconds(2));
    platform.deliver();
    assertThat(platform.receiver.deliveries()).extracting(Receiver.Delivery::type)
        .containsExactly("group_create", "group_participants_remove", "group_participants_add");
  }

  @Test
  void people_without_phone_numbers_are_their_user_ids() {
    JsonObject group = platform.group("Roof repair");
    JsonObject ada = platform.api("POST", "people", "{\"name\":\"Ada\",\"wa_id\":\"447700900123\"}").json();
    String adaId = ada.text("id").orElseThrow();
    platform.faults("{\"without_phone_numbers\":true}");

    platform.join(adaId, group.text("invite_link").orElseThrow());
    platform.act(adaId, "messages", hello(group));
    platform.deliver();

    assertThat(platform.receiver.only("group_participants_add").event().objects("added_participants"))
        .containsExactly(JsonObject.EMPTY.with("user_id", ada.text("user_id")));
    assertThat(platform.receiver.only("message").value().toJson()).doesNotContain("447700900123").contains(ada.text("user_id").orElseThrow());
  }

  @Test
  void older_spellings_know_no_user_ids_and_count_time_in_numbers() {
    JsonObject group = platform.group("Roof repair");
    JsonObject ada = platform.api("POST", "people", "{\"name\":\"Ada\",\"wa_id\":\"447700900123\",\"username\":\"ada.l\"}").json();
    String adaId = ada.text("id").orElseThrow();
    platform.faults("{\"older_field_spellings\":true}");

    platform.join(adaId, group.text("invite_link").orElseThrow());
    platform.act(adaId, "messages", hello(group));
    platform.deliver();

    Receiver.Delivery joined = platform.receiver.only("group_participants_add");
    assertThat(joined.event().get("timestamp")).isInstanceOf(Long.class);
    assertThat(joined.event().objects("added_participants")).containsExactly(JsonObject.EMPTY.with("wa_id", "447700900123"));
    JsonObject value = platform.receiver.only("message").value();
    assertThat(value.objects("contacts")).containsExactly(JsonObject.EMPTY.with("profile", JsonObject.EMPTY.with("name", "Ada")).with("wa_id", "447700900123"));
    assertThat(value.objects("messages").getFirst().fields().keySet()).containsExactly("from", "group_id", "id", "timestamp", "type", "text");
  }

  private static JsonObject hello(JsonObject group) {
    return JsonObject.EMPTY.with("group_id", group.text("group_id")).with("type", "text").with("text", JsonObject.EMPTY.with("body", "Hello"));
  }

  private List<Receiver.Delivery> delivered(String subject) {
    return platform.receiver.deliveries().stream().filter(one -> one.event().text("subject").equals(Optional.of(subject))).toList();
  }

  private String deliveredAndLeft() {
    platform.deliver();
    var attributes = platform.engines.sqs().getQueueAttributes(request -> request.queueUrl(platform.queueUrl).attributeNamesWithStrings("All")).attributesAsStrings();
    int left = Integer.parseInt(attributes.get("ApproximateNumberOfMessages"))
        + Integer.parseInt(attributes.get("ApproximateNumberOfMessagesNotVisible")) + platform.heldBack.size();
    return platform.receiver.deliveries().size() + " delivered, " + left + " left";
  }

  private List<String> subjects() {
    return platform.get("/sandbox/graph/v26.0/" + NUMBER + "/groups").json().object("data").orElseThrow().objects("groups").stream()
        .map(group -> group.text("subject").orElseThrow()).toList();
  }
}
