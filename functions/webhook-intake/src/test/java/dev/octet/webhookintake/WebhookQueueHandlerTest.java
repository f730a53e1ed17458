package dev.octet.webhookintake;

import static dev.octet.webhookintake.Webhooks.SECRET;
import static dev.octet.webhookintake.Webhooks.change;
import static dev.octet.webhookintake.Webhooks.delivery;
import static dev.octet.webhookintake.Webhooks.message;
import static dev.octet.webhookintake.Webhooks.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Ability;
import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.MovableClock;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.Schema;
import dev.octet.aws.queue.DeadLetters;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.Signature;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What another receiver hands on by queue, on real queues. */
class WebhookQueueHandlerTest {
  private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-24T09:05:00Z"), ZoneOffset.UTC);

  private final Engines engines = Engines.shared();
  private final SqsClient sqs = engines.sqs();
  private final String intake = engines.freshFifoQueue("webhook-intake");
  private final String deadLetters = engines.freshFifoQueue("webhook-intake-dlq");
  private final String groupEvents = engines.freshFifoQueue("group-events");
  private final String messageEvents = engines.freshFifoQueue("message-events");
  private final String others = engines.freshFifoQueue("other-webhooks");
  private final String forwards = engines.freshFifoQueue("webhook-forwards");
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Map<String, String> variables = new HashMap<>(Map.of(
      "SECRETS", "{\"app_secrets\":[\"the next one\",\"" + SECRET + "\"]}", "WEBHOOK_INTAKE_QUEUE_URL", intake, "WEBHOOK_INTAKE_DEAD_LETTERS_URL", deadLetters,
      "GROUP_EVENTS_QUEUE_URL", groupEvents, "MESSAGE_EVENTS_QUEUE_URL", messageEvents, "OTHER_WEBHOOKS_QUEUE_URL", others,
      "NOTIFICATIONS_QUEUE_URL", engines.freshFifoQueue("notifications"), "OCTET_LOCAL", "true"));

  @Test
  void what_another_receiver_hands_on_comes_to_the_same_as_over_http() {
    Ability.KNOWS_IDS_OF_WHAT_IS_GONE.assume();
    String body = delivery(
        change("messages", "messages", message("wamid.1", "G"), "{\"from\":\"447700900123\",\"id\":\"wamid.2\",\"type\":\"text\"}"),
        change("group_status_update", "groups", "{\"timestamp\":\"1795506000\",\"group_id\":\"G\",\"type\":\"group_suspend\"}"));
    put(handedOn(body.getBytes(UTF_8), SECRET));

    assertThat(drain()).isEmpty();

    assertThat(bodies(groupEvents)).singleElement().satisfies(event -> assertThat(event).contains("group_suspend").contains("\"received_at\":\"2026-11-24T09:05:00Z\""));
    List<String> events = bodies(messageEvents);
    assertThat(events).singleElement().satisfies(event -> assertThat(event).contains("wamid.1"));
    assertThat(bodies(others)).singleElement().satisfies(event -> assertThat(event).contains("wamid.2"));

    QueueTrigger.invoke(new WebhookIntakeHandler(sqs, new Environment(variables), NOW, Log.of("test")), signed(body));
    assertThat(bodies(messageEvents)).as("the queue knows it as the same").isEmpty();
  }

  @Test
  void it_is_not_forwarded_because_it_would_come_back() {
    variables.put("WEBHOOK_FORWARDS_QUEUE_URL", forwards);
    put(handedOn(delivery(change("messages", "messages", message("wamid.1", "G"))).getBytes(UTF_8), SECRET));

    assertThat(drain()).isEmpty();
    assertThat(bodies(messageEvents)).hasSize(1);
    assertThat(bodies(forwards)).isEmpty();
  }

  @Test
  void what_is_not_the_platform_s_lies_aside_with_the_reason_and_the_next_is_handled() {
    byte[] body = delivery(change("messages", "messages", message("wamid.1", "G"))).getBytes(UTF_8);
    byte[] unreadable = "{\"entry\":[".getBytes(UTF_8);
    Map<String, String> wrong = Map.of(
        "no JSON", "not_a_delivery",
        "{}", "not_a_delivery",
        "{\"raw_body_base64\":\"%%%\",\"signature\":\"" + Signature.sign(body, SECRET) + "\"}", "not_a_delivery",
        "{\"raw_body_base64\":\"e30=\"}", "not_a_delivery",
        handedOn(body, "another secret"), "not_signed",
        handedOn(unreadable, SECRET), "not_json");
    wrong.keySet().forEach(this::put);
    put(handedOn(body, "the next one"));

    assertThat(drain(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(6)))).isEmpty();

