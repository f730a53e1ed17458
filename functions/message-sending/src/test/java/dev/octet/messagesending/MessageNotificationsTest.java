package dev.octet.messagesending;

import static dev.octet.messagesending.Events.GROUP;
import static dev.octet.messagesending.Events.NUMBER;
import static dev.octet.messagesending.Events.event;
import static dev.octet.messagesending.Events.json;
import static dev.octet.messagesending.Events.message;
import static dev.octet.messagesending.Events.receipt;
import static dev.octet.messagesending.Events.status;
import static dev.octet.messagesending.Events.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.WebhookEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageNotificationsTest {

  @Test
  void what_a_person_writes_is_notified_with_the_platforms_own_message() {
    JsonObject item = text("wamid.M1", "GB.5501", "Tuesday suits us");
    WebhookEvent event = Events.with(message(item), "contacts", List.of(json("{\"profile\":{\"name\":\"Esme\"},\"user_id\":\"GB.5501\",\"wa_id\":\"447700900123\"}")));

    Notification received = only(event);

    assertThat(received.type()).isEqualTo("message.received");
    assertThat(received.groupId()).contains(GROUP);
    assertThat(received.phoneNumberId()).contains(NUMBER);
    assertThat(received.time()).isEqualTo(Instant.ofEpochSecond(1795506000L));
    assertThat(received.data().object("message")).contains(item);
    assertThat(received.data().object("sender")).contains(json("{\"user_id\":\"GB.5501\",\"wa_id\":\"447700900123\",\"profile\":{\"name\":\"Esme\"}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "image", "reaction", "system", "unknown", "of_next_year"})
  void a_message_of_any_type_is_a_message(String type) {
    JsonObject item = text("wamid.M1", "GB.5501", "x").without("text").with("type", type).with(type, JsonObject.EMPTY.with("any", "thing"));

    assertThat(only(message(item)).type()).isEqualTo("message.received");
    assertThat(only(message(item)).data().object("message")).contains(item);
  }

  @ParameterizedTest
  @CsvSource({"130501,", "131051,poll", "\"131051\",edit"})
  void an_unsupported_message_is_notified_with_its_errors(String code, String kind) {
    JsonObject item = json("{\"from_user_id\":\"GB.5501\",\"group_id\":\"" + GROUP + "\",\"id\":\"wamid.M1\",\"timestamp\":\"1795506000\",\"type\":\"unsupported\","
        + "\"errors\":[{\"code\":" + code + ",\"title\":\"Message type unknown\"}]" + (kind == null ? "" : ",\"unsupported\":{\"type\":\"" + kind + "\"}") + "}");

    assertThat(only(message(item)).data().object("message")).contains(item);
  }

  @Test
  void a_message_is_the_same_notification_however_it_is_learned() {
    JsonObject item = text("wamid.M1", "GB.5501", "Tuesday suits us");
    Notification alone = only(message(item));

    assertThat(of(event("messages", text("wamid.M0", "GB.9", "Hello"), item))).element(1).isEqualTo(alone);
    assertThat(only(message(item.with("from", "447700900123"))).id()).isEqualTo(alone.id());
    assertThat(only(message(item.with("id", "wamid.M2"))).id()).isNotEqualTo(alone.id());
  }

  @Test
  void with_a_user_id_the_phone_number_never_changes_which_notification_it_is() {
    JsonObject hidden = status("wamid.S1", "read", "GB.5501");

    assertThat(only(receipt(hidden.with("recipient_participant_id", "447700900123"))).id()).isEqualTo(only(receipt(hidden)).id());
    assertThat(only(receipt(hidden.with("participant_recipient_id", "+447700900123"))).id()).isEqualTo(only(receipt(hidden)).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"messages\":[]}", "{\"messages\":{\"id\":\"x\"}}", "{\"errors\":[{\"code\":130429}]}", "{\"message_echoes\":[{\"id\":\"x\"}]}",
      "{\"messages\":[null]}", "{\"messages\":[[{\"id\":\"x\"}]]}", "{\"messages\":[{\"id\":{}}]}", "{\"statuses\":[{\"status\":\"read\"}]}"})
  void an_event_that_says_nothing_known_is_one_unrecognized_webhook_under_its_own_key(String value) {
    WebhookEvent event = new WebhookEvent("k1", Events.ARRIVED, "messages", "2088", json(value));

    assertThat(only(event).type()).isEqualTo("webhook.unrecognized");
    assertThat(only(event).data().text("event_key")).contains("k1");
    assertThat(only(event).data().object("event")).contains(event.toJson());
  }

  @Test
  void a_receipt_of_a_message_to_one_person_that_octet_sent_is_notified_too() {
    Notification read = only(receipt(json("{\"id\":\"wamid.S1\",\"status\":\"read\",\"timestamp\":\"1795506030\",\"recipient_id\":\"447700900123\",\"recipient_user_id\":\"GB.5501\",\"biz_opaque_callback_data\":\"oct_7KQ2\"}")));

    assertThat(read.type()).isEqualTo("message.read");
    assertThat(read.groupId()).isEmpty();
    assertThat(read.data().text("biz_opaque_callback_data")).contains("oct_7KQ2");
    assertThat(read.data().object("participant")).contains(json("{\"user_id\":\"GB.5501\",\"wa_id\":\"447700900123\"}"));
  }

  @Test
  void a_message_that_leaves_no_room_is_said_to_be_too_large() {
    Notification told = only(message(text("wamid.M1", "GB.5501", "x".repeat((1 << 20) - 400))));

    assertThat(told.type()).isEqualTo("webhook.oversized");
    assertThat(told.data().whole("bytes").orElseThrow()).isGreaterThan(1 << 20);
  }

  private static Notification only(WebhookEvent event) {
    assertThat(of(event)).hasSize(1);
    return of(event).getFirst();
  }

  private static List<Notification> of(WebhookEvent event) {
    return new Kept().told(event);
  }
}
