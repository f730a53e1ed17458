package dev.octet.notificationdelivery;

import dev.octet.aws.AwsClients;
import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.Trail;
import dev.octet.aws.notification.NotificationStore;
import dev.octet.aws.queue.DeadLetters;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.Erasure;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The function behind {@code notification-copies.fifo}: everybody who is to have a notification has it before its copy is deleted. */
public final class NotificationFanOutHandler extends QueueHandler {
  private final Optional<NotificationStore> store;
  private final StoreErasure erasure;
  private final Log log;

  public NotificationFanOutHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Log.of("notification-fan-out"));
  }

  NotificationFanOutHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Log log) {
    super(new Queue(sqs, environment.text("NOTIFICATION_COPIES_QUEUE_URL")), new DeadLetters(sqs, environment.text("NOTIFICATION_COPIES_DEAD_LETTERS_URL"),
        environment.text("NOTIFICATION_COPIES_QUEUE_URL"), "notification-fan-out", clock), log, MessageGroups.AT_ONCE);
    this.store = environment.optional("NOTIFICATIONS_TABLE_NAME")
        .map(name -> new NotificationStore(new Table(dynamoDb, name, Ids.random()), environment.duration("NOTIFICATIONS_KEPT"), clock));
    this.erasure = new StoreErasure(store, new Queue(sqs, environment.text("NOTIFICATION_COPIES_QUEUE_URL")),
        new Queue(sqs, environment.text("GROUP_EVENTS_QUEUE_URL")), clock);
    this.log = log;
  }

  @Override
  protected Handled handle(QueueMessage message) {
    Optional<Erasure> erased = Erasure.read(message.body());
    if (erased.isPresent()) {
      return erasure.handle(erased.get());
    }
    JsonObject notification = parse(message);
    Trail.note("notification_id", notification.text("id"));
    store.ifPresent(it -> keep(it, notification, message));
    return Handled.done();
  }

  private void keep(NotificationStore to, JsonObject notification, QueueMessage message) {
    try {
      to.keep(notification, message);
    } catch (BeyondLimitException e) { // its ids are longer than any key: nobody could ask for it
      log.warn("notification_not_kept", JsonObject.EMPTY);
    }
  }

  private static JsonObject parse(QueueMessage message) {
    try {
      return JsonObject.parse(message.body());
    } catch (JsonException e) {
      throw new IllegalStateException("A copy of a notification is no JSON object.", e);
    }
  }
}
