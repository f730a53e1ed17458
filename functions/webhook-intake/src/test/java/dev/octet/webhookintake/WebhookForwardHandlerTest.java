package dev.octet.webhookintake;

import static dev.octet.webhookintake.Webhooks.SECRET;
import static dev.octet.webhookintake.Webhooks.change;
import static dev.octet.webhookintake.Webhooks.delivery;
import static dev.octet.webhookintake.Webhooks.message;
import static dev.octet.webhookintake.Webhooks.post;
import static dev.octet.webhookintake.Webhooks.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.MovableClock;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.Schema;
import dev.octet.aws.VirtualQueues;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.Signature;
import dev.octet.webhookintake.Receiver.Delivered;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** From the webhook to another receiver, on queues whose time the test moves. */
class WebhookForwardHandlerTest {
  private static final Instant START = Instant.parse("2026-11-24T09:05:00Z");
  private static final String AWAY = "https://sqs.virtual/away.fifo";

  private final MovableClock clock = new MovableClock(START);
  private final VirtualQueues sqs = new VirtualQueues(clock);
  private final String groupEvents = queue("group-events.fifo");
  private final String messageEvents = queue("message-events.fifo");
  private final String others = queue("other-webhooks.fifo");
  private final String forwards = queue("webhook-forwards.fifo");
  private final String deadLetters = queue("webhook-forwards-dlq.fifo");
  private final Receiver receiver = new Receiver();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Log log = Log.of("test", new PrintStream(printed, true, UTF_8));
  private final Map<String, String> variables = new HashMap<>(Map.of("SECRETS", "{\"app_secrets\":[\"" + SECRET + "\"]}", "GROUP_EVENTS_QUEUE_URL", groupEvents, "MESSAGE_EVENTS_QUEUE_URL", messageEvents,
      "OTHER_WEBHOOKS_QUEUE_URL", others, "NOTIFICATIONS_QUEUE_URL", queue("notifications.fifo"), "WEBHOOK_FORWARDS_QUEUE_URL", forwards,
      "WEBHOOK_FORWARDS_DEAD_LETTERS_URL", deadLetters, "FORWARD_WEBHOOKS_TO", receiver.url(), "OCTET_LOCAL", "true"));

  @AfterEach
  void close() {
    receiver.close();
  }

