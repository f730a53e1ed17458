package dev.octet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Command;
import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.group.RequestReading;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.MessageCommand;
import dev.octet.domain.message.MessagePolicy;
import dev.octet.domain.message.RulesEdition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema of commands and the code that reads them say the same. */
class CommandSchemaTest {
  private static final Schema SCHEMA = Schema.named("command.schema.json");
  private static final MessagePolicy OPEN = new MessagePolicy(RulesEdition.JUNE_2026, true, List.of(MessagePolicy.INVITE_BASE));

  @Test
  void every_command_has_its_rule_and_nothing_else_has() {
    List<String> ruled = SCHEMA.text().objects("allOf").stream()
        .map(rule -> rule.object("if").flatMap(it -> it.object("properties")).flatMap(it -> it.object("command")).flatMap(it -> it.text("const")).orElseThrow())
        .toList();

    assertThat(ruled).isEqualTo(Stream.concat(Arrays.stream(GroupCommand.values()).map(GroupCommand::word),
        Arrays.stream(MessageCommand.values()).map(MessageCommand::word)).toList());
    assertThat(ruled).allSatisfy(word ->
        assertThat(SCHEMA.text().object("$defs").flatMap(all -> all.object(word)).flatMap(it -> it.text("description"))).as(word).isPresent());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "create_group | | {'messaging_product':'whatsapp','subject':'Order 7120','description':'','join_approval_mode':'approval_required'}",
      "delete_group | G | ",
      "delete_group | G | {'messaging_product':'whatsapp'}",
      "update_group_settings | G | {'messaging_product':'whatsapp','description':''}",
      "update_group_settings | G | {'messaging_product':'whatsapp','picture':{'link':'https://pictures.example/a.jpg'}}",
      "remove_participants | G | {'messaging_product':'whatsapp','participants':[{'user':'+447700900123'},{'user_id':'GB.55018842276109334721'}]}",
      "reset_invite_link | G | {}",
      "approve_join_requests | G | {'messaging_product':'whatsapp','join_requests':['a','b','a']}",
      "reject_join_requests | G | {'messaging_product':'whatsapp','join_requests':['a']}",
      "get_group | G | {'fields':'subject,participants','source':'platform'}",
      "get_group | G | ",
      "get_invite_link | G | {}",
      "list_groups | | {'limit':500,'after':'x'}",
      "list_groups | | ",
      "list_join_requests | G | {'limit':1,'before':'x','source':'platform'}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'text','text':{'body':'a','preview_url':false}}",
      "send_message |  | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','text':{'body':'a'},'biz_opaque_callback_data':'x','context':{'message_id':'wamid.A'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'image','image':{'id':'1','caption':'a'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'video','video':{'link':'http://shop.example/a.mp4'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'audio','audio':{'id':'1','voice':true}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'document','document':{'link':'HTTPS://shop.example','filename':'a.pdf','caption':'a'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'sticker','sticker':{'id':'1'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'template','template':{'name':'t','language':{'code':'en'}}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'header','parameters':[{'type':'image','image':{'id':'1'}}]},{'type':'body','parameters':[{'type':'text','text':'a'},{'type':'currency','currency':{'fallback_value':'1','code':'EUR','amount_1000':1000}}]},{'type':'button','sub_type':'url','index':'0','parameters':[{'type':'text','text':'a'}]}]}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'reaction','reaction':{'message_id':'wamid.A','emoji':''}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'location','location':{'latitude':1.5,'longitude':-2}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'contacts','contacts':[{}]}",
      "send_message |  | {'messaging_product':'whatsapp','to':'+44 7700 900123','text':{'body':'https://chat.whatsapp.com/LINK'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'individual','recipient':'GB.55018842276109334721','type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body','parameters':[{'type':'group_id','group_id':'G'}]}]}}",
      "pin_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'pin','pin':{'type':'pin','message_id':'wamid.A','expiration_days':30}}",
      "unpin_message |  | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'pin','pin':{'type':'unpin','message_id':'wamid.A'}}",
      "mark_message_read | G | {'messaging_product':'whatsapp','status':'read','message_id':'wamid.A'}"})
  void a_good_command_is_good_to_both(String word, String groupId, String body) {
    JsonObject command = command(word, groupId, body);
    assertThat(SCHEMA.violations(command.toJson())).isEmpty();
    assertThat(taken(command)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "create_group | G | {'messaging_product':'whatsapp','subject':'a'}",
      "create_group | | ",
      "create_group | | {'messaging_product':'whatsapp'}",
      "create_group | | {'subject':'a'}",
      "create_group | | {'messaging_product':'telegram','subject':'a'}",
      "create_group | | {'messaging_product':'whatsapp','subject':' '}",
      "create_group | | {'messaging_product':'whatsapp','subject':7}",
      "create_group | | {'messaging_product':'whatsapp','subject':'a','join_approval_mode':'open'}",
      "create_group | | {'messaging_product':'whatsapp','subject':'a','participants':[]}",
      "delete_group | | ",
      "delete_group | G | {'force':true}",
      "update_group_settings | G | ",
      "update_group_settings | G | {'messaging_product':'whatsapp'}",
      "update_group_settings | G | {'messaging_product':'whatsapp','subject':'a','join_approval_mode':'auto_approve'}",
      "update_group_settings | G | {'messaging_product':'whatsapp','picture':{'link':'http://pictures.example/a.jpg'}}",
      "update_group_settings | G | {'messaging_product':'whatsapp','picture':{'link':'https://pictures.example/a.jpg','base64':'AA=='}}",
      "update_group_settings | G | {'messaging_product':'whatsapp','picture':{'base64':'*'}}",
      "update_group_settings | G | {'messaging_product':'whatsapp','picture':{}}",
      "update_group_settings | G | {'messaging_product':'whatsapp','picture':'https://pictures.example/a.jpg'}",
      "update_group_settings | | {'messaging_product':'whatsapp','subject':'a'}",
      "remove_participants | G | {'messaging_product':'whatsapp','participants':[]}",
      "remove_participants | G | {'messaging_product':'whatsapp','participants':['447700900123']}",
      "remove_participants | G | {'messaging_product':'whatsapp','participants':[{}]}",
      "remove_participants | G | {'messaging_product':'whatsapp','participants':[{'user':'447700900123','user_id':'GB.1'}]}",
      "remove_participants | G | {'messaging_product':'whatsapp','participants':[{'user':'0044'}]}",
      "remove_participants | G | {'messaging_product':'whatsapp','participants':[{'user_id':'Ada'}]}",
      "remove_participants | G | {'messaging_product':'whatsapp','participants':[{'user':'447700900123'},{'user':'447700900123'}]}",
      "remove_participants | G | {'messaging_product':'whatsapp','participants':[{'user':'44770090011'},{'user':'44770090012'},{'user':'44770090013'},"
          + "{'user':'44770090014'},{'user':'44770090015'},{'user':'44770090016'},{'user':'44770090017'},{'user':'44770090018'},{'user':'44770090019'}]}",
      "reset_invite_link | G | {'invite_link':'x'}",
      "reset_invite_link | | ",
      "approve_join_requests | G | {'messaging_product':'whatsapp','join_requests':[]}",
      "approve_join_requests | G | {'messaging_product':'whatsapp','join_requests':[7]}",
      "approve_join_requests | G | {'messaging_product':'whatsapp','join_requests':[' ']}",
      "reject_join_requests | G | {'messaging_product':'whatsapp'}",
      "reject_join_requests | G | {'messaging_product':'whatsapp','join_requests':'a'}",
      "get_group | G | {'source':'table'}",
      "get_group | | ",
      "get_invite_link | G | {'fields':'subject'}",
      "list_groups | G | ",
      "list_groups | | {'limit':0}",
      "list_groups | | {'limit':501}",
      "list_groups | | {'after':'x','before':'y'}",
      "list_join_requests | G | {'after':7}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G'}",
      "send_message | G | {'recipient_type':'group','to':'G','text':{'body':'a'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','text':{'body':'a'}}",
      "send_message | G | {'messaging_product':'whatsapp','text':{'body':'https://chat.whatsapp.com/LINK'}}",
      "send_message | G | {'messaging_product':'whatsapp','to':'G','text':{'body':'https://chat.whatsapp.com/LINK'}}",
      "send_message |  | {'messaging_product':'whatsapp','to':'+44 7700 900123','type':'image','image':{'id':'1'}}",
      "send_message |  | {'messaging_product':'whatsapp','recipient':'Ada','text':{'body':'https://chat.whatsapp.com/LINK'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'text','text':{'body':''}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'text','text':{'body':'a','preview_url':'no'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'poll','poll':{}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'interactive','interactive':{}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'product','product':{}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'text','text':{'body':'a'},'message_id':'wamid.A'}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'image','image':{}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'image','image':{'id':'1','link':'https://a.example/'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'image','image':{'link':'ftp://a.example/'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'image','image':{'id':'1','filename':'a'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'audio','audio':{'id':'1','caption':'a'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'audio','audio':{'id':'1','voice':'yes'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'sticker','sticker':{'id':'1','caption':'a'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'document','document':{'id':'1','filename':''}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'template','template':{'name':'t'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'template','template':{'language':{'code':'en'}}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'template','template':{'name':'t','language':{'code':'en'},'components':[{}]}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body','parameters':[{}]}]}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body','parameters':[{'type':'text'}]}]}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body','parameters':[{'type':'currency','currency':{'fallback_value':'1','code':'eur','amount_1000':1}}]}]}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body','parameters':[{'type':'date_time'}]}]}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'header','parameters':[{'type':'video','video':{}}]}]}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'button','sub_type':'url'}]}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'button','index':0}]}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'button','sub_type':'url','index':10}]}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'reaction','reaction':{'emoji':'x'}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'location','location':{'latitude':1}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'contacts','contacts':[]}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','text':{'body':'a'},'context':{}}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','text':{'body':'a'},'biz_opaque_callback_data':7}",
      "send_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'pin','pin':{'type':'pin','message_id':'wamid.A','expiration_days':30}}",
      "pin_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'pin','pin':{'type':'pin','message_id':'wamid.A'}}",
      "pin_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'pin','pin':{'type':'pin','message_id':'wamid.A','expiration_days':31}}",
      "pin_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'pin','pin':{'type':'unpin','message_id':'wamid.A'}}",
      "pin_message | G | {'messaging_product':'whatsapp','to':'+44 7700 900123','type':'pin','pin':{'type':'pin','message_id':'wamid.A','expiration_days':3}}",
      "unpin_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'pin','pin':{'type':'unpin','message_id':'wamid.A','expiration_days':3}}",
      "unpin_message | G | {'messaging_product':'whatsapp','recipient_type':'group','to':'G','type':'pin','pin':{'type':'unpin'}}",
      "mark_message_read | G | {'messaging_product':'whatsapp','status':'read'}",
      "mark_message_read | G | {'messaging_product':'whatsapp','status':'delivered','message_id':'wamid.A'}",
      "mark_message_read | G | {'status':'read','message_id':'wamid.A'}",
      "send_message | G | ",
      "pin_message | G | "})
  void a_bad_command_is_bad_to_both(String word, String groupId, String body) {
    JsonObject command = command(word, groupId, body);
    assertThat(SCHEMA.violations(command.toJson())).isNotEmpty();
    assertThat(taken(command)).isFalse();
  }

  private static JsonObject command(String word, String groupId, String body) {
    return JsonObject.EMPTY.with("command", word).with("id", "c-1").with("phone_number_id", "100000000000001")
        .with("group_id", Optional.ofNullable(groupId)).with("body", Optional.ofNullable(body).map(CommandSchemaTest::json));
  }

  private static JsonObject json(String text) {
    try {
      return JsonObject.parse(text.replace('\'', '"'));
    } catch (JsonException e) {
      throw new AssertionError(text, e);
    }
  }

  /** As its handler reads it. */
  private static boolean taken(JsonObject command) {
    return switch (Command.parse(command.toJson())) {
      case Command.Parsed.Invalid _ -> false;
      case Command.Parsed.Valid(Command parsed) -> {
        Optional<MessageCommand> message = MessageCommand.of(parsed.name());
        yield message.isPresent() ? taken(message.get(), parsed) : taken(GroupCommand.of(parsed.name()).orElseThrow(), parsed);
      }
    };
  }

  private static boolean taken(GroupCommand what, Command command) {
    return what.misplaced(command.groupId()).isEmpty() && what.read(command.body()) instanceof RequestReading.Right;
  }

  private static boolean taken(MessageCommand what, Command command) {
    return what.read(command.body(), OPEN) instanceof RequestReading.Right(JsonObject body, var _) && what.misplaced(command.groupId(), body).isEmpty();
  }
}
