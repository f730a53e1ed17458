package dev.octet.messagesending;

import static dev.octet.messagesending.Events.GROUP;
import static dev.octet.messagesending.Events.json;
import static dev.octet.messagesending.Events.receipt;
import static dev.octet.messagesending.Events.status;
import static dev.octet.messagesending.Kept.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Message;
import dev.octet.domain.message.ReceiptState;
import dev.octet.domain.message.Recipient;
import dev.octet.domain.message.Sending;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of messages is kept, counted, and told. */
class ReceiptsTest {
  private static final String REQUEST = "0123456789ABCDEF0123456789ABCDEF";
  private static final JsonObject CHARGED = json("{\"billable\":true,\"pricing_model\":\"PMP\",\"type\":\"regular\",\"category\":\"group_utility\"}");
  private static final JsonObject FREE = json("{\"billable\":false,\"pricing_model\":\"PMP\",\"type\":\"free_group_customer_service\",\"category\":\"group_service\"}");
  private final Kept kept = new Kept().withGroup(person("GB.1", "447700900001"), person("GB.2", ""));

  @Test
  void a_message_of_another_tool_is_kept_from_its_first_status() {
    Notification told = told(status("wamid.S1", "delivered", "GB.1").with("biz_opaque_callback_data", "order 7"));

    Message message = kept.message("wamid.S1");
    assertThat(message.direction()).isEqualTo(Message.Direction.OUT);
    assertThat(message.groupId()).contains(GROUP);
    assertThat(message.recipients()).extracting(Recipient::key).containsExactly("user:GB.1", "user:GB.2");
    assertThat(told.data().text("biz_opaque_callback_data")).contains("order 7");
    assertThat(told.data().has("request_id")).isFalse();
    assertThat(told.data().whole("sequence")).hasValue(1);
  }

  @Test
  void a_receipt_of_our_own_names_the_operation_and_gives_the_callers_value_back() {
    kept.messages.update("wamid.S1", () -> Message.sent("wamid.S1", Events.NUMBER, Optional.of(GROUP), Instant.ofEpochSecond(1_795_506_000L), Optional.empty())
        .ours(new Sending(Optional.of(REQUEST), Optional.of("c-1"), Optional.of("order 7"), Optional.of(new Sending.Template("bill", "en", Optional.of("UTILITY")))),
            Optional.of("template"), Optional.of(Instant.ofEpochSecond(1_795_506_000L))), Messages.Change::of);

    Notification told = told(status("wamid.S1", "delivered", "GB.1").with("biz_opaque_callback_data", OwnId.of(REQUEST)).with("pricing", CHARGED));

    assertThat(told.data().text("request_id")).contains(REQUEST);
    assertThat(told.data().text("command_id")).contains("c-1");
    assertThat(told.data().text("biz_opaque_callback_data")).contains("order 7");
    assertThat(told.data().whole("sequence")).hasValue(2);
    assertThat(kept.settled).as("its answer was seen").isEmpty();
    assertThat(kept.counted()).containsExactly("2026-11-24#group_utility#regular#GB#bill/en 1");
  }

  @Test
  void a_status_that_echoes_an_operation_settles_it_and_then_knows_it() {
    kept.settlement = (requestId, messageId, at) -> {
      kept.settled.add(requestId + " " + messageId + " " + at.getEpochSecond());
      kept.messages.update(messageId, () -> Message.sent(messageId, Events.NUMBER, Optional.of(GROUP), at, Optional.empty()),
          message -> Messages.Change.of(message.ours(new Sending(Optional.of(requestId), Optional.of("c-1"), Optional.empty(), Optional.empty()), Optional.of("text"), Optional.of(at))));
    };
    Notification sent = told(status("wamid.S1", "sent").with("biz_opaque_callback_data", OwnId.of(REQUEST)));
    told(status("wamid.S1", "delivered", "GB.1").with("biz_opaque_callback_data", OwnId.of(REQUEST)));

    assertThat(kept.settled).containsExactly(REQUEST + " wamid.S1 1795506030");
    assertThat(sent.data().text("command_id")).contains("c-1");
    assertThat(sent.data().has("biz_opaque_callback_data")).as("the caller gave none").isFalse();
    assertThat(kept.message("wamid.S1").sending().requestId()).contains(REQUEST);
  }

