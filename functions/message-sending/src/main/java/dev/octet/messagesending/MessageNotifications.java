package dev.octet.messagesending;

import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Message.Applied;
import dev.octet.domain.message.Message;
import dev.octet.domain.message.Sending;
import dev.octet.graph.webhook.MessageEvent;
import dev.octet.graph.webhook.StatusEvent;
import dev.octet.graph.webhook.UnrecognizedWebhook;
import dev.octet.graph.webhook.WebhookEvent;
import java.time.Instant;
import java.util.Optional;

/** What the outside is told of messages. The id is made of the message, the person and the status, however that was learned. */
final class MessageNotifications {
  private MessageNotifications() {}

  /** A message of which nothing can be kept. */
  static Notification received(WebhookEvent event, MessageEvent message) {
    return received(event, message, message.sender(), Optional.empty());
  }

  /**
   * @param sender with all that is known of them
   * @param sequence the version of the message's item
   */
  static Notification received(WebhookEvent event, MessageEvent message, JsonObject sender, Optional<Long> sequence) {
    JsonObject data = JsonObject.EMPTY.with("message", message.message()).with("sender", present(sender)).with("sequence", sequence);
    return fitting(event, Notification.of("message.received", message.time(), event.phoneNumberId(), message.groupId(), data, message.id()));
  }

  static Notification receipt(WebhookEvent event, StatusEvent status, Applied applied, long sequence) {
    JsonObject participant = applied.recipient().map(it -> it.person().toJson()).orElse(JsonObject.EMPTY).withAll(status.participant());
    Sending sending = applied.message().sending();
    JsonObject more = operation(sending)
        .with("biz_opaque_callback_data", OwnId.requestId(status.callbackData()).isPresent() ? sending.callbackData() : status.callbackData())
        .with("sequence", sequence)
        .with("superseded", applied.superseded() ? Optional.of(true) : Optional.empty());
    return receipt(event, status, participant, applied.key(), more);
  }

  /** Of a message of which nothing can be kept: as the status alone says. */
  static Notification receipt(WebhookEvent event, StatusEvent status) {
    return receipt(event, status, status.participant(), status.person(), JsonObject.EMPTY.with("biz_opaque_callback_data", status.callbackData()));
  }

  private static Notification receipt(WebhookEvent event, StatusEvent status, JsonObject participant, String person, JsonObject more) {
    JsonObject data = JsonObject.EMPTY
        .with("message", JsonObject.EMPTY.with("id", status.messageId()))
        .with("status", status.status().wire())
        .with("participant", present(participant))
        .with("recipient_type", status.groupId().map(group -> "group"))
        .with("pricing", status.pricing())
        .with("conversation", status.conversation())
        .with("errors", Optional.of(status.errors()).filter(errors -> !errors.isEmpty()))
        .withAll(more);
    return fitting(event, Notification.of("message." + status.status().wire(), status.time(), event.phoneNumberId(), status.groupId(), data,
        status.messageId(), person, status.status().wire()));
  }

  /** @param at of the receipt, or of the going, by which it is */
  static Notification readByAll(WebhookEvent event, Instant at, Optional<String> groupId, Messages.Saved saved) {
    Message message = saved.message();
    JsonObject data = JsonObject.EMPTY.with("message", JsonObject.EMPTY.with("id", message.id())).withAll(operation(message.sending()))
        .with("biz_opaque_callback_data", message.sending().callbackData()).with("sequence", saved.version());
    return Notification.of("message.read_by_all", at, event.phoneNumberId(), groupId, data, message.id());
  }

  private static JsonObject operation(Sending sending) {
    return JsonObject.EMPTY.with("request_id", sending.requestId()).with("command_id", sending.commandId());
  }

  private static Notification fitting(WebhookEvent event, Notification notification) {
    return UnrecognizedWebhook.fits(notification)
        ? notification
        : UnrecognizedWebhook.oversized(event, "The message leaves no room for the notification around it.");
  }

  private static Optional<JsonObject> present(JsonObject object) {
    return Optional.of(object).filter(some -> !some.isEmpty());
  }
}
