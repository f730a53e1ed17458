package dev.octet.webhookintake;

import static dev.octet.webhookintake.Webhooks.SECRET;
import static dev.octet.webhookintake.Webhooks.change;
import static dev.octet.webhookintake.Webhooks.delivery;
import static dev.octet.webhookintake.Webhooks.get;
import static dev.octet.webhookintake.Webhooks.json;
import static dev.octet.webhookintake.Webhooks.many;
import static dev.octet.webhookintake.Webhooks.message;
import static dev.octet.webhookintake.Webhooks.post;
import static dev.octet.webhookintake.Webhooks.signed;
import static dev.octet.webhookintake.Webhooks.status;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.octet.aws.EmulatorAtHand;
import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.MovableClock;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.Schema;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** The handler on real queues, called as Lambda calls it. */
class WebhookIntakeHandlerTest {
  private static final Schema EVENT = Schema.named("event.schema.json");
  private static final Schema PART = Schema.named("event-part.schema.json");
  private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-24T09:05:00.123456Z"), ZoneOffset.UTC);

  private final Engines engines = Engines.shared();
  private final SqsClient sqs = engines.sqs();
  private final String groupEvents = engines.freshFifoQueue("group-events");
  private final String messageEvents = engines.freshFifoQueue("message-events");
  private final String otherWebhooks = engines.freshFifoQueue("other-webhooks");
  private final String notifications = engines.freshFifoQueue("notifications");
  private final String secrets = "{\"app_secrets\":[\"the next one\",\"" + SECRET + "\"],\"verify_token\":\"local-verify-token\"}";

  @Test
  void every_event_is_in_its_queue_when_the_delivery_is_acknowledged() {
    JsonObject answer = invoke(signed(delivery(
        change("messages", "messages", message("wamid.1", "G"), "{\"from\":\"447700900123\",\"id\":\"wamid.2\",\"type\":\"text\"}"),
        change("messages", "statuses", status("wamid.3", "\"recipient_type\":\"group\",\"recipient_id\":\"G\"")),
        change("group_status_update", "groups", "{\"timestamp\":\"1795506000\",\"group_id\":\"G\",\"type\":\"group_suspend\"}"),
        "{\"value\":{\"event\":\"X\"},\"field\":\"account_update\"}")));

    assertAnswer(answer, 200);
    assertThat(bodies(groupEvents)).singleElement().satisfies(event -> assertThat(event).contains("group_suspend"));
    assertThat(bodies(messageEvents)).hasSize(2).anySatisfy(event -> assertThat(event).contains("wamid.1")).anySatisfy(event -> assertThat(event).contains("wamid.3"))
        .allSatisfy(event -> {
          assertThat(EVENT.violations(event)).isEmpty();
          assertThat(json(event).object("octet").orElseThrow().text("received_at")).contains("2026-11-24T09:05:00.123Z");
        });
    assertThat(bodies(otherWebhooks)).hasSize(2).anySatisfy(event -> assertThat(event).contains("wamid.2")).anySatisfy(event -> assertThat(event).contains("account_update"));
    assertThat(told()).isEmpty();
  }

  @Test
  void the_same_events_in_another_delivery_are_in_the_queue_once() {
    String one = message("wamid.1", "G");
    String two = message("wamid.2", "G");

    assertAnswer(invoke(signed(delivery(change("messages", "messages", one)))), 200);
    assertAnswer(invoke(signed(delivery(change("messages", "messages", two, one)))), 200);
    assertAnswer(invoke(signed(delivery(change("messages", "messages", one, two)))), 200);

    assertThat(bodies(messageEvents)).hasSize(2);
  }

  @Test
  void messages_of_a_group_are_in_the_order_of_the_delivery() {
    String[] messages = many(IntStream.range(0, 35).mapToObj(i -> message("wamid." + i, "G")));

    assertAnswer(invoke(signed(delivery(change("messages", "messages", messages)))), 200);

    assertThat(bodies(messageEvents)).extracting(body -> body.replaceAll("(?s).*\"id\":\"(wamid\\.\\d+)\".*", "$1"))
        .containsExactlyElementsOf(IntStream.range(0, 35).mapToObj(i -> "wamid." + i).toList());
  }

