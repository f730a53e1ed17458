package dev.octet.messagesending;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.queue.DeadLetters;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.snapshot.Rehearsal;
import dev.octet.aws.snapshot.Scene;
import dev.octet.aws.snapshot.Snapshot;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonException;
import dev.octet.graph.webhook.TemplateDecision;
import dev.octet.graph.webhook.UnrecognizedWebhook;
import dev.octet.graph.webhook.WebhookEvent;
import dev.octet.operations.Erasure;
import dev.octet.operations.ErasurePass;
import dev.octet.operations.EventTrail;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code message-events.fifo}: what people write in groups, and what became of what was sent, applied to the table and told. */
public final class MessageEventHandler extends QueueHandler {
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final MessageEvents events;
  private final Accounts accounts;
  private final TemplateCategories categories;
  private final Notifications notifications;
  private final MessageErasure erasure;
  private final Clock clock;

  public MessageEventHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Messaging.Outside.real(), Log.of("message-events"));
    if (Snapshot.willBeTaken()) {
      Rehearsal.of(stage -> new MessageEventHandler(stage.dynamoDb(), stage.sqs(), stage.environment(), stage.clock(), Messaging.Outside.real(), stage.log()),
          Scene.event("messages", "messages", "{\"from\":\"1\",\"group_id\":\"" + Scene.GROUP
              + "\",\"id\":\"wamid.rehearsed\",\"timestamp\":\"1795510930\",\"type\":\"text\",\"text\":{\"body\":\"Rehearsed\"}}"));
    }
  }

  /** A simulation wires it to its own clock and queues. */
  public MessageEventHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, HttpClient http, RandomGenerator random, Log log) {
    this(dynamoDb, sqs, environment, clock, new Messaging.Outside(http, random, _ -> { }), log); // here, nothing waits
  }

  MessageEventHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Messaging.Outside outside, Log log) {
    super(new Queue(sqs, environment.text("MESSAGE_EVENTS_QUEUE_URL")),
        new DeadLetters(sqs, environment.text("MESSAGE_EVENTS_DEAD_LETTERS_URL"), environment.text("MESSAGE_EVENTS_QUEUE_URL"), "message-events", clock), log);
    Messaging messaging = Messaging.of(dynamoDb, sqs, environment, clock, outside, log);
    this.events = new MessageEvents(
        new ReceivedMessages(messaging.messages(), messaging.contents(), messaging.conversations(), messaging.rosters()),
        new Receipts(messaging.messages(), messaging.rosters(), messaging.inviting(), new FailedPins(messaging.operations(), messaging.conversations()),
            messaging.settlement()),
        new GroupNews(messaging.inviting(), new UnreadMessages(messaging.messages()), messaging.rosters()));
    this.accounts = messaging.accounts();
    this.categories = messaging.categories();
    this.erasure = new MessageErasure(messaging.table(), new ErasurePass(messaging.table(), clock), new Queue(sqs, environment.text("MESSAGE_EVENTS_QUEUE_URL")),
        environment.optional("NOTIFICATION_COPIES_QUEUE_URL").map(url -> new Queue(sqs, url)), new Queue(sqs, environment.text("GROUP_EVENTS_QUEUE_URL")));
    this.clock = clock;
    this.notifications = messaging.notifications();
  }

  @Override
  protected Handled handle(QueueMessage message) {
    Optional<Erasure> erased = Erasure.read(message);
    if (erased.isPresent()) {
      return erasure.handle(erased.get(), message);
    }
    WebhookEvent event;
    try {
      event = WebhookEvent.parse(message.body());
      EventTrail.leave(event);
    } catch (JsonException e) {
      return tell(List.of(UnrecognizedWebhook.of(message.body(), message.sentAt(), String.valueOf(e.getMessage()))));
    }
    if (TemplateDecision.isIn(event)) { // told on other-webhooks.fifo, to whoever had it before
      TemplateDecision.of(event).ifPresent(categories::again);
      return Handled.done();
    }
    accounts.seen(event);
    return events.isEarly(event, clock.instant()) ? Handled.later(A_MOMENT) : tell(events.handle(event));
  }

  private Handled tell(List<Notification> told) {
    notifications.send(told);
    return Handled.done();
  }
}
