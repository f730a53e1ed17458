package dev.octet.messagesending;

import static dev.octet.messagesending.Events.GROUP;
import static dev.octet.messagesending.Events.json;
import static dev.octet.messagesending.Events.message;
import static dev.octet.messagesending.Events.text;
import static dev.octet.messagesending.Kept.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Message;
import dev.octet.graph.webhook.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write is kept, and opens the window. */
class ReceivedMessagesTest {
  private static final Instant WRITTEN = Instant.ofEpochSecond(1_795_506_000L);
  private final Kept kept = new Kept();

  @ParameterizedTest
  @ValueSource(strings = {"text", "image", "video", "audio", "document", "sticker", "reaction", "location", "contacts", "unsupported", "of_next_year"})
  void a_message_of_any_type_is_kept_and_opens_the_window(String type) {
    JsonObject item = text("wamid.M1", "GB.5501", "x").with("type", type).with(type, JsonObject.EMPTY.with("id", "1184420976652310")).with("context", JsonObject.EMPTY.with("id", "wamid.S1"));
    Notification told = kept.told(message(item)).getFirst();

    Message message = kept.message("wamid.M1");
    assertThat(message.type()).contains(type);
    assertThat(message.direction()).isEqualTo(Message.Direction.IN);
    assertThat(message.groupId()).contains(GROUP);
    assertThat(message.sender()).contains(person("GB.5501", ""));
    assertThat(message.at()).isEqualTo(WRITTEN);
    assertThat(kept.contents.get("wamid.M1")).contains(item);
    assertThat(told.data().object("message")).contains(item);
    assertThat(told.data().whole("sequence")).hasValue(1);
    assertThat(kept.conversations.get(GROUP).window().until()).contains(WRITTEN.plus(Duration.ofHours(24)));
  }

  @Test
  void a_system_message_is_kept_and_opens_nothing_for_nobody_wrote_it() {
    kept.told(message(text("wamid.M1", "GB.5501", "x").with("type", "system")));

    assertThat(kept.message("wamid.M1").type()).contains("system");
    assertThat(kept.conversations.get(GROUP).window().until()).isEmpty();
  }

  @Test
  void the_window_is_the_groups_whoever_writes_and_only_grows() {
    kept.told(message(text("wamid.M1", "GB.1", "x").with("timestamp", "1795506003")));
    kept.told(message(text("wamid.M2", "GB.2", "x").with("timestamp", "1795506001")));

    assertThat(kept.conversations.get(GROUP).window().until()).contains(WRITTEN.plusSeconds(86_403));
  }

  @Test
  void a_time_that_is_still_to_come_opens_it_from_now() {
    kept.told(message(text("wamid.M1", "GB.1", "x").with("timestamp", "253402300799")));

    assertThat(kept.conversations.get(GROUP).window().until()).contains(Events.ARRIVED.plus(Duration.ofHours(24)));
  }

  @Test
  void a_message_that_comes_again_is_told_alike_and_kept_once() {
    Notification first = kept.told(message(text("wamid.M1", "GB.5501", "x"))).getFirst();

    assertThat(kept.told(message(text("wamid.M1", "GB.5501", "x"))).getFirst()).isEqualTo(first);
  }

  @Test
  void a_sender_who_is_in_no_roster_is_not_added_to_it() {
    kept.withGroup(person("GB.1", ""));
    kept.told(message(text("wamid.M1", "GB.5501", "x")));

    assertThat(new Rosters(kept.table).get(GROUP).orElseThrow().participants()).hasSize(1);
  }

  @Test
  void a_sender_who_is_named_by_number_alone_is_who_the_roster_says() {
    kept.withGroup(person("GB.1", "447700900001"));
    Notification told = kept.told(message(text("wamid.M1", "", "x").with("from", "447700900001"))).getFirst();

    assertThat(told.data().object("sender")).contains(json("{\"user_id\":\"GB.1\",\"wa_id\":\"447700900001\"}"));
    assertThat(kept.message("wamid.M1").sender()).contains(person("GB.1", "447700900001"));
  }

  @Test
  void content_is_kept_for_its_time_and_the_message_for_longer() {
    Kept late = new Kept();
    late.told(new WebhookEvent("k", Kept.NOW.minus(Duration.ofDays(31)), "messages", "2088", message(text("wamid.M1", "GB.1", "x")).value()));

    assertThat(late.contents.get("wamid.M1")).isEmpty();
    assertThat(late.message("wamid.M1").type()).contains("text");
  }

  @Test
  void content_in_every_form_of_json_comes_back_as_it_was() {
    JsonObject item = text("wamid.M1", "GB.5501", "x").with("odd", json("{\"\":null,\"deep\":" + "[".repeat(50) + "]".repeat(50) + ",\"big\":12345678901234567890123456789012345678901234567890,\"utf\":\"\\u0000 \\ud83d\"}"));
    kept.told(message(item));

    assertThat(kept.contents.get("wamid.M1")).contains(item);
  }

  @Test
  void what_is_larger_than_an_item_is_told_and_the_rest_of_it_kept() {
    Notification told = kept.told(message(text("wamid.M1", "GB.5501", "x".repeat(500_000)))).getFirst();

    assertThat(told.type()).isEqualTo("message.received");
    assertThat(kept.contents.get("wamid.M1")).isEmpty();
    assertThat(kept.message("wamid.M1").type()).contains("text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "group_id", "from_user_id", "type"})
  void a_field_longer_than_anything_can_be_kept_under_is_told_all_the_same(String field) {
    Notification told = kept.told(message(text("wamid.M1", "GB.5501", "x").with(field, "y".repeat(30_000)))).getFirst();

    assertThat(told.type()).isEqualTo("message.received");
  }

  @Test
  void an_event_that_names_no_number_is_told_and_not_kept() {
    Notification told = kept.told(Events.with(message(text("wamid.M1", "GB.5501", "x")), "metadata", JsonObject.EMPTY)).getFirst();

    assertThat(told.type()).isEqualTo("message.received");
    assertThat(kept.messages.get("wamid.M1")).isEmpty();
  }
}
