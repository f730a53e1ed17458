package dev.octet.messagesending;

import static dev.octet.messagesending.Events.message;
import static dev.octet.messagesending.Events.receipt;
import static dev.octet.messagesending.Events.status;
import static dev.octet.messagesending.Events.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.Schema;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.WebhookEvent;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform;
import java.nio.file.Files;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The handlers on real queues, called as Lambda calls them. */
class MessageHandlersTest {
  private final Engines engines = Engines.shared();
  private final SqsClient sqs = engines.sqs();
  private final String events = engines.freshFifoQueue("message-events");
  private final String commands = engines.freshFifoQueue("message-commands");
  private final String notifications = engines.freshFifoQueue("notifications");
  private final String table = engines.freshTable("GroupsTable");

  @BeforeEach
  void countFromHere() {
    engines.requests().take();
  }

  @Test
  void what_is_written_and_what_is_read_arrives_in_order() {
    send(events, message(text("wamid.M1", "GB.5501", "Tuesday suits us 🛠")));
    send(events, receipt(status("wamid.S1", "delivered", "GB.5501")));
    send(events, receipt(status("wamid.S1", "read", "GB.5501")));

    assertThat(drainEvents()).isEmpty();

    List<JsonObject> told = told();
    assertThat(told).extracting(one -> one.text("type").orElseThrow()).containsExactly("message.received", "message.delivered", "message.read");
    assertThat(told.getFirst().object("data").flatMap(data -> data.object("message")).flatMap(message -> message.object("text")).flatMap(text -> text.text("body")))
        .contains("Tuesday suits us 🛠");
    assertThat(told).allSatisfy(one -> assertThat(one.text("subject")).contains(Events.GROUP));
  }

  @Test
  void the_same_item_in_another_delivery_is_notified_once() {
    WebhookEvent first = receipt(status("wamid.S1", "read", "GB.5501"));
    WebhookEvent again = new WebhookEvent(first.key(), first.receivedAt().plusSeconds(60), first.field(), first.accountId(), first.value());
    send(events, first);
    send(events, again);

    assertThat(drainEvents()).isEmpty();

    assertThat(told()).hasSize(1);
  }

  @Test
  void what_cannot_be_read_is_handed_on_and_its_neighbours_arrive() {
    send(events, message(text("wamid.M1", "GB.5501", "one")));
    for (String body : List.of("not JSON", "{}", "{\"entry\":[]}", "{\"octet\":{\"event_key\":\"k\",\"received_at\":\"now\"},\"entry\":[{\"changes\":[{}]}]}")) {
      send(events, body);
    }
    send(events, Events.event("statuses", JsonObject.EMPTY.with("id", "wamid.S1").with("status", "teleported")));
    send(events, message(text("wamid.M2", "GB.5501", "two")));

    assertThat(drainEvents()).isEmpty();

    List<JsonObject> told = told();
    assertThat(told).filteredOn(one -> one.text("type").orElseThrow().equals("message.received")).hasSize(2);
    assertThat(told).filteredOn(one -> one.text("type").orElseThrow().equals("webhook.unrecognized")).hasSize(5);
    assertThat(told).extracting(one -> one.object("data").flatMap(data -> data.text("body")).orElse("")).contains("not JSON", "{\"entry\":[]}");
  }

  @Test
  void nothing_is_lost_while_notifications_cannot_be_sent_and_the_order_stays() {
    send(events, message(text("wamid.M1", "GB.5501", "one")));
    send(events, message(text("wamid.M2", "GB.5501", "two")));
    var broken = handler(environment("http://127.0.0.1:1/000000000000/no-such-queue.fifo"));

    List<String> failed = new QueueTrigger(sqs, events, broken).drain();

    assertThat(failed).hasSize(2);
    List<JsonObject> told = new ArrayList<>();
    await().untilAsserted(() -> {
      drainEvents();
      told.addAll(told());
      assertThat(told).extracting(one -> one.object("data").flatMap(data -> data.object("message")).flatMap(message -> message.text("id")).orElseThrow())
          .containsExactly("wamid.M1", "wamid.M2");
    });
  }

  @Test
  void what_no_key_of_the_table_can_hold_is_told_all_the_same() {
    String beyond = "\u00e9".repeat(1_200);
    send(events, message(text(beyond, "GB.5501", "x")));
    send(events, message(text("wamid.M1", "GB.5501", "x").with("group_id", beyond)));
    send(events, receipt(status(beyond, "read", "GB.5501")));
    send(events, receipt(status("wamid.S1", "read", "GB.5501").with("recipient_id", beyond)));
    send(events, receipt(status("wamid.S2", "read", beyond).with("pricing", JsonObject.EMPTY.with("category", beyond).with("type", "#"))));

    assertThat(drainEvents()).isEmpty();
    assertThat(told()).extracting(one -> one.text("type").orElseThrow())
        .containsExactlyInAnyOrder("message.received", "message.received", "message.read", "message.read", "message.read");
  }

