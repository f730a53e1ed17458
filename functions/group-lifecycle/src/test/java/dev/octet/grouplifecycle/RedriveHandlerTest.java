package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.queue.DeadLetters;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.table.Table;
import dev.octet.domain.Command;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.operations.MemoryQueues;
import dev.octet.operations.Operations;
import dev.octet.operations.Resumption;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Dead letters on real queues: seen, sent back in order, never lost, and only by whom they are for. */
class RedriveHandlerTest {
  private final Engines engines = Engines.shared();
  private final SqsClient sqs = engines.sqs();
  private final String table = engines.freshTable("GroupsTable");
  private final String source = engines.freshFifoQueue("group-commands");
  private final String dead = engines.freshFifoQueue("group-commands-dlq");
  private final RedriveHandler handler = handler(Clock.systemUTC(), "group-commands=" + source + "=" + dead);

  private RedriveHandler handler(Clock clock, String queues) {
    List<JsonObject> tokens = List.of(token("token-100").with("phone_number_ids", List.of("100")),
        token("token-operator").with("phone_number_ids", List.of()).with("operator", true));
    return new RedriveHandler(engines.dynamoDb(), sqs, new Environment(Map.of(
        "SECRETS", JsonObject.EMPTY.with("api_tokens", tokens).with("app_secrets", List.of("s")).toJson(),
        "TABLE_NAME", table,
        "REDRIVES", queues)), clock, Ids.random(), Log.of("test"));
  }

  private static JsonObject token(String token) {
    return JsonObject.EMPTY.with("sha256", HexFormat.of().formatHex(Hash.sha256(token.getBytes(StandardCharsets.UTF_8))));
  }

  private JsonObject call(String method, String token, String query, String body) {
    return call(handler, method, token, query, body);
  }

  private static JsonObject call(RedriveHandler handler, String method, String token, String query, String body) {
    return QueueTrigger.invoke(handler, JsonObject.EMPTY.with("version", "2.0").with("rawPath", "/v1/redrives").with("rawQueryString", query)
        .with("headers", JsonObject.EMPTY.with("authorization", "Bearer " + token)).with("body", body).with("isBase64Encoded", false)
        .with("requestContext", JsonObject.EMPTY.with("http", JsonObject.EMPTY.with("method", method))));
  }

  private static JsonObject body(JsonObject answer) {
    return MemoryQueues.json(new String(Base64.getDecoder().decode(answer.text("body").orElseThrow()), StandardCharsets.UTF_8));
  }

  private JsonObject redrive(String token, JsonObject more) {
    JsonObject answer = call("POST", token, "", more.with("queue", "group-commands").toJson());
    assertThat(answer.whole("statusCode")).hasValue(200);
    return body(answer);
  }

  private JsonObject redrive(JsonObject more) {
    return redrive("token-operator", more);
  }

  private static void assertCounts(JsonObject answer, int moved, int left, int skipped, boolean complete) {
    assertThat(answer.without("queue").without("dry_run"))
        .isEqualTo(MemoryQueues.json("{\"moved\":%d,\"left\":%d,\"skipped\":%d,\"complete\":%b}".formatted(moved, left, skipped, complete)));
  }

  private List<JsonObject> entries(String token) {
    return body(call("GET", token, "", "")).objects("queues").getFirst().objects("entries");
  }

  private static String command(String id, String number) {
    return JsonObject.EMPTY.with("command", "delete_group").with("id", id).with("phone_number_id", number).with("group_id", "G-" + number).toJson();
  }

  /** As a function sets it aside. */
  private void dies(String messageGroup, String id, String number, Instant at) {
    put(messageGroup, id, command(id, number), Map.of("reason", "configuration", "sentence", "It was refused with 10.", "function", "group-commands", "at", at.toString(),
        "source_queue", "group-commands.fifo", "message_group", messageGroup, "sqs_message_id", "first-" + id, "sent_at", "2026-11-20T08:00:00Z", "run", "0"));
  }

  private void dies(String messageGroup, String id) {
    dies(messageGroup, id, "100", Instant.parse("2026-11-24T09:00:00Z"));
  }

