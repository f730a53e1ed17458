package dev.octet.messagesending;

import static dev.octet.messagesending.Events.GROUP;
import static dev.octet.messagesending.Events.NUMBER;
import static dev.octet.messagesending.Events.json;
import static dev.octet.messagesending.Events.receipt;
import static dev.octet.messagesending.Events.status;
import static dev.octet.messagesending.Kept.person;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sun.net.httpserver.HttpServer;
import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.MovableClock;
import dev.octet.aws.NotificationSchema;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.aws.table.Table;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.Participant.Move;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.webhook.InviteLinkChange;
import dev.octet.graph.webhook.WebhookEvent;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Two people are invited, one reads it and comes in, the link is reset, and somebody leaves without reading; the process is
 * killed after each of its side effects in turn, and what it had in hand comes back.
 */
class InvitationCrashTest {
  private final Engines engines = Engines.shared();
  private MovableClock clock = new MovableClock(Inviter.INVITED);
  private HttpServer platform;

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** What is left of a history: what was told, by type, id and state, and how invitations stand. */
  private record Left(Set<String> told, List<String> invitations, int sideEffects) {}

  /** Takes every message; a person's has the same id each time. */
  @BeforeEach
  void start() throws IOException {
    platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    platform.createContext("/", exchange -> {
      JsonObject body = json(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] answer = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("messages", List.of(JsonObject.EMPTY.with("id", id(body.text("to").orElseThrow())))).toBytes();
      exchange.sendResponseHeaders(200, answer.length);
      try (var out = exchange.getResponseBody()) {
        out.write(answer);
      }
    });
    platform.start();
  }

  @AfterEach
  void stop() {
    platform.stop(0);
  }

  @Test
  void every_history_ends_the_same_and_tells_the_same() {
    Left undisturbed = history(Integer.MAX_VALUE);
    assertThat(undisturbed.invitations()).containsExactly("447700900123 joined", "447700900124 expired");
    assertThat(undisturbed.told().stream().map(it -> it.replaceAll(" .* ", " ")).toList()).contains(
        "invitation.changed sent", "invitation.changed delivered", "invitation.changed read", "invitation.changed joined", "invitation.changed expired", "message.read_by_all -");
    System.out.println("invitations: killed after each of " + undisturbed.sideEffects() + " side effects");

    for (int n = 1; n <= undisturbed.sideEffects(); n++) {
      Left killed = history(n);
      assertThat(killed.told()).as("told, killed after side effect %d", n).isEqualTo(undisturbed.told());
      assertThat(killed.invitations()).as("invitations, killed after side effect %d", n).isEqualTo(undisturbed.invitations());
    }
  }

  private Left history(int killAfter) {
    clock = new MovableClock(Inviter.INVITED);
    int[] sideEffects = {0};
    Runnable sideEffect = () -> {
      sideEffects[0]++;
      if (sideEffects[0] == killAfter) {
        throw new Killed();
      }
    };
    List<JsonObject> told = new ArrayList<>();
    String tableName = engines.freshTable("GroupsTable");
    Kept kept = new Kept(new Table(engines.dynamoDb(), tableName, Ids.random())).withGroup(person("GB.1", ""), person("GB.2", ""));
    Inviter inviter = new Inviter(kept);
    inviter.link("L1");
    DynamoDbClient table = Mortal.table(engines.dynamoDb(), sideEffect);
    SqsClient queues = queues(told, sideEffect);
    Environment environment = Settings.with(Map.of("TABLE_NAME", tableName, "GRAPH_BASE_URL", "http://127.0.0.1:" + platform.getAddress().getPort(),
        "MESSAGE_COMMANDS_QUEUE_URL", "https://sqs/message-commands.fifo", "MESSAGE_EVENTS_QUEUE_URL", "https://sqs/message-events.fifo",
        "NOTIFICATIONS_QUEUE_URL", "https://sqs/notifications.fifo"));
    Supplier<RequestStreamHandler> commands = () -> new MessageCommandHandler(table, queues, environment, clock, Settings.outside(),
        QueueHandler.MessageGroups.ONE_AFTER_ANOTHER, Log.of("test"));
    Supplier<RequestStreamHandler> events = () -> new MessageEventHandler(table, queues, environment, Clock.fixed(Events.ARRIVED, clock.getZone()), Settings.outside(), Log.of("test"));

    handle(commands, send("c-1", Inviter.template("447700900123")));
    handle(commands, send("c-2", Inviter.text("447700900124", "L1")));
    handle(events, received("447700900123", "delivered", "1795506200"));
    handle(events, received("447700900123", "read", "1795506201").with("recipient_user_id", "GB.3"));
    handle(events, Events.group("group_participants_update", json("{\"type\":\"group_participants_add\",\"timestamp\":\"1795506202\",\"added_participants\":[{\"user_id\":\"GB.3\"}]}")));
    inviter.link("L2");
    handle(events, InviteLinkChange.event(NUMBER, GROUP, "L2", Instant.ofEpochSecond(1_795_506_203L), Events.ARRIVED));
    handle(events, receipt(status("wamid.S1", "read", "GB.1")));
    Group without = kept.rosters.get(GROUP).orElseThrow().moved(person("GB.2", ""), Move.LEFT, Instant.ofEpochSecond(1_795_506_204L)).group();
    kept.with(without);
    handle(events, Events.group("group_participants_update", json("{\"type\":\"group_participants_remove\",\"timestamp\":\"1795506204\",\"removed_participants\":[{\"user_id\":\"GB.2\"}]}")));
    return new Left(words(told), kept.invitations.ofGroup(GROUP).stream().map(Invitations.Saved::invitation)
        .map(it -> it.person().waId().orElseThrow() + " " + it.state().word()).sorted().toList(), sideEffects[0]);
  }

