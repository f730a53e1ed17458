package dev.octet.grouplifecycle;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.NotificationSchema;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.table.Table;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.GraphClient;
import dev.octet.graph.link.LinkFetch;
import dev.octet.graph.webhook.WebhookEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The handlers of this function as Lambda runs them, on a real table, with queues and a clock of the test's. A process
 * can be killed after any side effect: the handler's memory is gone then, and its queue message comes back.
 */
final class World implements AutoCloseable {
  static final String COMMANDS = "https://sqs/group-commands.fifo";
  static final String MESSAGE_COMMANDS = "https://sqs/message-commands.fifo";
  static final String EVENTS = "https://sqs/group-events.fifo";
  static final String MESSAGE_EVENTS = "https://sqs/message-events.fifo";
  static final String NOTIFICATIONS = "https://sqs/notifications.fifo";
  private static final Duration VISIBILITY = Duration.ofMinutes(3);
  static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Set<String> WRITES = Set.of("putItem", "deleteItem", "transactWriteItems");

  static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  final MovableClock clock = new MovableClock(START);
  final MemoryQueues queues = new MemoryQueues();
  final ScriptedPlatform platform = new ScriptedPlatform();
  final Engines engines = Engines.shared();
  private final String table;
  private final DynamoDbClient dynamoDb;
  private final SqsClient sqs;
  private final Log log = Log.of("test");
  private final Map<Class<?>, RequestStreamHandler> processes = new ConcurrentHashMap<>();

  /** How many side effects there have been: writes to the table, sends, calls that change something on the platform. */
  int sideEffects;
  private int killAfter = Integer.MAX_VALUE;
  private boolean dead;
  /** When each open operation is due, in Unix seconds, by the key of its item: as the index has it. */
  private final Map<String, Long> open = new ConcurrentHashMap<>();
  private String awaited = "";
  private Runnable before = () -> {};

  /** What is behind the links that callers give. */
  Function<String, LinkFetch.Fetched> links = _ -> new LinkFetch.Fetched.Refused("There is nothing behind any link.");

  /** The process is gone. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  World() {
    this(Engines.shared().freshTable("GroupsTable"));
  }

  World(String table) {
    this.table = table;
    this.dynamoDb = (DynamoDbClient) Proxy.newProxyInstance(DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class},
        (_, method, arguments) -> {
          alive();
          if (method.getName().equals(awaited)) {
            awaited = "";
            before.run();
          }
          try {
            Object answer = method.invoke(engines.dynamoDb(), arguments);
            notePuts(method.getName(), arguments[0]);
            if (WRITES.contains(method.getName())) {
              sideEffect();
              alive();
            }
            return answer;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
    this.sqs = queues.client(this::alive, () -> {
      sideEffect();
      alive();
    });
  }

  @SuppressWarnings("unchecked")
  private void notePuts(String method, Object request) {
    switch (method) {
      case "putItem" -> note(PutItemRequest.builder().applyMutation((Consumer<PutItemRequest.Builder>) request).build().item());
      case "transactWriteItems" -> TransactWriteItemsRequest.builder().applyMutation((Consumer<TransactWriteItemsRequest.Builder>) request).build()
          .transactItems().stream().filter(item -> item.put() != null).forEach(item -> note(item.put().item()));
      default -> { }
    }
  }

  private void note(Map<String, AttributeValue> item) {
    if (item.containsKey("open")) {
      open.put(item.get("pk").s() + item.get("sk").s(), Long.valueOf(item.get("due_at").n()));
    } else {
      open.remove(item.get("pk").s() + item.get("sk").s());
    }
  }

  /** Kills the process after its nth side effect from the beginning. */
  void killAfter(int n) {
    killAfter = n;
  }

  /** Lets something else happen first when the table is next asked to do that. */
  void beforeNext(String operation, Runnable what) {
    awaited = operation;
    before = what;
  }

  boolean wasKilled() {
    return sideEffects >= killAfter;
  }

  /** Something outside this process has changed: if the process dies of it, it does so at its next step. */
  synchronized void sideEffect() {
    sideEffects++;
    dead |= sideEffects == killAfter;
  }

  private synchronized void alive() {
    if (dead) {
      throw new Killed();
    }
  }

  Environment environment() {
    return new Environment(Map.of(
        "TABLE_NAME", table,
        "GROUP_COMMANDS_QUEUE_URL", COMMANDS,
        "MESSAGE_COMMANDS_QUEUE_URL", MESSAGE_COMMANDS,
        "GROUP_EVENTS_QUEUE_URL", EVENTS,
        "MESSAGE_EVENTS_QUEUE_URL", MESSAGE_EVENTS,
        "NOTIFICATIONS_QUEUE_URL", NOTIFICATIONS,
        "GRAPH_BASE_URL", platform.url(),
        "GRAPH_VERSION", "v26.0",
        "SETTLE_WINDOW", WINDOW.toString(),
        "SECRETS", secrets().toJson()));
  }

