package dev.octet.operations;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.Engines;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.NotificationSchema;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.table.Table;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The handlers of one function as Lambda runs them, on a real table, with queues and a clock of the test's. A process
 * can be killed after any side effect: the handler's memory is gone then, and its queue message comes back.
 */
public abstract class FunctionWorld implements AutoCloseable {
  public static final String MESSAGE_COMMANDS = "https://sqs/message-commands.fifo";
  public static final String NOTIFICATIONS = "https://sqs/notifications.fifo";
  public static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration VISIBILITY = Duration.ofMinutes(3);
  private static final Set<String> WRITES = Set.of("putItem", "updateItem", "deleteItem", "transactWriteItems");

  public final MovableClock clock = new MovableClock(START);
  public final MemoryQueues queues = new MemoryQueues();
  public final ScriptedPlatform platform = new ScriptedPlatform();
  public final Engines engines = Engines.shared();
  protected final String tableName;
  /** As a process has them: it dies at them. */
  protected final DynamoDbClient dynamoDb;
  protected final SqsClient sqs;
  protected final Log log = Log.of("test");
  private final Map<Class<?>, RequestStreamHandler> processes = new ConcurrentHashMap<>();

  /** How many side effects there have been: writes to the table, sends, calls that change something on the platform. */
  public int sideEffects;
  private int killAfter = Integer.MAX_VALUE;
  private boolean dead;
  /** When each open operation is due, in Unix seconds, by the key of its item: as the index has it. */
  private final Map<String, Long> open = new ConcurrentHashMap<>();
  private String awaited = "";
  private Runnable before = () -> {};

  /** The process is gone. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @SuppressWarnings("this-escape") // nobody calls before a test does
  protected FunctionWorld(String tableName) {
    this.tableName = tableName;
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

  /** Hands every waiting message of every queue to its function, one pass. Returns whether any went. */
  protected abstract boolean deliverAll();

  /** Whether the queues are empty. */
  protected abstract boolean isIdle();

  /** The schedule: what is due goes back to its queue. */
  protected abstract void runSchedule();

  protected abstract JsonObject handleHttp(JsonObject event);

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
  public void killAfter(int n) {
    killAfter = n;
  }

  /** Lets something else happen first when the table is next asked to do that. */
  public void beforeNext(String operation, Runnable what) {
    awaited = operation;
    before = what;
  }

  public boolean wasKilled() {
    return sideEffects >= killAfter;
  }

  /** Something outside this process has changed: if the process dies of it, it does so at its next step. */
  public synchronized void sideEffect() {
    sideEffects++;
    dead |= sideEffects == killAfter;
  }

  private synchronized void alive() {
    if (dead) {
      throw new Killed();
    }
  }

