package dev.octet.messagesending;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonException;
import dev.octet.graph.webhook.UnrecognizedWebhook;
import dev.octet.graph.webhook.WebhookEvent;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code message-events.fifo}: what people write in groups, and what became of what was sent. */
public final class MessageEventHandler extends QueueHandler {
  private final Notifications notifications;

  public MessageEventHandler() {
    this(AwsClients.sqs(), Environment.ofProcess(), Log.of("message-events"));
  }

  /** A simulation wires it to its own clock and queues. */
  public MessageEventHandler(SqsClient sqs, Environment environment, Log log) {
    super(new Queue(sqs, environment.text("MESSAGE_EVENTS_QUEUE_URL")), log);
    this.notifications = new Notifications(new Queue(sqs, environment.text("NOTIFICATIONS_QUEUE_URL")));
  }

  @Override
  protected Handled handle(QueueMessage message) {
    notifications.send(read(message));
    return Handled.done();
  }

  private static List<Notification> read(QueueMessage message) {
    try {
      return MessageNotifications.of(WebhookEvent.parse(message.body()));
    } catch (JsonException e) {
      return List.of(UnrecognizedWebhook.of(message.body(), message.sentAt(), String.valueOf(e.getMessage())));
    }
  }
}
