package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.data;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.Octet.Answer;
import dev.octet.localstack.LocalSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What is told on notifications.fifo is delivered by HTTPS and in a further queue as well, kept, and told again. */
class ToldElsewhereIT {
  private static final List<Delivered> DELIVERED = new CopyOnWriteArrayList<>();
  static final String FURTHER = "joined.fifo";
  private static HttpServer receiver;
  private static Octet octet;

  private record Delivered(String id, String timestamp, String signature, String body) {}

  @BeforeAll
  static void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    receiver.createContext("/told", exchange -> {
      DELIVERED.add(new Delivered(exchange.getRequestHeaders().getFirst("webhook-id"), exchange.getRequestHeaders().getFirst("webhook-timestamp"),
          exchange.getRequestHeaders().getFirst("webhook-signature"), new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    receiver.start();
    octet = Octet.start(settings -> settings.withParameter("DeliverTo", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/told")
        .withParameter("FurtherQueues", "arn:aws:sqs:eu-west-1:000000000000:" + FURTHER)
        .withParameter("FurtherQueueFilters", "{\"" + FURTHER + "\":{\"types\":[\"participant.*\"]}}"));
    octet.sqs().createQueue(request -> request.queueName(FURTHER).attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")));
  }

  @AfterAll
  static void end() {
    octet.close();
    receiver.stop(0);
  }

  private static List<String> ids(List<JsonObject> notifications) {
    return notifications.stream().map(it -> it.text("id").orElseThrow()).toList();
  }

  @Test
  void what_is_told_is_delivered_signed_and_told_again_when_it_is_asked_for() throws Exception {
    Gathering group = Gathering.of(octet, "Kitchen", "auto_approve");
    group.joinedBy("Ada", "447700900123");
    List<JsonObject> told = octet.told(one -> data(one).text("group_id").orElse("").equals(group.id()));

    Octet.await().until(() -> DELIVERED.stream().map(Delivered::body).filter(body -> body.contains(group.id())).distinct().count() >= told.size());
    List<Delivered> ofGroup = DELIVERED.stream().filter(it -> it.body().contains(group.id())).toList();
    assertThat(ofGroup.stream().map(it -> Octet.json(it.body()).text("id").orElseThrow()).distinct()).as("in their order").containsSubsequence(ids(told));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(LocalSecrets.DELIVERY_SECRET.substring("whsec_".length())), "HmacSHA256"));
    assertThat(ofGroup).allSatisfy(it -> assertThat(it.signature()).isEqualTo(
        "v1," + Base64.getEncoder().encodeToString(mac.doFinal((it.id() + "." + it.timestamp() + "." + it.body()).getBytes(StandardCharsets.UTF_8)))));

    String url = octet.sqs().getQueueUrl(request -> request.queueName(FURTHER)).queueUrl();
    String further = Octet.await().until(() -> octet.sqs().receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(1)).messages(), it -> !it.isEmpty()).getFirst().body();
    assertThat(Octet.json(further).text("type")).contains("participant.joined");

    String joined = ids(told).getLast();
    Octet.await().untilAsserted(() -> {
      // What is kept is kept a moment later.
      String replay = ended(octet.post("/v1/replays", JsonObject.EMPTY.with("phone_number_id", NUMBER).with("group_id", group.id()).toJson())).text("id");
      assertThat(octet.told(one -> one.text("id").orElse("").equals(joined))).as("told again by %s", replay).hasSizeGreaterThan(1);
    });
    assertThat(ids(octet.told(one -> data(one).text("group_id").orElse("").equals(group.id()))).stream().skip(told.size())).containsSubsequence(ids(told));
  }

  private static Answer ended(Answer asked) {
    assertThat(asked.status()).as("%s", asked).isEqualTo(202);
    Answer done = Octet.await().until(() -> octet.get("/v1/replays/" + asked.text("id")), it -> !it.text("state").equals("running"));
    assertThat(done.text("state")).isEqualTo("done");
    return done;
  }

  @Test
  void of_a_number_it_is_told_again_from_then_on_and_from_a_cursor() {
    Gathering.of(octet, "Bathroom", "auto_approve");
    String body = JsonObject.EMPTY.with("phone_number_id", NUMBER).with("from", "2026-01-01T00:00:00Z").with("to_queue", "deliveries").toJson();
    Answer first = Octet.await().until(() -> ended(octet.post("/v1/replays", body)), it -> it.body().whole("sent").orElse(0) > 0);

    Answer next = ended(octet.post("/v1/replays", JsonObject.EMPTY.with("phone_number_id", NUMBER).with("after", first.text("cursor")).toJson()));

    assertThat(next.text("to_queue")).isEqualTo("notifications");
  }

  @Test
  void what_cannot_be_asked_is_refused() {
    assertThat(octet.post("/v1/replays", "{\"phone_number_id\":\"" + NUMBER + "\"}").status()).isEqualTo(400);
    assertThat(octet.post("/v1/replays", "{\"phone_number_id\":\"999\",\"group_id\":\"G\"}").status()).isEqualTo(403);
    assertThat(octet.get("/v1/replays/0123").status()).isEqualTo(404);
  }
}
