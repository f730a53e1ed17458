package dev.octet.messagesending;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueHandler.MessageGroups;
import dev.octet.domain.Hash;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.Participant.Move;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.GraphClient;
import dev.octet.graph.webhook.WebhookEvent;
import dev.octet.operations.FunctionWorld;
import dev.octet.operations.Operations;
import dev.octet.operations.Settlement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The handlers of this function. */
final class World extends FunctionWorld {
  static final String COMMANDS_DEAD = "https://sqs/message-commands-dlq.fifo";
  static final String EVENTS = "https://sqs/message-events.fifo";
  static final String GROUP = Events.GROUP;
  static final String OTHER = "Z3JvdXA6T1RIRVI";

  private final Map<String, String> settings;

  World() {
    this(Map.of());
  }

  /** @param settings go before what the template sets */
  World(Map<String, String> settings) {
    this(Engines.shared().freshTable("GroupsTable"), settings);
  }

  World(String table, Map<String, String> settings) {
    super(table);
    this.settings = settings;
  }

  Environment environment() {
    Map<String, String> all = new HashMap<>(Map.of(
        "TABLE_NAME", tableName,
        "MESSAGE_COMMANDS_QUEUE_URL", MESSAGE_COMMANDS,
        "MESSAGE_EVENTS_QUEUE_URL", EVENTS,
        "NOTIFICATIONS_QUEUE_URL", NOTIFICATIONS,
        "GRAPH_BASE_URL", platform.url(),
        "SECRETS", secrets().toJson()));
    all.putAll(settings);
    return Settings.with(all);
  }

  private Messaging.Outside outside() {
    return new Messaging.Outside(GraphClient.connections(), new Random(1), clock::advance);
  }

  /** One thread: what a process does when it is killed is the same each time. */
  private RequestStreamHandler commandHandler() {
    return new MessageCommandHandler(dynamoDb, sqs, environment(), clock, outside(), MessageGroups.ONE_AFTER_ANOTHER, log);
  }

  boolean deliverCommands() {
    return deliver(MESSAGE_COMMANDS, MessageCommandHandler.class, this::commandHandler);
  }

  boolean deliverEvents() {
    return deliver(EVENTS, MessageEventHandler.class, () -> new MessageEventHandler(dynamoDb, sqs, environment(), clock, outside(), log));
  }

  /** Hands the nth waiting command to a process, and leaves it in the queue. */
  void handleCommand(int n) {
    run(MessageCommandHandler.class, this::commandHandler, JsonObject.EMPTY.with("Records", List.of(queues.waiting(MESSAGE_COMMANDS).get(n))));
  }

  /** Hands all that waits to one process as one batch, its message groups at once. Returns how many it left in the queue. */
  int deliverBatch() {
    List<JsonObject> batch = queues.waiting(MESSAGE_COMMANDS);
    JsonObject answer = run(World.class, () -> new MessageCommandHandler(dynamoDb, sqs, environment(), clock, outside(), MessageGroups.AT_ONCE, log),
        JsonObject.EMPTY.with("Records", batch)).orElseThrow();
    List<String> failed = answer.objects("batchItemFailures").stream().map(item -> item.text("itemIdentifier").orElseThrow()).toList();
    batch.stream().map(message -> message.text("messageId").orElseThrow()).filter(id -> !failed.contains(id)).forEach(id -> queues.delete(MESSAGE_COMMANDS, id));
    return failed.size();
  }

  @Override
  protected boolean deliverAll() {
    return deliverCommands() | deliverEvents();
  }

  @Override
  protected boolean isIdle() {
    return queues.waiting(MESSAGE_COMMANDS).isEmpty() && queues.waiting(EVENTS).isEmpty();
  }

  /** As group-lifecycle's function does every minute. */
  @Override
  protected void runSchedule() {
    Queue commands = new Queue(queues.client(() -> { }, () -> { }), MESSAGE_COMMANDS);
    int _ = new Settlement(table(), _ -> commands).run(clock.instant());
  }

  @Override
  protected JsonObject handleHttp(JsonObject event) {
    return run(MessageApiHandler.class, () -> new MessageApiHandler(dynamoDb, sqs, environment(), clock, outside(), Ids.random(), log), event)
        .orElseGet(FunctionWorld::gone);
  }

  /** Sends a body as the number 100. */
  JsonObject post(JsonObject body, Map<String, String> headers) {
    return http("POST", "/graph/v26.0/100/messages", "token-a", body.toJson(), headers);
  }

  JsonObject post(JsonObject body) {
    return post(body, Map.of());
  }

  static JsonObject text(String group, String words) {
    return JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", group)
        .with("type", "text").with("text", JsonObject.EMPTY.with("body", words));
  }

  static JsonObject pin(String messageId, int days) {
    return JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", GROUP).with("type", "pin")
        .with("pin", JsonObject.EMPTY.with("type", "pin").with("message_id", messageId).with("expiration_days", days));
  }

  static JsonObject unpin(String messageId) {
    return pin(messageId, 1).with("pin", JsonObject.EMPTY.with("type", "unpin").with("message_id", messageId));
  }

  static JsonObject command(String name, String id, JsonObject body) {
    return JsonObject.EMPTY.with("command", name).with("id", id).with("phone_number_id", "100").with("body", body);
  }

  static JsonObject send(String id, JsonObject body) {
    return command("send_message", id, body);
  }

  /** In the order of the group that it goes to. */
  void ask(JsonObject command) {
    ask(command.object("body").orElseThrow().text("to").orElse("people"), command);
  }

  void ask(String messageGroup, JsonObject command) {
    queues.put(MESSAGE_COMMANDS, messageGroup, Hash.hex(command.canonical(), Integer.toString(queues.waiting(MESSAGE_COMMANDS).size())), command.toJson());
  }

  /** A group of the number 100, in which these are since long. */
  void withGroup(String id, Person... people) {
    Group group = Group.seen(id, "100").created(Optional.of("Kitchen"), Optional.empty(), Optional.empty(), START.minusSeconds(86_400), Optional.empty());
    for (Person person : people) {
      group = group.moved(person, Move.JOINED, START.minusSeconds(86_000)).group();
    }
    new Kept(table()).with(group);
  }

  /** A webhook of the number 100, as webhook-intake hands it on. */
  void webhook(String list, JsonObject item) {
    JsonObject value = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("metadata", JsonObject.EMPTY.with("phone_number_id", "100")).with(list, List.of(item));
    queues.put(EVENTS, new WebhookEvent(Hash.hex(value.canonical()), clock.instant(), "messages", "200000000000001", value).toJson().toJson());
  }

  /** Somebody writes in the group. */
  void written(String group) {
    webhook("messages", Events.text("wamid.in" + clock.instant().getEpochSecond(), "GB.1", "Hello").with("group_id", group)
        .with("timestamp", Long.toString(clock.instant().getEpochSecond())));
  }

  /** What became of a command of the number 100. */
  Operation operation(String commandId) {
    return new Operations(table()).get(requestId(commandId)).orElseThrow().operation();
  }

  String state(String commandId) {
    return operation(commandId).state().word();
  }

  /** What was told of a type, in order. */
  List<JsonObject> told(String type) {
    return told().stream().filter(one -> one.text("type").orElseThrow().equals(type)).map(FunctionWorld::data).toList();
  }

  /** How operations ended, in the order in which that was told. */
  List<String> ended() {
    return told().stream().filter(one -> one.text("type").orElseThrow().startsWith("operation."))
        .map(one -> data(one).text("command_id").orElse("http") + " " + one.text("type").orElseThrow().substring("operation.".length())).toList();
  }
}