  private static Set<String> words(List<JsonObject> told) {
    Set<String> words = new TreeSet<>();
    told.forEach(one -> {
      NotificationSchema.assertValid(one);
      words.add(one.text("type").orElseThrow() + " " + one.text("id").orElseThrow() + " "
          + one.object("data").flatMap(data -> data.object("invitation")).flatMap(it -> it.text("state")).orElse("-"));
    });
    return words;
  }

  private static String id(String to) {
    return "wamid." + to;
  }

  /** At least once: what was lost on the way is sent again. */
  private static String send(String id, JsonObject body) {
    return JsonObject.EMPTY.with("command", "send_message").with("id", id).with("phone_number_id", NUMBER).with("delivery", "at_least_once").with("body", body).toJson();
  }

  private static JsonObject received(String to, String status, String timestamp) {
    String request = Operation.requestId(NUMBER, "", to.equals("447700900123") ? "c-1" : "c-2");
    return JsonObject.EMPTY.with("id", id(to)).with("status", status).with("timestamp", timestamp).with("recipient_id", to).with("biz_opaque_callback_data", OwnId.of(request));
  }

  private void handle(Supplier<RequestStreamHandler> start, JsonObject status) {
    handle(start, receipt(status));
  }

  private void handle(Supplier<RequestStreamHandler> start, WebhookEvent event) {
    handle(start, event.toJson().toJson());
  }

  /** Until it is done, by one process after another; time passes between. */
  private void handle(Supplier<RequestStreamHandler> start, String body) {
    JsonObject message = JsonObject.EMPTY.with("messageId", "m").with("receiptHandle", "r").with("body", body)
        .with("attributes", JsonObject.EMPTY.with("MessageGroupId", "g").with("SentTimestamp", "1795506000000").with("ApproximateReceiveCount", "1"));
    for (int attempt = 0; attempt < 50; attempt++) {
      try {
        if (QueueTrigger.invoke(start.get(), JsonObject.EMPTY.with("Records", List.of(message))).objects("batchItemFailures").isEmpty()) {
          return;
        }
      } catch (Killed killed) {
        // it comes back
      }
      clock.advance(Duration.ofSeconds(15));
    }
    throw new AssertionError("It does not end.");
  }

  @SuppressWarnings("unchecked")
  private static SqsClient queues(List<JsonObject> told, Runnable sideEffect) {
    return (SqsClient) Proxy.newProxyInstance(SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, (_, method, arguments) -> {
      if (method.getName().equals("changeMessageVisibilityBatch")) {
        return ChangeMessageVisibilityBatchResponse.builder().build();
      }
      SendMessageBatchRequest.Builder request = SendMessageBatchRequest.builder();
      ((Consumer<SendMessageBatchRequest.Builder>) arguments[0]).accept(request);
      request.build().entries().forEach(entry -> told.add(json(entry.messageBody())));
      sideEffect.run();
      return SendMessageBatchResponse.builder().build();
    });
  }
}
