package dev.octet.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.domain.group.RequestReading;
import dev.octet.domain.group.RequestReading.Wrong;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCommandTest {
  private static final MessagePolicy POLICY = new MessagePolicy(RulesEdition.JUNE_2026, false, List.of(MessagePolicy.INVITE_BASE));

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{'type':'text','text':{}}|SEND_MESSAGE", "{}|SEND_MESSAGE", "{'type':'pin','pin':{'type':'pin'}}|PIN_MESSAGE", "{'type':'pin'}|PIN_MESSAGE", "{'type':'pin','pin':{'type':'x'}}|PIN_MESSAGE",
      "{'type':'pin','pin':{'type':'unpin'}}|UNPIN_MESSAGE", "{'status':'read','message_id':'wamid.A'}|MARK_MESSAGE_READ", "{'status':'delivered'}|MARK_MESSAGE_READ",
      "{'type':'text','status':'read'}|SEND_MESSAGE", "{'type':'text','status':null}|SEND_MESSAGE"})
  void over_http_the_body_says_which_it_is(String body, MessageCommand command) throws JsonException {
    assertThat(MessageCommand.ofBody(json(body))).isEqualTo(command);
  }

  @Test
  void on_the_queue_the_word_and_the_body_say_the_same() throws JsonException {
    JsonObject pin = json("{'messaging_product':'whatsapp','recipient_type':'group','to':'GID','type':'pin','pin':{'type':'pin','message_id':'wamid.A','expiration_days':7}}");

    assertThat(MessageCommand.PIN_MESSAGE.read(pin, POLICY)).isInstanceOf(RequestReading.Right.class);
    for (MessageCommand other : List.of(MessageCommand.SEND_MESSAGE, MessageCommand.UNPIN_MESSAGE, MessageCommand.MARK_MESSAGE_READ)) {
      assertThat(other.read(pin, POLICY)).isEqualTo(new Wrong(100, "The body is not one of `" + other.word() + "`, but of `pin_message`."));
      assertThat(MessageCommand.of(other.word())).contains(other);
    }
    assertThat(MessageCommand.of("delete_message")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'messaging_product':'whatsapp','status':'read'}", "{'messaging_product':'whatsapp','status':'read','message_id':''}", "{'messaging_product':'whatsapp','status':'read','message_id':7}",
      "{'messaging_product':'whatsapp','status':true,'message_id':'wamid.A'}", "{'messaging_product':'whatsapp','status':'delivered'}", "{'status':'read','message_id':'wamid.A'}"})
  void one_message_is_marked_as_read_and_nothing_else(String body) throws JsonException {
    assertThat(MessageCommand.MARK_MESSAGE_READ.read(json(body), POLICY)).isInstanceOf(Wrong.class);
  }

  @Test
  void what_is_marked_as_read_is_kept_as_it_came() throws JsonException {
    JsonObject body = json("{'messaging_product':'whatsapp','status':'read','message_id':'wamid.A'}");

    assertThat(MessageCommand.MARK_MESSAGE_READ.read(body.with("type", null), POLICY)).isEqualTo(new RequestReading.Right(body));
    assertThat(MessageCommand.MARK_MESSAGE_READ.misplaced(Optional.of("GID"), body)).isEmpty();
  }

  @Test
  void a_command_may_name_the_group_that_its_body_names() throws JsonException {
    JsonObject send = json("{'messaging_product':'whatsapp','recipient_type':'group','to':'GID','text':{'body':'a'}}");
    JsonObject invite = json("{'messaging_product':'whatsapp','to':'15550190311','type':'template','template':{'name':'i','language':{'code':'en'},'components':[{'type':'body','parameters':[{'type':'group_id','group_id':'GID'}]}]}}");
    JsonObject link = json("{'messaging_product':'whatsapp','to':'15550190311','text':{'body':'https://chat.whatsapp.com/LINK'}}");

    for (JsonObject body : List.of(send, invite)) {
      assertThat(MessageCommand.SEND_MESSAGE.misplaced(Optional.empty(), body)).isEmpty();
      assertThat(MessageCommand.SEND_MESSAGE.misplaced(Optional.of("GID"), body)).isEmpty();
      assertThat(MessageCommand.SEND_MESSAGE.misplaced(Optional.of("HID"), body)).map(Wrong::code).contains(131009);
    }
    assertThat(MessageCommand.SEND_MESSAGE.misplaced(Optional.of("HID"), link)).isEmpty();
  }

  @Test
  void what_goes_to_the_same_place_shares_a_key() throws JsonException {
    assertThat(MessageCommand.SEND_MESSAGE.destination(json("{'recipient_type':'group','to':'GID'}"))).isEqualTo("group/GID");
    assertThat(MessageCommand.SEND_MESSAGE.destination(json("{'to':'+1 555 0190311','recipient':'US.1'}"))).isEqualTo("phone/15550190311");
    assertThat(MessageCommand.SEND_MESSAGE.destination(json("{'recipient':'US.1'}"))).isEqualTo("user/US.1");
    assertThat(MessageCommand.MARK_MESSAGE_READ.destination(json("{'status':'read','message_id':'wamid.A'}"))).isEqualTo("message/wamid.A");
  }

  @Test
  void an_edition_is_one_that_there_is() {
    assertThat(RulesEdition.of("2025-11")).isEqualTo(RulesEdition.NOVEMBER_2025);
    assertThatThrownBy(() -> RulesEdition.of("2024-01")).hasMessage("RULES_EDITION is none of 2025-11, 2026-06.");
  }

  private static JsonObject json(String text) throws JsonException {
    return JsonObject.parse(text.replace('\'', '"'));
  }
}
