package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/** The sandbox on real parts: its two handlers, a table and a queue of their own, and a receiver of its webhooks. */
final class Platform implements AutoCloseable {
  static final String NUMBER = "100000000000001";
  static final String NOT_ELIGIBLE = "100000000000002";
  static final String SMALL_LIMIT = "100000000000003";
  /** In no list of the sandbox's, and with a token. */
  static final String OTHER_NUMBER = "777000111222333";
  static final String TOKEN = "sandbox-token";
  static final String SECRET = "a-secret-of-tests";
  static final String ADDRESS = "https://octet.test";
  static final String GROUPS = "/sandbox/graph/v26.0/" + NUMBER + "/groups";

  final Engines engines = Engines.shared();
  final Receiver receiver = new Receiver();
  final MovingClock clock = new MovingClock();
  final String tableName = engines.freshTable("SandboxTable");
  final String trafficTableName;
  final String queueUrl = engines.freshStandardQueue("sandbox-webhooks");
  final Table table = new Table(engines.dynamoDb(), tableName, Ids.random());
  /** What the queue delays, by this clock. */
  final HeldBack heldBack = new HeldBack(engines.sqs(), clock);
  final SandboxApiHandler api;
  final SandboxWebhookHandler webhooks;
  private final Environment environment;

  Platform() {
    this("2025-11");
  }

  Platform(String edition) {
    this(edition, "PT0S");
  }

  /** Whose webhooks nobody is told of. */
  static Platform withoutReceiver() {
    return new Platform("2025-11", "PT24H", Engines.shared().freshTable("SandboxTrafficTable"), false);
  }

  /** @param trafficKept how long the traffic is kept */
  Platform(String edition, String trafficKept) {
    this(edition, trafficKept, trafficKept.equals("PT0S") ? "none" : Engines.shared().freshTable("SandboxTrafficTable"), true);
  }

  Platform(String edition, String trafficKept, String trafficTableName, boolean received) {
    this.trafficTableName = trafficTableName;
    environment = new Environment(Map.of(
        "SANDBOX_TABLE_NAME", tableName,
        "SANDBOX_TRAFFIC_TABLE_NAME", trafficTableName,
        "SANDBOX_TRAFFIC_KEPT", trafficKept,
        "SANDBOX_WEBHOOKS_QUEUE_URL", queueUrl,
        "PUBLIC_URL", ADDRESS,
        "WEBHOOK_URL", received ? receiver.url() : "none",
        "RULES_EDITION", edition,
        "OCTET_LOCAL", "true",
        "SECRETS", JsonObject.EMPTY
            .with("app_secrets", List.of(SECRET, "an-older-secret"))
            .with("access_tokens", JsonObject.EMPTY.with(NUMBER, TOKEN).with(NOT_ELIGIBLE, TOKEN).with(SMALL_LIMIT, TOKEN)
                .with(OTHER_NUMBER, TOKEN).with("888000111222333", "another-token"))
            .toJson()));
    api = new SandboxApiHandler(engines.dynamoDb(), heldBack.client(), environment, clock, new Random(7), clock::advance, Log.of("test"));
    webhooks = new SandboxWebhookHandler(engines.dynamoDb(), engines.sqs(), environment, clock, new Random(8), clock::advance, Log.of("test"));
  }

  /** Another copy of the function, as the platform starts them when many call at one time. */
  SandboxApiHandler anotherApi(long seed) {
    return new SandboxApiHandler(engines.dynamoDb(), heldBack.client(), environment, clock, new Random(seed), clock::advance, Log.of("test"));
  }

  /** The same sandbox as it would be on AWS: nothing says that it is local. */
  SandboxApiHandler deployed(JsonObject secrets) {
    Map<String, String> variables = new HashMap<>(environment.variables());
    variables.remove("OCTET_LOCAL");
    variables.put("SECRETS", secrets.toJson());
    return new SandboxApiHandler(engines.dynamoDb(), heldBack.client(), new Environment(variables), clock, new Random(9), clock::advance, Log.of("test"));
  }

  SandboxWebhookHandler anotherWebhooks(long seed) {
    return new SandboxWebhookHandler(engines.dynamoDb(), engines.sqs(), environment, clock, new Random(seed), clock::advance, Log.of("test"));
  }

