package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What keeps a business from sending: what its groups, its window and its limits are. */
class MessageRefusalsTest {
  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair");
  private final String id = group.text("group_id").orElseThrow();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void nothing_is_sent_to_a_group_that_is_unknown_alone_suspended_or_gone() {
    assertThat(text("Y2FwaV9ncm91cDoxNTU1MDEwMDAwMToxMjAzNjMwMDAwMDAwMDAwMDEZD").code()).isEqualTo(131041);
    Platform.Answer alone = text(id);
    assertThat(alone.status()).isEqualTo(400);
    assertThat(alone.error().without("fbtrace_id")).as("spec/graph/error_single_member_group").isEqualTo(JsonObject.EMPTY
        .with("message", "(#131020) Bad Group").with("type", "OAuthException").with("code", 131020).with("error_data",
            JsonObject.EMPTY.with("messaging_product", "whatsapp").with("details", "Cannot send messages to single member groups.")));
    platform.member("Ada", "447700900123", group);
    platform.api("POST", "groups/" + id + "/suspend", "");
    assertThat(text(id).code()).isEqualTo(131207);
    platform.api("POST", "groups/" + id + "/clear_suspension", "");
    platform.settings("{\"eligible\":false}");
    assertThat(text(id).code()).isEqualTo(131215);
    platform.settings("{}");
    platform.delete(id);
    assertThat(text(id).code()).isEqualTo(131041);
    platform.settle();
    assertThat(platform.receiver.deliveries()).noneMatch(one -> one.field().equals("messages"));
  }

  @Test
  void another_numbers_group_is_unknown() {
    platform.member("Ada", "447700900123", group);

    Platform.Answer answer = platform.graph("POST", "/sandbox/graph/v26.0/" + Platform.OTHER_NUMBER + "/messages",
        JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", id).with("text", JsonObject.EMPTY.with("body", "x")));

    assertThat(answer.code()).isEqualTo(131041);
  }

  @Test
  void outside_the_window_a_message_is_taken_and_fails() {
    platform.member("Ada", "447700900123", group);

    Platform.Answer answer = text(id);

    assertThat(answer.status()).isEqualTo(200);
    platform.settle();
    assertThat(platform.receiver.only("failed").value().has("contacts")).isFalse();
    JsonObject failed = platform.receiver.statuses("failed").getFirst();
    assertThat(failed.without("timestamp").without("id")).as("spec/webhooks/messages.group_status_failed_window").isEqualTo(JsonObject.EMPTY
        .with("status", "failed").with("recipient_id", id).with("recipient_type", "group").with("errors", List.of(JsonObject.EMPTY
            .with("code", 131047).with("title", "Re-engagement message").with("message", "Re-engagement message")
            .with("error_data", JsonObject.EMPTY.with("details",
                "Message failed to send because more than 24 hours have passed since the customer last replied to this number."))
            .with("href", "/documentation/business-messaging/whatsapp/support/error-codes"))));
    assertThat(platform.receiver.statuses("sent")).isEmpty();
    JsonObject truth = platform.api("GET", "groups/" + id + "/messages", "").json().objects("messages").getFirst();
    assertThat(truth.whole("failed")).hasValue(131047);
  }

  @Test
  void one_who_writes_opens_the_window_to_the_whole_group_for_a_day_and_who_joins_does_not() {
    String ada = platform.member("Ada", "447700900123", group);
    platform.member("Ben", "447700900124", group);
    platform.settings("{\"window_refusal\":\"answer\"}");
    assertThat(text(id).code()).as("joining opens nothing").isEqualTo(131047);
    assertThat(platform.truth(id).has("window_until")).isFalse();

    platform.write(ada, id, "Hello?");

    assertThat(text(id).status()).isEqualTo(200);
    assertThat(platform.truth(id).text("window_until")).isPresent();
    platform.api("POST", "clock", "{\"advance\":\"PT23H\"}");
    assertThat(text(id).status()).isEqualTo(200);
    platform.api("POST", "clock", "{\"advance\":\"PT1H\"}");
    assertThat(text(id).code()).isEqualTo(131047);
    platform.template("visit_soon", "UTILITY");
    assertThat(platform.sendToGroup(id, "template", Platform.ofTemplate("visit_soon")).status()).as("templates are sent at any time").isEqualTo(200);
  }

  @Test
  void only_templates_that_are_there_and_approved_are_sent() {
    platform.member("Ada", "447700900123", group);
    platform.template("visit_soon", "UTILITY");
    platform.template("sign_in", "AUTHENTICATION");

    Platform.Answer unknown = platform.sendToGroup(id, "template", Platform.ofTemplate("nowhere"));
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo(132001);
    assertThat(platform.sendToGroup(id, "template", Platform.ofTemplate("visit_soon").with("language", JsonObject.EMPTY.with("code", "de"))).code()).isEqualTo(132001);
    assertThat(platform.sendToGroup(id, "template", Platform.ofTemplate("sign_in")).code()).isEqualTo(131051);
    Platform.Answer answer = platform.sendToGroup(id, "template", Platform.ofTemplate("visit_soon"));
    assertThat(answer.json().objects("messages").getFirst().text("message_status")).contains("accepted");
  }

  @Test
  void a_number_sends_so_many_messages_in_a_second_and_so_many_to_one_group_in_six() {
    String ada = platform.member("Ada", "447700900123", group);
    platform.write(ada, id, "Hello?");
    platform.settings("{\"messages_per_second\":2}");

    assertThat(List.of(text(id).status(), text(id).status())).containsOnly(200);
    Platform.Answer refused = text(id);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error().without("fbtrace_id")).as("spec/graph/error_throughput").isEqualTo(JsonObject.EMPTY
        .with("message", "(#130429) Rate limit hit").with("type", "OAuthException").with("code", 130429).with("error_data",
            JsonObject.EMPTY.with("messaging_product", "whatsapp").with("details", "Cloud API message throughput has been reached.")));
    platform.clock.advance(Duration.ofSeconds(1));
    assertThat(text(id).status()).isEqualTo(200);

    platform.settings("{\"pair_limit\":1}");
    assertThat(text(id).status()).isEqualTo(200);
    assertThat(text(id).code()).isEqualTo(131056);
    platform.clock.advance(Duration.ofSeconds(6));
    assertThat(text(id).status()).isEqualTo(200);
  }

  private Platform.Answer text(String groupId) {
    return platform.sendToGroup(groupId, "text", JsonObject.EMPTY.with("body", "Thursday?"));
  }
}
