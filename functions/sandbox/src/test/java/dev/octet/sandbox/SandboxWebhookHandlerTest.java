package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.octet.aws.QueueTrigger;
import dev.octet.aws.Schema;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Webhooks on their way: signed over what is sent, sent until they are taken. */
class SandboxWebhookHandlerTest {
  private final Platform platform = new Platform();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void every_delivery_is_signed_over_the_bytes_that_arrive() throws Exception {
    platform.group("Küche \u2603 \"quoted\" \\ 🛠");

    Receiver.Delivery delivery = platform.receiver.only("group_create");

    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Platform.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(delivery.signature()).contains("sha256=" + HexFormat.of().formatHex(mac.doFinal(delivery.body())));
    assertThat(delivery.contentType()).contains("application/json");
    assertThat(delivery.userAgent()).contains("facebookexternalua");
    assertThat(new String(delivery.body(), StandardCharsets.ISO_8859_1)).contains("K\\u00fcche \\u2603 \\\"quoted\\\" \\\\ \\ud83d\\udee0").isASCII();
    assertThat(delivery.event().text("subject")).contains("Küche \u2603 \"quoted\" \\ 🛠");
  }

  @Test
  void what_is_not_answered_with_200_is_sent_again_until_it_is() {
    platform.receiver.answerNext(500, 404);
    platform.create("Roof repair");

    assertThat(platform.deliver()).as("the first attempt").hasSize(1);
    assertThat(platform.receiver.deliveries()).isEmpty();

    await().untilAsserted(() -> {
      platform.deliver();
      platform.receiver.only("group_create");
    });
    assertThat(platform.deliver()).isEmpty();
  }

  @Test
  void a_status_that_is_almost_200_is_not_enough() {
    platform.receiver.answerNext(204);
    platform.create("Roof repair");

    assertThat(platform.deliver()).hasSize(1);
  }

  @Test
  void one_that_is_not_taken_holds_up_no_other() {
    platform.receiver.answerNext(503);
    platform.create("First");
    platform.create("Second");

    assertThat(platform.deliver()).hasSize(1);

    assertThat(platform.receiver.deliveries()).hasSize(1);
  }

  @Test
  void after_seven_days_it_is_given_up() {
    platform.create("Roof repair");
    platform.clock.advance(Duration.ofDays(7).plusMinutes(1));

    assertThat(platform.deliver()).isEmpty();

    assertThat(platform.receiver.deliveries()).isEmpty();
  }

  @Test
  void with_nobody_to_send_to_it_is_written_and_not_sent() {
    try (Platform alone = Platform.withoutReceiver()) {
      alone.faults("{\"webhook_before_answer\":1}");
      alone.create("Due before the answer");
      alone.create("Roof repair");
      assertThat(states(alone)).containsExactlyInAnyOrder("unsent", "pending");

      alone.clock.advance(Duration.ofSeconds(10));
      assertThat(alone.deliver()).isEmpty();

      assertThat(states(alone)).containsExactly("unsent", "unsent");
      assertThat(alone.receiver.deliveries()).isEmpty();
    }
  }

  private static List<String> states(Platform platform) {
    return platform.engines.dynamoDb().scan(request -> request.tableName(platform.tableName)).items().stream()
        .filter(item -> item.containsKey("made_at")).map(item -> item.get("state").s()).toList();
  }

  @Test
  void a_ticket_for_nothing_waits_and_then_goes() {
    var ticket = new Ticket("0123456789ABCDEF", platform.clock.instant());
    platform.engines.sqs().sendMessage(request -> request.queueUrl(platform.queueUrl).messageBody(ticket.toJson()));
    assertThat(platform.deliver()).as("its webhook may still be written").hasSize(1);

    platform.clock.advance(Duration.ofMinutes(6));
    await().untilAsserted(() -> {
      assertThat(platform.deliver()).isEmpty();
      assertThat(visibleOrHidden()).isZero();
    });
  }

  @Test
  void what_is_no_ticket_goes_in_time() {
    platform.clock.advance(Duration.ofMinutes(6));
    platform.engines.sqs().sendMessage(request -> request.queueUrl(platform.queueUrl).messageBody("hello"));

    assertThat(platform.deliver()).isEmpty();
    assertThat(visibleOrHidden()).isZero();
  }

  @Test
  void a_delivery_costs_one_write_and_few_reads() {
    platform.create("Roof repair");
    platform.engines.requests().take();

    platform.deliver();

    Map<String, Integer> requests = platform.engines.requests().take();
    System.out.println("sandbox-webhooks, 1 webhook: " + requests);
    assertThat(requests).containsEntry("DynamoDb.PutItem", 1).containsEntry("DynamoDb.GetItem", 2);
  }

  @Test
  void a_create_costs_one_transaction_and_one_message() {
    platform.engines.requests().take();

    platform.create("Roof repair");

    Map<String, Integer> requests = platform.engines.requests().take();
    System.out.println("sandbox create: " + requests);
    assertThat(requests).isEqualTo(Map.of("DynamoDb.GetItem", 2, "DynamoDb.TransactWriteItems", 1, "Sqs.SendMessage", 1));
  }

  @Test
  void the_samples_are_handled() throws Exception {
    JsonObject create = JsonObject.parse(Files.readString(Schema.directory().resolveSibling("sandbox-api-create.json")));
    assertThat(QueueTrigger.invoke(platform.api, create).whole("statusCode")).hasValue(200);
    platform.deliver();
    assertThat(platform.receiver.only("group_create").event().text("subject")).contains("Order 7121: bathroom");

    platform.clock.advance(Duration.ofDays(400)); // past the sample's time: a ticket for nothing, by then
    JsonObject tickets = JsonObject.parse(Files.readString(Schema.directory().resolveSibling("sandbox-webhooks-queue.json")));
    assertThat(QueueTrigger.invoke(platform.webhooks, tickets).objects("batchItemFailures")).isEmpty();
  }

  private int visibleOrHidden() {
    var attributes = platform.engines.sqs().getQueueAttributes(request -> request.queueUrl(platform.queueUrl).attributeNamesWithStrings("All")).attributesAsStrings();
    return Integer.parseInt(attributes.get("ApproximateNumberOfMessages")) + Integer.parseInt(attributes.get("ApproximateNumberOfMessagesNotVisible"));
  }
}