  @Test
  void every_command_is_answered_and_none_stays_in_the_queue() {
    send(commands, "{\"command\":\"send_message\",\"id\":\"c-1\",\"phone_number_id\":\"100000000000001\",\"body\":{}}");
    send(commands, "{\"command\":\"send_message\",\"id\":\"" + "x".repeat(129) + "\",\"phone_number_id\":\"100000000000001\"}");
    send(commands, "send it, please");

    assertThat(new QueueTrigger(sqs, commands, commandHandler("http://127.0.0.1:1")).drain()).isEmpty();

    assertThat(told()).hasSize(3).allSatisfy(one -> assertThat(one.text("type")).contains("command.rejected"))
        .extracting(one -> one.object("data").flatMap(data -> data.text("reason")).orElseThrow())
        .containsExactlyInAnyOrder("`messaging_product` is missing; it is `whatsapp`.", "`id` is not text of 1 to 128 characters.", "The body is not valid JSON at line 1, column 1.");
  }

  @Test
  void the_samples_are_handled() throws Exception {
    JsonObject answer = QueueTrigger.invoke(handler(environment(notifications)), sample("message-events-queue.json"));
    assertThat(answer.objects("batchItemFailures")).isEmpty();
    assertThat(told()).extracting(one -> one.text("type").orElseThrow()).containsExactly("message.received", "message.read");

    try (ScriptedPlatform platform = new ScriptedPlatform()) {
      platform.answers(_ -> Answer.ok(Events.json("{\"messages\":[{\"id\":\"wamid.S1\"}]}")));
      assertThat(QueueTrigger.invoke(commandHandler(platform.url()), sample("message-commands-queue.json")).objects("batchItemFailures")).isEmpty();
    }
    assertThat(told()).extracting(one -> one.text("type").orElseThrow()).containsExactly("message.accepted", "operation.succeeded");
  }

  private static JsonObject sample(String name) throws Exception {
    return JsonObject.parse(Files.readString(Schema.directory().resolveSibling(name)));
  }

  @Test
  void what_an_event_costs() {
    IntStream.range(0, 10).forEach(i -> send(events, message(text("wamid.M" + i, "GB.5501", "x"))));
    engines.requests().take();
    assertThat(drainEvents()).isEmpty();

    Map<String, Integer> requests = engines.requests().take();
    System.out.println("message-events, 10 messages: " + requests);
    assertThat(requests).containsEntry("Sqs.SendMessageBatch", 10).doesNotContainKey("Sqs.ChangeMessageVisibilityBatch")
        .as("with the window, and the number's account, once each")
        .containsEntry("DynamoDb.PutItem", 10 + 10 + 1 + 1).containsEntry("DynamoDb.GetItem", 10 + 10 + 1);

    IntStream.range(0, 10).forEach(i -> send(events, receipt(status("wamid.S1", "read", "GB.550" + i))));
    engines.requests().take();
    assertThat(drainEvents()).isEmpty();

    Map<String, Integer> receipts = engines.requests().take();
    System.out.println("message-events, 10 receipts: " + receipts);
    assertThat(receipts).containsEntry("Sqs.SendMessageBatch", 10).containsEntry("DynamoDb.PutItem", 10).containsEntry("DynamoDb.GetItem", 20 + 1)
        .doesNotContainKey("DynamoDb.TransactWriteItems");
  }

  private List<String> drainEvents() {
    return new QueueTrigger(sqs, events, handler(environment(notifications))).drain();
  }

  private MessageEventHandler handler(Environment environment) {
    return new MessageEventHandler(engines.dynamoDb(), sqs, environment, Clock.fixed(Events.ARRIVED, ZoneOffset.UTC), Settings.outside(), Log.of("test"));
  }

  private MessageCommandHandler commandHandler(String platform) {
    return new MessageCommandHandler(engines.dynamoDb(), sqs, environment(notifications, platform), Clock.fixed(Events.ARRIVED, ZoneOffset.UTC), Settings.outside(),
        QueueHandler.MessageGroups.ONE_AFTER_ANOTHER, Log.of("test"));
  }

  private Environment environment(String notificationsUrl) {
    return environment(notificationsUrl, "http://127.0.0.1:1");
  }

  private Environment environment(String notificationsUrl, String platform) {
    return Settings.with(Map.of("GRAPH_BASE_URL", platform, "TABLE_NAME", table, "MESSAGE_EVENTS_QUEUE_URL", events, "MESSAGE_COMMANDS_QUEUE_URL", commands,
        "NOTIFICATIONS_QUEUE_URL", notificationsUrl));
  }

  private List<JsonObject> told() {
    return QueueTrigger.notifications(sqs, notifications);
  }

  private void send(String queueUrl, WebhookEvent event) {
    send(queueUrl, event.toJson().toJson());
  }

  private void send(String queueUrl, String body) {
    sqs.sendMessage(request -> request.queueUrl(queueUrl).messageGroupId("tests").messageDeduplicationId(UUID.randomUUID().toString()).messageBody(body));
  }
}
