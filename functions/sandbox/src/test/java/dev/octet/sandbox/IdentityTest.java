package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People who have another phone number or user id than before, and what businesses are told of it. */
class IdentityTest {
  private static final String OLD = "447700900123";
  private static final String NEW = "447700900999";

  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair");
  private final String groupId = group.text("group_id").orElseThrow();
  private final JsonObject ada = platform.api("POST", "people", "{\"name\":\"Ada\",\"wa_id\":\"" + OLD + "\"}").json();
  private final String adaId = ada.text("id").orElseThrow();
  private final String userId = ada.text("user_id").orElseThrow();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void another_user_id_is_a_system_message_and_an_update() {
    join(group);

    JsonObject now = become("{\"user_id\":true}").json();

    String current = now.text("user_id").orElseThrow();
    assertThat(current).isNotEqualTo(userId).matches("US\\.\\d{20}");
    assertThat(now).isEqualTo(ada.with("user_id", current));
    platform.deliver();
    JsonObject message = platform.receiver.only("message").value().objects("messages").getFirst();
    assertThat(platform.receiver.only("message").value().has("contacts")).isFalse();
    assertThat(message.without("id").without("timestamp")).as("spec/webhooks/messages.system_user_changed_user_id").isEqualTo(JsonObject.EMPTY
        .with("from", OLD).with("type", "system").with("system", JsonObject.EMPTY
            .with("body", "User Ada changed from " + userId + " to " + current).with("wa_id", OLD).with("user_id", current).with("type", "user_changed_user_id")));
    JsonObject value = platform.receiver.only("user_id_update").value();
    assertThat(value.objects("contacts")).as("spec/webhooks/user_id_update.changed")
        .containsExactly(JsonObject.EMPTY.with("profile", JsonObject.EMPTY.with("name", "Ada")).with("wa_id", OLD));
    assertThat(value.objects("user_id_update").getFirst().without("timestamp")).isEqualTo(JsonObject.EMPTY
        .with("wa_id", OLD).with("detail", "User id for Ada has been updated.")
        .with("user_id", JsonObject.EMPTY.with("previous", userId).with("current", current)));
    assertThat(participants()).containsExactly(JsonObject.EMPTY.with("wa_id", OLD).with("user_id", current));
  }

  @Test
  void another_phone_number_is_a_system_message_from_the_one_before() {
    join(group);

    assertThat(become("{\"wa_id\":\"+" + NEW + "\"}").json()).isEqualTo(ada.with("wa_id", NEW));

    platform.deliver();
    assertThat(platform.receiver.only("message").value().objects("messages").getFirst().without("id").without("timestamp")).isEqualTo(JsonObject.EMPTY
        .with("from", OLD).with("type", "system").with("system", JsonObject.EMPTY
            .with("body", "User Ada changed from " + OLD + " to " + NEW).with("wa_id", NEW).with("type", "user_changed_number")));
    assertThat(platform.receiver.deliveries()).extracting(Receiver.Delivery::type).doesNotContain("user_id_update");
    assertThat(participants()).containsExactly(JsonObject.EMPTY.with("wa_id", NEW).with("user_id", userId));
    assertThat(remove(OLD).objects("failed_participants")).as("nobody has it any more").hasSize(1);
    assertThat(remove(NEW).objects("removed_participants")).hasSize(1);
    assertThat(platform.join(adaId, group.text("invite_link").orElseThrow()).text("reason")).as("they are still who they are").isEqualTo("banned");
  }

