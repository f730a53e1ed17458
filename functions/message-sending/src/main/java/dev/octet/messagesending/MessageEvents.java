package dev.octet.messagesending;

import dev.octet.aws.BeyondLimitException;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.MessageEvent;
import dev.octet.graph.webhook.StatusEvent;
import dev.octet.graph.webhook.UnrecognizedWebhook;
import dev.octet.graph.webhook.WebhookEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the events of messages hold, item by item. Every message and status gives at least one notification; the same item gives the same
 * id, alone or among others, today or in a second delivery.
 */
final class MessageEvents {
  private final ReceivedMessages received;
  private final Receipts receipts;
  private final GroupNews news;

  MessageEvents(ReceivedMessages received, Receipts receipts, GroupNews news) {
    this.received = received;
    this.receipts = receipts;
    this.news = news;
  }

  /** Whether it must wait for what another function hears of. */
  boolean isEarly(WebhookEvent event, Instant now) {
    return news.isEarly(event, now);
  }

  List<Notification> handle(WebhookEvent event) {
    if (GroupNews.isIn(event)) {
      return news.handle(event);
    }
    List<Notification> told = new ArrayList<>();
    for (JsonObject item : event.value().objects("messages")) {
      told.addAll(MessageEvent.of(event, item).map(message -> message(event, message))
          .orElseGet(() -> List.of(UnrecognizedWebhook.of(event, "The message has no id."))));
    }
    for (JsonObject item : event.value().objects("statuses")) {
      told.addAll(StatusEvent.of(event, item).map(status -> status(event, status))
          .orElseGet(() -> List.of(UnrecognizedWebhook.of(event, "The status has no message id, or is none that is known."))));
    }
    int read = event.value().objects("messages").size() + event.value().objects("statuses").size();
    if (read < Math.max(1, event.value().items("messages").size() + event.value().items("statuses").size())) {
      told.add(UnrecognizedWebhook.of(event, "The event holds something else than a message or a status."));
    }
    return told.stream().distinct().toList();
  }

  private List<Notification> message(WebhookEvent event, MessageEvent message) {
    try {
      return List.of(event.phoneNumberId().map(number -> received.handle(event, number, message))
          .orElseGet(() -> MessageNotifications.received(event, message)));
    } catch (BeyondLimitException e) { // told, if not kept
      return List.of(MessageNotifications.received(event, message));
    }
  }

  private List<Notification> status(WebhookEvent event, StatusEvent status) {
    try {
      return event.phoneNumberId().map(number -> receipts.handle(event, number, status)).orElseGet(() -> List.of(MessageNotifications.receipt(event, status)));
    } catch (BeyondLimitException e) {
      return List.of(MessageNotifications.receipt(event, status));
    }
  }
}
