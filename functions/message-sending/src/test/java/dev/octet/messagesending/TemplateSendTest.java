package dev.octet.messagesending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.MovableClock;
import dev.octet.aws.NotificationSchema;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.Schema;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.Command;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.SendMessage;
import dev.octet.domain.message.Sending;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationState;
import dev.octet.graph.webhook.WebhookEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Templates on their way to groups, from the command to what is read of them. */
class TemplateSendTest {
  private final Engines engines = Engines.shared();
  private final SqsClient sqs = engines.sqs();
  private final String commands = engines.freshFifoQueue("message-commands");
  private final String events = engines.freshFifoQueue("message-events");
  private final String notifications = engines.freshFifoQueue("notifications");
  private final String table = engines.freshTable("GroupsTable");
  private final MovableClock clock = new MovableClock(Kept.NOW);
  private final AccountPlatform platform = new AccountPlatform().with("bill", "en", "UTILITY").with("code", "en", "AUTHENTICATION");

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void an_authentication_template_is_refused_before_the_platform_is_asked_to_send_it() {
    command(Events.GROUP, "code");
    drainCommands(QueueHandler.MessageGroups.ONE_AFTER_ANOTHER);

    assertThat(platform.asked("/messages")).isZero();
    List<JsonObject> told = told();
    assertThat(told).extracting(TemplateSendTest::type).containsExactly("message.send_failed", "operation.failed");
    JsonObject error = told.getLast().object("data").flatMap(data -> data.object("error")).orElseThrow();
    assertThat(error.whole("code")).hasValue(131051);
    assertThat(error.object("error_data").flatMap(data -> data.text("details")).orElseThrow()).contains("category authentication");
  }

  @Test
  void the_category_stands_with_the_message_and_is_asked_for_once() {
    IntStream.range(0, 10).forEach(i -> command("G" + i, "bill"));
    drainCommands(QueueHandler.MessageGroups.AT_ONCE);

    assertThat(platform.asked("/messages")).isEqualTo(10);
    assertThat(platform.asked("/message_templates")).isEqualTo(1);
    Messaging messaging = messaging(Map.of());
    for (int i = 1; i <= 10; i++) {
      assertThat(messaging.messages().get("wamid.T" + i).orElseThrow().message().sending().template()).contains(new Sending.Template("bill", "en", Optional.of("UTILITY")));
    }
    assertThat(templates(Map.of()).objects("data")).singleElement().satisfies(row -> assertThat(row.text("category")).contains("UTILITY"));
  }

  @Test
  void what_a_template_costs_more_than_another_message() {
    command(Events.GROUP, "bill");
    drainCommands(QueueHandler.MessageGroups.ONE_AFTER_ANOTHER);
    command(Events.GROUP, "bill");
    engines.requests().take();
    drainCommands(QueueHandler.MessageGroups.ONE_AFTER_ANOTHER);

    assertThat(engines.requests().take()).as("what is paused, the roster, account and category twice, its use twice").containsEntry("DynamoDb.GetItem", 2 + 6);
    assertThat(platform.asked("/message_templates")).isEqualTo(1);
  }

  @Test
  void where_nobody_knows_the_category_the_platform_decides() {
    platform.saysAccounts = false;
    command(Events.GROUP, "code");
    command(Events.GROUP, "of_another_account");
    drainCommands(QueueHandler.MessageGroups.ONE_AFTER_ANOTHER);

    assertThat(platform.asked("/messages")).isEqualTo(2);
    assertThat(told()).extracting(TemplateSendTest::type).containsExactly("message.accepted", "operation.succeeded", "message.accepted", "operation.succeeded");
  }

  @Test
  void a_decision_of_the_platform_is_heard_and_told_by_nobody_here() {
    command(Events.GROUP, "bill");
    drainCommands(QueueHandler.MessageGroups.ONE_AFTER_ANOTHER);
    platform.with("bill", "en", "AUTHENTICATION");
    told();

    send(events, new WebhookEvent("key", Kept.NOW, "template_category_update", AccountPlatform.ACCOUNT, Events.json(
        "{\"message_template_id\":7,\"message_template_name\":\"bill\",\"message_template_language\":\"en\",\"previous_category\":\"UTILITY\",\"new_category\":\"AUTHENTICATION\"}")).toJson());
    send(events, new WebhookEvent("key2", Kept.NOW, "message_template_status_update", "", JsonObject.EMPTY).toJson());
    assertThat(new QueueTrigger(sqs, events, new MessageEventHandler(engines.dynamoDb(), sqs, environment(Map.of()), clock, Settings.outside(), Log.of("test"))).drain()).isEmpty();
    assertThat(told()).isEmpty();

    command(Events.GROUP, "bill");
    drainCommands(QueueHandler.MessageGroups.ONE_AFTER_ANOTHER);
    assertThat(told()).extracting(TemplateSendTest::type).containsExactly("message.send_failed", "operation.failed");
    assertThat(platform.asked("/messages")).isEqualTo(1);
  }

