package dev.octet.graph.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusEventTest {
  private static final Instant ARRIVED = Instant.parse("2026-11-24T08:00:05Z");

  @Test
  void a_receipt_is_read_in_its_newest_form() {
    StatusEvent status = read("""
        {"id":"wamid.A1","status":"delivered","timestamp":"1795506000","recipient_id":"Z3JvdXA6NTEZD","recipient_type":"group",
         "recipient_participant_id":"447700900123","recipient_participant_user_id":"GB.5501","recipient_participant_parent_user_id":"GB.ENT.77",
         "biz_opaque_callback_data":"oct_7KQ2","pricing":{"billable":false,"pricing_model":"PMP","type":"free_group_customer_service","category":"group_service"}}""");

    assertThat(status.messageId()).isEqualTo("wamid.A1");
    assertThat(status.status()).isEqualTo(StatusEvent.Status.DELIVERED);
    assertThat(status.groupId()).contains("Z3JvdXA6NTEZD");
    assertThat(status.time()).isEqualTo(Instant.ofEpochSecond(1795506000L));
    assertThat(status.participant()).isEqualTo(JsonObject.EMPTY
        .with("user_id", "GB.5501").with("parent_user_id", "GB.ENT.77").with("wa_id", "447700900123"));
    assertThat(status.pricing()).map(pricing -> pricing.text("category")).isNotEmpty();
    assertThat(status.callbackData()).contains("oct_7KQ2");
    assertThat(status.errors()).isEmpty();
  }

  @Test
  void the_older_spelling_of_the_participant_is_the_same_participant() {
    StatusEvent newer = read(delivered("\"recipient_participant_id\":\"447700900123\""));
    StatusEvent older = read(delivered("\"participant_recipient_id\":\"447700900123\""));

    assertThat(older).isEqualTo(newer);
    assertThat(older.participant().text("wa_id")).contains("447700900123");
  }

  @Test
  void a_price_inside_the_conversation_is_the_same_price() {
    StatusEvent beside = read(delivered("\"recipient_participant_id\":\"1\",\"pricing\":{\"category\":\"group_utility\"},\"conversation\":{\"id\":\"c1\"}"));
    StatusEvent nested = read(delivered("\"recipient_participant_id\":\"1\",\"conversation\":{\"id\":\"c1\",\"pricing\":{\"category\":\"group_utility\"}}"));

    assertThat(nested).isEqualTo(beside);
    assertThat(nested.pricing()).contains(JsonObject.EMPTY.with("category", "group_utility"));
    assertThat(nested.conversation()).contains(JsonObject.EMPTY.with("id", "c1"));
  }

  @Test
  void a_person_is_their_user_id_whatever_is_said_of_the_phone() {
    String alone = read(delivered("\"recipient_participant_user_id\":\"GB.5501\"")).person();

    assertThat(read(delivered("\"recipient_participant_user_id\":\"GB.5501\",\"recipient_participant_id\":\"447700900123\"")).person()).isEqualTo(alone);
    assertThat(read(delivered("\"recipient_participant_user_id\":\"GB.5501\",\"participant_recipient_id\":\"+44 7700 900123\"")).person()).isEqualTo(alone);
    assertThat(read(delivered("\"recipient_participant_user_id\":\"GB.5502\"")).person()).isNotEqualTo(alone);
  }

  @Test
  void a_phone_number_with_and_without_a_plus_is_the_same_person() {
    assertThat(read(delivered("\"recipient_participant_id\":\"+447700900123\"")).person())
        .isEqualTo(read(delivered("\"recipient_participant_id\":447700900123")).person())
        .isNotEqualTo(read(delivered("\"recipient_participant_id\":\"447700900124\"")).person());
  }

  @Test
  void a_user_id_is_never_taken_for_a_phone_number() {
    assertThat(read(delivered("\"recipient_participant_user_id\":\"447700900123\"")).person())
        .isNotEqualTo(read(delivered("\"recipient_participant_id\":\"447700900123\"")).person());
  }

  @Test
  void the_status_of_a_message_as_a_whole_names_nobody() {
    StatusEvent sent = read("{\"id\":\"wamid.A1\",\"status\":\"sent\",\"timestamp\":1795506000,\"recipient_id\":\"Z3JvdXA6NTEZD\",\"recipient_type\":\"group\"}");

    assertThat(sent.person()).isEmpty();
    assertThat(sent.participant()).isEqualTo(JsonObject.EMPTY);
    assertThat(sent.groupId()).contains("Z3JvdXA6NTEZD");
  }

  @Test
  void a_status_of_a_message_to_one_person_is_theirs_and_no_groups() {
    StatusEvent status = read("{\"id\":\"wamid.A1\",\"status\":\"read\",\"timestamp\":\"1795506000\",\"recipient_id\":\"447700900123\",\"recipient_user_id\":\"GB.5501\"}");

    assertThat(status.groupId()).isEmpty();
    assertThat(status.person()).isEqualTo("user:GB.5501");
    assertThat(status.participant().text("wa_id")).contains("447700900123");
  }

  @Test
  void the_contacts_of_the_delivery_add_to_a_person_and_never_change_who_it_is() {
    String item = delivered("\"recipient_participant_id\":\"447700900123\"");
    StatusEvent alone = read(item);
    StatusEvent beside = StatusEvent.of(event("""
        {"contacts":[{"wa_id":"447700900199","user_id":"GB.9"},{"profile":{"name":"Esme","username":"esme"},"wa_id":"447700900123","user_id":"GB.5501"}]}"""), json(item)).orElseThrow();

    assertThat(beside.person()).isEqualTo(alone.person());
    assertThat(beside.participant()).isEqualTo(JsonObject.EMPTY.with("user_id", "GB.5501").with("wa_id", "447700900123")
        .with("username", "esme").with("profile", JsonObject.EMPTY.with("name", "Esme")));
  }

  @Test
  void codes_of_errors_are_numbers_in_either_form() {
    StatusEvent text = read("{\"id\":\"wamid.A1\",\"status\":\"failed\",\"recipient_id\":\"g\",\"recipient_type\":\"group\",\"errors\":[{\"code\":\"131020\",\"title\":\"Bad Group\"}]}");
    StatusEvent number = read("{\"id\":\"wamid.A1\",\"status\":\"failed\",\"recipient_id\":\"g\",\"recipient_type\":\"group\",\"errors\":[{\"code\":131020,\"title\":\"Bad Group\"}]}");

    assertThat(text).isEqualTo(number);
    assertThat(text.errors().getFirst().get("code")).isEqualTo(131020L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"timestamp\":null,", "\"timestamp\":\"soon\",", "\"timestamp\":-1,", "\"timestamp\":999999999999999999,", "\"timestamp\":[1],"})
  void without_a_time_that_can_be_read_the_arrival_is_the_time(String timestamp) {
    assertThat(read("{" + timestamp + "\"id\":\"wamid.A1\",\"status\":\"sent\",\"recipient_id\":\"g\",\"recipient_type\":\"group\"}").time()).isEqualTo(ARRIVED);
  }

  @Test
  void a_time_is_the_same_as_a_string_and_as_a_number() {
    assertThat(read("{\"id\":\"w\",\"status\":\"sent\",\"timestamp\":1795506000}").time())
        .isEqualTo(read("{\"id\":\"w\",\"status\":\"sent\",\"timestamp\":\"1795506000\"}").time())
        .isEqualTo(Instant.ofEpochSecond(1795506000L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\":\"wamid.A1\"}", "{\"status\":\"sent\"}", "{\"id\":\"\",\"status\":\"sent\"}",
      "{\"id\":\"wamid.A1\",\"status\":\"warning\"}", "{\"id\":\"wamid.A1\",\"status\":\"SENT\"}", "{\"id\":{},\"status\":\"sent\"}", "{\"id\":\"a\",\"status\":[\"sent\"]}"})
  void what_is_no_known_status_of_a_message_is_not_read_as_one(String item) {
    assertThat(StatusEvent.of(event("{}"), json(item))).isEmpty();
  }

  private static String delivered(String fields) {
    return "{\"id\":\"wamid.A1\",\"status\":\"delivered\",\"timestamp\":\"1795506000\",\"recipient_id\":\"Z3JvdXA6NTEZD\",\"recipient_type\":\"group\"," + fields + "}";
  }

  private static StatusEvent read(String item) {
    return StatusEvent.of(event("{}"), json(item)).orElseThrow();
  }

  private static WebhookEvent event(String value) {
    return new WebhookEvent("key", ARRIVED, "messages", "2088", json(value));
  }

  private static JsonObject json(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }
}
