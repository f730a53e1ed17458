package dev.octet.graph.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnrecognizedWebhookTest {
  private static final Instant ARRIVED = Instant.parse("2026-11-24T08:00:05Z");

  @Test
  void an_event_is_handed_on_as_it_came() {
    WebhookEvent event = event("k1", JsonObject.EMPTY.with("metadata", JsonObject.EMPTY.with("phone_number_id", "100000000000001"))
        .with("unheard_of", List.of(1L, "two")));
    Notification notification = UnrecognizedWebhook.of(event, "Unheard of.");

    assertThat(notification.type()).isEqualTo("webhook.unrecognized");
    assertThat(notification.phoneNumberId()).contains("100000000000001");
    assertThat(notification.data().object("event")).contains(event.toJson());
    assertThat(notification.data().text("event_key")).contains("k1");
  }

  @Test
  void the_same_event_in_a_later_delivery_is_the_same_notification() {
    WebhookEvent later = new WebhookEvent("k1", ARRIVED.plusSeconds(90), "messages", "2088", JsonObject.EMPTY);

    assertThat(UnrecognizedWebhook.of(later, "x").id()).isEqualTo(UnrecognizedWebhook.of(event("k1", JsonObject.EMPTY), "x").id());
    assertThat(UnrecognizedWebhook.of(event("k2", JsonObject.EMPTY), "x").id()).isNotEqualTo(UnrecognizedWebhook.of(later, "x").id());
  }

  @Test
  void what_does_not_fit_is_measured_and_hashed() {
    WebhookEvent event = event("k1", JsonObject.EMPTY.with("text", "x".repeat((1 << 20) - 200)));
    Notification notification = UnrecognizedWebhook.of(event, "Unheard of.");

    assertThat(UnrecognizedWebhook.fits(notification)).isTrue();
    assertThat(notification.data().has("event")).isFalse();
    assertThat(notification.data().whole("bytes")).hasValue(event.toJson().toJson().length());
    assertThat(notification.data().text("sha256").orElseThrow()).hasSize(64);
  }

  @Test
  void beside_what_fits_a_queue_message_has_room_for_whose_it_is() {
    for (int left = 8_000; left > 0; left -= 50) {
      Notification notification = UnrecognizedWebhook.of(event("k1", JsonObject.EMPTY.with("text", "x".repeat((1 << 20) - left))), "Unheard of.");
      assertThat(notification.data().has("event")).as("%d", left).isEqualTo(left > 4_550);
      assertThat(notification.toCloudEvent().toJson().length()).as("%d", left).isLessThanOrEqualTo((1 << 20) - (4 << 10));
    }
  }

  @Test
  void a_text_that_is_no_event_is_handed_on_as_text_under_a_key_of_its_own() {
    Notification notification = UnrecognizedWebhook.of("<xml/>", ARRIVED, "The body is not valid JSON.");

    assertThat(notification.data().text("body")).contains("<xml/>");
    assertThat(notification.id()).isEqualTo(UnrecognizedWebhook.of("<xml/>", ARRIVED.plusSeconds(9), "x").id());
    assertThat(notification.id()).isNotEqualTo(UnrecognizedWebhook.of("<xml />", ARRIVED, "x").id());
    assertThat(UnrecognizedWebhook.of("ü".repeat(400_000), ARRIVED, "x").data().has("body")).isFalse();
  }

  private static WebhookEvent event(String key, JsonObject value) {
    return new WebhookEvent(key, ARRIVED, "messages", "2088", value);
  }
}