    assertThat(bodies(messageEvents)).hasSize(1);
    Map<String, String> aside = new HashMap<>();
    messages(deadLetters).forEach(one -> {
      aside.put(one.body(), one.messageAttributes().get(DeadLetters.REASON).stringValue());
      assertThat(one.messageAttributes().get(DeadLetters.SENTENCE).stringValue()).endsWith(".");
      assertThat(one.attributes()).containsKey(MessageSystemAttributeName.MESSAGE_GROUP_ID);
    });
    assertThat(aside).isEqualTo(wrong);
    assertThat(printed.toString(UTF_8)).contains("message_set_aside").contains("\"outcome\":\"done\"").doesNotContain("wamid").doesNotContain("4477");
  }

  @Test
  void what_a_secret_has_signed_that_was_added_a_moment_ago_is_waited_for(@TempDir Path directory) throws Exception {
    byte[] body = delivery(change("messages", "messages", message("wamid.1", "G"))).getBytes(UTF_8);
    Path file = directory.resolve("secrets.json");
    variables.put("SECRETS", "file:" + file);
    MovableClock clock = new MovableClock(NOW.instant());
    WebhookQueueHandler handler = new WebhookQueueHandler(sqs, new Environment(variables), clock, Log.of("test", new PrintStream(printed, true, UTF_8)));
    JsonObject batch = batch(handedOn(body, "the new one"), clock.instant());

    Files.writeString(file, "{\"app_secrets\":[]}");
    assertThat(failed(handler, batch)).as("there is none at all").hasSize(1);
    assertThat(printed.toString(UTF_8)).contains("no_secret", "\"delay_s\":300");
    Files.writeString(file, "{\"app_secrets\":[\"old\"]}");
    clock.advance(Duration.ofMinutes(1));
    assertThat(failed(handler, batch)).hasSize(1);
    Files.writeString(file, "{\"app_secrets\":[\"the new one\",\"old\"]}");
    clock.advance(Duration.ofSeconds(10));
    assertThat(failed(handler, batch)).as("the process has not read it yet").hasSize(1);
    clock.advance(Duration.ofSeconds(50));
    assertThat(failed(handler, batch)).isEmpty();
    assertThat(bodies(messageEvents)).hasSize(1);

    clock.advance(Duration.ofMinutes(4));
    assertThat(failed(handler, batch(handedOn(body, "nobody's"), NOW.instant()))).isEmpty();
    assertThat(messages(deadLetters)).singleElement().satisfies(one -> assertThat(one.messageAttributes().get(DeadLetters.REASON).stringValue()).isEqualTo("not_signed"));
  }

  private static JsonObject batch(String body, Instant sentAt) {
    return JsonObject.EMPTY.with("Records", List.of(JsonObject.EMPTY.with("messageId", "m-1").with("receiptHandle", "r-1").with("body", body)
        .with("attributes", JsonObject.EMPTY.with("MessageGroupId", "receiver").with("SentTimestamp", Long.toString(sentAt.toEpochMilli())))));
  }

  private static List<JsonObject> failed(WebhookQueueHandler handler, JsonObject batch) {
    return QueueTrigger.invoke(handler, batch).objects("batchItemFailures");
  }

  @Test
  void it_goes_only_when_all_of_it_is_in_the_queues() {
    put(handedOn(delivery(change("messages", "messages", message("wamid.1", "G"))).getBytes(UTF_8), SECRET));
    variables.put("MESSAGE_EVENTS_QUEUE_URL", "http://127.0.0.1:1/000000000000/away.fifo");

    assertThat(drain()).hasSize(1);
    assertThat(bodies(deadLetters)).isEmpty();
  }

  @Test
  void many_are_taken_at_a_time() {
    IntStream.range(0, 30).forEach(i -> put(handedOn(delivery(change("messages", "messages", message("wamid." + i, "G" + i % 5))).getBytes(UTF_8), SECRET)));
    assertThat(drain()).isEmpty();
    assertThat(bodies(messageEvents)).hasSize(30);
  }

  @Test
  void the_sample_is_handled() throws Exception {
    JsonObject sample = JsonObject.parse(Files.readString(Schema.directory().resolveSibling("webhook-intake-queue.json")));
    assertThat(QueueTrigger.invoke(new WebhookQueueHandler(sqs, new Environment(variables), NOW, Log.of("test")), sample).objects("batchItemFailures")).isEmpty();
    assertThat(bodies(messageEvents)).as("what somebody wrote, and who came").hasSize(2);
    assertThat(bodies(groupEvents)).hasSize(1);
  }

  private static String handedOn(byte[] body, String secret) {
    return JsonObject.EMPTY.with("raw_body_base64", Base64.getEncoder().encodeToString(body)).with("signature", Signature.sign(body, secret)).toJson();
  }

  private void put(String body) {
    sqs.sendMessage(request -> request.queueUrl(intake).messageBody(body).messageGroupId("receiver").messageDeduplicationId(UUID.randomUUID().toString()));
  }

  private List<String> drain() {
    return drain(NOW);
  }

  private List<String> drain(Clock clock) {
    Log log = Log.of("test", new PrintStream(printed, true, UTF_8));
    return new QueueTrigger(sqs, intake, new WebhookQueueHandler(sqs, new Environment(variables), clock, log)).drain();
  }

  private List<String> bodies(String queueUrl) {
    return messages(queueUrl).stream().map(Message::body).toList();
  }

  private List<Message> messages(String queueUrl) {
    List<Message> all = new ArrayList<>();
    while (true) {
      List<Message> some = sqs.receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(0)
          .messageAttributeNames("All").messageSystemAttributeNames(MessageSystemAttributeName.ALL)).messages();
      if (some.isEmpty()) {
        return all;
      }
      for (Message message : some) {
        all.add(message);
        sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
      }
    }
  }
}
