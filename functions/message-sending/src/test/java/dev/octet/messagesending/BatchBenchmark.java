package dev.octet.messagesending;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.octet.aws.Engines;
import dev.octet.aws.Log;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How long a batch takes where the platform answers in 100 ms: ten destinations against one, in one process and one run. No
 * build runs it: {@code mvn verify -pl functions/message-sending -am -Dtest=BatchBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class BatchBenchmark {
  private static final int ROUNDS = 30;
  private final Engines engines = Engines.shared();
  private HttpServer platform;
  private MessageCommandHandler handler;

  @BeforeEach
  void start() throws IOException {
    platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    platform.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    platform.createContext("/", exchange -> {
      exchange.getRequestBody().readAllBytes();
      try {
        Thread.sleep(Duration.ofMillis(100));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      byte[] answer = ("{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"wamid." + UUID.randomUUID() + "\"}]}").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    platform.start();
    handler = new MessageCommandHandler(engines.dynamoDb(), engines.sqs(),
        Settings.with(Map.of("TABLE_NAME", engines.freshTable("GroupsTable"), "MESSAGES_PER_SECOND", "1000",
            "MESSAGE_COMMANDS_QUEUE_URL", engines.freshFifoQueue("message-commands"), "NOTIFICATIONS_QUEUE_URL", engines.freshFifoQueue("notifications"),
            "GRAPH_BASE_URL", "http://127.0.0.1:" + platform.getAddress().getPort())),
        Clock.systemUTC(), Messaging.Outside.real(), QueueHandler.MessageGroups.AT_ONCE, Log.of("test"));
  }

  @AfterEach
  void end() {
    platform.stop(0);
  }

  @Test
  void a_batch_of_ten_destinations_takes_at_most_half_as_long_again_as_one() {
    median(1);
    median(10); // warm
    double one = median(1);
    double ten = median(10);
    System.out.printf("a batch of one destination: %.1f ms, of ten: %.1f ms, ratio %.2f%n", one, ten, ten / one);
    assertThat(ten / one).isLessThanOrEqualTo(1.5);
  }

  private double median(int destinations) {
    double[] took = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      JsonObject event = JsonObject.EMPTY.with("Records", IntStream.range(0, destinations).mapToObj(n -> record("group-" + n)).toList());
      long from = System.nanoTime();
      assertThat(QueueTrigger.invoke(handler, event).objects("batchItemFailures")).isEmpty();
      took[round] = (System.nanoTime() - from) / 1e6;
    }
    Arrays.sort(took);
    return took[ROUNDS / 2];
  }

  private static JsonObject record(String group) {
    JsonObject body = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", group).with("type", "text")
        .with("text", JsonObject.EMPTY.with("body", "Fitters come at ten"));
    String id = UUID.randomUUID().toString();
    return JsonObject.EMPTY.with("messageId", id).with("receiptHandle", id)
        .with("body", JsonObject.EMPTY.with("command", "send_message").with("id", id).with("phone_number_id", Events.NUMBER).with("body", body).toJson())
        .with("attributes", JsonObject.EMPTY.with("MessageGroupId", group).with("SentTimestamp", "1795510800000").with("ApproximateReceiveCount", "1"));
  }
}
