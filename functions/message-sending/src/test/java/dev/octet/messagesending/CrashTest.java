package dev.octet.messagesending;

import static dev.octet.messagesending.Events.json;
import static dev.octet.messagesending.Events.status;
import static dev.octet.messagesending.Events.text;
import static dev.octet.messagesending.Kept.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.table.Retention;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.CostCount;
import dev.octet.domain.message.Message;
import dev.octet.domain.message.Sending;
import dev.octet.domain.message.TemplateCounts;
import dev.octet.graph.webhook.WebhookEvent;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * The process is killed after each of its side effects in turn, and what it had in hand comes back: the same is told, in the
 * same words, and nothing is counted twice.
 */
class CrashTest {
  private static final JsonObject CHARGED = json("{\"billable\":true,\"type\":\"regular\",\"category\":\"group_utility\"}");
  private static final String REQUEST = "0123456789ABCDEF0123456789ABCDEF";
  private final Engines engines = Engines.shared();

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** What is left of a history. */
  private record Left(Set<JsonObject> told, List<Message> messages, List<CostCount> counts, Map<String, TemplateCounts> templates, Optional<Instant> window, int sideEffects) {}

  @Test
  void every_history_ends_the_same_and_tells_the_same() {
    Left undisturbed = history(Integer.MAX_VALUE);
    assertThat(undisturbed.told()).extracting(it -> it.text("type").orElseThrow()).containsExactly("message.received", "message.sent", "message.read", "message.delivered",
        "message.delivered", "message.read", "message.read_by_all", "message.failed", "message.sent", "message.read", "message.delivered");
    assertThat(undisturbed.counts()).hasSize(3).allSatisfy(count -> assertThat(count.count()).isEqualTo(1));
    assertThat(undisturbed.templates()).isEqualTo(Map.of("bill#en", new TemplateCounts(1, 2, 1, 0, 2)));
    System.out.println("message events: killed after each of " + undisturbed.sideEffects() + " side effects");

    for (int n = 1; n <= undisturbed.sideEffects(); n++) {
      Left killed = history(n);
      assertThat(killed.told()).as("told, killed after side effect %d", n).isEqualTo(undisturbed.told());
      assertThat(killed.messages()).as("messages, killed after side effect %d", n).isEqualTo(undisturbed.messages());
      assertThat(killed.counts()).as("counted, killed after side effect %d", n).isEqualTo(undisturbed.counts());
      assertThat(killed.templates()).as("templates, killed after side effect %d", n).isEqualTo(undisturbed.templates());
      assertThat(killed.window()).as("window, killed after side effect %d", n).isEqualTo(undisturbed.window());
    }
  }

  private static List<WebhookEvent> events() {
    return List.of(
        Events.message(text("wamid.M1", "GB.1", "Tuesday suits us")),
        Events.receipt(status("wamid.S1", "sent").with("biz_opaque_callback_data", OwnId.of(REQUEST))),
        Events.receipt(status("wamid.S1", "read", "GB.1").with("pricing", CHARGED)),
        Events.receipt(status("wamid.S1", "delivered", "GB.1").with("timestamp", "1795506029").with("pricing", CHARGED)),
        Events.receipt(status("wamid.S1", "delivered").with("recipient_participant_id", "4915700000002")),
        Events.receipt(status("wamid.S1", "read", "DE.2").with("pricing", CHARGED)),
        Events.receipt(status("wamid.S2", "failed").with("errors", List.of(json("{\"code\":131047}")))),
        Events.receipt(status("wamid.S2", "sent")),
        Events.receipt(status("wamid.T1", "read", "GB.1").with("pricing", CHARGED)),
        Events.receipt(status("wamid.T1", "delivered", "DE.2")));
  }

  private Left history(int killAfter) {
    int[] sideEffects = {0};
    List<JsonObject> told = new ArrayList<>();
    String tableName = engines.freshTable("GroupsTable");
    Kept kept = new Kept(new Table(engines.dynamoDb(), tableName, Ids.random())).withGroup(person("GB.1", ""), person("DE.2", "4915700000002"));
    Instant sent = Instant.ofEpochSecond(1_795_506_000L);
    kept.messages.update("wamid.T1", () -> Message.sent("wamid.T1", Events.NUMBER, Optional.of(Events.GROUP), sent, new Rosters(kept.table).get(Events.GROUP)), message -> Messages.Change.of(message.ours(
        new Sending(Optional.of(REQUEST), Optional.empty(), Optional.empty(), Optional.of(new Sending.Template("bill", "en", Optional.empty()))), Optional.of("template"), Optional.of(sent))));
    Runnable sideEffect = () -> {
      sideEffects[0]++;
      if (sideEffects[0] == killAfter) {
        throw new Killed();
      }
    };
    for (WebhookEvent event : events()) {
      JsonObject record = JsonObject.EMPTY.with("messageId", event.key()).with("receiptHandle", "r").with("body", event.toJson().toJson())
          .with("attributes", JsonObject.EMPTY.with("MessageGroupId", Events.GROUP).with("SentTimestamp", "1795510800000").with("ApproximateReceiveCount", "1"));
      boolean done = false;
      while (!done) {
        try {
          MessageEventHandler process = new MessageEventHandler(Mortal.table(engines.dynamoDb(), sideEffect), queue(told, sideEffect), environment(tableName),
              Clock.fixed(Events.ARRIVED, ZoneOffset.UTC), Settings.outside(), Log.of("test"));
          done = QueueTrigger.invoke(process, JsonObject.EMPTY.with("Records", List.of(record))).objects("batchItemFailures").isEmpty();
        } catch (Killed killed) {
          done = false; // it comes back
        }
      }
    }
    List<Message> messages = List.of(kept.message("wamid.M1"), kept.message("wamid.S1"), kept.message("wamid.S2"), kept.message("wamid.T1"));
    List<CostCount> counts = new ArrayList<>(kept.counters.number(Events.NUMBER, Kept.MONTH));
    assertThat(kept.counters.group(Events.GROUP, Kept.MONTH)).as("the group's are the number's").hasSameSizeAs(counts);
    return new Left(new LinkedHashSet<>(told), messages, counts, new TemplateCounters(kept.table, Retention.FOREVER, Clock.systemUTC()).number(Events.NUMBER, Kept.MONTH), kept.conversations.get(Events.GROUP).window().until(), sideEffects[0]);
  }

  private static Environment environment(String table) {
    return Settings.with(Map.of("TABLE_NAME", table,
        "MESSAGE_EVENTS_QUEUE_URL", "https://sqs/message-events.fifo", "NOTIFICATIONS_QUEUE_URL", "https://sqs/notifications.fifo"));
  }

  @SuppressWarnings("unchecked")
  private static SqsClient queue(List<JsonObject> told, Runnable sideEffect) {
    return (SqsClient) Proxy.newProxyInstance(SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, (_, method, arguments) -> {
      if (!method.getName().equals("sendMessageBatch")) {
        throw new UnsupportedOperationException(method.getName());
      }
      SendMessageBatchRequest.Builder request = SendMessageBatchRequest.builder();
      ((Consumer<SendMessageBatchRequest.Builder>) arguments[0]).accept(request);
      request.build().entries().forEach(entry -> told.add(json(entry.messageBody())));
      sideEffect.run();
      return SendMessageBatchResponse.builder().build();
    });
  }
}