  private void put(String messageGroup, String id, String body, Map<String, String> beside) {
    sqs.sendMessage(send -> send.queueUrl(dead).messageGroupId(messageGroup).messageDeduplicationId(id).messageBody(body).messageAttributes(DeadLetters.attributes(beside)));
  }

  private List<Message> received(String queue) {
    List<Message> all = new ArrayList<>();
    while (true) {
      List<Message> some = sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(0)
          .messageSystemAttributeNames(MessageSystemAttributeName.ALL).messageAttributeNames("All")).messages();
      if (some.isEmpty()) {
        return all;
      }
      some.forEach(message -> sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle())));
      all.addAll(some);
    }
  }

  /** By message group, in the order in which the queue gives them out. */
  private Map<String, List<String>> back() {
    Map<String, List<String>> ids = new HashMap<>();
    received(source).forEach(message -> ids.computeIfAbsent(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID), _ -> new ArrayList<>())
        .add(MemoryQueues.json(message.body()).text("id").orElseThrow()));
    return ids;
  }

  @Test
  void they_are_shown_with_their_reason_and_without_what_is_in_them_and_lie_there_still() {
    dies("a", "a-1");
    put("b", "b-1", command("b-1", "100"), Map.of());

    JsonObject answer = body(call("GET", "token-operator", "queue=group-commands&limit=5", "")).objects("queues").getFirst();
    assertThat(answer.text("queue")).contains("group-commands");
    assertThat(answer.whole("waiting")).hasValue(2);
    assertThat(answer.toJson()).doesNotContain("delete_group");
    JsonObject first = entries("token-operator").stream().filter(it -> it.text("message_group").equals(Optional.of("a"))).findFirst().orElseThrow();
    assertThat(first.without("sqs_message_id")).isEqualTo(JsonObject.EMPTY.with("reason", "configuration").with("sentence", "It was refused with 10.")
        .with("function", "group-commands").with("at", "2026-11-24T09:00:00Z").with("sent_at", "2026-11-20T08:00:00Z").with("source_queue", "group-commands.fifo")
        .with("source_sqs_message_id", "first-a-1").with("message_group", "a").with("phone_number_id", "100").with("group_id", "G-100"));
    JsonObject crashed = entries("token-operator").stream().filter(it -> it.text("message_group").equals(Optional.of("b"))).findFirst().orElseThrow();
    assertThat(crashed.text("reason")).contains("crashed");
    assertThat(received(dead)).as("given back").hasSize(2);
  }

  @Test
  void they_go_back_under_their_message_group_and_in_their_order_and_say_where_they_were() {
    IntStream.rangeClosed(1, 23).forEach(n -> dies("a", "a-" + n));
    IntStream.rangeClosed(1, 3).forEach(n -> dies("b", "b-" + n));

    assertCounts(redrive(JsonObject.EMPTY), 26, 0, 0, true);
    assertThat(received(dead)).isEmpty();
    List<Message> sent = received(source);
    assertThat(sent).hasSize(26).allSatisfy(message -> {
      assertThat(message.messageAttributes().get("octet_redriven_sent_at").stringValue()).isEqualTo("2026-11-20T08:00:00Z");
      assertThat(message.messageAttributes().get("octet_redriven_run").stringValue()).isEqualTo("0");
    });
    assertThat(sent.stream().filter(it -> it.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID).equals("a")).map(it -> MemoryQueues.json(it.body()).text("id").orElseThrow()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 23).mapToObj(n -> "a-" + n).toList());
  }

  @Test
  void a_look_at_all_queues_shares_one_time_among_them_and_says_where_there_may_be_more() {
    dies("a", "a-1");
    assertThat(body(call("GET", "token-operator", "", "")).objects("queues").getFirst().bool("complete")).contains(true);
    assertThat(body(call("GET", "token-operator", "limit=1", "")).objects("queues").getFirst().bool("complete")).contains(false);

    Clock running = running(Duration.ofSeconds(4));
    List<JsonObject> queues = body(call(handler(running, "one=" + source + "=" + dead + " other=" + source + "=" + dead), "GET", "token-operator", "", "")).objects("queues");

    assertThat(queues.getFirst().objects("entries")).hasSize(1);
    assertThat(queues.getLast().objects("entries")).as("no time was left").isEmpty();
    assertThat(queues).allSatisfy(queue -> assertThat(queue.bool("complete")).contains(false));
    assertThat(received(dead)).as("given back").hasSize(1);
  }

  /** Each look at it takes a while. */
  private static Clock running(Duration step) {
    var now = new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));
    InstantSource source = () -> now.updateAndGet(it -> it.plus(step));
    return source.withZone(ZoneOffset.UTC);
  }

  @Test
  void of_what_is_so_large_that_nothing_stands_beside_it_nobody_says_that_it_crashed() {
    String command = command("a-1", "100");
    put("a", "a-1", command + " ".repeat(Queue.MAX_BYTES - command.length()), Map.of());
    assertThat(entries("token-100")).singleElement().satisfies(entry -> {
      assertThat(entry.text("reason")).contains("unknown");
      assertThat(entry.text("sentence").orElseThrow()).contains("so large", "message_set_aside");
    });
    assertCounts(redrive(JsonObject.EMPTY), 1, 0, 0, true);
    assertThat(back()).isEqualTo(Map.of("a", List.of("a-1")));

    put("b", "b-1", command + " ".repeat(Queue.MAX_BYTES - 100 - command.length()), Map.of("reason", "configuration", "run", "3"));
    assertThat(entries("token-100")).singleElement().satisfies(entry -> assertThat(entry.text("reason")).contains("configuration"));
    redrive(JsonObject.EMPTY);
    assertThat(received(source)).singleElement().satisfies(message -> assertThat(message.messageAttributes().get("octet_redriven_run").stringValue()).isEqualTo("3"));
  }

  @Test
  void a_dry_run_moves_nothing() {
    dies("a", "a-1");
    assertCounts(redrive(JsonObject.EMPTY.with("dry_run", true)), 0, 1, 0, false);
    assertThat(back()).isEmpty();
    assertThat(received(dead)).hasSize(1);
  }

  @Test
  void only_what_was_asked_for_goes_and_the_rest_is_there_at_once() {
    dies("a", "early", "100", Instant.parse("2026-11-24T08:00:00Z"));
    dies("a", "in-time", "100", Instant.parse("2026-11-24T09:00:00Z"));
    dies("a", "late", "100", Instant.parse("2026-11-24T10:00:00Z"));
    dies("b", "other-group", "100", Instant.parse("2026-11-24T09:00:00Z"));
    dies("c", "other-number", "200", Instant.parse("2026-11-24T09:00:00Z"));

    JsonObject span = JsonObject.EMPTY.with("from", "2026-11-24T09:00:00Z").with("to", "2026-11-24T10:00:00Z");
    assertCounts(redrive(span.with("message_group", "a")), 1, 0, 4, true);
    assertThat(back()).isEqualTo(Map.of("a", List.of("in-time")));
    assertCounts(redrive(JsonObject.EMPTY.with("group_id", "G-200")), 1, 0, 3, true);
    assertThat(back()).isEqualTo(Map.of("c", List.of("other-number")));
    assertCounts(redrive(JsonObject.EMPTY.with("limit", 1).with("message_group", "a")), 1, 1, 1, false);
    assertThat(back()).isEqualTo(Map.of("a", List.of("early")));
    assertThat(received(dead)).hasSize(2);
  }

  @Test
  void what_stands_behind_some_that_stay_is_reached_too() {
    dies("a", "stays", "100", Instant.parse("2026-11-24T08:00:00Z"));
    IntStream.rangeClosed(1, 14).forEach(n -> dies("a", "a-" + n));
    assertCounts(redrive(JsonObject.EMPTY.with("from", "2026-11-24T09:00:00Z")), 14, 0, 1, true);
    assertThat(back().get("a")).containsExactlyElementsOf(IntStream.rangeClosed(1, 14).mapToObj(n -> "a-" + n).toList());
    assertThat(received(dead)).hasSize(1);
  }

  @Test
  void a_token_sees_and_moves_what_is_of_its_numbers_and_an_operators_everything() {
    dies("a", "mine");
    dies("b", "theirs", "200", Instant.parse("2026-11-24T09:00:00Z"));
    put("c", "nobodys", "no command", Map.of());

    JsonObject seen = body(call("GET", "token-100", "", "")).objects("queues").getFirst();
    assertThat(seen.has("waiting")).as("that is more than theirs").isFalse();
    assertThat(seen.objects("entries")).singleElement().satisfies(entry -> assertThat(entry.text("phone_number_id")).contains("100"));
    assertCounts(redrive("token-100", JsonObject.EMPTY), 1, 0, 0, true);
    assertThat(entries("token-operator")).hasSize(2);
    assertCounts(redrive(JsonObject.EMPTY), 2, 0, 0, true);
    assertThat(call("POST", "nobody", "", "{}").whole("statusCode")).hasValue(401);
  }

  @Test
  void octets_own_message_is_of_the_number_and_group_of_its_operation() {
    Command command = new Command("delete_group", "d-1", "100", Optional.of("G-1"), JsonObject.EMPTY, Optional.empty(), Command.OnUnknown.REPORT, Command.Delivery.AT_MOST_ONCE);
    Instant now = Instant.parse("2026-11-24T09:00:00Z");
    String requestId = Operation.requestId("100", "", "d-1");
    new Operations(new Table(engines.dynamoDb(), table, Ids.random())).begin(Operation.accepted(requestId, command, true, "lane", now), now);
    put("lane", "resume", Resumption.of("lane", requestId, "recorded").body(), Map.of());

    assertThat(entries("token-100")).singleElement().satisfies(entry -> {
      assertThat(entry.text("request_id")).contains(requestId);
      assertThat(entry.text("group_id")).contains("G-1");
    });
  }

  @Test
  void who_died_between_sending_back_and_deleting_has_done_no_harm_and_two_who_press_at_once_neither() throws Exception {
    IntStream.rangeClosed(1, 12).forEach(n -> dies("group-" + n % 4, "n-" + n));
    try (ExecutorService pressing = Executors.newFixedThreadPool(2)) {
      var one = pressing.submit(() -> redrive(JsonObject.EMPTY));
      var other = pressing.submit(() -> redrive(JsonObject.EMPTY));
      assertThat(one.get().whole("moved").orElseThrow() + other.get().whole("moved").orElseThrow()).isEqualTo(12);
    }
    assertThat(back().values().stream().flatMap(List::stream).toList()).hasSize(12).doesNotHaveDuplicates();

    // In both queues: sent back again, it is dropped by its queue, which has it, and goes here.
    dies("a", "twice");
    Message letter = sqs.receiveMessage(request -> request.queueUrl(dead).visibilityTimeout(0).messageSystemAttributeNames(MessageSystemAttributeName.ALL).messageAttributeNames("All"))
        .messages().getFirst();
    DeadLetter before = DeadLetter.of(letter, _ -> Optional.empty());
    sqs.sendMessage(send -> send.queueUrl(source).messageGroupId("a").messageDeduplicationId(before.deduplication()).messageBody(letter.body()));
    assertCounts(redrive(JsonObject.EMPTY), 1, 0, 0, true);
    assertThat(back()).isEqualTo(Map.of("a", List.of("twice")));
    assertThat(received(dead)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{}|`queue` is missing.", "{\"queue\":\"other\"}|group-commands", "{\"queue\":\"group-commands\",\"limit\":0}|`limit`", "{\"queue\":\"group-commands\",\"limit\":1001}|`limit`",
      "{\"queue\":\"group-commands\",\"from\":\"yesterday\"}|`from`", "{\"queue\":\"group-commands\",\"dry_run\":\"yes\"}|`dry_run`",
      "{\"queue\":\"group-commands\",\"message_group\":5}|`message_group`", "{\"queue\":\"group-commands\",\"grop_id\":\"x\"}|group_id", "no json|JSON"})
  void a_request_that_is_none_says_why(String body, String word) {
    dies("a", "a-1");
    JsonObject answer = call("POST", "token-operator", "", body);
    assertThat(answer.whole("statusCode")).hasValue(400);
    assertThat(body(answer).toJson()).contains(word);
    assertThat(back()).isEmpty();
  }
}