  @Test
  void an_invitation_to_a_person_asks_for_no_category_and_repurposes_nothing() {
    command(Events.GROUP, "bill");
    send(commands, JsonObject.EMPTY.with("command", "send_message").with("id", UUID.randomUUID().toString()).with("phone_number_id", Events.NUMBER)
        .with("body", Events.json("{\"messaging_product\":\"whatsapp\",\"to\":\"447700900001\",\"type\":\"template\",\"template\":{\"name\":\"bill\",\"language\":{\"code\":\"en\"},"
            + "\"components\":[{\"type\":\"body\",\"parameters\":[{\"type\":\"group_id\",\"group_id\":\"G\"}]}]}}")));
    drainCommands(QueueHandler.MessageGroups.ONE_AFTER_ANOTHER);

    assertThat(told()).extracting(TemplateSendTest::type).doesNotContain("template.repurposed").filteredOn("message.accepted"::equals).hasSize(2);
    assertThat(templates(Map.of()).objects("data").getFirst().texts("used_in")).containsExactly("group", "invitation");
  }

  /** One-to-one, Octet itself sends invitations only so far: what it keeps and tells does not depend on that. */
  @Test
  void a_template_that_is_used_both_ways_is_told_once_in_the_same_words() {
    Messaging messaging = messaging(Map.of());
    Operation inGroup = operation(1, "\"recipient_type\":\"group\",\"to\":\"G\"", "bill");
    Operation toPerson = operation(2, "\"to\":\"447700900001\"", "bill");
    Operation later = operation(3, "\"recipient_type\":\"group\",\"to\":\"G\"", "bill");

    assertThat(repurposed(messaging, inGroup)).isEmpty();
    List<Notification> told = repurposed(messaging, toPerson);
    assertThat(told).singleElement().satisfies(it -> assertThat(it.data()).isEqualTo(Events.json(
        "{\"request_id\":\"00000000000000000000000000000002\",\"template\":{\"name\":\"bill\",\"language\":\"en\"},\"where\":\"one_to_one\"}")));
    clock.advance(Duration.ofMinutes(1));
    assertThat(repurposed(messaging, toPerson)).as("told again, after a crash").isEqualTo(told);
    assertThat(repurposed(messaging, later)).isEmpty();
    assertThat(repurposed(messaging, inGroup)).isEmpty();
  }

  @Test
  void by_setting_a_template_is_kept_to_where_it_is_used() {
    Messaging messaging = messaging(Map.of("REPURPOSED_TEMPLATES", "refuse"));
    Operation toPerson = operation(1, "\"to\":\"447700900001\"", "bill");
    assertThat(messaging.guard().refusal(toPerson)).isEmpty();
    List<Notification> _ = messaging.outcomes().of(toPerson, clock.instant());
    assertThat(messaging.guard().refusal(toPerson)).isEmpty();

    command(Events.GROUP, "bill");
    assertThat(new QueueTrigger(sqs, commands, commandHandler(QueueHandler.MessageGroups.ONE_AFTER_ANOTHER, Map.of("REPURPOSED_TEMPLATES", "refuse"))).drain()).isEmpty();

    JsonObject error = told().getLast().object("data").flatMap(data -> data.object("error")).orElseThrow();
    assertThat(error.whole("code")).hasValue(100);
    assertThat(error.toJson()).contains("RepurposedTemplates");
    assertThat(platform.requests).isEmpty();
    assertThat(messaging.guard().refusal(operation(2, "\"recipient_type\":\"group\",\"to\":\"G\"", "code"))).as("another template").isPresent()
        .hasValueSatisfying(refusal -> assertThat(refusal.code()).as("is refused for what it is").isEqualTo(131051));
  }

  @Test
  void what_became_of_a_template_can_be_read() {
    command(Events.GROUP, "bill");
    drainCommands(QueueHandler.MessageGroups.ONE_AFTER_ANOTHER);
    Kept kept = new Kept(messaging(Map.of()).table());
    JsonObject charged = Events.json("{\"billable\":true,\"type\":\"regular\",\"category\":\"group_utility\"}");
    kept.told(Events.receipt(Events.status("wamid.T1", "sent")));
    kept.told(Events.receipt(Events.status("wamid.T1", "read", "GB.1").with("pricing", charged)));
    kept.told(Events.receipt(Events.status("wamid.T1", "delivered", "DE.2").with("pricing", charged)));
    kept.told(Events.receipt(Events.status("wamid.T1", "failed", "FR.3")));

    JsonObject page = templates(Map.of());
    assertThat(page.objects("data")).singleElement().satisfies(row -> assertThat(row.without("costs")).isEqualTo(Events.json(
        "{\"name\":\"bill\",\"language\":\"en\",\"category\":\"UTILITY\",\"used_in\":[\"group\"],\"sent\":1,\"delivered\":2,\"read\":1,\"failed\":1,\"people\":2}")));
    assertThat(page.objects("data").getFirst().object("costs").flatMap(costs -> costs.object("total")).flatMap(total -> total.text("deliveries"))).contains("2");
    assertThat(Schema.ofApi("TemplatePage").violations(page.toJson())).isEmpty();

    JsonObject before = templates(Map.of("month", "2026-10"));
    assertThat(before.objects("data")).singleElement().satisfies(row -> assertThat(row.whole("sent")).hasValue(0));
    assertThat(Schema.ofApi("TemplatePage").violations(before.toJson())).isEmpty();
    assertThat(MessageReadsTest.refused(() -> templates(Map.of("month", "November")))).isEqualTo(400);
    assertThat(MessageReadsTest.refused(() -> ask("200", Map.of()))).as("not the token's").isEqualTo(403);
  }

