package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a business sends to its groups: what is answered, and what statuses tell. */
class SendingTest {
  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair");
  private final String id = group.text("group_id").orElseThrow();
  private String ada = "";
  private String ben = "";

  @BeforeEach
  void people() {
    ada = platform.member("Ada", "447700900123", group);
    ben = platform.member("Ben", "447700900124", group);
    platform.write(ada, id, "Hello?");
    platform.deliver();
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void a_text_is_taken_sent_once_and_delivered_to_each() {
    Platform.Answer answer = platform.send(JsonObject.EMPTY.with("recipient_type", "group").with("to", id).with("type", "text")
        .with("text", JsonObject.EMPTY.with("body", "Thursday 10:00").with("preview_url", true)).with("biz_opaque_callback_data", "oct_1"));

    String messageId = answer.json().objects("messages").getFirst().text("id").orElseThrow();
    assertThat(answer.json()).as("spec/graph/send_text").isEqualTo(JsonObject.EMPTY.with("messaging_product", "whatsapp")
        .with("contacts", List.of(JsonObject.EMPTY.with("input", id).with("wa_id", id)))
        .with("messages", List.of(JsonObject.EMPTY.with("id", messageId).with("group_id", id))));
    platform.settle();
    assertThat(platform.receiver.only("sent").value().has("contacts")).isFalse();
    assertThat(platform.receiver.statuses("sent").getFirst().without("timestamp")).as("spec/webhooks/messages.group_status_sent").isEqualTo(JsonObject.EMPTY
        .with("id", messageId).with("status", "sent").with("recipient_id", id).with("recipient_type", "group").with("biz_opaque_callback_data", "oct_1"));
    Receiver.Delivery toAda = delivered("447700900123");
    assertThat(toAda.value().objects("contacts")).hasSize(1).first().satisfies(contact -> {
      assertThat(contact.text("wa_id")).contains("447700900123");
      assertThat(contact.text("user_id")).isPresent();
    });
    JsonObject status = toAda.value().objects("statuses").getFirst();
    assertThat(status.fields().keySet()).containsExactly("id", "status", "timestamp", "recipient_id", "recipient_type", "recipient_participant_id",
        "recipient_participant_user_id", "biz_opaque_callback_data", "pricing");
    assertThat(status.object("pricing")).contains(JsonObject.EMPTY.with("billable", false).with("pricing_model", "PMP")
        .with("type", "free_group_customer_service").with("category", "group_service"));
    assertThat(platform.receiver.statuses("delivered")).hasSize(2);
    assertThat(platform.receiver.statuses("read")).isEmpty();
  }

  @Test
  void what_stands_beside_what_is_known_may_be_nested_as_deep_as_is_read() throws Exception {
    JsonObject text = JsonObject.parse("{\"body\":\"Hello\",\"more\":" + "[".repeat(60) + "]".repeat(60) + "}");

    assertThat(platform.sendToGroup(id, "text", text).status()).isEqualTo(200);
    assertThat(platform.act(ada, "messages", JsonObject.EMPTY.with("group_id", id).with("type", "text").with("text", text)).status()).isEqualTo(200);
  }

  private Receiver.Delivery delivered(String waId) {
    return platform.receiver.deliveries().stream().filter(one -> one.type().equals("delivered"))
        .filter(one -> one.value().objects("statuses").getFirst().text("recipient_participant_id").orElse("").equals(waId)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "image    | image/jpeg         | {\"id\":\"ID\",\"caption\":\"Layout\"}",
      "image    |                    | {\"link\":\"https://shop.example/layout.jpg\"}",
      "video    | video/mp4          | {\"id\":\"ID\"}",
      "audio    | audio/ogg          | {\"id\":\"ID\",\"voice\":true}",
      "document | application/pdf    | {\"id\":\"ID\",\"filename\":\"quote.pdf\",\"caption\":\"Quote\"}",
      "sticker  | image/webp         | {\"id\":\"ID\"}"})
  void files_are_sent_by_id_or_by_link(String type, String mimeType, String given) throws Exception {
    String content = mimeType == null ? given : given.replace("ID", platform.media(mimeType));

    Platform.Answer answer = platform.sendToGroup(id, type, JsonObject.parse(content));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    platform.settle();
    assertThat(platform.receiver.statuses("delivered")).hasSize(2);
    JsonObject seen = platform.api("GET", "people/" + ben + "/messages?group_id=" + id, "").json().objects("messages").getLast();
    assertThat(seen.object(type)).contains(JsonObject.parse(content));
    assertThat(seen.text("from")).contains("business");
  }

  @Test
  void reading_is_told_once_by_person_and_with_the_price() {
    String first = platform.text(id, "One");
    String second = platform.text(id, "Two");

    assertThat(platform.act(ada, "read", JsonObject.EMPTY.with("group_id", id)).json()).isEqualTo(JsonObject.EMPTY.with("status", "read").with("messages", 2));
    assertThat(platform.act(ada, "read", JsonObject.EMPTY.with("group_id", id)).json().whole("messages")).hasValue(0);

    platform.settle();
    List<JsonObject> read = platform.receiver.statuses("read");
    assertThat(read).extracting(one -> one.text("id").orElseThrow()).containsExactlyInAnyOrder(first, second);
    assertThat(read).allSatisfy(one -> {
      assertThat(one.text("recipient_participant_id")).contains("447700900123");
      assertThat(one.object("pricing")).isPresent();
    });
    platform.text(id, "Three");
    assertThat(platform.act(ada, "read", JsonObject.EMPTY.with("group_id", id)).json().whole("messages")).hasValue(1);
    assertThat(ledger().whole("count")).as("a reading is not charged again").hasValue(6);
  }

  private JsonObject ledger() {
    return platform.api("GET", "numbers/" + Platform.NUMBER + "/ledger", "").json();
  }
}
