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
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code message-commands.fifo}: every command is read and answered. None is acted on yet. */
public final class MessageCommandHandler extends QueueHandler {
  private final Notifications notifications;

  public MessageCommandHandler() {
    this(AwsClients.sqs(), Environment.ofProcess(), Log.of("message-commands"));
  }

  MessageCommandHandler(SqsClient sqs, Environment environment, Log log) {
    super(new Queue(sqs, environment.text("MESSAGE_COMMANDS_QUEUE_URL")), log);
    this.notifications = new Notifications(new Queue(sqs, environment.text("NOTIFICATIONS_QUEUE_URL")));
  }

  @Override
  protected Handled handle(QueueMessage message) {
    Notification answer = MessageCommands.answer(message.id(), message.sentAt(), message.body());
    notifications.send(List.of(answer));
    return Handled.done();
  }
}
