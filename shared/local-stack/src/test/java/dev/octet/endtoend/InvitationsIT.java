package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People are invited to a group, and what becomes of that, on the whole bundle. */
class InvitationsIT {
  private static Octet octet;

  @BeforeAll
  static void start() {
    octet = Octet.start();
  }

  @AfterAll
  static void end() {
    octet.close();
  }

  @Test
  void who_is_invited_comes_in_and_who_stays_out_is_invited_in_vain_once_the_link_is_reset() {
    Gathering group = Gathering.of(octet, "Kitchen", "auto_approve");
    JsonObject ada = Gathering.person(octet, "Ada", "447946000001");
    JsonObject ben = Gathering.person(octet, "Ben", "447946000002");
    String adas = invite(group, ada);
    String bens = invite(group, ben);
    changed(adas, "delivered");
    changed(bens, "delivered");

    assertThat(group.opens(ada, group.link())).isEqualTo("joined");
    JsonObject joined = changed(adas, "joined");
    assertThat(joined.object("participant").flatMap(it -> it.text("user_id"))).isEqualTo(ada.text("user_id"));
    assertThat(joined.text("invite_link")).contains(group.link());
    assertThat(octet.post("/graph/v26.0/" + group.id() + "/invite_link", "").status()).isEqualTo(200);
    changed(bens, "expired");

    List<JsonObject> all = octet.get("/v1/groups/" + group.id() + "/invitations?limit=10").body().objects("data");
    assertThat(all).extracting(it -> it.text("id").orElseThrow() + " " + it.text("state").orElseThrow()).containsExactlyInAnyOrder(adas + " joined", bens + " expired");
    assertThat(octet.get("/v1/groups/" + group.id() + "/invitations?state=expired").body().objects("data")).hasSize(1);
    assertThat(octet.get("/v1/groups/" + group.id() + "/invitations?state=lost").status()).isEqualTo(400);
    assertThat(octet.get("/v1/groups/nobodys/invitations").status()).isEqualTo(404);
  }

  @Test
  void who_leaves_unread_makes_it_read_by_all_who_stay() {
    Gathering group = Gathering.of(octet, "Hall", "auto_approve");
    JsonObject ada = group.joinedBy("Ada", "447946000003");
    JsonObject ben = group.joinedBy("Ben", "447946000004");
    octet.post("/sandbox/api/people/" + ada.text("id").orElseThrow() + "/messages", JsonObject.EMPTY.with("group_id", group.id()).with("type", "text")
        .with("text", JsonObject.EMPTY.with("body", "Hello")).toJson());
    String id = octet.post("/graph/v26.0/" + NUMBER + "/messages", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group")
        .with("to", group.id()).with("type", "text").with("text", JsonObject.EMPTY.with("body", "Read me")).toJson()).body().objects("messages").getFirst().text("id").orElseThrow();
    octet.told("message.delivered", one -> isAbout(one, id));
    octet.post("/sandbox/api/people/" + ada.text("id").orElseThrow() + "/read", JsonObject.EMPTY.with("group_id", group.id()).toJson());
    octet.told("message.read", one -> isAbout(one, id));

    octet.post("/sandbox/api/people/" + ben.text("id").orElseThrow() + "/leave", JsonObject.EMPTY.with("group_id", group.id()).toJson());
    octet.told("message.read_by_all", one -> isAbout(one, id));
  }

  /** Returns the invitation's id. */
  private static String invite(Gathering group, JsonObject person) {
    JsonObject parameter = JsonObject.EMPTY.with("type", "group_id").with("group_id", group.id());
    JsonObject template = JsonObject.EMPTY.with("name", "order_group_invite").with("language", JsonObject.EMPTY.with("code", "en"))
        .with("components", List.of(JsonObject.EMPTY.with("type", "body")
            .with("parameters", List.of(parameter, JsonObject.EMPTY.with("type", "text").with("text", "your kitchen")))));
    String key = "invite " + person.text("id").orElseThrow();
    octet.put("octet-message-commands.fifo", JsonObject.EMPTY.with("command", "send_message").with("id", key).with("phone_number_id", NUMBER)
        .with("body", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("to", person.text("wa_id")).with("type", "template").with("template", template)).toJson());
    return data(octet.ended(key)).text("request_id").orElseThrow();
  }

  private static JsonObject changed(String invitation, String state) {
    return data(octet.told("invitation.changed", one -> data(one).object("invitation").filter(it ->
        it.text("id").equals(Optional.of(invitation)) && it.text("state").equals(Optional.of(state))).isPresent())).object("invitation").orElseThrow();
  }

  private static boolean isAbout(JsonObject notification, String messageId) {
    return data(notification).object("message").flatMap(message -> message.text("id")).equals(Optional.of(messageId));
  }
}
