package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Removing people from a group. */
class RemovalTest {
  private static final String NOBODY = "15550190344";
  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair");
  private final String id = group.text("group_id").orElseThrow();
  private final JsonObject ada = joined("{\"name\":\"Ada\",\"wa_id\":\"447700900123\"}");
  private final JsonObject bo = joined("{\"name\":\"Bo\",\"wa_id\":\"447700900124\"}");
  private final JsonObject carla = joined("{\"name\":\"Carla\",\"username\":\"carla.fits\"}");

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void people_are_removed_by_number_and_by_id_and_named_as_they_were_sent() {
    Platform.Answer answer = remove(user("+447700900123"), user("447700900124"), userId(carla));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().fields().keySet()).containsExactly("messaging_product", "request_id");
    assertThat(platform.truth(id).whole("total_participant_count")).hasValue(0);
    platform.deliver();
    Receiver.Delivery webhook = platform.receiver.only("group_participants_remove");
    assertThat(webhook.field()).isEqualTo("group_participants_update");
    assertThat(webhook.event().without("timestamp")).isEqualTo(JsonObject.EMPTY
        .with("group_id", id).with("type", "group_participants_remove").with("request_id", answer.text("request_id")).with("initiated_by", "business")
        .with("removed_participants", List.of(input("+447700900123"), input("447700900124"), input(carla.text("user_id").orElseThrow()))));
  }

  @Test
  void who_was_removed_cannot_come_back_write_or_leave() {
    remove(user("447700900123"));

    String adaId = ada.text("id").orElseThrow();
    assertThat(platform.join(adaId, group.text("invite_link").orElseThrow()).json()).isEqualTo(
        JsonObject.EMPTY.with("status", "refused").with("reason", "banned").with("group_id", id));
    JsonObject there = JsonObject.EMPTY.with("group_id", id);
    assertThat(platform.act(adaId, "messages", there.with("type", "text").with("text", JsonObject.EMPTY.with("body", "Hello"))).status()).isEqualTo(400);
    assertThat(platform.act(adaId, "leave", there).status()).isEqualTo(400);
    assertThat(platform.truth(id).objects("participants")).extracting(one -> one.text("name").orElseThrow()).containsExactly("Bo", "Carla");
  }

  @Test
  void of_some_who_are_not_in_each_has_a_reason_and_the_others_go() {
    remove(user(NOBODY), user("447700900123"));

    platform.deliver();
    JsonObject event = platform.receiver.only("group_participants_remove").event();
    assertThat(event.fields().keySet()).as("spec/webhooks/group_participants_update.remove_partial_fail").containsExactly(
        "timestamp", "group_id", "type", "request_id", "initiated_by", "removed_participants", "failed_participants", "errors");
    assertThat(event.objects("removed_participants")).containsExactly(input("447700900123"));
    assertThat(event.objects("failed_participants")).containsExactly(input(NOBODY).with("errors", List.of(notIn())));
    assertThat(event.objects("errors")).containsExactly(JsonObject.EMPTY
        .with("code", 131201).with("message", "Failed to remove some participants from the group").with("title", "Not All Participants Remove Succeeded")
        .with("error_data", JsonObject.EMPTY.with("details", "Not all participant-level operations in the request succeeded.")));
    assertThat(platform.truth(id).whole("total_participant_count")).hasValue(2);
  }

  @Test
  void when_none_is_in_the_reason_stands_once() {
    Platform.Answer answer = remove(user(NOBODY), JsonObject.EMPTY.with("user_id", "US.1"));

    assertThat(answer.status()).isEqualTo(200);
    platform.deliver();
    assertThat(platform.receiver.only("group_participants_remove").event().without("timestamp")).as("spec/webhooks/group_participants_update.remove_total_fail")
        .isEqualTo(JsonObject.EMPTY
            .with("group_id", id).with("type", "group_participants_remove").with("request_id", answer.text("request_id")).with("initiated_by", "business")
            .with("failed_participants", List.of(input(NOBODY), input("US.1"))).with("errors", List.of(notIn())));
    assertThat(platform.truth(id).whole("total_participant_count")).hasValue(3);
  }

  @Test
  void who_was_removed_or_left_is_not_in_a_second_time() {
    remove(user("447700900123"));
    platform.act(bo.text("id").orElseThrow(), "leave", JsonObject.EMPTY.with("group_id", id));
    String again = remove(user("447700900123"), user("447700900124")).text("request_id");

    platform.deliver();
    JsonObject event = platform.receiver.deliveries().stream().map(Receiver.Delivery::event)
        .filter(one -> one.text("request_id").orElse("").equals(again)).findFirst().orElseThrow();
    assertThat(event.has("removed_participants")).isFalse();
    assertThat(event.objects("failed_participants")).hasSize(2);
    assertThat(platform.truth(id).texts("banned")).containsExactly(ada.text("id").orElseThrow());
    assertThat(platform.join(bo.text("id").orElseThrow(), group.text("invite_link").orElseThrow()).text("status")).as("who left may come back").isEqualTo("joined");
  }

  @Test
  void the_same_person_twice_is_refused_however_they_are_named() {
    for (List<JsonObject> twice : List.of(
        List.of(user("447700900123"), user("+447700900123")),
        List.of(user("447700900123"), userId(ada)),
        List.of(userId(carla), user("447700900124"), userId(carla)),
        List.of(user(NOBODY), user("+" + NOBODY)))) {
      Platform.Answer answer = remove(twice.toArray(JsonObject[]::new));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo(131202);
    }
    assertNobodyWent();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{}                                                                   | 131008",
      "{\"participants\":[]}                                                | 131008",
      "{\"participants\":null}                                              | 131008",
      "{\"participants\":[{}]}                                              | 131008",
      "{\"participants\":{}}                                                | 100",
      "{\"participants\":\"447700900123\"}                                  | 100",
      "{\"participants\":[\"447700900123\"]}                                | 100",
      "{\"participants\":[{\"user\":\"447700900123\"},null]}                | 100",
      "{\"participants\":[{\"user\":447700900123}]}                         | 100",
      "{\"participants\":[{\"user\":\"447700900123\",\"user_id\":\"US.1\"}]} | 100",
      "{\"participants\":[{\"user\":\"\"}]}                                 | 131009",
      "{\"participants\":[{\"user\":\"Ada\"}]}                              | 131009",
      "{\"participants\":[{\"user\":\"+44 7700 900123\"}]}                  | 131009",
      "{\"participants\":[{\"user_id\":\"447700900123\"}]}                  | 131009"})
  void a_body_that_names_nobody_is_refused_with_its_code(String body, long code) throws Exception {
    Platform.Answer answer = platform.operate("DELETE", id, "participants", JsonObject.parse(body));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.details()).endsWith(".");
    assertNobodyWent();
  }

  @Test
  void eight_in_one_call_are_the_most() {
    List<JsonObject> nine = Stream.concat(Stream.of(user("447700900123")), IntStream.range(0, 8).mapToObj(i -> user("1555019040" + i))).toList();

    assertThat(remove(nine.toArray(JsonObject[]::new)).code()).isEqualTo(131009);
    assertNobodyWent();
    assertThat(remove(nine.subList(0, 8).toArray(JsonObject[]::new)).status()).isEqualTo(200);
  }

  @Test
  void a_body_without_a_product_or_none_at_all_removes_nobody() {
    Map<String, String> headers = Map.of("authorization", "Bearer sandbox-token");
    String path = "/sandbox/graph/v26.0/" + id + "/participants";
    assertThat(platform.call("DELETE", path, headers, new byte[0]).code()).isEqualTo(131008);
    assertThat(platform.call("DELETE", path, headers, JsonObject.EMPTY.with("participants", List.of(user("447700900123"))).toBytes()).code()).isEqualTo(131008);
    assertNobodyWent();
  }

  @Test
  void who_only_asked_to_join_is_not_in() {
    JsonObject asking = platform.group("Design review", JsonObject.EMPTY.with("join_approval_mode", "approval_required"));
    String asked = asking.text("group_id").orElseThrow();
    platform.join(ada.text("id").orElseThrow(), asking.text("invite_link").orElseThrow());

    platform.operate("DELETE", asked, "participants", JsonObject.EMPTY.with("participants", List.of(user("447700900123"))));

    platform.deliver();
    assertThat(platform.receiver.only("group_participants_remove").event().objects("failed_participants")).hasSize(1);
    assertThat(platform.truth(asked).objects("join_requests")).hasSize(1);
    assertThat(platform.truth(asked).texts("banned")).isEmpty();
  }

  @Test
  void nobody_can_be_added_and_a_suspended_group_keeps_its_people() {
    assertThat(platform.operate("POST", id, "participants", JsonObject.EMPTY.with("participants", List.of(user(NOBODY)))).code()).isEqualTo(100);
    platform.suspend(id);

    assertThat(remove(user("447700900123")).code()).isEqualTo(131207);
    assertNobodyWent();
  }

  private Platform.Answer remove(JsonObject... people) {
    return platform.operate("DELETE", id, "participants", JsonObject.EMPTY.with("participants", List.of(people)));
  }

  private JsonObject joined(String person) {
    JsonObject made = platform.api("POST", "people", person).json();
    platform.join(made.text("id").orElseThrow(), group.text("invite_link").orElseThrow());
    return made;
  }

  private static JsonObject user(String number) {
    return JsonObject.EMPTY.with("user", number);
  }

  private static JsonObject userId(JsonObject person) {
    return JsonObject.EMPTY.with("user_id", person.text("user_id"));
  }

  private static JsonObject input(String input) {
    return JsonObject.EMPTY.with("input", input);
  }

  private static JsonObject notIn() {
    return JsonObject.EMPTY
        .with("code", 131212).with("message", "(#131212) Participant is not a part of the group.").with("title", "Participant is not a part of the group.")
        .with("error_data", JsonObject.EMPTY.with("details", "Participant is not a part of the group."));
  }

  private void assertNobodyWent() {
    platform.deliver();
    assertThat(platform.receiver.deliveries()).extracting(Receiver.Delivery::type).doesNotContain("group_participants_remove");
    assertThat(platform.truth(id).objects("participants")).hasSize(3);
  }
}
