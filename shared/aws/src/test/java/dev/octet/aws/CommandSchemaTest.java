package dev.octet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Command;
import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.group.RequestReading;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema of commands and the code that reads them say the same. */
class CommandSchemaTest {
  private static final Schema SCHEMA = Schema.named("command.schema.json");

  @Test
  void every_command_about_groups_has_its_rule_and_nothing_else_has() {
    List<String> ruled = SCHEMA.text().objects("allOf").stream()
        .map(rule -> rule.object("if").flatMap(it -> it.object("properties")).flatMap(it -> it.object("command")).flatMap(it -> it.text("const")).orElseThrow())
        .toList();

    assertThat(ruled).isEqualTo(Arrays.stream(GroupCommand.values()).map(GroupCommand::word).toList());
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
      "list_join_requests | G | {'limit':1,'before':'x','source':'platform'}"})
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
      "list_join_requests | G | {'after':7}"})
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
        GroupCommand what = GroupCommand.of(parsed.name()).orElseThrow();
        yield what.misplaced(parsed.groupId()).isEmpty() && what.read(parsed.body()) instanceof RequestReading.Right;
      }
    };
  }
}
