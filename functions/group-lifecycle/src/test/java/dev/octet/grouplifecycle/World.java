package dev.octet.grouplifecycle;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphClient;
import dev.octet.graph.link.LinkFetch;
import dev.octet.graph.webhook.WebhookEvent;
import dev.octet.operations.FunctionWorld;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;

/** The handlers of this function. */
final class World extends FunctionWorld {
  static final String COMMANDS = "https://sqs/group-commands.fifo";
  static final String EVENTS = "https://sqs/group-events.fifo";
  static final String COMMANDS_DEAD = "https://sqs/group-commands-dlq.fifo";
  static final String EVENTS_DEAD = "https://sqs/group-events-dlq.fifo";
  static final String MESSAGE_EVENTS = "https://sqs/message-events.fifo";
  static final Duration WINDOW = Duration.ofMinutes(10);

  /** What is behind the links that callers give. */
  Function<String, LinkFetch.Fetched> links = _ -> new LinkFetch.Fetched.Refused("There is nothing behind any link.");

  /** The document itself, or where it is. Read when a process starts. */
  String secretsAt = secrets().toJson();

  /** What is passed on to the platform. Read when a process starts. */
  String passThrough = "none";

  World() {
    this(Engines.shared().freshTable("GroupsTable"));
  }

  World(String table) {
    super(table);
  }

  Environment environment() {
    Map<String, String> more = Map.of("OPERATIONS_KEPT", "P30D", "HISTORY_KEPT", "P90D", "GROUP_COMMANDS_DEAD_LETTERS_URL", COMMANDS_DEAD, "GROUP_EVENTS_DEAD_LETTERS_URL", EVENTS_DEAD);
    Map<String, String> all = new HashMap<>(Map.of(
        "TABLE_NAME", tableName,
        "GROUP_COMMANDS_QUEUE_URL", COMMANDS,
        "MESSAGE_COMMANDS_QUEUE_URL", MESSAGE_COMMANDS,
        "GROUP_EVENTS_QUEUE_URL", EVENTS,
        "MESSAGE_EVENTS_QUEUE_URL", MESSAGE_EVENTS,
        "NOTIFICATIONS_QUEUE_URL", NOTIFICATIONS,
        "GRAPH_BASE_URL", platform.url(),
        "GRAPH_VERSION", "v26.0",
        "SETTLE_WINDOW", WINDOW.toString(),
        "SECRETS", secretsAt));
    all.putAll(more);
    all.put("PASS_THROUGH", passThrough);
    return new Environment(Map.copyOf(all));
  }

  private Lifecycle.Outside outside() {
    return new Lifecycle.Outside(GraphClient.connections(), it -> links.apply(it), new Random());
  }

  private RequestStreamHandler commandHandler() {
    return new GroupCommandHandler(dynamoDb, sqs, environment(), clock, outside(), log);
  }

  private RequestStreamHandler eventHandler() {
    return new GroupEventHandler(dynamoDb, sqs, environment(), clock, log);
  }

  boolean deliverCommands() {
    return deliver(COMMANDS, GroupCommandHandler.class, this::commandHandler);
  }

  /** Hands the nth waiting command to a process of its own, and leaves it in the queue. */
  void handleCommand(int n) {
    run(GroupCommandHandler.class, this::commandHandler, JsonObject.EMPTY.with("Records", List.of(queues.waiting(COMMANDS).get(n))));
  }

  /** Hands the nth waiting event to a process of its own, and leaves it in the queue. */
  void handleEvent(int n) {
    run(GroupEventHandler.class, this::eventHandler, JsonObject.EMPTY.with("Records", List.of(queues.waiting(EVENTS).get(n))));
  }

  boolean deliverEvents() {
    return deliver(EVENTS, GroupEventHandler.class, this::eventHandler);
  }

  @Override
  protected boolean deliverAll() {
    return deliverCommands() | deliverEvents();
  }

  @Override
  protected boolean isIdle() {
    return queues.waiting(COMMANDS).isEmpty() && queues.waiting(EVENTS).isEmpty();
  }

  @Override
  protected void runSchedule() {
    run(SettlementHandler.class, () -> new SettlementHandler(dynamoDb, sqs, environment(), clock, log), JsonObject.EMPTY);
  }

  /** Runs the settlement once, in a process of its own. Returns what it logs, its metrics too. */
  String settleLogged() {
    restart();
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    run(SettlementHandler.class, () -> new SettlementHandler(dynamoDb, sqs, environment(), clock, Log.of("settlement", new PrintStream(logged, true, StandardCharsets.UTF_8))), JsonObject.EMPTY);
    return logged.toString(StandardCharsets.UTF_8);
  }

  /** Runs the reconciliation once. Returns how often it asked the platform; empty when it was killed, or another process had to go on. */
  OptionalLong reconcile() {
    return run(ReconciliationHandler.class, () -> new ReconciliationHandler(dynamoDb, sqs, environment(), clock, clock::advance, log), JsonObject.EMPTY)
        .map(answer -> answer.whole("platform_calls")).orElse(OptionalLong.empty());
  }

  @Override
  protected JsonObject handleHttp(JsonObject event) {
    return run(GroupApiHandler.class, () -> new GroupApiHandler(dynamoDb, sqs, environment(), clock, outside(), Ids.random(), clock::advance, log), event)
        .orElseGet(FunctionWorld::gone);
  }

  /** What the table holds, without a process. */
  Groups groups() {
    return new Groups(table(), clock, new History(table(), History.USUAL, clock));
  }

  /** What became of a command of the number 100. */
  String state(String commandId) {
    return body(get("/v1/operations/" + requestId(commandId))).text("state").orElseThrow();
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
}
