package dev.octet.simulation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.MovableClock;
import dev.octet.aws.RequestCounter;
import dev.octet.aws.VirtualQueues;
import dev.octet.aws.VirtualTables;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import dev.octet.grouplifecycle.GroupApiHandler;
import dev.octet.grouplifecycle.GroupCommandHandler;
import dev.octet.grouplifecycle.GroupEventHandler;
import dev.octet.grouplifecycle.ReconciliationHandler;
import dev.octet.grouplifecycle.SettlementHandler;
import dev.octet.messagesending.MessageApiHandler;
import dev.octet.messagesending.MessageCommandHandler;
import dev.octet.messagesending.MessageEventHandler;
import dev.octet.sandbox.SandboxApiHandler;
import dev.octet.sandbox.SandboxWebhookHandler;
import dev.octet.webhookintake.WebhookIntakeHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Octet, its platform and the time in which they live: whatever is due next is done next, in one thread. While a call to
 * the platform is on its way, the rest of the world goes on.
 */
final class World {
  static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  static final Duration SETTLE_WINDOW = Duration.ofMinutes(10);
  /** How long the first status of a message may take. */
  static final Duration SEND_WINDOW = Duration.ofMinutes(1);
  /** Nothing that Octet has to do takes longer. */
  private static final Duration LONGEST = Duration.ofDays(7);
  static final String SECRET = "a-secret-of-simulations";
  /** Octet's and other tools', at the platform. */
  static final String PLATFORM_TOKEN = "platform-token";
  /** Of Octet's callers over HTTP. */
  private static final String TOKEN = "token-of-callers";
  /** As the template routes them. */
  private static final Pattern OF_MESSAGES = Pattern.compile("/graph/[^/]+/[^/]+/(messages|media)|/v1/messages/.*|/v1/groups/[^/]+/(messages|costs|invitations).*|/v1/numbers/[^/]+/(costs|rate-card|templates).*");
  /** Calls within calls within calls would run beyond any function's time. */
  private static final int MOST_NESTED = 2;

  final String number;
  final MovableClock clock = new MovableClock(START);
  final Trace trace = new Trace(clock);
  final ErrorLog errors = new ErrorLog();
  final VirtualQueues queues = new VirtualQueues(clock);
  final VirtualTables platformTable = new VirtualTables();
  final WatchedTable table;
  final String tableName;
  final String sandboxTable;
  final Network network;
  final Map<String, Consumer> consumers;
  final String notifications;
  final String commands;
  final String messageCommands;
  final String otherWebhooks;
  final String setAside;
  final List<String> deadLetters = new ArrayList<>();
  /** Which invocations of Octet's are to be killed: after how many side effects, by how many invocations there were. */
  final Map<Integer, Integer> kills;
  /** The groups that Octet's callers have been told of. */
  final Set<String> known = new LinkedHashSet<>();
  /** Groups of which Octet has told that nobody knows what became of an answer to a join request. */
  final Set<String> unknownAnswers = new LinkedHashSet<>();
  /** Hears everything that Octet tells, when it does. */
  java.util.function.Consumer<String> listener = _ -> { };
  int killed;
  int invocations;

  private final SplittableRandom random;
  private final SandboxApiHandler sandbox;
  private final WebhookIntakeHandler intake;
  private final SettlementHandler settlement;
  private final ReconciliationHandler reconciliation;
  private final GroupApiHandler api;
  private final MessageApiHandler messageApi;
  private final PriorityQueue<Planned> plan = new PriorityQueue<>();
  private Lifeline process;
  private Instant settledAt = START;
  private Instant reconciledAt = START;
  /** Whether groups are compared with the platform every minute. */
  boolean compares = true;
  private int nested;
  private int planned;

