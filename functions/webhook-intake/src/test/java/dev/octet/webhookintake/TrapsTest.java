package dev.octet.webhookintake;

import static dev.octet.webhookintake.Webhooks.SECRET;
import static dev.octet.webhookintake.Webhooks.change;
import static dev.octet.webhookintake.Webhooks.delivery;
import static dev.octet.webhookintake.Webhooks.json;
import static dev.octet.webhookintake.Webhooks.message;
import static dev.octet.webhookintake.Webhooks.post;
import static dev.octet.webhookintake.Webhooks.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.QueueTrigger;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** What has broken others who take in webhooks, each tried here. */
class TrapsTest {
  private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-24T09:05:00Z"), ZoneOffset.UTC);
  private static final String WRITTEN = message("wamid.1", "G").replace("Tuesday suits us.", "ada@example.org: Dienstag \\u00e4 ä 🛠 \\/ 1\\/2");

  private final Engines engines = Engines.shared();
  private final String groupEvents = engines.freshFifoQueue("group-events");
  private final String messageEvents = engines.freshFifoQueue("message-events");

  @Test
  void trap_16_a_body_with_an_at_sign_emoji_and_escapes_is_signed_as_the_bytes_that_came() {
    String body = delivery(change("messages", "messages", WRITTEN));
    String written = json(body).toJson();
    assertThat(written).as("the same, written anew").isNotEqualTo(body);

    assertThat(status(signed(body))).isEqualTo(200);
    assertThat(status(post(written.getBytes(UTF_8), Signature.sign(body.getBytes(UTF_8), SECRET)))).isEqualTo(401);
    assertThat(status(post(body.getBytes(UTF_8), Signature.sign(written.getBytes(UTF_8), SECRET)))).isEqualTo(401);

    assertThat(bodies(messageEvents)).singleElement().satisfies(event -> assertThat(
        json(event).objects("entry").getFirst().objects("changes").getFirst().object("value").orElseThrow().objects("messages")).containsExactly(json(WRITTEN)));
  }

  @Test
  void trap_18_the_same_event_again_inside_another_batch_is_in_its_queue_once() {
    String suspended = "{\"timestamp\":\"1795506000\",\"group_id\":\"G\",\"type\":\"group_suspend\"}";
    String cleared = "{\"timestamp\":\"1795506900\",\"group_id\":\"G\",\"type\":\"group_suspend_cleared\"}";

    assertThat(status(signed(delivery(change("group_status_update", "groups", suspended))))).isEqualTo(200);
    assertThat(status(signed(delivery(change("group_status_update", "groups", cleared, suspended), change("messages", "messages", WRITTEN))))).isEqualTo(200);

    assertThat(bodies(groupEvents)).hasSize(2).satisfiesOnlyOnce(event -> assertThat(event).contains("\"group_suspend\""))
        .satisfiesOnlyOnce(event -> assertThat(event).contains("\"group_suspend_cleared\""));
  }

  private int status(JsonObject request) {
    Environment environment = new Environment(Map.of("GROUP_EVENTS_QUEUE_URL", groupEvents, "MESSAGE_EVENTS_QUEUE_URL", messageEvents,
        "OTHER_WEBHOOKS_QUEUE_URL", messageEvents, "NOTIFICATIONS_QUEUE_URL", messageEvents,
        "SECRETS", "{\"app_secrets\":[\"" + SECRET + "\"]}", "OCTET_LOCAL", "true"));
    return (int) QueueTrigger.invoke(new WebhookIntakeHandler(engines.sqs(), environment, NOW, Log.of("test")), request)
        .whole("statusCode").orElseThrow();
  }

  private List<String> bodies(String queueUrl) {
    return engines.sqs().receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(0)).messages().stream()
        .map(Message::body).toList();
  }
}