  private static JsonObject secrets() {
    List<JsonObject> tokens = List.of(
        JsonObject.EMPTY.with("sha256", sha256("token-a")).with("phone_number_ids", List.of("100", "101")),
        JsonObject.EMPTY.with("sha256", sha256("token-b")).with("client", "b").with("phone_number_ids", List.of("200")));
    return JsonObject.EMPTY.with("api_tokens", tokens).with("app_secrets", List.of("app-secret"))
        .with("access_tokens", JsonObject.EMPTY.with("100", "platform-100").with("101", "platform-101").with("200", "platform-200"));
  }

  private static String sha256(String text) {
    return java.util.HexFormat.of().formatHex(Hash.sha256(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  /** Runs a process, the same one as before unless that was killed. Empty when this one is. */
  private java.util.Optional<JsonObject> run(Class<?> function, Supplier<RequestStreamHandler> start, JsonObject event) {
    try {
      RequestStreamHandler process = processes.get(function);
      if (process == null) {
        process = start.get();
        processes.put(function, process);
      }
      return java.util.Optional.of(QueueTrigger.invoke(process, event));
    } catch (Killed killed) {
      dead = false;
      processes.clear();
      return java.util.Optional.empty();
    }
  }

  /** Hands every waiting message to its function, one pass. Returns whether any went. */
  private boolean deliver(String queue, Class<?> function, Supplier<RequestStreamHandler> start) {
    boolean any = false;
    Set<String> heldBack = new LinkedHashSet<>();
    for (JsonObject message : queues.waiting(queue)) {
      String id = message.text("messageId").orElseThrow();
      String messageGroup = message.object("attributes").orElseThrow().text("MessageGroupId").orElseThrow();
      if (heldBack.contains(messageGroup)) {
        continue;
      }
      queues.received(id);
      var answer = run(function, start, JsonObject.EMPTY.with("Records", List.of(message)));
      if (answer.isPresent() && answer.get().objects("batchItemFailures").isEmpty()) {
        queues.delete(queue, id);
        any = true;
      } else if (!messageGroup.equals(MemoryQueues.EACH_BY_ITSELF)) {
        heldBack.add(messageGroup);
        if (answer.isEmpty()) {
          queues.putOff(VISIBILITY); // what a dead process had in hand is hidden that long
        }
      }
    }
    return any;
  }

  private Lifecycle.Outside outside() {
    return new Lifecycle.Outside(GraphClient.connections(), it -> links.apply(it), new Random());
  }

  boolean deliverCommands() {
    return deliver(COMMANDS, GroupCommandHandler.class, () -> new GroupCommandHandler(dynamoDb, sqs, environment(), clock, outside(), log));
  }

  /** Hands the nth waiting command to a process of its own, and leaves it in the queue. */
  void handleCommand(int n) {
    run(GroupCommandHandler.class, () -> new GroupCommandHandler(dynamoDb, sqs, environment(), clock, outside(), log),
        JsonObject.EMPTY.with("Records", List.of(queues.waiting(COMMANDS).get(n))));
  }

  /** Hands the nth waiting event to a process of its own, and leaves it in the queue. */
  void handleEvent(int n) {
    run(GroupEventHandler.class, () -> new GroupEventHandler(dynamoDb, sqs, environment(), clock, log),
        JsonObject.EMPTY.with("Records", List.of(queues.waiting(EVENTS).get(n))));
  }

  boolean deliverEvents() {
    return deliver(EVENTS, GroupEventHandler.class, () -> new GroupEventHandler(dynamoDb, sqs, environment(), clock, log));
  }

  /** Runs the schedule once, unless it would find nothing. */
  void settle() {
    if (open.values().stream().noneMatch(due -> due <= clock.instant().getEpochSecond())) {
      return;
    }
    run(SettlementHandler.class, () -> new SettlementHandler(dynamoDb, sqs, environment(), clock, log), JsonObject.EMPTY);
  }

  /** Runs the reconciliation once. Returns how often it asked the platform; empty when it was killed, or another process had to go on. */
  java.util.OptionalLong reconcile() {
    return run(ReconciliationHandler.class, () -> new ReconciliationHandler(dynamoDb, sqs, environment(), clock, clock::advance, log), JsonObject.EMPTY)
        .map(answer -> answer.whole("platform_calls")).orElse(java.util.OptionalLong.empty());
  }

  /** The table, for what a test wants to be there, or looks at. */
  Table table() {
    return Lifecycle.table(engines.dynamoDb(), environment());
  }

  /** Lets the queues run until nothing waits but what was put off. */
  void runQueues() {
    for (int i = 0; i < 20; i++) {
      boolean commands = deliverCommands();
      boolean events = deliverEvents();
      if (!commands && !events && queues.waiting(COMMANDS).isEmpty() && queues.waiting(EVENTS).isEmpty()) {
        return;
      }
      clock.advance(queues.takeDelay());
    }
  }

  /** Lets queues and schedule run for so long; the schedule less often than every minute when it is long. */
  void runFor(Duration time) {
    Instant end = clock.instant().plus(time);
    Duration step = time.compareTo(Duration.ofMinutes(15)) > 0 ? Duration.ofMinutes(5) : Duration.ofMinutes(1);
    while (clock.instant().isBefore(end)) {
      runQueues();
      clock.advance(step);
      settle();
    }
    runQueues();
  }

  JsonObject http(String method, String path, String token, String body, Map<String, String> headers) {
    return http(method, path, token, headers, JsonObject.EMPTY.with("body", body).with("isBase64Encoded", false));
  }

  /** As the HTTP API hands over what is no text. */
  JsonObject http(String method, String path, String token, byte[] body, Map<String, String> headers) {
    return http(method, path, token, headers, JsonObject.EMPTY.with("body", Base64.getEncoder().encodeToString(body)).with("isBase64Encoded", true));
  }

  private JsonObject http(String method, String path, String token, Map<String, String> headers, JsonObject body) {
    int query = path.indexOf('?');
    JsonObject all = JsonObject.of(headers);
    JsonObject event = JsonObject.EMPTY
        .with("version", "2.0")
        .with("rawPath", query < 0 ? path : path.substring(0, query))
        .with("rawQueryString", query < 0 ? "" : path.substring(query + 1))
        .with("headers", token.isEmpty() ? all : all.with("authorization", "Bearer " + token))
        .with("requestContext", JsonObject.EMPTY.with("http", JsonObject.EMPTY.with("method", method)))
        .withAll(body);
    return run(GroupApiHandler.class, () -> new GroupApiHandler(dynamoDb, sqs, environment(), clock, outside(), Ids.random(), clock::advance, log), event)
        .orElse(JsonObject.EMPTY.with("statusCode", 502).with("body", ""));
  }

  /** What the table holds, without a process. */
  Groups groups() {
    return new Groups(Lifecycle.table(engines.dynamoDb(), environment()), clock);
  }

  JsonObject get(String path) {
    return http("GET", path, "token-a", "", Map.of());
  }

  /** What became of a command of the number 100. */
  String state(String commandId) {
    return body(get("/v1/operations/" + Operation.requestId("100", "", commandId))).text("state").orElseThrow();
  }

  static int status(JsonObject answer) {
    return (int) answer.whole("statusCode").orElseThrow();
  }

  static JsonObject body(JsonObject answer) {
    return MemoryQueues.json(new String(Base64.getDecoder().decode(answer.text("body").orElseThrow()), java.nio.charset.StandardCharsets.UTF_8));
  }

  static int code(JsonObject answer) {
    return (int) body(answer).object("error").orElseThrow().whole("code").orElseThrow();
  }

  void command(JsonObject command) {
    queues.put(COMMANDS, command.toJson());
  }

  static JsonObject create(String id, String subject) {
    return JsonObject.EMPTY.with("command", "create_group").with("id", id).with("phone_number_id", "100")
        .with("body", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", subject));
  }

  /** An event of the number 100, as webhook-intake makes it. */
  void event(String field, JsonObject item) {
    event("100", field, item);
  }

  void event(String phoneNumberId, String field, JsonObject item) {
    put(phoneNumberId, field, Hash.hex(item.canonical()), JsonObject.EMPTY.with("groups", List.of(item)));
  }

  /** One that is about people. */
  void personEvent(String phoneNumberId, String field, JsonObject members) {
    put(phoneNumberId, field, Hash.hex(members.canonical()), members);
  }

  private void put(String phoneNumberId, String field, String key, JsonObject members) {
    JsonObject value = JsonObject.EMPTY.with("messaging_product", "whatsapp")
        .with("metadata", JsonObject.EMPTY.with("phone_number_id", phoneNumberId)).withAll(members);
    queues.put(EVENTS, new WebhookEvent(key, clock.instant(), field, "200000000000001", value).toJson().toJson());
  }

  /** Everything that the outside was told, in order, each id once; each held against its schema. */
  List<JsonObject> told() {
    Set<String> ids = new LinkedHashSet<>();
    return queues.sent.getOrDefault(NOTIFICATIONS, List.of()).stream().map(MemoryQueues::json)
        .peek(NotificationSchema::assertValid)
        .filter(notification -> ids.add(notification.text("id").orElseThrow()))
        .toList();
  }

  List<String> toldTypes() {
    return told().stream().map(notification -> notification.text("type").orElseThrow()).toList();
  }

  static JsonObject data(JsonObject notification) {
    return notification.object("data").orElseThrow();
  }

  @Override
  public void close() {
    platform.close();
  }
}