  @Test
  void what_nobody_signed_is_refused_without_a_word_and_goes_nowhere() {
    byte[] body = delivery(change("messages", "messages", message("wamid.1", "G"))).getBytes(UTF_8);
    String signature = Signature.sign(body, SECRET);
    engines.requests().take();

    for (String wrong : List.of("", "sha256=", signature.substring(0, 70), signature + "0", signature.replace("sha256", "sha512"),
        "sha256=" + "0".repeat(64), Signature.sign(body, "another secret"))) {
      assertAnswer(invoke(post(body, wrong)), 401);
    }
    assertAnswer(invoke(post((new String(body, UTF_8) + " ").getBytes(UTF_8), signature)), 401);
    assertAnswer(invoke(JsonObject.of(post(body, signature).without("headers").fields())), 401);

    assertThat(engines.requests().take()).isEmpty();
  }

  @Test
  void a_signature_is_counted_as_wrong_and_what_is_none_is_not() {
    byte[] body = delivery().getBytes(UTF_8);
    assertThat(counted(post(body, ""))).doesNotContain("SignatureFailures");
    assertThat(counted(post(body, "sha256=" + "x".repeat(64)))).doesNotContain("SignatureFailures");
    assertThat(counted(post(body, Signature.sign(body, "another secret")))).contains("\"SignatureFailures\":1");
  }

