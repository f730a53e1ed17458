package dev.octet.messagesending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.NotificationSchema;
import dev.octet.domain.Notification;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCommandsTest {
  private static final Instant SENT_AT = Instant.parse("2026-11-24T08:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"send_message", "pin_message", "unpin_message", "mark_message_read"})
  void a_command_of_a_later_version_is_told_so(String name) {
    Notification answer = answer("{\"command\":\"" + name + "\",\"id\":\"c-1\",\"phone_number_id\":\"100000000000001\",\"group_id\":\"Z3JvdXA6NTEZD\",\"body\":{}}");

    assertThat(answer.data().text("reason")).contains("This version of Octet does not send messages yet.");
    assertThat(answer.data().text("command_id")).contains("c-1");
    assertThat(answer.data().text("command")).contains(name);
    assertThat(answer.groupId()).contains("Z3JvdXA6NTEZD");
    assertThat(answer.phoneNumberId()).contains("100000000000001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"create_group", "send", "Send_Message"})
  void a_command_that_this_queue_does_not_take_is_told_so(String name) {
    Notification answer = answer("{\"command\":\"" + name + "\",\"id\":\"c-1\",\"phone_number_id\":\"100000000000001\"}");

    assertThat(answer.data().text("reason")).contains("message-commands.fifo takes no command of this name. Commands of groups go to group-commands.fifo.");
    assertThat(answer.data().whole("code")).hasValue(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "[]", "{}", "{\"command\":\"send_message\"}", "{\"id\":7,\"command\":\"send_message\",\"phone_number_id\":\"1\"}"})
  void what_is_no_command_is_answered_with_the_sqs_message_id(String body) {
    Notification answer = answer(body);

    assertThat(answer.data().text("sqs_message_id")).contains("0c1d");
    assertThat(answer.data().text("reason")).isPresent();
    assertThat(answer.data().has("command_id")).isFalse();
  }

  @Test
  void the_same_queue_message_read_twice_is_answered_once() {
    assertThat(answer("{}")).isEqualTo(answer("{}"));
    assertThat(MessageCommands.answer("0c1e", SENT_AT, "{}").id()).isNotEqualTo(answer("{}").id());
  }

  private static Notification answer(String body) {
    Notification answer = MessageCommands.answer("0c1d", SENT_AT, body);
    assertThat(answer.type()).isEqualTo("command.rejected");
    NotificationSchema.assertValid(answer.toCloudEvent());
    return answer;
  }
}
