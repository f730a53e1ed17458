package dev.octet.notificationdelivery;

import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.MovableClock;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.notification.KeptNotification;
import dev.octet.aws.notification.NotificationStore;
import dev.octet.aws.notification.Span;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.table.Table;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues and a table of a test's own, and the functions of this module on them. */
final class DeliveryWorld {
  final Engines engines = Engines.shared();
  final String told = engines.freshFifoQueue("notifications");
  final String copies = engines.freshFifoQueue("copies");
  final String deadLetters = engines.freshFifoQueue("copies-dlq");
  final String lanes = engines.freshFifoQueue("lanes");
  final String laneDeadLetters = engines.freshFifoQueue("lanes-dlq");
  final String groupEvents = engines.freshFifoQueue("group-events");
  final String deliveries = engines.freshFifoQueue("deliveries");
  final String table = engines.freshTable("NotificationsTable");
  final MovableClock clock = new MovableClock(Instant.now());
  final Log log = Log.of("test");
  private final Map<String, String> settings = new HashMap<>();
  private URI buses = URI.create("http://127.0.0.1:1");

  DeliveryWorld() {
    settings.putAll(Map.of("NOTIFICATION_COPIES_QUEUE_URL", copies, "NOTIFICATION_COPIES_DEAD_LETTERS_URL", deadLetters, "NOTIFICATIONS_QUEUE_URL", told, "GROUP_EVENTS_QUEUE_URL", groupEvents,
        "NOTIFICATION_LANES_QUEUE_URL", lanes, "NOTIFICATION_LANES_DEAD_LETTERS_URL", laneDeadLetters, "NOTIFICATIONS_TABLE_NAME", table, "NOTIFICATIONS_KEPT", "P30D"));
  }

  DeliveryWorld with(String name, String value) {
    settings.put(name, value);
    return this;
  }

  DeliveryWorld withBus(String name, URI at) {
    buses = at;
    return with("EVENT_BUS_NAME", name);
  }

  Environment environment() {
    return new Environment(Map.copyOf(settings));
  }

  static String arn(String queueUrl) {
    return "arn:aws:sqs:eu-west-1:000000000000:" + queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
  }

  static String name(String queueUrl) {
    return queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
  }

  static List<Notification> some(String group, int count) {
    return some(group == null ? "group.limit_near" : "group.adopted", "100", group, count);
  }

  static List<Notification> some(String type, String number, String group, int count) {
    return IntStream.range(0, count).mapToObj(i -> Notification.of(type, Instant.EPOCH, Optional.ofNullable(number), Optional.ofNullable(group),
        data(type, i), type + number + group + i)).toList();
  }

  private static JsonObject data(String type, int i) {
    return switch (type) {
      case "message.pinned" -> JsonObject.EMPTY.with("message", JsonObject.EMPTY.with("id", "wamid." + i));
      case "group.limit_near" -> JsonObject.EMPTY.with("active_groups", i);
      default -> JsonObject.EMPTY.with("description", "number " + i);
    };
  }

  static List<JsonObject> events(List<Notification> notifications) {
    return notifications.stream().map(Notification::toCloudEvent).toList();
  }

  void tell(List<Notification> notifications) {
    new Notifications(new Queue(engines.sqs(), told), Optional.of(new Queue(engines.sqs(), copies)), List.of(), log).send(notifications);
  }

  NotificationFanOutHandler fanOutHandler() {
    return new NotificationFanOutHandler(engines.dynamoDb(), engines.sqs(), this::eventBridge, environment(), clock, log);
  }

  private EventBridgeClient eventBridge() {
    return EventBridgeClient.builder().endpointOverride(buses).region(Region.EU_WEST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
  }

  /** Returns the messages that failed; where time passed meanwhile, once or more often. */
  Set<String> fanOut() {
    Set<String> failed = new HashSet<>(new QueueTrigger(engines.sqs(), copies, fanOutHandler()).drain());
    failed.addAll(new QueueTrigger(engines.sqs(), lanes, fanOutHandler()).drain());
    return failed;
  }

  NotificationStore store() {
    return new NotificationStore(new Table(engines.dynamoDb(), table, Ids.random()), Duration.ofDays(30), clock);
  }

  List<JsonObject> kept(String group) {
    return store().ofGroup("100", Optional.ofNullable(group), Span.ALL, 1000).notifications().stream().map(KeptNotification::event).toList();
  }

  /** All notifications that are in a queue, in order; from then on they are not. */
  List<JsonObject> taken(String queueUrl) {
    return QueueTrigger.notifications(engines.sqs(), queueUrl);
  }

  /** All that is in a queue, with what stands beside it; from then on it is not. */
  List<Message> messages(String queueUrl) {
    List<Message> all = new ArrayList<>();
    List<Message> some;
    do {
      some = engines.sqs().receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(10).messageAttributeNames("All").visibilityTimeout(60)).messages();
      all.addAll(some);
      some.forEach(message -> engines.sqs().deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle())));
    } while (!some.isEmpty());
    return all;
  }

  /** How much is in a queue, handed out or not. */
  int depth(String queueUrl) {
    return engines.sqs().getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL)).attributes().entrySet().stream()
        .filter(it -> it.getKey() == QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES || it.getKey() == QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
        .mapToInt(it -> Integer.parseInt(it.getValue())).sum();
  }

  String reason(Message message) {
    return message.messageAttributes().get("reason").stringValue();
  }
}