  private List<Notification> repurposed(Messaging messaging, Operation operation) {
    List<Notification> told = messaging.outcomes().of(operation, clock.instant());
    told.forEach(one -> NotificationSchema.assertValid(one.toCloudEvent()));
    return told.stream().filter(it -> it.type().equals("template.repurposed")).map(it -> {
      assertThat(it.phoneNumberId()).contains(Events.NUMBER);
      return it;
    }).toList();
  }

  private static Operation operation(int n, String to, String template) {
    String requestId = "%032d".formatted(n);
    JsonObject body = SendMessage.ofBody(Events.json("{\"messaging_product\":\"whatsapp\"," + to + ",\"type\":\"template\",\"template\":{\"name\":\"" + template
        + "\",\"language\":{\"code\":\"en\"}}}")).body();
    Command command = switch (Command.parse(JsonObject.EMPTY.with("command", "send_message").with("id", requestId).with("phone_number_id", Events.NUMBER).with("body", body).toJson())) {
      case Command.Parsed.Valid valid -> valid.command();
      case Command.Parsed.Invalid invalid -> throw new AssertionError(invalid.sentence());
    };
    return Operation.accepted(requestId, command, false, "lane", Kept.NOW)
        .in(new OperationState.Succeeded(Optional.empty(), JsonObject.EMPTY.with("messages", List.of(JsonObject.EMPTY.with("id", "wamid." + requestId))), 0));
  }

  private JsonObject templates(Map<String, String> query) {
    return ask(Events.NUMBER, query);
  }

  private JsonObject ask(String number, Map<String, String> query) {
    try {
      return JsonObject.parse(OwnEndpoints.of(messaging(Map.of()), clock).handle(new HttpRequest("GET", "/v1/numbers/" + number + "/templates", query, Map.of(), new byte[0]),
          List.of("numbers", number, "templates"), new ApiToken("", "", List.of(Events.NUMBER), false)).body());
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  private Messaging messaging(Map<String, String> settings) {
    return Messaging.of(engines.dynamoDb(), sqs, environment(settings), clock, Settings.outside(), Log.of("test"));
  }

  private Environment environment(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(Map.of("TABLE_NAME", table, "MESSAGE_EVENTS_QUEUE_URL", events, "MESSAGE_COMMANDS_QUEUE_URL", commands,
        "NOTIFICATIONS_QUEUE_URL", notifications, "GRAPH_BASE_URL", platform.url()));
    all.putAll(settings);
    return Settings.with(all);
  }

  private MessageCommandHandler commandHandler(QueueHandler.MessageGroups groups, Map<String, String> settings) {
    return new MessageCommandHandler(engines.dynamoDb(), sqs, environment(settings), clock, Settings.outside(), groups, Log.of("test"));
  }

  private void drainCommands(QueueHandler.MessageGroups groups) {
    assertThat(new QueueTrigger(sqs, commands, commandHandler(groups, Map.of())).drain()).isEmpty();
  }

  private List<JsonObject> told() {
    return new ArrayList<>(QueueTrigger.notifications(sqs, notifications));
  }

  private static String type(JsonObject notification) {
    return notification.text("type").orElseThrow();
  }

  private void command(String group, String template) {
    send(commands, JsonObject.EMPTY.with("command", "send_message").with("id", UUID.randomUUID().toString()).with("phone_number_id", Events.NUMBER)
        .with("body", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", group).with("type", "template")
            .with("template", JsonObject.EMPTY.with("name", template).with("language", JsonObject.EMPTY.with("code", "en")))));
  }

  /** What goes to one group, or is about none, is in one message group. */
  private void send(String queue, JsonObject message) {
    String group = message.object("body").flatMap(body -> body.text("to")).orElse("other");
    sqs.sendMessage(request -> request.queueUrl(queue).messageGroupId(group).messageDeduplicationId(UUID.randomUUID().toString()).messageBody(message.toJson()));
  }
}
