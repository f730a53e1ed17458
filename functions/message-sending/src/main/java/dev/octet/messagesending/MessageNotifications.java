package dev.octet.messagesending;

import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.MessageEvent;
import dev.octet.graph.webhook.StatusEvent;
import dev.octet.graph.webhook.UnrecognizedWebhook;
import dev.octet.graph.webhook.WebhookEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the outside is told of an event of messages. Every event gives at least one notification; the same item gives the
 * same id, alone or among others, today or in a second delivery.
 */
final class MessageNotifications {
  private MessageNotifications() {}

  static List<Notification> of(WebhookEvent event) {
    List<Notification> told = new ArrayList<>();
    for (JsonObject item : event.value().objects("messages")) {
      told.add(MessageEvent.of(event, item)
          .map(message -> fitting(event, received(event, message)))
          .orElseGet(() -> UnrecognizedWebhook.of(event, "The message has no id.")));
    }
    for (JsonObject item : event.value().objects("statuses")) {
      told.add(StatusEvent.of(event, item)
          .map(status -> fitting(event, receipt(event, status)))
          .orElseGet(() -> UnrecognizedWebhook.of(event, "The status has no message id, or is none that is known.")));
    }
    if (told.size() < Math.max(1, event.value().items("messages").size() + event.value().items("statuses").size())) {
      told.add(UnrecognizedWebhook.of(event, "The event holds something else than a message or a status."));
    }
    return told.stream().distinct().toList();
  }

  private static Notification received(WebhookEvent event, MessageEvent message) {
    JsonObject data = JsonObject.EMPTY.with("message", message.message()).with("sender", present(message.sender()));
    return Notification.of("message.received", message.time(), event.phoneNumberId(), message.groupId(), data, message.id());
  }

  private static Notification receipt(WebhookEvent event, StatusEvent status) {
    JsonObject data = JsonObject.EMPTY
        .with("message", JsonObject.EMPTY.with("id", status.messageId()))
        .with("status", status.status().wire())
        .with("participant", present(status.participant()))
        .with("recipient_type", status.groupId().map(group -> "group"))
        .with("pricing", status.pricing())
        .with("conversation", status.conversation())
        .with("errors", Optional.of(status.errors()).filter(errors -> !errors.isEmpty()))
        .with("biz_opaque_callback_data", status.callbackData());
    return Notification.of("message." + status.status().wire(), status.time(), event.phoneNumberId(), status.groupId(), data,
        status.messageId(), status.person(), status.status().wire());
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