  /** Real time, and whatever was waited for without waiting; or a time that only moves when it is told to. */
  static final class MovingClock extends Clock {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private volatile Optional<Instant> still = Optional.empty();

    /** From the beginning of the next second on, real time does not pass any more. */
    void stand() {
      Instant next = instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
      still = Optional.of(next.minus(ahead.get()));
    }

    void advance(Duration by) {
      ahead.updateAndGet(before -> before.plus(by));
    }

    @Override
    public Instant instant() {
      return still.orElseGet(Instant::now).plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** An answer of the API. */
  record Answer(int status, Map<String, String> headers, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonObject json() {
      try {
        return JsonObject.parse(body);
      } catch (JsonException e) {
        throw new AssertionError("No JSON object: " + text(), e);
      }
    }

    String text(String name) {
      return json().text(name).orElseThrow(() -> new AssertionError("No " + name + " in " + text()));
    }

    JsonObject error() {
      return json().object("error").orElseThrow(() -> new AssertionError("No error: " + status + " " + text()));
    }

    long code() {
      return error().whole("code").orElse(0);
    }

    String details() {
      return error().object("error_data").flatMap(data -> data.text("details")).orElse("");
    }
  }

  Answer call(String method, String path, Map<String, String> headers, byte[] body) {
    return call(api, method, path, headers, body);
  }

  static Answer call(SandboxApiHandler api, String method, String path, Map<String, String> headers, byte[] body) {
    int query = path.indexOf('?');
    // The HTTP API hands the path over decoded.
    String rawPath = URLDecoder.decode((query < 0 ? path : path.substring(0, query)).replace("+", "%2B"), StandardCharsets.UTF_8);
    JsonObject event = JsonObject.EMPTY
        .with("version", "2.0")
        .with("rawPath", rawPath)
        .with("rawQueryString", query < 0 ? "" : path.substring(query + 1))
        .with("headers", headers)
        .with("requestContext", JsonObject.EMPTY.with("http", JsonObject.EMPTY.with("method", method).with("path", rawPath)))
        .with("body", Base64.getEncoder().encodeToString(body))
        .with("isBase64Encoded", true);
    JsonObject answer = QueueTrigger.invoke(api, event);
    Map<String, String> sent = new HashMap<>();
    answer.object("headers").ifPresent(all -> all.fields().forEach((name, value) -> sent.put(name, String.valueOf(value))));
    return new Answer((int) answer.whole("statusCode").orElse(0), sent, Base64.getDecoder().decode(answer.text("body").orElse("")));
  }

  Answer graph(String method, String path, JsonObject body) {
    return call(method, path, Map.of("authorization", "Bearer " + TOKEN), body.isEmpty() ? new byte[0] : body.toBytes());
  }

  Answer get(String path) {
    return graph("GET", path, JsonObject.EMPTY);
  }

  Answer api(String method, String path, String body) {
    return call(method, "/sandbox/api/" + path, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  Answer create(String subject) {
    return create(subject, JsonObject.EMPTY);
  }

  Answer create(String subject, JsonObject more) {
    return graph("POST", GROUPS, JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", subject).withAll(more));
  }

  /** A group, its webhook delivered; the webhook's event. */
  JsonObject group(String subject, JsonObject more) {
    String requestId = create(subject, more).text("request_id");
    deliver();
    return receiver.deliveries().stream().filter(delivery -> delivery.type().equals("group_create")).map(Receiver.Delivery::event)
        .filter(event -> event.text("request_id").orElse("").equals(requestId)).findFirst().orElseThrow();
  }

  JsonObject group(String subject) {
    return group(subject, JsonObject.EMPTY);
  }

  /** An operation on a group, with what every body has. */
  Answer operate(String method, String groupId, String edge, JsonObject body) {
    return graph(method, "/sandbox/graph/v26.0/" + groupId + (edge.isEmpty() ? "" : "/" + edge),
        JsonObject.EMPTY.with("messaging_product", "whatsapp").withAll(body));
  }

  Answer delete(String groupId) {
    return graph("DELETE", "/sandbox/graph/v26.0/" + groupId, JsonObject.EMPTY);
  }

  /** Suspended without a webhook: written down so, that what is sent afterwards can be counted. */
  void suspend(String groupId) {
    Stored stored = table.get(new Keys(0).group(groupId)).orElseThrow();
    assertThat(table.put(Write.replace(stored, stored.attributes().with("suspended", true))).applied()).isTrue();
  }

  String person(String name) {
    return api("POST", "people", JsonObject.EMPTY.with("name", name).toJson()).text("id");
  }

  Answer join(String personId, String inviteLink) {
    return act(personId, "join", JsonObject.EMPTY.with("invite_link", inviteLink));
  }

  Answer act(String personId, String action, JsonObject body) {
    return api("POST", "people/" + personId + "/" + action, body.toJson());
  }

  /** Joins the group, and their webhook is delivered. */
  String member(String name, String waId, JsonObject group) {
    String person = api("POST", "people", JsonObject.EMPTY.with("name", name).with("wa_id", waId).toJson()).text("id");
    assertThat(join(person, group.text("invite_link").orElseThrow()).text("status")).isEqualTo("joined");
    return person;
  }

  Answer send(JsonObject body) {
    return graph("POST", "/sandbox/graph/v26.0/" + NUMBER + "/messages", JsonObject.EMPTY.with("messaging_product", "whatsapp").withAll(body));
  }

  Answer sendToGroup(String groupId, String type, JsonObject content) {
    return send(JsonObject.EMPTY.with("recipient_type", "group").with("to", groupId).with("type", type).with(type, content));
  }

  /** A file of this type, uploaded; its id. */
  String media(String type) {
    Answer answer = call("POST", "/sandbox/graph/v26.0/" + NUMBER + "/media", Map.of("authorization", "Bearer " + TOKEN, "content-type", Pictures.FORM),
        Pictures.form(Pictures.product(), Pictures.text("type", type), Pictures.file("file", type, new byte[] {1})));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.text("id");
  }

  /** A text to a group that takes it; its id. */
  String text(String groupId, String body) {
    Answer answer = sendToGroup(groupId, "text", JsonObject.EMPTY.with("body", body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().objects("messages").getFirst().text("id").orElseThrow();
  }

  String write(String personId, String groupId, String body) {
    return act(personId, "messages", JsonObject.EMPTY.with("group_id", groupId).with("text", JsonObject.EMPTY.with("body", body))).text("message_id");
  }

  /** A template of the number's account that is approved, written down as it is once something became of it. */
  void template(String name, String category) {
    JsonObject body = JsonObject.EMPTY.with("type", "BODY").with("text", "See you {{1}}.");
    assertThat(table.put(Write.create(new Keys(0).template("200000000000001", name, "en"), JsonObject.EMPTY
        .with("id", "4400000000000001").with("account_id", "200000000000001").with("name", name).with("language", "en").with("category", category)
        .with("status", "APPROVED").with("components", List.of(body)).with("created_at", 0).with("reviewed_at", 0))).applied()).isTrue();
  }

  /** What a message says that is made of such a template. */
  static JsonObject ofTemplate(String name) {
    return JsonObject.EMPTY.with("name", name).with("language", JsonObject.EMPTY.with("code", "en")).with("components", List.of(JsonObject.EMPTY
        .with("type", "body").with("parameters", List.of(JsonObject.EMPTY.with("type", "text").with("text", "Thursday")))));
  }

  void settings(String json) {
    Answer answer = api("PUT", "numbers/" + NUMBER, json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  /** All webhooks that are on their way arrive, those too that come in stages. */
  void settle() {
    clock.advance(Duration.ofSeconds(1));
    deliver();
  }

  JsonObject truth(String groupId) {
    return api("GET", "groups/" + groupId, "").json();
  }

  void faults(String json) {
    Answer answer = api("PUT", "faults", json);
    if (answer.status() != 200) {
      throw new AssertionError(answer.text());
    }
  }

  /** Hands the queue's visible messages to the function until there are none. Returns what failed, and so will come again. */
  List<String> deliver() {
    heldBack.release();
    return new QueueTrigger(engines.sqs(), queueUrl, webhooks).drain();
  }

  @Override
  public void close() {
    receiver.close();
  }
}