  private String counted(JsonObject request) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    assertAnswer(QueueTrigger.invoke(new WebhookIntakeHandler(sqs, with(secrets, environment(groupEvents)), NOW, Log.of("test", new PrintStream(printed, true, UTF_8))), request), 401);
    return printed.toString(UTF_8);
  }

  @Test
  void during_a_rotation_both_secrets_sign_and_without_secrets_none_does() {
    byte[] body = delivery().getBytes(UTF_8);

    assertAnswer(invoke(post(body, Signature.sign(body, "the next one"))), 200);
    assertAnswer(invoke(post(body, Signature.sign(body, SECRET))), 200);
    assertAnswer(QueueTrigger.invoke(handler("{}", environment(groupEvents)), post(body, Signature.sign(body, SECRET))), 401);
  }

  @Test
  void app_secrets_and_verify_tokens_are_rotated_while_the_function_runs(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("secrets.json");
    Files.writeString(file, "{\"app_secrets\":[\"old\"],\"verify_token\":\"an old word\"}");
    var clock = new MovableClock(NOW.instant());
    var handler = new WebhookIntakeHandler(sqs, with("file:" + file, environment(groupEvents)), clock, Log.of("test"));
    assertThat(statuses(handler)).as("old and new").containsExactly(200, 401, 200, 403);

    Files.writeString(file, "{\"app_secrets\":[\"new\",\"old\"],\"verify_tokens\":[\"a new word\",\"an old word\"]}");
    clock.advance(Duration.ofMinutes(1));
    assertThat(statuses(handler)).as("both, as soon as the new one is shown").containsExactly(200, 200, 200, 200);

    Files.writeString(file, "{\"app_secrets\":[\"new\"],\"verify_token\":\"a new word\"}");
    clock.advance(Duration.ofMinutes(5));
    assertThat(statuses(handler)).as("the old ones are gone").containsExactly(401, 200, 403, 200);
  }

  /** Of deliveries that the old and the new secret signed, and of handshakes with the old and the new word. */
  private static List<Integer> statuses(WebhookIntakeHandler handler) {
    byte[] body = delivery().getBytes(UTF_8);
    String shake = "hub.mode=subscribe&hub.challenge=1&hub.verify_token=";
    return Stream.of(post(body, Signature.sign(body, "old")), post(body, Signature.sign(body, "new")), get(shake + "an%20old%20word"), get(shake + "a%20new%20word"))
        .map(request -> (int) QueueTrigger.invoke(handler, request).whole("statusCode").orElseThrow()).toList();
  }

  @Test
  void the_signature_is_over_the_bytes_also_where_the_gateway_hands_over_text() {
    String body = delivery(change("messages", "messages", message("wamid.1", "G").replace("Tuesday", "Dienstag \\u00fc ü 🛠")));
    JsonObject asText = signed(body).with("body", body).with("isBase64Encoded", false);

    assertAnswer(invoke(asText), 200);
    assertAnswer(invoke(signed(body)), 200);
    assertThat(bodies(messageEvents)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not JSON", "[]", "7", "{\"entry\":[", "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"val"})
  void what_is_signed_but_no_webhook_is_a_400(String body) {
    assertAnswer(invoke(signed(body)), 400);
  }

  @Test
  void three_megabytes_are_taken_and_no_more() {
    String filler = "{\"object\":\"" + "x".repeat(Judged.MAX_BODY_BYTES - 13) + "\"}";
    assertThat(filler.length()).isEqualTo(Judged.MAX_BODY_BYTES);

    assertAnswer(invoke(signed(filler + " ")), 413);
    assertAnswer(invoke(signed(filler)), 200);
    assertThat(bodies(otherWebhooks)).hasSize(5);
  }

  @Test
  void one_bad_item_never_takes_its_neighbours_down() {
    String deep = "{\"deep\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    assertAnswer(invoke(signed(delivery(change("messages", "messages",
        message("wamid.1", "G"), deep, "{\"id\":\"a\",\"id\":\"b\"}", "7", "{broken}", message("wamid.2", "G"))))), 200);

    assertThat(bodies(messageEvents)).hasSize(2);
    assertThat(bodies(otherWebhooks)).hasSize(4).anySatisfy(body -> assertThat(body).contains(deep));
    assertThat(told()).hasSize(3).allSatisfy(one -> {
      assertThat(one.text("type")).contains("webhook.unrecognized");
      assertThat(one.object("data").flatMap(data -> data.text("body")).orElseThrow()).contains("\"octet\"");
    });
  }

  @Test
  void what_no_queue_carries_goes_on_in_parts_and_is_told() {
    String big = message("wamid.big", "G").replace("Tuesday", "x".repeat(1_600_000));
    byte[] bad = delivery(change("messages", "messages", message("wamid.1", "G"), "{\"id\":\"\u00ff\"}")).getBytes(ISO_8859_1);

    assertAnswer(invoke(signed(delivery(change("messages", "messages", big, message("wamid.2", "G"))))), 200);
    assertAnswer(invoke(signed(delivery(change("messages", "messages", big)))), 200);
    List<String> parts = bodies(otherWebhooks);
    assertThat(bodies(messageEvents)).singleElement().satisfies(body -> assertThat(body).contains("wamid.2"));
    assertThat(parts).hasSize(3).allSatisfy(part -> assertThat(PART.violations(part)).isEmpty());
    StringBuilder joined = new StringBuilder();
    parts.forEach(part -> joined.append(new String(Base64.getDecoder().decode(json(part).text("data").orElseThrow()), UTF_8)));
    assertThat(json(joined.toString()).objects("entry").getFirst().objects("changes").getFirst().object("value").orElseThrow().objects("messages")).containsExactly(json(big));

    assertAnswer(invoke(post(bad, Signature.sign(bad, SECRET))), 200);
    assertThat(bodies(otherWebhooks)).hasSize(1);
    assertThat(bodies(messageEvents)).hasSize(1);
    assertThat(told()).extracting(one -> one.text("type").orElseThrow()).containsExactlyInAnyOrder("webhook.oversized", "webhook.unrecognized");
  }

  @Test
  void a_delivery_is_not_acknowledged_while_a_queue_is_away_and_goes_through_when_it_is_back() {
    JsonObject request = signed(delivery(change("messages", "messages", message("wamid.1", "G")),
        change("group_status_update", "groups", "{\"group_id\":\"G\",\"type\":\"group_suspend\"}")));

    assertAnswer(QueueTrigger.invoke(handler(secrets, environment("http://127.0.0.1:1/000000000000/away.fifo")), request), 500);
    assertAnswer(invoke(request), 200);

    assertThat(bodies(groupEvents)).hasSize(1);
    assertThat(bodies(messageEvents)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void who_came_is_not_acknowledged_before_both_queues_have_it_whichever_was_away(boolean groupsAway) {
    JsonObject request = signed(delivery(change("group_participants_update", "groups", joined("G"))));
    String away = "http://127.0.0.1:1/000000000000/away.fifo";

    assertAnswer(QueueTrigger.invoke(handler(secrets, groupsAway ? environment(away) : environment(groupEvents, away)), request), 500);
    assertAnswer(invoke(request), 200);
    assertAnswer(invoke(request), 200);

    assertThat(bodies(groupEvents)).hasSize(1).isEqualTo(bodies(messageEvents));
  }

  @Test
  void who_came_costs_a_request_for_each_of_the_two_queues() {
    JsonObject request = signed(delivery(change("group_participants_update", "groups", many(IntStream.range(0, 10).mapToObj(i -> joined("G" + i))))));
    engines.requests().take();
    assertAnswer(invoke(request), 200);

    assertThat(engines.requests().take()).isEqualTo(Map.of("Sqs.SendMessageBatch", 2));
  }

  private static String joined(String group) {
    return "{\"timestamp\":\"1795506000\",\"group_id\":\"" + group + "\",\"type\":\"group_participants_add\",\"added_participants\":[{\"wa_id\":\"447700900123\"}]}";
  }

  @Test
  void the_handshake_gives_the_challenge_back_to_who_knows_the_token() {
    JsonObject answer = invoke(get("hub.mode=subscribe&hub.challenge=1158204471&hub.verify_token=local-verify-token"));

    assertThat(answer.whole("statusCode")).hasValue(200);
    assertThat(text(answer)).isEqualTo("1158204471");
    assertThat(answer.object("headers").flatMap(headers -> headers.text("Content-Type"))).contains("text/plain; charset=UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hub.mode=subscribe&hub.challenge=1", "hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong",
      "hub.mode=subscribe&hub.challenge=1&hub.verify_token=", "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=local-verify-token",
      "hub.challenge=1&hub.verify_token=local-verify-token", "hub.mode=subscribe&hub.verify_token=local-verify-token",
      "hub.mode=subscribe&hub.challenge=%3Cscript%3E&hub.verify_token=local-verify-token",
      "hub.mode=subscribe&hub.challenge=a%0d%0ab&hub.verify_token=local-verify-token"})
  void any_other_handshake_is_refused_without_detail(String query) {
    assertAnswer(invoke(get(query)), 403);
  }

  @Test
  void a_handshake_without_a_token_of_ours_and_a_huge_challenge_are_refused() {
    assertAnswer(QueueTrigger.invoke(handler("{}", environment(groupEvents)), get("hub.mode=subscribe&hub.challenge=1&hub.verify_token=")), 403);
    assertAnswer(invoke(get("hub.mode=subscribe&hub.verify_token=local-verify-token&hub.challenge=" + "1".repeat(257))), 403);
  }

  @Test
  void the_samples_are_handled() throws Exception {
    assertThat(text(invoke(sample("webhook-get.json")))).isEqualTo("1158204471");
    assertAnswer(invoke(sample("webhook-post.json")), 200);
    assertThat(bodies(messageEvents)).as("what somebody wrote, and who came").hasSize(2);
    assertThat(bodies(groupEvents)).hasSize(1);
  }

  @Test
  void nothing_of_a_senders_choice_is_logged() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      String body = delivery(change("messages", "messages", message("mark-1", "mark-2"), "{\"mark-3\":1,\"mark-3\":2}"), change("mark-4", "mark-5", "{}"));
      invoke(signed(body));
      invoke(post(body.getBytes(UTF_8), "mark-6"));
      invoke(signed(body.substring(0, body.length() - 2)));
      invoke(get("hub.mode=mark-7&hub.challenge=mark-8&hub.verify_token=mark-9"));
      QueueTrigger.invoke(handler(secrets, environment("http://127.0.0.1:1/000000000000/away.fifo")),
          signed(delivery(change("group_status_update", "groups", "{\"group_id\":\"mark-1\"}"))));
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(UTF_8)).contains("\"status\":200").contains("\"status\":401").contains("http_request_failed")
        .doesNotContain("mark").doesNotContain("4477").doesNotContain("Tuesday");
  }

  @Test
  void no_queue_waits_for_another() {
    CountDownLatch together = new CountDownLatch(2);
    SqsClient waiting = new SqsClient() {
      @Override
      public SendMessageBatchResponse sendMessageBatch(Consumer<SendMessageBatchRequest.Builder> request) {
        together.countDown();
        try {
          assertThat(together.await(20, TimeUnit.SECONDS)).as("groups and messages at a time").isTrue();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
        return SendMessageBatchResponse.builder().failed(List.of()).build();
      }

      @Override
      public String serviceName() {
        return "sqs";
      }

      @Override
      public void close() {}
    };

    JsonObject answer = QueueTrigger.invoke(new WebhookIntakeHandler(waiting, with(secrets, environment(groupEvents)), NOW, Log.of("test")), signed(delivery(
        change("messages", "messages", message("wamid.1", "G")),
        change("group_status_update", "groups", "{\"timestamp\":\"1795506000\",\"group_id\":\"G\",\"type\":\"group_suspend\"}"))));

    assertAnswer(answer, 200);
  }

  @Test
  void a_thousand_updates_are_in_the_queues_within_three_seconds() {
    assumeFalse(EmulatorAtHand.isForAll(), "how long an emulator takes tells nothing of AWS");
    measure("1 update", 1, 1);
    Duration taken = measure("1,000 updates of 125 groups", 1_000, 125);
    measure("1,000 updates of one group", 1_000, 1);

    assertThat(taken).isLessThan(Duration.ofSeconds(3));
    assertThat(sqs.getQueueAttributes(request -> request.queueUrl(messageEvents).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).attributes())
        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "2001");
  }

  private Duration measure(String what, int updates, int groups) {
    String[] changes = many(IntStream.range(0, updates).mapToObj(i ->
        change("messages", "messages", message("wamid." + what.length() + "." + i, "G" + i % groups))));
    JsonObject request = signed(delivery(changes));
    engines.requests().take();
    long start = System.nanoTime();

    assertAnswer(invoke(request), 200);

    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    Map<String, Integer> requests = engines.requests().take();
    System.out.println("webhook-intake, " + what + ": " + requests + ", " + taken.toMillis() + " ms");
    int batches = (updates + 9) / 10;
    assertThat(requests).containsOnlyKeys("Sqs.SendMessageBatch");
    assertThat(requests.get("Sqs.SendMessageBatch")).isBetween(batches, batches + 16);
    return taken;
  }

  private JsonObject invoke(JsonObject request) {
    return QueueTrigger.invoke(handler(secrets, environment(groupEvents)), request);
  }

  private WebhookIntakeHandler handler(String secrets, Environment environment) {
    return new WebhookIntakeHandler(sqs, with(secrets, environment), NOW, Log.of("test"));
  }

  private static Environment with(String secrets, Environment environment) {
    Map<String, String> variables = new HashMap<>(environment.variables());
    variables.put("SECRETS", secrets);
    variables.put("OCTET_LOCAL", "true");
    return new Environment(variables);
  }

  private Environment environment(String groupEventsUrl) {
    return environment(groupEventsUrl, messageEvents);
  }

  private Environment environment(String groupEventsUrl, String messageEventsUrl) {
    return new Environment(Map.of("GROUP_EVENTS_QUEUE_URL", groupEventsUrl, "MESSAGE_EVENTS_QUEUE_URL", messageEventsUrl,
        "OTHER_WEBHOOKS_QUEUE_URL", otherWebhooks, "NOTIFICATIONS_QUEUE_URL", notifications));
  }

  /** A status, and but for the handshake nothing else. */
  private static void assertAnswer(JsonObject answer, int status) {
    assertThat(answer.whole("statusCode")).hasValue(status);
    assertThat(answer.text("body")).contains("");
  }

  private static String text(JsonObject answer) {
    return new String(Base64.getDecoder().decode(answer.text("body").orElseThrow()), UTF_8);
  }

  private static JsonObject sample(String name) throws Exception {
    return JsonObject.parse(Files.readString(Schema.directory().resolveSibling(name)));
  }

  private List<JsonObject> told() {
    return QueueTrigger.notifications(sqs, notifications);
  }

  private List<String> bodies(String queueUrl) {
    List<String> bodies = new ArrayList<>();
    while (true) {
      List<Message> some = sqs.receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(0)).messages();
      if (some.isEmpty()) {
        return bodies;
      }
      for (Message message : some) {
        bodies.add(message.body());
        sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
      }
    }
  }
}