  private String queue(String name) {
    return sqs.createQueue(request -> request.queueName(name)
        .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true", QueueAttributeName.VISIBILITY_TIMEOUT, "180"))).queueUrl();
  }

  private int deliver(JsonObject request) {
    return (int) QueueTrigger.invoke(new WebhookIntakeHandler(sqs, new Environment(variables), clock, log), request).whole("statusCode").orElseThrow();
  }

  private int deliver(byte[] body) {
    return deliver(post(body, Signature.sign(body, SECRET)));
  }

  /** Returns the ids of what is to come back. */
  private List<String> forward() {
    return new QueueTrigger(sqs, forwards, new WebhookForwardHandler(sqs, new Environment(variables), clock, new Random(7), log)).drain();
  }

  /** Tries until nothing is left, and returns how often; time passes as the queue says. */
  private int forwardToTheEnd() {
    int tries = 0;
    for (Optional<Instant> next = sqs.nextVisible(forwards); next.isPresent(); next = sqs.nextVisible(forwards)) {
      clock.advanceTo(next.get());
      forward();
      tries++;
    }
    return tries;
  }

  private static byte[] written(String id, String group) {
    return delivery(change("messages", "messages", message(id, group))).getBytes(UTF_8);
  }

  private String log() {
    return printed.toString(UTF_8);
  }

  @Test
  void what_the_platform_signed_arrives_byte_for_byte_with_its_signature() {
    byte[] body = delivery(change("messages", "messages", message("wamid.1", "G").replace("Tuesday", "Dienstag \\u00e4 ä 🛠 \\/ ")), change("unheard_of", "x")).getBytes(UTF_8);

    assertThat(deliver(body)).isEqualTo(200);
    assertThat(forward()).isEmpty();

    Delivered one = receiver.take().getFirst();
    assertThat(one.body()).isEqualTo(body);
    assertThat(one.signature()).contains(Signature.sign(body, SECRET));
    assertThat(one.contentType()).contains("application/json");
    assertThat(one.path()).isEqualTo("/hook?key=1");
    assertThat(sqs.size(messageEvents)).isEqualTo(1);
    assertThat(sqs.size(forwards) + sqs.size(deadLetters)).isZero();
  }

  @Test
  void what_nobody_signed_is_not_forwarded_and_what_is_signed_is_even_where_nobody_can_split_it() {
    byte[] broken = "{\"object\":\"whatsapp_business_account\",\"entry\":[".getBytes(UTF_8);

    assertThat(deliver(post(broken, Signature.sign(broken, "another secret")))).isEqualTo(401);
    assertThat(sqs.size(forwards)).isZero();
    assertThat(deliver(broken)).isEqualTo(400);
    forward();
    assertThat(receiver.take()).singleElement().satisfies(one -> assertThat(one.body()).isEqualTo(broken));
  }

  @Test
  void without_the_setting_nothing_is_forwarded() {
    variables.remove("WEBHOOK_FORWARDS_QUEUE_URL");
    assertThat(deliver(written("wamid.1", "G"))).isEqualTo(200);
    assertThat(sqs.size(forwards)).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_platform_is_answered_once_both_ways_are_in_queues(boolean forwardsAway) {
    variables.put(forwardsAway ? "WEBHOOK_FORWARDS_QUEUE_URL" : "MESSAGE_EVENTS_QUEUE_URL", AWAY);
    assertThat(deliver(written("wamid.1", "G"))).isEqualTo(500);

    variables.put(forwardsAway ? "WEBHOOK_FORWARDS_QUEUE_URL" : "MESSAGE_EVENTS_QUEUE_URL", forwardsAway ? forwards : messageEvents);
    assertThat(deliver(written("wamid.1", "G"))).isEqualTo(200);
    assertThat(sqs.size(messageEvents)).isEqualTo(1);
    forward();
    assertThat(receiver.take()).as("the queue knew what it had").hasSize(1);
  }

  @Test
  void three_megabytes_that_nothing_makes_smaller_arrive_whole() {
    byte[] body = incompressible(Judged.MAX_BODY_BYTES);
    assertThat(deliver(body)).isEqualTo(200);
    List<Integer> sizes = new ArrayList<>();
    for (Message part : sqs.receiveMessage(request -> request.queueUrl(forwards).maxNumberOfMessages(10)).messages()) {
      sizes.add(part.body().getBytes(UTF_8).length);
    }
    assertThat(sizes).hasSizeBetween(2, 10).allSatisfy(size -> assertThat(size).isLessThan((1 << 20) - (4 << 10)));
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).as("one invocation has room for all").isLessThan(5_500_000);

    clock.advance(Duration.ofSeconds(180));
    assertThat(forward()).isEmpty();
    assertThat(receiver.take()).singleElement().satisfies(one -> assertThat(one.body()).isEqualTo(body));
    assertThat(sqs.size(forwards)).isZero();
  }

  /** A delivery of such a size: text that compresses to three quarters at best. */
  private static byte[] incompressible(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(1).nextBytes(noise);
    String text = delivery(change("messages", "messages", message("wamid.1", "G").replace("Tuesday", "@")));
    String filler = Base64.getEncoder().encodeToString(noise).substring(0, bytes - text.length() + 1);
    return text.replace("@", filler).getBytes(UTF_8);
  }

  @Test
  void parts_whose_neighbours_have_not_come_wait_for_them_and_in_the_end_lie_aside() {
    byte[] body = incompressible(Judged.MAX_BODY_BYTES);
    deliver(body);
    Message first = sqs.receiveMessage(request -> request.queueUrl(forwards).maxNumberOfMessages(10)).messages().getFirst();
    sqs.deleteMessage(request -> request.queueUrl(forwards).receiptHandle(first.receiptHandle()));
    int left = sqs.size(forwards);
    clock.advance(Duration.ofSeconds(180));

    assertThat(forward()).hasSize(left);
    assertThat(receiver.take()).isEmpty();
    clock.advance(Duration.ofMinutes(10));
    assertThat(deliver(body)).as("the platform comes again").isEqualTo(200);
    clock.advance(Duration.ofMinutes(15));
    assertThat(forward()).isEmpty();
    assertThat(receiver.take()).as("with what was there already: once").singleElement().satisfies(one -> assertThat(one.body()).isEqualTo(body));
    assertThat(sqs.size(forwards)).isZero();

    deliver(incompressible(2 << 20));
    Message other = sqs.receiveMessage(request -> request.queueUrl(forwards).maxNumberOfMessages(10)).messages().getLast();
    sqs.deleteMessage(request -> request.queueUrl(forwards).receiptHandle(other.receiptHandle()));
    int lost = sqs.size(forwards);
    clock.advance(WebhookForwardHandler.PATIENCE.minusMinutes(10));
    forwardToTheEnd();
    assertThat(sqs.size(deadLetters)).isEqualTo(lost);
    assertThat(log()).contains("\"reason\":\"incomplete\"");
  }

  @Test
  void what_the_receiver_does_not_take_is_tried_ever_more_seldom_for_seven_days_then_lies_aside_with_the_reason() {
    receiver.answers(503);
    deliver(written("wamid.1", "G"));

    int tries = forwardToTheEnd();

    assertThat(tries).isBetween(600, 990); // the queue itself gives up after 1,000
    assertThat(Duration.between(START, clock.instant())).isBetween(WebhookForwardHandler.PATIENCE, WebhookForwardHandler.PATIENCE.plusMinutes(15));
    assertThat(sqs.size(deadLetters)).isEqualTo(1);
    assertThat(log()).contains("\"event\":\"message_set_aside\"").contains("\"reason\":\"status_503\"");
  }

  @Test
  void parts_lie_aside_all_together() {
    receiver.answers(422);
    deliver(incompressible(2 << 20));
    int parts = sqs.size(forwards);
    assertThat(parts).isGreaterThan(1);
    clock.advance(WebhookForwardHandler.UNWANTED.minusMinutes(1));
    forwardToTheEnd();
    assertThat(sqs.size(deadLetters)).isEqualTo(parts);
  }

  @ParameterizedTest
  @CsvSource({"301, 1", "400, 1", "410, 1", "413, 1", "422, 1", "401, 168", "403, 168", "404, 168", "408, 168", "429, 168", "500, 168"})
  void what_it_does_not_want_is_given_up_after_an_hour_and_everything_else_after_seven_days(int status, int hours) {
    receiver.answers(status);
    deliver(written("wamid.1", "G"));
    clock.advance(Duration.ofHours(hours).minusSeconds(1));
    forward();
    assertThat(sqs.size(deadLetters)).isZero();

    forwardToTheEnd();

    assertThat(receiver.take()).as("redirects are not followed").allSatisfy(one -> assertThat(one.path()).startsWith("/hook"));
    assertThat(sqs.size(deadLetters)).isEqualTo(1);
    assertThat(Duration.between(START, clock.instant())).isLessThan(Duration.ofHours(hours).plusMinutes(15));
  }

  @Test
  void deliveries_of_one_group_stay_in_order_and_hold_up_no_other() {
    receiver.answers(one -> new String(one.body(), UTF_8).contains("wamid.stuck") ? 500 : 200);
    List.of("wamid.stuck", "wamid.2", "wamid.3").forEach(id -> deliver(written(id, "G")));
    deliver(written("wamid.4", "H"));

    assertThat(forward()).hasSize(3);
    assertThat(texts()).hasSize(2).satisfiesOnlyOnce(text -> assertThat(text).contains("wamid.stuck")).satisfiesOnlyOnce(text -> assertThat(text).contains("wamid.4"));
    assertThat(sqs.size(groupEvents) + sqs.size(messageEvents)).as("events do not wait for it").isEqualTo(4);

    receiver.answers(200);
    forwardToTheEnd();
    assertThat(texts()).extracting(text -> text.replaceAll("(?s).*\"id\":\"(wamid\\.\\w+)\".*", "$1")).containsExactly("wamid.stuck", "wamid.2", "wamid.3");
  }

  private List<String> texts() {
    return receiver.take().stream().map(one -> new String(one.body(), UTF_8)).toList();
  }

  @Test
  void a_receiver_that_asks_to_be_left_alone_for_a_time_is() {
    receiver.answers(429);
    receiver.asksToWait("3000");
    deliver(written("wamid.1", "G"));
    forward();

    assertThat(sqs.nextVisible(forwards)).contains(START.plusSeconds(3000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://127.0.0.1/hook", "https://169.254.169.254/latest/meta-data/", "https://[::1]/", "http://localhost:1/"})
  void an_address_that_is_not_public_is_never_sent_to_and_is_given_up_like_others(String address) {
    variables.put("FORWARD_WEBHOOKS_TO", address);
    deliver(written("wamid.1", "G"));

    assertThat(forward()).hasSize(1);
    assertThat(log()).contains("\"reason\":\"address_refused\"");
  }

  @Test
  void outside_the_local_stack_this_machine_is_not_sent_to() {
    deliver(written("wamid.1", "G"));
    variables.remove("OCTET_LOCAL");

    assertThat(forward()).hasSize(1);
    assertThat(receiver.take()).isEmpty();
    assertThat(log()).contains("\"reason\":\"address_refused\"");
  }

  @Test
  void what_is_no_delivery_lies_aside_at_once_and_the_next_goes_on() {
    for (String text : List.of("no JSON", "{}", "{\"sha256\":\"0\",\"part\":1,\"parts\":1,\"data\":\"AAAA\"}")) {
      sqs.sendMessage(request -> request.queueUrl(forwards).messageGroupId("g").messageDeduplicationId(text).messageBody(text));
    }
    deliver(written("wamid.1", "G"));

    assertThat(forward()).isEmpty();
    assertThat(sqs.size(deadLetters)).isEqualTo(3);
    assertThat(receiver.take()).hasSize(1);
  }

  @Test
  void the_sample_is_handled() throws Exception {
    JsonObject sample = JsonObject.parse(Files.readString(Schema.directory().resolveSibling("webhook-forwards-queue.json")));
    assertThat(QueueTrigger.invoke(new WebhookForwardHandler(sqs, new Environment(variables), clock, new Random(7), log), sample).objects("batchItemFailures")).isEmpty();
    assertThat(receiver.take()).singleElement().satisfies(one -> assertThat(one.signature()).contains(Signature.sign(one.body(), SECRET)));
  }

  @Test
  void nothing_of_what_is_forwarded_is_logged() {
    deliver(signed(delivery(change("messages", "messages", message("wamid.secret", "G")))));
    receiver.answers(500);
    forward();
    receiver.answers(200);
    forwardToTheEnd();
    assertThat(log()).contains("\"outcome\":\"done\"").contains("\"outcome\":\"later\"").doesNotContain("wamid").doesNotContain("4477").doesNotContain("Tuesday");
  }
}
