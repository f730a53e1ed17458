package dev.octet.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.RequestReading;
import dev.octet.domain.group.RequestReading.Wrong;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to a person. */
class InviteTest {
  private static final MessagePolicy POLICY = new MessagePolicy(RulesEdition.JUNE_2026, true,
      List.of(MessagePolicy.INVITE_BASE, "http://127.0.0.1:8080/sandbox/invite/"));
  private static final String TEMPLATE = "'type':'template','template':{'name':'order_group_invite','language':{'code':'en'},"
      + "'components':[{'type':'body','parameters':[{'type':'group_id','group_id':'GID'},{'type':'text','text':'your order'}]}]}";

  @ParameterizedTest
  @ValueSource(strings = {"'recipient_type':'individual','to':'15550190311'", "'to':'+1 (555) 019-0311'", "'recipient_type':'individual','recipient':'US.70514996120338841517'",
      "'to':'15550190311','recipient':'US.70514996120338841517'"})
  void a_template_invites_by_phone_number_or_user_id(String to) throws JsonException {
    SendMessage send = taken(to + "," + TEMPLATE);

    assertThat(send.invite(POLICY)).contains(new Invite.ByTemplate("GID"));
    assertThat(send.group()).contains("GID");
    assertThat(send.destination()).isEqualTo(to.contains("'to'") ? new Destination.Phone("15550190311") : new Destination.User("US.70514996120338841517"));
    assertThat(send.body().text("recipient_type")).contains("individual");
  }

  @ParameterizedTest
  @CsvSource({"Come in: https://chat.whatsapp.com/BwZ-x_17!, https://chat.whatsapp.com/BwZ-x_17", "http://127.0.0.1:8080/sandbox/invite/4f1d, http://127.0.0.1:8080/sandbox/invite/4f1d"})
  void a_text_with_a_link_invites(String text, String link) throws JsonException {
    SendMessage send = taken("'to':'15550190311','context':{'message_id':'wamid.A'},'text':{'body':'" + text + "'}");

    assertThat(send.invite(POLICY)).contains(new Invite.ByLink(link));
    assertThat(send.group()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'type':'text','text':{'body':'Hello'}", "'type':'text','text':{'body':'https://chat.whatsapp.com/'}", "'type':'text','text':{'body':'https://chat.example/BwZ'}",
      "'type':'template','template':{'name':'hello','language':{'code':'en'}}", "'type':'image','image':{'id':'1','caption':'https://chat.whatsapp.com/BwZ'}", "'type':'interactive','interactive':{}",
      "'type':'pin','pin':{'type':'pin','message_id':'wamid.A','expiration_days':7}", "'type':'reaction','reaction':{'message_id':'wamid.A','emoji':'x'}", "'type':'text'", "'type':'poll'"})
  void nothing_else_is_sent_to_a_person(String content) throws JsonException {
    JsonObject body = body("'to':'15550190311'," + content);

    assertThat(MessageCommand.ofBody(body).read(body, POLICY)).isInstanceOfSatisfying(Wrong.class, wrong -> {
      assertThat(wrong.code()).isEqualTo(100);
      assertThat(wrong.sentence()).startsWith("To a person Octet sends invitations only");
    });
  }

  @Test
  void a_person_may_be_sent_what_groups_do_not_have_with_the_invitation() throws JsonException {
    assertThat(taken("'to':'15550190311'," + TEMPLATE.replace("]}]}", "]},{'type':'button','sub_type':'voice_call','index':0}]}")).invite(POLICY)).isPresent();
  }

  @Test
  void an_invitation_is_well_formed_too() throws JsonException {
    assertThat(MessageCommand.SEND_MESSAGE.read(body("'to':'15550190311'," + TEMPLATE.replace("'your order'", "7")), POLICY)).isInstanceOf(Wrong.class);
    assertThat(MessageCommand.SEND_MESSAGE.read(body("'to':'15550190311','text':{'body':'https://chat.whatsapp.com/B " + "x".repeat(4096) + "'}"), POLICY)).isInstanceOf(Wrong.class);
  }

  @Test
  void to_a_group_the_same_is_no_invitation() throws JsonException {
    assertThat(taken("'recipient_type':'group','to':'HID','text':{'body':'https://chat.whatsapp.com/BwZ'}").invite(POLICY)).isEmpty();
  }

  @Test
  void neither_people_nor_links_are_in_a_text_for_logs() {
    assertThat(new Destination.Phone("15550190311").toString()).doesNotContain("1555");
    assertThat(new Invite.ByLink("https://chat.whatsapp.com/BwZ").toString()).doesNotContain("BwZ");
  }

  private static SendMessage taken(String members) throws JsonException {
    RequestReading read = MessageCommand.SEND_MESSAGE.read(body(members), POLICY);
    assertThat(read).isInstanceOf(RequestReading.Right.class);
    return SendMessage.ofBody(((RequestReading.Right) read).body());
  }

  private static JsonObject body(String members) throws JsonException {
    return JsonObject.parse("{'messaging_product':'whatsapp',".concat(members).concat("}").replace('\'', '"'));
  }
}
