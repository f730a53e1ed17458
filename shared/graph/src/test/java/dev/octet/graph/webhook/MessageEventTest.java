package dev.octet.graph.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageEventTest {
  private static final Instant ARRIVED = Instant.parse("2026-11-24T08:00:05Z");
  private static final String TEXT = """
      {"from":"447700900123","from_user_id":"GB.5501","from_parent_user_id":"GB.ENT.77","group_id":"Z3JvdXA6NTEZD","id":"wamid.M1",
       "timestamp":"1795506000","type":"text","text":{"body":"Tuesday suits us"},"context":{"id":"wamid.M0"}}""";

  @Test
  void a_message_is_kept_exactly_as_it_came() {
    MessageEvent message = read("{}", TEXT);

    assertThat(message.message()).isEqualTo(json(TEXT));
    assertThat(message.id()).isEqualTo("wamid.M1");
    assertThat(message.groupId()).contains("Z3JvdXA6NTEZD");
    assertThat(message.time()).isEqualTo(Instant.ofEpochSecond(1795506000L));
  }

  @Test
  void the_sender_is_named_by_the_message_and_completed_by_the_contact_that_matches() {
    MessageEvent message = read("""
        {"contacts":[{"profile":{"name":"Somebody else"},"wa_id":"447700900999","user_id":"GB.9"},
                     {"profile":{"name":"Esme","username":"esme.w"},"wa_id":"447700900123","user_id":"GB.5501"}]}""", TEXT);

    assertThat(message.sender()).isEqualTo(JsonObject.EMPTY
        .with("user_id", "GB.5501").with("parent_user_id", "GB.ENT.77").with("wa_id", "447700900123")
        .with("username", "esme.w").with("profile", JsonObject.EMPTY.with("name", "Esme")));
    assertThat(message.sender().fields().keySet()).first().isEqualTo("user_id");
  }

  @Test
  void a_sender_without_a_phone_number_is_still_a_sender() {
    MessageEvent message = read("{\"contacts\":[{\"profile\":{\"name\":\"Esme\"},\"user_id\":\"GB.5501\"}]}",
        "{\"from_user_id\":\"GB.5501\",\"group_id\":\"g\",\"id\":\"wamid.M1\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}");

    assertThat(message.sender()).isEqualTo(JsonObject.EMPTY.with("user_id", "GB.5501").with("profile", JsonObject.EMPTY.with("name", "Esme")));
  }

  @Test
  void a_sender_from_before_user_ids_is_named_by_phone_number() {
    MessageEvent message = read("{\"contacts\":[{\"profile\":{\"name\":\"Esme\"},\"wa_id\":\"447700900123\"}]}",
        "{\"from\":\"447700900123\",\"group_id\":\"g\",\"id\":\"wamid.M1\",\"type\":\"text\"}");

    assertThat(message.sender().text("wa_id")).contains("447700900123");
    assertThat(message.sender().object("profile")).isPresent();
    assertThat(message.sender().has("user_id")).isFalse();
  }

  @Test
  void another_persons_contact_is_never_mixed_in() {
    MessageEvent message = read("{\"contacts\":[{\"profile\":{\"name\":\"Esme\"},\"wa_id\":\"447700900123\",\"user_id\":\"GB.9\"}]}", TEXT);

    assertThat(message.sender().has("profile")).isFalse();
    assertThat(message.sender().text("user_id")).contains("GB.5501");
  }

  @Test
  void a_message_that_names_nobody_is_from_the_only_contact() {
    String item = "{\"group_id\":\"g\",\"id\":\"wamid.M1\",\"type\":\"text\"}";

    assertThat(read("{\"contacts\":[{\"user_id\":\"GB.5501\"}]}", item).sender().text("user_id")).contains("GB.5501");
    assertThat(read("{\"contacts\":[{\"user_id\":\"GB.5501\"},{\"user_id\":\"GB.9\"}]}", item).sender()).isEqualTo(JsonObject.EMPTY);
    assertThat(read("{}", item).sender()).isEqualTo(JsonObject.EMPTY);
  }

  @Test
  void a_message_without_a_group_is_still_a_message() {
    assertThat(read("{}", "{\"from\":\"447700900123\",\"id\":\"wamid.M1\",\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\"}}").groupId()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\":null}", "{\"id\":\"\"}", "{\"id\":[\"wamid.M1\"]}", "{\"from\":\"447700900123\",\"group_id\":\"g\"}"})
  void what_has_no_id_cannot_be_told_from_another_and_is_not_read(String item) {
    assertThat(MessageEvent.of(event("{}"), json(item))).isEmpty();
  }

  @Test
  void neither_a_message_nor_a_status_prints_what_people_wrote() {
    assertThat(read("{}", TEXT).toString()).isEqualTo("message wamid.M1");
    assertThat(StatusEvent.of(event("{}"), json("{\"id\":\"wamid.M1\",\"status\":\"read\",\"recipient_id\":\"447700900123\"}")).orElseThrow().toString())
        .isEqualTo("read of wamid.M1");
  }

  private static MessageEvent read(String value, String item) {
    return MessageEvent.of(event(value), json(item)).orElseThrow();
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