  @Test
  void an_echo_alone_tells_the_operation() {
    told(status("wamid.S1", "sent").with("biz_opaque_callback_data", OwnId.of(REQUEST)));

    assertThat(kept.message("wamid.S1").sending()).isEqualTo(Sending.of(REQUEST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oct_7KQ2", "oct_", "oct_0123456789abcdef0123456789abcdef", "0123456789ABCDEF0123456789ABCDEF", "x oct_0123456789ABCDEF0123456789ABCDEF"})
  void what_only_looks_like_an_id_of_octets_is_the_senders_own_value(String value) {
    assertThat(told(status("wamid.S1", "sent").with("biz_opaque_callback_data", value)).data().text("biz_opaque_callback_data")).contains(value);
    assertThat(kept.settled).isEmpty();
  }

  @Test
  void a_charged_and_a_free_delivery_are_each_one_line_of_the_number_and_of_the_group() {
    told(status("wamid.S1", "delivered", "GB.1").with("pricing", CHARGED));
    told(status("wamid.S1", "read", "GB.1").with("pricing", CHARGED));
    told(status("wamid.S1", "read", "GB.2").with("pricing", FREE));
    told(status("wamid.S2", "delivered", "GB.1").with("pricing", CHARGED));

    assertThat(kept.deliveries()).isEqualTo(3);
    assertThat(kept.counters.group(GROUP, Kept.MONTH)).extracting(it -> it.key() + " " + it.count())
        .containsExactly("2026-11-24#group_service#free_group_customer_service#GB#- 1", "2026-11-24#group_utility#regular#GB#- 2");
  }

  @Test
  void a_message_to_one_person_costs_too_and_counts_for_no_group() {
    Notification read = told(json("{\"id\":\"wamid.S1\",\"status\":\"read\",\"timestamp\":\"1795506030\",\"recipient_id\":\"447700900123\","
        + "\"biz_opaque_callback_data\":\"" + OwnId.of(REQUEST) + "\"}").with("pricing", CHARGED.with("category", "utility")));

    assertThat(read.groupId()).isEmpty();
    assertThat(read.data().text("request_id")).contains(REQUEST);
    assertThat(kept.counted()).containsExactly("2026-11-24#utility#regular#GB#- 1");
  }

  @Test
  void when_everybody_has_read_it_that_is_told_once_with_the_receipt_that_made_it_so() {
    assertThat(kept.told(receipt(status("wamid.S1", "read", "GB.1")))).hasSize(1);
    List<Notification> last = kept.told(receipt(status("wamid.S1", "read", "GB.2")));

    assertThat(last).extracting(Notification::type).containsExactly("message.read", "message.read_by_all");
    assertThat(last.getLast().data().object("message")).contains(json("{\"id\":\"wamid.S1\"}"));
    assertThat(kept.told(receipt(status("wamid.S1", "read", "GB.2")))).as("a second pass").isEqualTo(last);
    assertThat(kept.told(receipt(status("wamid.S1", "played", "GB.2")))).hasSize(1);
  }

  @Test
  void a_number_and_a_user_id_are_one_person_by_the_roster() {
    Notification byNumber = told(status("wamid.S1", "read").with("recipient_participant_id", "+44 7700 900001"));
    Notification byUserId = told(status("wamid.S1", "read", "GB.1"));

    assertThat(byNumber.id()).isEqualTo(byUserId.id());
    assertThat(byNumber.data().object("participant").flatMap(it -> it.text("user_id"))).contains("GB.1");
    assertThat(kept.message("wamid.S1").recipients()).hasSize(2);
  }

  @Test
  void a_person_who_becomes_known_better_keeps_the_id_that_was_told() {
    Kept unknown = new Kept();
    JsonObject byNumber = status("wamid.S1", "delivered").with("recipient_participant_id", "447700900001");
    Notification first = unknown.told(receipt(byNumber)).getFirst();
    unknown.withGroup(person("GB.1", "447700900001"));

    assertThat(unknown.told(receipt(byNumber)).getFirst().id()).isEqualTo(first.id());
    assertThat(unknown.told(receipt(status("wamid.S1", "delivered", "GB.1"))).getFirst().id()).isEqualTo(first.id());
  }

  @Test
  void the_statuses_of_a_pin_are_receipts_of_a_message_of_its_own() {
    told(status("wamid.PIN", "sent"));
    told(status("wamid.PIN", "delivered", "GB.1"));

    assertThat(kept.message("wamid.PIN").recipients()).extracting(it -> it.receipt().state()).containsExactly(Optional.of(ReceiptState.DELIVERED), Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "recipient_id", "recipient_participant_user_id", "biz_opaque_callback_data"})
  void a_field_longer_than_anything_can_be_kept_under_is_told_all_the_same(String field) {
    assertThat(told(status("wamid.S1", "read", "GB.1").with("pricing", CHARGED).with(field, "y".repeat(400_000))).type()).isEqualTo("message.read");
  }

  private Notification told(JsonObject status) {
    return kept.told(receipt(status)).getFirst();
  }
}
