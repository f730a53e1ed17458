package dev.octet.messagesending;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.table.Table;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonException;
import dev.octet.graph.webhook.UnrecognizedWebhook;
import dev.octet.graph.webhook.WebhookEvent;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code message-events.fifo}: what people write in groups, and what became of what was sent, applied to the table and told. */
public final class MessageEventHandler extends QueueHandler {
  private final MessageEvents events;
  private final Notifications notifications;

  public MessageEventHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Log.of("message-events"));
  }

  /** A simulation wires it to its own clock and queues. */
  public MessageEventHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Log log) {
    this(dynamoDb, sqs, environment, clock, SendSettlement.NONE, log);
  }

  MessageEventHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, SendSettlement settlement, Log log) {
    super(new Queue(sqs, environment.text("MESSAGE_EVENTS_QUEUE_URL")), log);
    Table table = new Table(dynamoDb, environment.text("TABLE_NAME"), Ids.random());
    Messages messages = new Messages(table, new CostCounters(table));
    Rosters rosters = new Rosters(table);
    this.events = new MessageEvents(
        new ReceivedMessages(messages, new MessageContents(table, clock, environment.duration("MESSAGE_CONTENT_KEPT")), new Conversations(table), rosters),
        new Receipts(messages, rosters, settlement));
    this.notifications = new Notifications(new Queue(sqs, environment.text("NOTIFICATIONS_QUEUE_URL")));
  }

  @Override
  protected Handled handle(QueueMessage message) {
    notifications.send(read(message));
    return Handled.done();
  }

  private List<Notification> read(QueueMessage message) {
    WebhookEvent event;
    try {
      event = WebhookEvent.parse(message.body());
    } catch (JsonException e) {
      return List.of(UnrecognizedWebhook.of(message.body(), message.sentAt(), String.valueOf(e.getMessage())));
    }
    return events.handle(event);
  }
}
