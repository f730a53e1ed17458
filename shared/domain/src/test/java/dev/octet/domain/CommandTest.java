package dev.octet.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Command.Delivery;
import dev.octet.domain.Command.OnUnknown;
import dev.octet.domain.Command.Parsed;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
  private static final JsonObject CREATE = JsonObject.EMPTY
      .with("command", "create_group")
      .with("id", "order-7120")
      .with("phone_number_id", "100000000000001")
      .with("body", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", "Order 7120"));

  @Test
  void a_whole_command_is_read_member_by_member() {
    Command command = valid(CREATE.with("group_id", "Z3JvdXA6MQZD")
        .with("expires_at", "2026-12-01T10:30:00+01:00").with("on_unknown", "repeat").with("delivery", "at_least_once"));

    assertThat(command.name()).isEqualTo("create_group");
    assertThat(command.id()).isEqualTo("order-7120");
    assertThat(command.phoneNumberId()).isEqualTo("100000000000001");
    assertThat(command.groupId()).contains("Z3JvdXA6MQZD");
    assertThat(command.body().text("subject")).contains("Order 7120");
    assertThat(command.expiresAt()).contains(Instant.parse("2026-12-01T09:30:00Z"));
    assertThat(command.onUnknown()).isEqualTo(OnUnknown.REPEAT);
    assertThat(command.delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
  }

  @Test
  void what_is_optional_may_be_absent_or_null() {
    Command absent = valid(CREATE.without("body"));
    Command nulls = valid(CREATE.with("body", null).with("group_id", null).with("expires_at", null)
        .with("on_unknown", null).with("delivery", null));

    assertThat(absent).isEqualTo(nulls);
    assertThat(absent.body()).isEqualTo(JsonObject.EMPTY);
    assertThat(absent.groupId()).isEmpty();
    assertThat(absent.expiresAt()).isEmpty();
    assertThat(absent.onUnknown()).isEqualTo(OnUnknown.REPORT);
    assertThat(absent.delivery()).isEqualTo(Delivery.AT_MOST_ONCE);
  }

  @Test
  void members_that_no_rule_names_are_ignored() {
    assertThat(valid(CREATE.with("trace", "4f1d").with("on_Unknown", "never"))).isEqualTo(valid(CREATE));
  }

  @Test
  void a_format_that_is_not_known_is_refused_with_a_sentence() {
    assertThat(valid(CREATE.with("format", 1L))).isEqualTo(valid(CREATE)).isEqualTo(valid(CREATE.with("format", null)));
    for (Object other : new Object[] {2L, 0L, "1", true, List.of(1L)}) {
      assertThat(Command.parse(CREATE.with("format", other).toJson())).isInstanceOfSatisfying(Parsed.Invalid.class, invalid -> {
        assertThat(invalid.commandId()).contains("order-7120");
        assertThat(invalid.code()).isEqualTo(131009);
        assertThat(invalid.sentence()).startsWith("`format` is not 1, the only format of commands that this version of Octet knows.");
      });
    }
  }

  @Test
  void the_body_is_kept_exactly_as_it_was_sent() {
    JsonObject body = JsonObject.EMPTY.with("subject", 7L).with("unheard_of", List.of("a", JsonObject.EMPTY.with("b", null)));

    assertThat(valid(CREATE.with("body", body)).body()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource({"id,131008", "command,131008", "phone_number_id,131008"})
  void what_is_required_and_missing_is_named(String member, int code) {
    Parsed.Invalid absent = invalid(CREATE.without(member));

    assertThat(absent.code()).isEqualTo(code);
    assertThat(absent.sentence()).isEqualTo("`" + member + "` is missing.");
    assertThat(invalid(CREATE.with(member, null))).isEqualTo(absent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "command", "phone_number_id", "group_id"})
  void an_identifier_is_a_string_and_not_empty(String member) {
    for (Object wrong : List.of(7L, true, List.of("a"), JsonObject.EMPTY)) {
      assertThat(invalid(CREATE.with(member, wrong)).sentence()).isEqualTo("`" + member + "` is not a string.");
    }
    assertThat(invalid(CREATE.with(member, "")).sentence()).contains(member, "1 to ");
    assertThat(invalid(CREATE.with(member, "")).code()).isEqualTo(131009);
  }

  @Test
  void an_id_has_at_most_128_characters_as_people_count_them() {
    assertThat(valid(CREATE.with("id", "x".repeat(128))).id()).hasSize(128);
    assertThat(valid(CREATE.with("id", "🦑".repeat(128))).id()).hasSize(256);

    Parsed.Invalid tooLong = invalid(CREATE.with("id", "x".repeat(129)));
    assertThat(tooLong.sentence()).isEqualTo("`id` is not text of 1 to 128 characters.");
    assertThat(tooLong.commandId()).isEmpty();
    assertThat(invalid(CREATE.with("id", "🦑".repeat(129))).code()).isEqualTo(131009);
  }

  @Test
  void half_a_character_is_no_identifier() {
    assertThat(invalid("{\"command\":\"create_group\",\"id\":\"a\\ud83e\",\"phone_number_id\":\"1\"}").sentence()).contains("`id`");
  }

  @Test
  void a_refusal_names_the_command_whose_id_could_be_read() {
    Parsed.Invalid refused = invalid(CREATE.with("body", "subject=7120"));

    assertThat(refused.commandId()).contains("order-7120");
    assertThat(refused.phoneNumberId()).contains("100000000000001");
    assertThat(refused.sentence()).isEqualTo("`body` is not a JSON object.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomorrow", "2026-12-01", "2026-12-01T09:30:00", "1795012800", "", "2026-13-01T09:30:00Z"})
  void an_expiry_is_a_time_with_its_offset(String wrong) {
    assertThat(invalid(CREATE.with("expires_at", wrong)).sentence()).contains("`expires_at`", "ISO 8601");
  }

  @Test
  void an_expiry_is_never_a_number() {
    assertThat(invalid(CREATE.with("expires_at", 1795012800L)).code()).isEqualTo(131009);
  }

  @Test
  void a_choice_is_one_of_its_values_in_their_spelling() {
    assertThat(valid(CREATE.with("on_unknown", "report")).onUnknown()).isEqualTo(OnUnknown.REPORT);
    assertThat(valid(CREATE.with("delivery", "at_most_once")).delivery()).isEqualTo(Delivery.AT_MOST_ONCE);
    for (Object wrong : List.of("REPEAT", "retry", "", 1L, true)) {
      assertThat(invalid(CREATE.with("on_unknown", wrong)).sentence()).isEqualTo("`on_unknown` is neither `report` nor `repeat`.");
      assertThat(invalid(CREATE.with("delivery", wrong)).sentence())
          .isEqualTo("`delivery` is neither `at_most_once` nor `at_least_once`.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "create_group", "[]", "null", "7", "\"x\"", "{", "{\"command\":\"create_group\"} and more", "{'id':'a'}", "{\"id\":NaN}"})
  void what_is_not_a_json_object_is_refused_with_a_sentence(String text) {
    Parsed.Invalid refused = invalid(text);

    assertThat(refused.code()).isEqualTo(100);
    assertThat(refused.sentence()).isNotBlank().endsWith(".");
    assertThat(refused.commandId()).isEmpty();
  }

  @Test
  void a_key_that_comes_twice_is_refused_because_nobody_knows_which_was_meant() {
    assertThat(invalid("{\"id\":\"a\",\"id\":\"b\",\"command\":\"create_group\",\"phone_number_id\":\"1\"}").sentence())
        .startsWith("A key appears twice");
  }

  @Test
  void nesting_without_end_is_refused() {
    assertThat(invalid("{\"body\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}").sentence()).contains("nested deeper");
  }

  @Test
  void a_refusal_never_repeats_what_was_sent() {
    for (String text : List.of("geheim", "{\"geheim\":", "{\"id\":\"geheim\",\"id\":\"geheim\"}", "{\"id\":7,\"command\":\"geheim\"}")) {
      assertThat(invalid(text).sentence()).doesNotContain("geheim");
    }
  }

  @Test
  void the_same_command_has_the_same_fingerprint_whatever_the_order_of_its_keys() {
    JsonObject turned = JsonObject.EMPTY.with("subject", "Order 7120").with("messaging_product", "whatsapp");

    assertThat(valid(CREATE.with("body", turned)).fingerprint()).isEqualTo(valid(CREATE).fingerprint());
    assertThat(valid(CREATE.with("expires_at", "2026-12-01T09:30:00Z")).fingerprint()).isEqualTo(valid(CREATE).fingerprint());
  }

  @Test
  void another_command_has_another_fingerprint() {
    String fingerprint = valid(CREATE).fingerprint();

    assertThat(valid(CREATE.with("command", "delete_group")).fingerprint()).isNotEqualTo(fingerprint);
    assertThat(valid(CREATE.with("phone_number_id", "100000000000002")).fingerprint()).isNotEqualTo(fingerprint);
    assertThat(valid(CREATE.with("group_id", "Z3JvdXA6MQZD")).fingerprint()).isNotEqualTo(fingerprint);
    assertThat(valid(CREATE.with("body", JsonObject.EMPTY)).fingerprint()).isNotEqualTo(fingerprint);
  }

  @Test
  void a_rejection_is_the_same_however_often_the_queue_message_is_read() {
    Parsed.Invalid refused = invalid(CREATE.without("command"));
    Instant sentAt = Instant.parse("2026-11-24T08:00:00Z");

    Notification first = CommandRejection.of("0c1d", sentAt, refused);
    assertThat(first).isEqualTo(CommandRejection.of("0c1d", sentAt, refused));
    assertThat(first.id()).isNotEqualTo(CommandRejection.of("0c1e", sentAt, refused).id());
    assertThat(first.toCloudEvent().object("data")).contains(JsonObject.EMPTY
        .with("phone_number_id", "100000000000001").with("command_id", "order-7120").with("sqs_message_id", "0c1d")
        .with("code", 131008).with("reason", "`command` is missing."));
  }

  private static Command valid(JsonObject json) {
    return switch (Command.parse(json.toJson())) {
      case Parsed.Valid(Command command) -> command;
      case Parsed.Invalid(_, _, _, String sentence) -> throw new AssertionError(sentence);
    };
  }

  private static Parsed.Invalid invalid(JsonObject json) {
    return invalid(json.toJson());
  }

  private static Parsed.Invalid invalid(String text) {
    return switch (Command.parse(text)) {
      case Parsed.Valid _ -> throw new AssertionError("taken as valid");
      case Parsed.Invalid invalid -> invalid;
    };
  }
}