  /** Tokens of two callers, and the platform's for three numbers. */
  protected static JsonObject secrets() {
    List<JsonObject> tokens = List.of(
        JsonObject.EMPTY.with("sha256", sha256("token-a")).with("phone_number_ids", List.of("100", "101")),
        JsonObject.EMPTY.with("sha256", sha256("token-b")).with("client", "b").with("phone_number_ids", List.of("200")),
        JsonObject.EMPTY.with("sha256", sha256("token-operator")).with("phone_number_ids", List.of()).with("operator", true));
    return JsonObject.EMPTY.with("api_tokens", tokens).with("app_secrets", List.of("app-secret"))
        .with("access_tokens", JsonObject.EMPTY.with("100", "platform-100").with("101", "platform-101").with("200", "platform-200"));
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(Hash.sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Ends every process: the next event starts a new one. */
  public void restart() {
    processes.clear();
  }

  /** Runs a process, the same one as before unless that was killed. Empty when this one is. */
  protected Optional<JsonObject> run(Class<?> function, Supplier<RequestStreamHandler> start, JsonObject event) {
    try {
      RequestStreamHandler process = processes.get(function);
      if (process == null) {
        process = start.get();
        processes.put(function, process);
      }
      return Optional.of(QueueTrigger.invoke(process, event));
    } catch (Killed killed) {
      dead = false;
      processes.clear();
      return Optional.empty();
    }
  }

  /** Hands every waiting message to its function, one pass. Returns whether any went. */
  protected boolean deliver(String queue, Class<?> function, Supplier<RequestStreamHandler> start) {
    boolean any = false;
    Set<String> heldBack = new LinkedHashSet<>();
    for (JsonObject message : queues.waiting(queue)) {
      String id = message.text("messageId").orElseThrow();
      String messageGroup = message.object("attributes").orElseThrow().text("MessageGroupId").orElseThrow();
      if (heldBack.contains(messageGroup)) {
        continue;
      }
      var answer = run(function, start, JsonObject.EMPTY.with("Records", List.of(queues.handedOut(message))));
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

  /** Runs the schedule once, unless it would find nothing. */
  public void settle() {
    if (open.values().stream().anyMatch(due -> due <= clock.instant().getEpochSecond())) {
      runSchedule();
    }
  }

  /** The table, for what a test wants to be there, or looks at. */
  public Table table() {
    return new Table(engines.dynamoDb(), tableName, Ids.random());
  }

  /** Lets the queues run until nothing waits but what was put off. */
  public void runQueues() {
    for (int i = 0; i < 20; i++) {
      if (!deliverAll() && isIdle()) {
        return;
      }
      clock.advance(queues.takeDelay());
    }
  }

  /** Lets queues and schedule run for so long; the schedule less often than every minute when it is long. */
  public void runFor(Duration time) {
    Instant end = clock.instant().plus(time);
    Duration step = time.compareTo(Duration.ofMinutes(15)) > 0 ? Duration.ofMinutes(5) : Duration.ofMinutes(1);
    while (clock.instant().isBefore(end)) {
      runQueues();
      clock.advance(step);
      settle();
    }
    runQueues();
  }

  public JsonObject http(String method, String path, String token, String body, Map<String, String> headers) {
    return http(method, path, token, headers, JsonObject.EMPTY.with("body", body).with("isBase64Encoded", false));
  }

  /** As the HTTP API hands over what is no text. */
  public JsonObject http(String method, String path, String token, byte[] body, Map<String, String> headers) {
    return http(method, path, token, headers, JsonObject.EMPTY.with("body", Base64.getEncoder().encodeToString(body)).with("isBase64Encoded", true));
  }

  private JsonObject http(String method, String path, String token, Map<String, String> headers, JsonObject body) {
    int query = path.indexOf('?');
    JsonObject all = JsonObject.of(headers);
    return handleHttp(JsonObject.EMPTY
        .with("version", "2.0")
        .with("rawPath", query < 0 ? path : path.substring(0, query))
        .with("rawQueryString", query < 0 ? "" : path.substring(query + 1))
        .with("headers", token.isEmpty() ? all : all.with("authorization", "Bearer " + token))
        .with("requestContext", JsonObject.EMPTY.with("http", JsonObject.EMPTY.with("method", method)))
        .withAll(body));
  }

  /** What a process that died answers. */
  protected static JsonObject gone() {
    return JsonObject.EMPTY.with("statusCode", 502).with("body", "");
  }

  public JsonObject get(String path) {
    return http("GET", path, "token-a", "", Map.of());
  }

  public static int status(JsonObject answer) {
    return (int) answer.whole("statusCode").orElseThrow();
  }

  public static JsonObject body(JsonObject answer) {
    return MemoryQueues.json(new String(Base64.getDecoder().decode(answer.text("body").orElseThrow()), StandardCharsets.UTF_8));
  }

  public static int code(JsonObject answer) {
    return (int) body(answer).object("error").orElseThrow().whole("code").orElseThrow();
  }

  /** The id of the operation of a command of the number 100. */
  public static String requestId(String commandId) {
    return Operation.requestId("100", "", commandId);
  }

  /** Everything that the outside was told, in order, each id once; each held against its schema. */
  public List<JsonObject> told() {
    Set<String> ids = new LinkedHashSet<>();
    return queues.sent.getOrDefault(NOTIFICATIONS, List.of()).stream().map(MemoryQueues::json)
        .peek(NotificationSchema::assertValid)
        .filter(notification -> ids.add(notification.text("id").orElseThrow()))
        .toList();
  }

  public List<String> toldTypes() {
    return told().stream().map(notification -> notification.text("type").orElseThrow()).toList();
  }

  public static JsonObject data(JsonObject notification) {
    return notification.object("data").orElseThrow();
  }

  @Override
  public void close() {
    platform.close();
  }
}