  @Test
  void both_at_once_are_told_of_in_three_webhooks_to_each_number_once() {
    JsonObject second = platform.group("Gutters");
    join(group);
    join(second);
    String other = platform.graph("POST", "/sandbox/graph/v26.0/" + Platform.OTHER_NUMBER + "/groups",
        JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", "Elsewhere")).text("request_id");
    platform.deliver();
    join(platform.receiver.deliveries().stream().filter(one -> one.type().equals("group_create")).map(Receiver.Delivery::event)
        .filter(event -> event.text("request_id").orElse("").equals(other)).findFirst().orElseThrow());

    become("{\"wa_id\":\"" + NEW + "\",\"user_id\":true}");

    platform.deliver();
    List<String> told = platform.receiver.deliveries().stream().filter(one -> one.type().equals("message") || one.type().equals("user_id_update"))
        .map(one -> one.value().object("metadata").orElseThrow().text("phone_number_id").orElseThrow() + " "
            + one.value().objects("messages").stream().flatMap(it -> it.object("system").stream()).flatMap(it -> it.text("type").stream()).findFirst().orElse(one.type())).toList();
    assertThat(told).containsExactlyInAnyOrder(
        Platform.NUMBER + " user_changed_number", Platform.NUMBER + " user_changed_user_id", Platform.NUMBER + " user_id_update",
        Platform.OTHER_NUMBER + " user_changed_number", Platform.OTHER_NUMBER + " user_changed_user_id", Platform.OTHER_NUMBER + " user_id_update");
    for (JsonObject one : List.of(group, second)) {
      assertThat(platform.truth(one.text("group_id").orElseThrow()).objects("participants").getFirst().text("wa_id")).contains(NEW);
    }
  }

  @Test
  void nobody_is_told_of_who_is_in_no_group_of_theirs() {
    join(group);
    platform.act(adaId, "leave", JsonObject.EMPTY.with("group_id", groupId));
    platform.deliver();
    int before = platform.receiver.deliveries().size();

    assertThat(become("{\"user_id\":true}").status()).isEqualTo(200);

    platform.deliver();
    assertThat(platform.receiver.deliveries()).hasSize(before);
  }

  @Test
  void who_only_asked_to_join_is_another_in_the_request_and_not_told_of() {
    Doorstep door = new Doorstep(platform);
    platform.join(adaId, door.link);
    String request = door.requestId(ada);

    become("{\"wa_id\":\"" + NEW + "\"}");

    platform.deliver();
    assertThat(platform.receiver.deliveries()).extracting(Receiver.Delivery::type).doesNotContain("message");
    assertThat(platform.get(door.requests()).json().objects("data").getFirst().text("wa_id")).contains(NEW);
    assertThat(door.act("POST", List.of(request)).json().texts("approved_join_requests")).as("the request's id stays").containsExactly(request);
  }

  @Test
  void a_number_that_a_business_was_not_shown_stays_hidden_and_its_change_too() {
    platform.faults("{\"without_phone_numbers\":true}");
    join(group);
    platform.faults("{}");

    become("{\"wa_id\":\"" + NEW + "\"}");
    platform.deliver();
    assertThat(platform.receiver.deliveries()).extracting(Receiver.Delivery::type).doesNotContain("message", "user_id_update");

    String current = become("{\"user_id\":true}").text("user_id");
    platform.deliver();
    assertThat(platform.receiver.only("message").value().toJson()).doesNotContain(OLD, NEW).contains(current);
    assertThat(platform.receiver.only("user_id_update").value().toJson()).doesNotContain(OLD, NEW);
    assertThat(participants()).containsExactly(JsonObject.EMPTY.with("user_id", current));
  }

  @Test
  void in_older_spellings_there_is_the_number_alone() {
    join(group);
    platform.faults("{\"older_field_spellings\":true}");

    become("{\"wa_id\":\"" + NEW + "\",\"user_id\":true}");

    platform.deliver();
    assertThat(platform.receiver.only("message").value().objects("messages").getFirst().object("system").orElseThrow().text("type")).contains("user_changed_number");
    assertThat(platform.receiver.deliveries()).extracting(Receiver.Delivery::type).doesNotContain("user_id_update");
  }

  @Test
  void a_phone_number_is_one_persons_and_free_when_it_is_given_up() {
    platform.api("POST", "people", "{\"name\":\"Bo\",\"wa_id\":\"" + NEW + "\"}");

    assertThat(become("{\"wa_id\":\"" + NEW + "\"}").status()).isEqualTo(409);
    assertThat(platform.api("GET", "people/" + adaId, "").json()).isEqualTo(ada);
    assertThat(become("{\"wa_id\":\"447700900777\"}").status()).isEqualTo(200);
    assertThat(platform.api("POST", "people", "{\"name\":\"Cy\",\"wa_id\":\"" + OLD + "\"}").status()).isEqualTo(200);
    assertThat(become("{\"wa_id\":\"" + OLD + "\"}").status()).isEqualTo(409);
    assertThat(become("{\"wa_id\":\"447700900777\"}").status()).as("theirs already").isEqualTo(200);
    assertThat(platform.api("POST", "people", "{\"name\":\"Di\",\"wa_id\":\"447700900777\"}").status()).isEqualTo(409);
  }

  private void join(JsonObject to) {
    assertThat(platform.join(adaId, to.text("invite_link").orElseThrow()).text("status")).isEqualTo("joined");
    platform.deliver();
  }

  private Platform.Answer become(String identity) {
    return platform.api("POST", "people/" + adaId + "/identity", identity);
  }

  private JsonObject remove(String user) {
    String requestId = platform.operate("DELETE", groupId, "participants",
        JsonObject.EMPTY.with("participants", List.of(JsonObject.EMPTY.with("user", user)))).text("request_id");
    platform.deliver();
    return platform.receiver.deliveries().stream().filter(one -> one.type().equals("group_participants_remove")).map(Receiver.Delivery::event)
        .filter(event -> event.text("request_id").orElse("").equals(requestId)).findFirst().orElseThrow();
  }

  private List<JsonObject> participants() {
    return platform.get("/sandbox/graph/v26.0/" + groupId + "?fields=participants").json().objects("participants");
  }
}