  /** Something that somebody outside does at some time. */
  private record Planned(Instant at, int order, Runnable what) implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      return at.equals(other.at) ? Integer.compare(order, other.order) : at.compareTo(other.at);
    }
  }

  /** A queue and the function behind it. */
  record Consumer(String url, RequestStreamHandler handler, boolean mortal) {}

  World(DynamoDbClient engine, String tableName, String number, Map<Integer, Integer> kills, SplittableRandom random) {
    this.number = number;
    this.tableName = tableName;
    this.kills = kills;
    this.random = random;
    this.process = immortal();
    this.table = new WatchedTable(engine, () -> process);
    this.network = new Network(this, random.split());
    this.sandboxTable = new Engines(platformTable, queues, new RequestCounter()).freshTable("SandboxTable");
    this.commands = fifo("group-commands");
    this.messageCommands = fifo("message-commands");
    this.notifications = fifo("notifications");
    this.otherWebhooks = fifo("other-webhooks");
    // Apart from where queues move what nobody can handle, of which there must be nothing: what fails for good is set aside with its reason.
    this.setAside = queues.createQueue(request -> request.queueName("set-aside.fifo").attributesWithStrings(Map.of("FifoQueue", "true"))).queueUrl();
    String groupEvents = fifo("group-events");
    String messageEvents = fifo("message-events");
    String tickets = queues.createQueue(request -> request.queueName("sandbox-webhooks")).queueUrl();
    Environment environment = environment(groupEvents, messageEvents, tickets);
    var mine = new WatchedQueues(queues, () -> process, notifications, this::told);
    var http = new Carried(network);
    Log log = errors.log();
    this.intake = new WebhookIntakeHandler(queues, environment, clock, log);
    this.settlement = new SettlementHandler(table, mine, environment, clock, log);
    this.reconciliation = new ReconciliationHandler(table, mine, environment, clock, http, this::pass, log);
    var ofMessages = new SplittableRandom(number.hashCode()); // groups have had theirs for long, and histories are to stay as they are
    this.messageApi = new MessageApiHandler(table, mine, environment, clock, http, ofMessages.split(), this::freshId, this::pass, log);
    this.api = new GroupApiHandler(table, mine, environment, clock, http, random.split(), this::freshId, this::pass, log);
    this.sandbox = new SandboxApiHandler(platformTable, queues, environment, clock, random.split(), network::pause, http, log);
    this.consumers = Map.of(
        "group-commands", new Consumer(commands, new GroupCommandHandler(table, mine, environment, clock, http, random.split(), log), true),
        "group-events", new Consumer(groupEvents, new GroupEventHandler(table, mine, environment, clock, http, random.split(), log), true),
        "message-events", new Consumer(messageEvents, new MessageEventHandler(table, mine, environment, clock, http, new SplittableRandom(1), log), true),
        "message-commands", new Consumer(messageCommands,
            new MessageCommandHandler(table, mine, environment, clock, http, ofMessages.split(), this::pass, log), true),
        "sandbox-webhooks", new Consumer(tickets, new SandboxWebhookHandler(platformTable, queues, environment, clock, random.split(), this::pass, http, log), false));
  }

  /** Their order where two are due at one time. */
  private static final List<String> CONSUMERS = List.of("sandbox-webhooks", "group-events", "message-events", "group-commands", "message-commands");

  private String fifo(String name) {
    String dead = queues.createQueue(request -> request.queueName(name + "-dlq.fifo").attributesWithStrings(Map.of("FifoQueue", "true"))).queueUrl();
    deadLetters.add(dead);
    // As template.yaml has it.
    return queues.createQueue(request -> request.queueName(name + ".fifo").attributesWithStrings(Map.of("FifoQueue", "true", "VisibilityTimeout", "180",
        "RedrivePolicy", "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:000000000000:" + name + "-dlq.fifo\",\"maxReceiveCount\":1000}"))).queueUrl();
  }

  private Environment environment(String groupEvents, String messageEvents, String tickets) {
    return new Environment(Map.ofEntries(
        Map.entry("TABLE_NAME", tableName),
        Map.entry("SANDBOX_TABLE_NAME", sandboxTable),
        Map.entry("SANDBOX_TRAFFIC_TABLE_NAME", "sandbox-traffic"), // there is none: nothing is recorded
        Map.entry("SANDBOX_TRAFFIC_KEPT", "PT0S"),
        Map.entry("GROUP_COMMANDS_QUEUE_URL", commands),
        Map.entry("GROUP_EVENTS_QUEUE_URL", groupEvents),
        Map.entry("GROUP_COMMANDS_DEAD_LETTERS_URL", setAside),
        Map.entry("GROUP_EVENTS_DEAD_LETTERS_URL", setAside),
        Map.entry("MESSAGE_COMMANDS_DEAD_LETTERS_URL", setAside),
        Map.entry("MESSAGE_EVENTS_DEAD_LETTERS_URL", setAside),
        Map.entry("MESSAGE_COMMANDS_QUEUE_URL", messageCommands),
        Map.entry("MESSAGE_EVENTS_QUEUE_URL", messageEvents),
        Map.entry("OTHER_WEBHOOKS_QUEUE_URL", otherWebhooks),
        Map.entry("NOTIFICATIONS_QUEUE_URL", notifications),
        Map.entry("SANDBOX_WEBHOOKS_QUEUE_URL", tickets),
        Map.entry("GRAPH_BASE_URL", "https://platform.simulated/sandbox/graph"),
        Map.entry("GRAPH_VERSION", "v26.0"),
        Map.entry("PUBLIC_URL", "https://platform.simulated"),
        Map.entry("WEBHOOK_URL", "https://octet.simulated/webhooks/whatsapp"),
        Map.entry("RULES_EDITION", "2025-11"),
        Map.entry("SETTLE_WINDOW", SETTLE_WINDOW.toString()),
        Map.entry("MESSAGE_CONTENT_KEPT", "P30D"),
        Map.entry("RECEIPTS_KEPT", "P365D"),
        Map.entry("COSTS_KEPT", "forever"),
        Map.entry("OPERATIONS_KEPT", "P30D"),
        Map.entry("HISTORY_KEPT", "P90D"),
        Map.entry("MESSAGES_PER_SECOND", "80"),
        Map.entry("SEND_WINDOW", SEND_WINDOW.toString()),
        Map.entry("CLOSED_WINDOW", "ask"),
        Map.entry("REPURPOSED_TEMPLATES", "allow"),
        Map.entry("UNVERIFIED_MESSAGES", "refuse"),
        Map.entry("OCTET_LOCAL", "true"),
        Map.entry("SECRETS", secrets().toJson())));
  }

  private JsonObject secrets() {
    return JsonObject.EMPTY.with("app_secrets", List.of(SECRET)).with("access_tokens", JsonObject.EMPTY.with(number, PLATFORM_TOKEN))
        .with("api_tokens", List.of(JsonObject.EMPTY.with("sha256", HexFormat.of().formatHex(Hash.sha256(TOKEN.getBytes(StandardCharsets.UTF_8)))).with("phone_number_ids", List.of(number))));
  }

  private Lifeline immortal() {
    return new Lifeline(clock, Integer.MAX_VALUE);
  }

  /** Somebody outside does something at that time. */
  void at(Instant time, Runnable what) {
    plan.add(new Planned(time, planned++, what));
  }

  /** Until nothing waits any more. */
  void runToTheEnd() {
    Instant latest = clock.instant().plus(LONGEST);
    while (next(latest)) {
      // the next one
    }
    due().ifPresent(late -> {
      throw new IllegalStateException("Something waits until " + late.at() + ".");
    });
  }

  /** Lets so much time pass, and whatever is due in it happen. */
  void pass(Duration time) {
    Instant until = clock.instant().plus(time);
    if (nested < MOST_NESTED) {
      nested++;
      Lifeline before = process;
      try {
        while (next(until)) {
          // the next one
        }
      } finally {
        process = before;
        nested--;
      }
    }
    clock.advanceTo(until);
  }

  private void told(String notification) {
    listener.accept(notification);
    if (notification.contains("\"type\":\"group.created\"") || notification.contains("\"type\":\"group.adopted\"")) {
      known.add(Calls.json(notification).text("subject").orElseThrow());
    }
    if (notification.contains("\"type\":\"operation.unknown\"") && notification.contains("_join_requests\"")) {
      unknownAnswers.add(Calls.json(notification).text("subject").orElseThrow());
    }
  }

  /** What is due next, and when. */
  private record Due(Instant at, Runnable what) {}

  private Optional<Due> due() {
    Due next = plan.isEmpty() ? null : new Due(plan.peek().at(), () -> plan.remove().what().run());
    for (String name : CONSUMERS) {
      Consumer consumer = consumers.get(name);
      Optional<Instant> visible = queues.nextVisible(consumer.url());
      if (visible.isPresent() && (next == null || visible.get().isBefore(next.at()))) {
        next = new Due(visible.get(), () -> consume(name, consumer));
      }
    }
    // The schedules come every minute; where one would find nothing it is left out.
    next = sooner(next, table.nextDue(), settledAt, this::settle);
    if (compares) {
      next = sooner(next, table.nextToCompare(), reconciledAt, this::reconcile);
    }
    return Optional.ofNullable(next);
  }

  private static @Nullable Due sooner(@Nullable Due next, Optional<Long> due, Instant last, Runnable schedule) {
    if (due.isEmpty()) {
      return next;
    }
    Instant minute = Instant.ofEpochSecond(Math.ceilDiv(Math.max(due.get(), last.getEpochSecond() + 60), 60) * 60);
    return next == null || minute.isBefore(next.at()) ? new Due(minute, schedule) : next;
  }

  private boolean next(Instant until) {
    Optional<Due> due = due().filter(it -> !it.at().isAfter(until));
    due.ifPresent(it -> {
      clock.advanceTo(it.at());
      it.what().run();
    });
    return due.isPresent();
  }

  private void settle() {
    settledAt = clock.instant();
    invoke("settlement", settlement, JsonObject.EMPTY, true).ifPresent(answer -> trace.line("settlement", answer.toJson()));
  }

  private void reconcile() {
    reconciledAt = clock.instant();
    invoke("reconciliation", reconciliation, JsonObject.EMPTY, true).ifPresent(answer -> trace.line("reconciliation", answer.toJson()));
  }

  /** What Lambda does between a queue and a function. */
  private void consume(String name, Consumer consumer) {
    var batch = queues.receiveMessage(request -> request.queueUrl(consumer.url()).maxNumberOfMessages(10)).messages();
    if (batch.isEmpty()) {
      return;
    }
    List<JsonObject> records = batch.stream().map(message -> JsonObject.EMPTY
        .with("messageId", message.messageId()).with("receiptHandle", message.receiptHandle()).with("body", message.body())
        .with("attributes", JsonObject.of(message.attributesAsStrings()))).toList();
    Optional<JsonObject> answer = invoke(name, consumer.handler(), JsonObject.EMPTY.with("Records", records), consumer.mortal());
    List<String> failed = answer.map(it -> it.objects("batchItemFailures").stream().map(item -> item.text("itemIdentifier").orElseThrow()).toList())
        .orElseGet(() -> batch.stream().map(message -> message.messageId()).toList());
    batch.forEach(message -> {
      boolean done = !failed.contains(message.messageId());
      trace.line(name, (done ? "done " : "back ") + Hash.hex(message.body()).substring(0, 12) + " " + message.attributesAsStrings().get("ApproximateReceiveCount"));
      if (done) {
        queues.deleteMessage(request -> request.queueUrl(consumer.url()).receiptHandle(message.receiptHandle()));
      }
    });
  }

  private Optional<JsonObject> invoke(String name, RequestStreamHandler handler, JsonObject event, boolean mortal) {
    return living(name, mortal, () -> Calls.invoke(handler, event, process.context()));
  }

  /** Empty when the process was killed. */
  private <T> Optional<T> living(String name, boolean mortal, Supplier<T> invocation) {
    Lifeline before = process;
    Integer effects = mortal ? kills.get(invocations++) : null;
    process = new Lifeline(clock, effects == null ? Integer.MAX_VALUE : effects);
    try {
      return Optional.of(invocation.get());
    } catch (Lifeline.Killed e) {
      killed++;
      trace.line(name, "killed");
      return Optional.empty();
    } finally {
      process = before;
    }
  }

  /** A call of Octet's HTTP API. Where its process was killed, what the HTTP API says then. */
  Calls.Answer api(String method, String path, JsonObject body, Map<String, String> headers) {
    return api(method, path, body.isEmpty() ? new byte[0] : body.toBytes(), headers);
  }

  Calls.Answer api(String method, String path, byte[] body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("authorization", "Bearer " + TOKEN);
    RequestStreamHandler handler = OF_MESSAGES.matcher(path).matches() ? messageApi : api;
    Calls.Answer answer = living("api", true, () -> Calls.http(handler, method, path, all, body, process.context()))
        .orElseGet(() -> new Calls.Answer(500, new byte[0]));
    trace.line("api", method + " " + path + " " + (body.length == 0 ? "{}" : new String(body, StandardCharsets.UTF_8)) + " -> " + answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
    return answer;
  }

  private String freshId() {
    return String.format("%016X%016X", random.nextLong(), random.nextLong());
  }

  /** A call of {@code /sandbox}, by people or by Octet. */
  Calls.Answer sandbox(String method, String path, String token, byte[] body) {
    return sandbox(method, path, token.isEmpty() ? Map.of() : Map.of("authorization", "Bearer " + token), body);
  }

  Calls.Answer sandbox(String method, String path, Map<String, String> headers, byte[] body) {
    return Calls.http(sandbox, method, path, headers, body, immortal().context());
  }

  JsonObject sandboxApi(String method, String path, JsonObject body) {
    Calls.Answer answer = sandbox(method, "/sandbox/api/" + path, "", body.isEmpty() ? new byte[0] : body.toBytes());
    return answer.json().with("status_code", answer.status());
  }

  <T> T withoutFaultsOfCalls(Supplier<T> call) {
    JsonObject all = sandboxApi("GET", "faults", JsonObject.EMPTY).without("status_code");
    JsonObject ofWebhooks = all.without("answer_lost").without("no_answer").without("status");
    sandboxApi("PUT", "faults", ofWebhooks);
    T result = call.get();
    JsonObject left = sandboxApi("GET", "faults", JsonObject.EMPTY).without("status_code");
    sandboxApi("PUT", "faults", all.withAll(left));
    return result;
  }

  /** A delivery of the platform's. */
  Calls.Answer webhook(String signature, byte[] body) {
    return Calls.http(intake, "POST", "/webhooks/whatsapp", Map.of("x-hub-signature-256", signature), body, immortal().context());
  }

  /** The active groups of the number as the platform has them, whoever knows of them. */
  List<JsonObject> truth() {
    return sandboxApi("GET", "groups?phone_number_id=" + number, JsonObject.EMPTY).objects("groups");
  }

  /** Every group event that the platform had to tell, whether it was delivered or not. */
  List<JsonObject> platformEvents() {
    return events("");
  }

  /** Those of webhooks that were never sent. */
  List<JsonObject> lostEvents() {
    return events("lost");
  }

  /** Whether a webhook was never sent that tells of somebody's other number or user id. */
  boolean lostIdentity() {
    return webhooks("lost").anyMatch(body -> body.contains("user_changed_") || body.contains("user_id_update"));
  }

  private Stream<String> webhooks(String state) {
    return platformTable.items(sandboxTable).stream()
        .filter(item -> item.get("sk").s().equals("webhook") && (state.isEmpty() || item.get("state").s().equals(state)))
        .map(item -> item.get("body").s());
  }

  private List<JsonObject> events(String state) {
    return webhooks(state)
        .flatMap(body -> Calls.json(body).objects("entry").stream())
        .flatMap(entry -> entry.objects("changes").stream())
        .map(change -> change.object("value").orElseThrow())
        .flatMap(value -> Stream.concat(value.objects("groups").stream(), value.objects("messages").stream()))
        .toList();
  }
}
