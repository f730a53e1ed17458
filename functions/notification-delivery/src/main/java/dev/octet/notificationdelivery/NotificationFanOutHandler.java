package dev.octet.notificationdelivery;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
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
import dev.octet.aws.queue.QueueBatch;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.queue.Reason;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.Erasure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
 * The function behind {@code notification-copies.fifo} and {@code notification-lanes.fifo}. A copy is deleted when it is kept, on its way
 * by HTTPS, and in the lane of everybody else. Replays and erasures come step by step among the copies, in message groups of their own.
 */
public final class NotificationFanOutHandler implements RequestStreamHandler {
  private static final String FUNCTION = "notification-fan-out";

  private final String laneQueue;
  private final FromQueue fromLanes;
  private final FromQueue fromCopies;
  private final Optional<StoreSink> store;
  private final Optional<Queue> deliveries;
  private final Lanes lanes;
  private final Optional<ReplayWork> replays;
  private final StoreErasure erasure;

  public NotificationFanOutHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), EventBus::client, Environment.ofProcess(), Clock.systemUTC(), Log.of(FUNCTION));
  }

  NotificationFanOutHandler(DynamoDbClient dynamoDb, SqsClient sqs, Supplier<EventBridgeClient> eventBridge, Environment environment, Clock clock, Log log) {
    String laneUrl = environment.text("NOTIFICATION_LANES_QUEUE_URL");
    String copyUrl = environment.text("NOTIFICATION_COPIES_QUEUE_URL");
    Queue lanesOfAll = new Queue(sqs, laneUrl);
    Queue copies = new Queue(sqs, copyUrl);
    this.laneQueue = laneUrl.substring(laneUrl.lastIndexOf('/') + 1);
    this.fromLanes = new FromQueue(lanesOfAll, new DeadLetters(sqs, environment.text("NOTIFICATION_LANES_DEAD_LETTERS_URL"), laneUrl, FUNCTION, clock), log);
    this.fromCopies = new FromQueue(copies, new DeadLetters(sqs, environment.text("NOTIFICATION_COPIES_DEAD_LETTERS_URL"), copyUrl, FUNCTION, clock), log);
    Patience patience = new Patience(Sink.LONGEST, clock, new SecureRandom());
    Optional<Table> table = environment.optional("NOTIFICATIONS_TABLE_NAME").map(name -> new Table(dynamoDb, name, Ids.random()));
    Optional<NotificationStore> kept = table.map(it -> new NotificationStore(it, environment.duration("NOTIFICATIONS_KEPT"), clock));
    List<FurtherQueue> further = FurtherQueue.of(sqs, environment);
    List<Sink> sinks = new ArrayList<>(further);
    environment.optional("EVENT_BUS_NAME").map(name -> new EventBus(eventBridge.get(), name)).ifPresent(sinks::add);
    this.store = kept.map(it -> new StoreSink(it, lanesOfAll, patience, log));
    this.deliveries = environment.optional("NOTIFICATION_DELIVERIES_QUEUE_URL").map(url -> new Queue(sqs, url));
    this.lanes = new Lanes(sinks, lanesOfAll, patience, log);
    this.replays = table.map(it -> new ReplayWork(new Replays(it, clock), kept.orElseThrow(), new ReplayTargets(
        environment.optional("NOTIFICATIONS_QUEUE_URL").map(url -> new Queue(sqs, url)), deliveries, further), copies, patience, clock, log));
    this.erasure = new StoreErasure(kept, copies, new Queue(sqs, environment.text("GROUP_EVENTS_QUEUE_URL")), clock);
  }

  /** Each has its own dead letters. What it is is seen in the message: what lay aside before may come from either. */
  private final class FromQueue extends QueueHandler {
    FromQueue(Queue queue, DeadLetters deadLetters, Log log) {
      super(queue, deadLetters, log, MessageGroups.AT_ONCE);
    }

    @Override
    protected Handled handle(QueueMessage message) {
      return take(message);
    }
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
    QueueBatch batch = QueueBatch.read(input);
    (batch.queueArn().endsWith(":" + laneQueue) ? fromLanes : fromCopies).handleBatch(batch, output, context);
  }

  private Handled take(QueueMessage message) {
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
