package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a business sends to one person: invitations to its groups above all. */
class PersonMessagesTest {
  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair");
  private final JsonObject ada = platform.api("POST", "people", "{\"name\":\"Ada\",\"wa_id\":\"447700900123\"}").json();
  private final String adaId = ada.text("id").orElseThrow();

  @AfterEach
  void close() {
    platform.close();
  }

  private static JsonObject invitation(String groupId) {
    return JsonObject.EMPTY.with("name", "order_group_invite").with("language", JsonObject.EMPTY.with("code", "en")).with("components", List.of(JsonObject.EMPTY
        .with("type", "body").with("parameters", List.of(JsonObject.EMPTY.with("type", "group_id").with("group_id", groupId),
            JsonObject.EMPTY.with("type", "text").with("text", "your kitchen order")))));
  }

  private Platform.Answer invite(String name, String value, String groupId) {
    return platform.send(JsonObject.EMPTY.with("recipient_type", "individual").with(name, value).with("type", "template").with("template", invitation(groupId))
        .with("biz_opaque_callback_data", "oct_7"));
  }

  @Test
  void an_invitation_is_read_as_the_groups_link_and_followed_by_its_statuses() {
    Platform.Answer answer = invite("to", "+44 7700 900123", group.text("group_id").orElseThrow());

    String messageId = answer.json().objects("messages").getFirst().text("id").orElseThrow();
    assertThat(answer.json()).as("spec/graph/send_invite_template").isEqualTo(JsonObject.EMPTY.with("messaging_product", "whatsapp")
        .with("contacts", List.of(JsonObject.EMPTY.with("input", "+44 7700 900123").with("wa_id", "447700900123")))
        .with("messages", List.of(JsonObject.EMPTY.with("id", messageId).with("message_status", "accepted"))));
    JsonObject seen = platform.api("GET", "people/" + adaId + "/messages?phone_number_id=" + Platform.NUMBER, "").json().objects("messages").getFirst();
    assertThat(seen.toJson()).contains("\"invite_link\":\"" + group.text("invite_link").orElseThrow() + "\"");
    assertThat(platform.act(adaId, "read", JsonObject.EMPTY.with("phone_number_id", Platform.NUMBER)).json().whole("messages")).hasValue(1);
    platform.settle();
    assertThat(platform.receiver.statuses("delivered").getFirst().without("timestamp")).isEqualTo(JsonObject.EMPTY.with("id", messageId).with("status", "delivered")
        .with("recipient_id", "447700900123").with("recipient_user_id", ada.text("user_id")).with("biz_opaque_callback_data", "oct_7")
        .with("pricing", JsonObject.EMPTY.with("billable", true).with("pricing_model", "PMP").with("type", "regular").with("category", "utility")));
    assertThat(platform.receiver.statuses("sent").getFirst().text("recipient_id")).contains("447700900123");
    assertThat(platform.receiver.statuses("read")).hasSize(1);
    assertThat(platform.join(adaId, group.text("invite_link").orElseThrow()).text("status")).isEqualTo("joined");
  }

  @Test
  void who_shows_no_number_is_reached_by_user_id_alone() {
    platform.faults("{\"without_phone_numbers\":true}");
    String userId = ada.text("user_id").orElseThrow();

    Platform.Answer answer = invite("recipient", userId, group.text("group_id").orElseThrow());

    assertThat(answer.json().objects("contacts")).as("spec/graph/send_invite_template_bsuid").containsExactly(JsonObject.EMPTY.with("input", userId).with("user_id", userId));
    platform.settle();
    assertThat(platform.receiver.statuses("delivered").getFirst().has("recipient_id")).isFalse();
    assertThat(platform.receiver.statuses("delivered").getFirst().text("recipient_user_id")).contains(userId);
    assertThat(platform.receiver.only("delivered").value().toJson()).doesNotContain("447700900123");
  }

  @Test
  void another_identity_is_reached_by_the_new_one() {
    String before = ada.text("user_id").orElseThrow();
    platform.act(adaId, "identity", JsonObject.EMPTY.with("user_id", true));
    String after = platform.api("GET", "people/" + adaId, "").text("user_id");

    invite("recipient", after, group.text("group_id").orElseThrow());
    invite("recipient", before, group.text("group_id").orElseThrow());

    platform.settle();
    assertThat(platform.receiver.statuses("delivered")).extracting(one -> one.text("recipient_user_id").orElseThrow()).containsExactly(after);
    assertThat(platform.receiver.statuses("failed")).extracting(one -> one.text("recipient_user_id").orElseThrow()).containsExactly(before);
    assertThat(after.substring(0, 3)).isEqualTo(before.substring(0, 3));
  }

  @Test
  void nobody_of_this_number_is_told_in_a_status() {
    assertThat(invite("to", "15550199999", group.text("group_id").orElseThrow()).status()).isEqualTo(200);

    platform.settle();
    JsonObject failed = platform.receiver.statuses("failed").getFirst();
    assertThat(failed.text("recipient_id")).contains("15550199999");
    assertThat(failed.objects("errors").getFirst().whole("code")).hasValue(131026);
    assertThat(platform.receiver.statuses("sent")).isEmpty();
  }

  @Test
  void plain_text_needs_the_window_of_this_chat_which_a_group_does_not_open() {
    String inGroup = group.text("group_id").orElseThrow();
    platform.join(adaId, group.text("invite_link").orElseThrow());
    platform.write(adaId, inGroup, "Hello?");
    platform.settings("{\"window_refusal\":\"answer\"}");
    assertThat(link().code()).isEqualTo(131047);

    platform.act(adaId, "messages", JsonObject.EMPTY.with("phone_number_id", Platform.NUMBER).with("text", JsonObject.EMPTY.with("body", "How do I join?")));

    assertThat(link().status()).isEqualTo(200);
    platform.settle();
    Receiver.Delivery asked = platform.receiver.deliveries().stream().filter(one -> one.type().equals("message"))
        .filter(one -> one.value().toJson().contains("How do I join?")).findFirst().orElseThrow();
    assertThat(asked.value().objects("messages").getFirst().has("group_id")).isFalse();
    assertThat(platform.receiver.statuses("delivered").getFirst().object("pricing").orElseThrow().text("type")).contains("free_customer_service");
  }

  private Platform.Answer link() {
    return platform.send(JsonObject.EMPTY.with("to", "447700900123").with("type", "text")
        .with("text", JsonObject.EMPTY.with("body", "Join us: " + group.text("invite_link").orElseThrow())));
  }

  @Test
  void an_invitation_to_no_group_of_this_number_is_refused() {
    assertThat(invite("to", "447700900123", "Y2FwaV9ncm91cDoxNTU1MDEwMDAwMToxMjAzNjMwMDAwMDAwMDAwMDEZD").code()).isEqualTo(131041);
  }
}
