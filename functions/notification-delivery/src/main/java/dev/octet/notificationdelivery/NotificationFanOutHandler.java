package dev.octet.notificationdelivery;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.Trail;
import dev.octet.aws.notification.NotificationStore;
import dev.octet.aws.queue.DeadLetters;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Patience;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.queue.Reason;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.Erasure;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The function behind {@code notification-copies.fifo}. A copy is deleted when it is kept, on its way by HTTPS, and in the lane of
 * everybody else. What waits in those lanes, and replays step by step, come through the same queue, in message groups of their own.
 */
public final class NotificationFanOutHandler extends QueueHandler {
  private final Optional<StoreSink> store;
  private final Optional<Queue> deliveries;
  private final Lanes lanes;
  private final Optional<ReplayWork> replays;
  private final StoreErasure erasure;

  public NotificationFanOutHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), EventBus::client, Environment.ofProcess(), Clock.systemUTC(), Log.of("notification-fan-out"));
  }

  NotificationFanOutHandler(DynamoDbClient dynamoDb, SqsClient sqs, Supplier<EventBridgeClient> eventBridge, Environment environment, Clock clock, Log log) {
    super(new Queue(sqs, environment.text("NOTIFICATION_COPIES_QUEUE_URL")), new DeadLetters(sqs, environment.text("NOTIFICATION_COPIES_DEAD_LETTERS_URL"),
        environment.text("NOTIFICATION_COPIES_QUEUE_URL"), "notification-fan-out", clock), log, MessageGroups.AT_ONCE);
    Queue copies = new Queue(sqs, environment.text("NOTIFICATION_COPIES_QUEUE_URL"));
    Patience patience = new Patience(Sink.LONGEST, clock, new SecureRandom());
    Optional<Table> table = environment.optional("NOTIFICATIONS_TABLE_NAME").map(name -> new Table(dynamoDb, name, Ids.random()));
    Optional<NotificationStore> kept = table.map(it -> new NotificationStore(it, environment.duration("NOTIFICATIONS_KEPT"), clock));
    List<FurtherQueue> further = FurtherQueue.of(sqs, environment);
    List<Sink> sinks = new ArrayList<>(further);
    environment.optional("EVENT_BUS_NAME").map(name -> new EventBus(eventBridge.get(), name)).ifPresent(sinks::add);
    this.store = kept.map(it -> new StoreSink(it, copies, patience, log));
    this.deliveries = environment.optional("NOTIFICATION_DELIVERIES_QUEUE_URL").map(url -> new Queue(sqs, url));
    this.lanes = new Lanes(sinks, copies, patience, log);
    this.replays = table.map(it -> new ReplayWork(new Replays(it, clock), kept.orElseThrow(), new ReplayTargets(
        environment.optional("NOTIFICATIONS_QUEUE_URL").map(url -> new Queue(sqs, url)), deliveries, further), copies, patience, clock, log));
    this.erasure = new StoreErasure(kept, copies, new Queue(sqs, environment.text("GROUP_EVENTS_QUEUE_URL")), clock);
  }

  @Override
  protected Handled handle(QueueMessage message) {
    Optional<Erasure> erased = Erasure.read(message);
    if (erased.isPresent()) {
      return erasure.handle(erased.get(), message);
    }
    JsonObject body;
    try {
      body = JsonObject.parse(message.body());
    } catch (JsonException e) {
      return new Handled.SetAside(new Reason("unreadable", "It is nothing that Octet put there."), Optional.empty());
    }
    if (Lanes.sinkOf(body).isPresent()) {
      return lanes.take(message, body);
    }
    if (StoreSink.isWaiting(body)) {
      return store.map(it -> it.again(message, body)).orElseGet(Handled::done); // nothing is kept any more
    }
    if (ReplayWork.isStep(body)) {
      return replays.map(it -> it.step(message, body)).orElseGet(Handled::done);
    }
    Trail.note("notification_id", Told.id(body));
    store.ifPresent(it -> it.keepOrPutOff(body, message));
    deliveries.ifPresent(it -> it.send(Told.entry(body)));
    lanes.handOn(body);
    return Handled.done();
  }
}
