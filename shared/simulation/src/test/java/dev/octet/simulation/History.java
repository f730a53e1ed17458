package dev.octet.simulation;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import dev.octet.simulation.Network.Loss;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One history, made of its seed: who asks for what and when, what people do meanwhile, and what goes wrong. */
final class History {
  private static final int COMMANDS = 20;
  private static final int ACTIONS = 20;
  private static final int FAULTS = 5;
  private static final int HAPPENINGS = 4;
  private static final int PEOPLE = 10;

  final long seed;
  final World world;
  /** How the people of this history are named in webhooks; it stays, because nobody could follow them otherwise. */
  final Dialect dialect;
  final boolean losesWebhooks;
  /** What each command id must end in. */
  final Map<String, Ending> endings = new TreeMap<>();
  /** How many create commands there are for each subject. */
  final Map<String, Integer> creates = new TreeMap<>();
  final Map<String, Integer> counts = new TreeMap<>();
  private final SplittableRandom random;
  final List<String> people = new ArrayList<>();
  final Surroundings surroundings;
  private final Map<String, Long> lastActed = new HashMap<>();
  private Instant moreGroupsAt = after(2400);
  private JsonObject faultsSet = JsonObject.EMPTY;

  enum Dialect { NOW, ENROLLED, OLDER, HIDDEN }

  /** How a command must end. */
  enum Ending {
    OPERATION, REJECTION, BOTH,
    /** As an operation, or refused over HTTP before anything was recorded. */
    OPERATION_IF_TAKEN
  }

  History(long seed, DynamoDbClient engine, String tableName) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.dialect = Dialect.values()[random.nextInt(4)];
    this.losesWebhooks = random.nextInt(3) == 0;
    Map<Integer, Integer> kills = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      kills.put(random.nextInt(100), random.nextInt(1, 8));
    }
    this.world = new World(engine, tableName, String.format("2%014d", seed), kills, random.split());
    this.surroundings = new Surroundings(this, random.split());
  }

  /** Lives it until nothing waits any more. */
  void live() {
    faults(switch (dialect) {
      case NOW -> JsonObject.EMPTY;
      case ENROLLED -> JsonObject.EMPTY.with("parent_user_ids", true);
      case OLDER -> JsonObject.EMPTY.with("older_field_spellings", true);
      case HIDDEN -> JsonObject.EMPTY.with("without_phone_numbers", true);
    });
    faults(JsonObject.EMPTY.with("duplicate", FAULTS - 2));
    for (int i = 0; i < PEOPLE; i++) {
      JsonObject person = JsonObject.EMPTY.with("name", "Person " + i)
          .with("wa_id", dialect != Dialect.OLDER && random.nextInt(5) == 0 ? Optional.empty() : Optional.of("44" + (7_700_900_000L + i)));
      people.add(world.sandboxApi("POST", "people", person).text("id").orElseThrow());
    }
    for (int i = 0; i < 2; i++) {
      command(after(5 + random.nextInt(30)), "create_group", "", CommandKinds.create(random, "First " + i));
    }
    twoOfOneSubject(after(random.nextInt(40, 1200)));
    for (int i = 4; i < COMMANDS; i++) {
      world.at(after(random.nextInt(60, 2400)), this::anyCommand);
    }
    for (int i = 0; i < ACTIONS; i++) {
      world.at(after(random.nextInt(60, 2400)), this::act);
    }
    for (int i = 0; i < FAULTS; i++) {
      world.at(after(random.nextInt(1, 2000)), () -> faults(fault()));
    }
    for (int i = 0; i < HAPPENINGS; i++) {
      world.at(after(random.nextInt(60, 2400)), surroundings::happen);
    }
    world.at(after(2500), this::moreTwins);
    world.runToTheEnd();
  }

  /** All groups of the number are compared with the platform once. */
  void reconcile() {
    // Whoever asks while a sweep runs gets that; and who gets no answer asks again.
    while (world.api("POST", "/v1/numbers/" + world.number + "/reconcile", JsonObject.EMPTY, Map.of()).status() != 202) {
      count("reconciliations asked for again");
    }
    world.runToTheEnd();
  }

  /** A process that was killed before it asked has lost no answer. */
  private void moreTwins() {
    if (world.network.lostCreates < 2) {
      twoOfOneSubject(world.clock.instant());
      world.at(world.clock.instant().plusSeconds(1800), this::moreTwins);
    }
  }

  private static Instant after(int seconds) {
    return World.START.plusSeconds(seconds);
  }

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** Two creates of one subject whose answers are both lost. */
  private void twoOfOneSubject(Instant from) {
    for (int i = 0; i < 2; i++) {
      world.network.lose("Twin", random.nextInt(4) == 0 ? Loss.SILENT_AFTER : Loss.BROKEN_AFTER);
      command(from.plusSeconds(random.nextInt(20)), "create_group", "", CommandKinds.create(random, "Twin"));
    }
  }

  private void anyCommand() {
    int kindOfMessage = random.nextInt(12);
    if (kindOfMessage == 0) {
      nonsense();
      return;
    }
    CommandKinds.Kind kind = CommandKinds.draw(random);
    JsonObject group = JsonObject.EMPTY;
    String groupId = "";
    if (kind.onGroup()) {
      List<JsonObject> groups = groups();
      if (world.known.isEmpty()) {
        world.at(world.clock.instant().plusSeconds(30), this::anyCommand);
        return;
      }
      boolean gone = groups.isEmpty() || random.nextInt(15) == 0;
      List<String> ids = List.copyOf(world.known);
      group = gone ? JsonObject.EMPTY : groups.get(random.nextInt(groups.size()));
      groupId = group.text("id").orElseGet(() -> ids.get(random.nextInt(ids.size())));
    }
    JsonObject body = kind.body().of(random, group);
    if (kind.name().equals("create_group") && random.nextInt(4) == 0) {
      Loss loss = Loss.values()[random.nextInt(Loss.values().length)];
      world.network.lose(body.text("subject").orElseThrow(), loss);
    }
    if (!kind.http().isEmpty() && random.nextInt(3) == 0) {
      overHttp(kind, groupId, body);
      return;
    }
    String id = command(world.clock.instant(), kind.name(), groupId, body);
    if (kindOfMessage == 1) {
      // The same command again, as a caller that got no answer from the queue sends it.
      JsonObject again = message(kind.name(), id, groupId, body);
      world.at(world.clock.instant().plusSeconds(random.nextInt(400)), () -> send(again));
    }
  }

  /** With a key or without; with one also by queue, as a caller does who tries another way. */
  private void overHttp(CommandKinds.Kind kind, String groupId, JsonObject body) {
    if (kind.name().equals("create_group")) {
      creates.merge(body.text("subject").orElseThrow(), 1, Integer::sum);
    }
    count("commands");
    count("over HTTP " + kind.name());
    String id = "c" + endings.size();
    boolean named = random.nextInt(3) > 0;
    if (named) {
      boolean byQueue = random.nextInt(4) == 0;
      endings.put(id, byQueue ? Ending.OPERATION : Ending.OPERATION_IF_TAKEN);
      if (byQueue) {
        JsonObject message = message(kind.name(), id, groupId, body);
        world.at(world.clock.instant().plusSeconds(random.nextInt(30)), () -> send(message));
      }
    }
    String[] form = kind.http().split(" ", 2);
    String path = "/graph/v26.0/" + (kind.onGroup() ? groupId : world.number) + (form.length == 2 ? "/" + form[1] : "");
    Map<String, String> headers = new HashMap<>();
    if (named) {
      headers.put("idempotency-key", id);
    }
    if (random.nextInt(4) == 0) {
      headers.put("prefer", "respond-async");
    }
    call(new Request(form[0], path, body, headers), named ? id : "", 0);
  }

  private record Request(String method, String path, JsonObject body, Map<String, String> headers) {}

  /** Who gets no good answer asks again under the same key. */
  private void call(Request request, String id, int attempt) {
    Calls.Answer answer = world.api(request.method(), request.path(), request.body(), request.headers());
    count("answer over HTTP " + answer.status());
    if (id.isEmpty()) {
      return;
    }
    if (answer.status() < 300 || answer.status() == 504) {
      endings.put(id, Ending.OPERATION);
    }
    if (attempt < 5 && (answer.status() >= 500 || answer.status() == 409)) {
      world.at(world.clock.instant().plusSeconds(random.nextInt(1, 60)), () -> call(request, id, attempt + 1));
    }
  }

  private void nonsense() {
    String id = "c" + endings.size();
    switch (random.nextInt(3)) {
      case 0 -> {
        endings.put(id, Ending.REJECTION);
        send(message("create_group", id, "", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", " ")));
      }
      case 1 -> {
        endings.put(id, Ending.REJECTION);
        send(message("hide_group", id, "", JsonObject.EMPTY));
      }
      default -> {
        String subject = "Taken " + id;
        endings.put(id, Ending.BOTH);
        creates.merge(subject, 1, Integer::sum);
        send(message("create_group", id, "", CommandKinds.create(random, subject)));
        send(message("create_group", id, "", CommandKinds.create(random, "Not this")));
      }
    }
    count("commands");
  }

  private String command(Instant at, String name, String groupId, JsonObject body) {
    String id = "c" + endings.size();
    endings.put(id, Ending.OPERATION);
    if (name.equals("create_group")) {
      creates.merge(body.text("subject").orElseThrow(), 1, Integer::sum);
    }
    JsonObject message = message(name, id, groupId, body);
    world.at(at, () -> send(message));
    count("commands");
    count("command " + name);
    return id;
  }

  private JsonObject message(String name, String id, String groupId, JsonObject body) {
    JsonObject message = JsonObject.EMPTY.with("command", name).with("id", id).with("phone_number_id", world.number).with("body", body);
    JsonObject whole = groupId.isEmpty() ? message : message.with("group_id", groupId);
    return name.equals("create_group") && random.nextInt(4) == 0 ? whole.with("on_unknown", "repeat") : whole;
  }

  /** Callers use any message group: here one of the command's, or of its group. */
  private void send(JsonObject message) {
    String messageGroup = message.text("group_id").orElseGet(() -> message.text("id").orElseThrow());
    world.trace.line("caller", message.toJson());
    world.queues.sendMessage(request -> request.queueUrl(world.commands).messageGroupId(Hash.hex(messageGroup))
        .messageDeduplicationId(Hash.hex(message.toJson(), world.clock.instant().toString())).messageBody(message.toJson()));
  }

  /** As the platform has them now: those that Octet has told of, for nobody else knows of one. */
  private List<JsonObject> groups() {
    return world.truth().stream().filter(group -> world.known.contains(group.text("id").orElseThrow())).toList();
  }

  /** One person does one thing in one group. */
  private void act() {
    List<JsonObject> groups = groups();
    if (groups.isEmpty()) {
      if (!world.clock.instant().isBefore(moreGroupsAt)) {
        moreGroupsAt = world.clock.instant().plusSeconds(1800);
        command(world.clock.instant(), "create_group", "", CommandKinds.create(random, "Another " + random.nextInt(1_000_000)));
      }
      world.at(world.clock.instant().plusSeconds(20), this::act);
      return;
    }
    JsonObject group = groups.get(random.nextInt(groups.size()));
    String groupId = group.text("id").orElseThrow();
    String person = people.get(random.nextInt(people.size()));
    long now = world.clock.instant().getEpochSecond();
    Long before = lastActed.put(person + groupId, now);
    if (before != null && before == now) {
      world.at(world.clock.instant().plusSeconds(2), this::act); // the platform tells times in seconds
      return;
    }
    boolean in = group.objects("participants").stream().anyMatch(it -> it.text("id").orElseThrow().equals(person));
    boolean asked = group.objects("join_requests").stream().anyMatch(it -> it.text("id").orElseThrow().equals(person));
    String action = in ? random.nextBoolean() ? "leave" : "messages" : asked ? "cancel" : "join";
    JsonObject body = switch (action) {
      case "join" -> JsonObject.EMPTY.with("invite_link", group.text("invite_link"));
      case "messages" -> JsonObject.EMPTY.with("group_id", groupId).with("type", "text").with("text", JsonObject.EMPTY.with("body", "Hello " + random.nextInt(100)));
      default -> JsonObject.EMPTY.with("group_id", groupId);
    };
    JsonObject answer = world.sandboxApi("POST", "people/" + person + "/" + action, body);
    world.trace.line("person", action + " " + groupId + " -> " + answer.toJson());
    count("actions");
    count("action " + answer.text("status").orElse(answer.whole("status_code").orElse(0) == 200 ? "written" : "refused"));
  }

  private JsonObject fault() {
    return switch (random.nextInt(losesWebhooks ? 10 : 9)) {
      case 0 -> JsonObject.EMPTY.with("duplicate", random.nextInt(1, 6));
      case 1 -> JsonObject.EMPTY.with("delay", Duration.ofSeconds(random.nextInt(1, 400)).toString());
      case 2 -> JsonObject.EMPTY.with("reorder", random.nextInt(1, 6));
      case 3 -> JsonObject.EMPTY.with("webhook_before_answer", random.nextInt(1, 4));
      case 4 -> JsonObject.EMPTY.with("answer_lost", lost());
      case 5 -> JsonObject.EMPTY.with("no_answer", lost());
      case 6 -> JsonObject.EMPTY.with("status", JsonObject.EMPTY
          .with("code", List.of(429, 500, 502, 503, 504).get(random.nextInt(5))).with("times", random.nextInt(1, 4)));
      case 7 -> JsonObject.EMPTY.with("failed_in_webhook", JsonObject.EMPTY.with("times", random.nextInt(1, 3))
          .with("code", List.of(131000, 131208, 131211).get(random.nextInt(3))).with("as", random.nextBoolean() ? "whole" : "partial"));
      case 8 -> JsonObject.EMPTY.with("batch", random.nextInt(2, 8));
      default -> JsonObject.EMPTY.with("lost_webhook", random.nextInt(1, 4));
    };
  }

  private JsonObject lost() {
    return JsonObject.EMPTY.with("times", random.nextInt(1, 3)).with("as", random.nextBoolean() ? "error" : "timeout");
  }

  /** Beside those that are set already. */
  private void faults(JsonObject more) {
    JsonObject left = world.sandboxApi("GET", "faults", JsonObject.EMPTY).without("status_code");
    tally(left);
    faultsSet = left.withAll(more);
    JsonObject answer = world.sandboxApi("PUT", "faults", faultsSet);
    if (answer.whole("status_code").orElse(0) != 200) {
      throw new AssertionError("faults: " + answer.toJson());
    }
    more.fields().keySet().forEach(name -> count("fault " + name));
    world.trace.line("fault", more.toJson());
  }

  /** How many have struck since they were set. */
  private void tally(JsonObject left) {
    faultsSet.fields().forEach((name, was) -> {
      long used = times(was) - times(left.get(name));
      if (used > 0) {
        counts.merge("faults struck", (int) used, Integer::sum);
      }
    });
  }

  private static long times(Object setting) {
    return switch (setting) {
      case Number number -> number.longValue();
      case Map<?, ?> map -> map.get("times") instanceof Number number ? number.longValue() : 0;
      case null, default -> 0;
    };
  }

  /** What a history must have and this one has not; empty when it has all. */
  Optional<String> lacks() {
    tally(world.sandboxApi("GET", "faults", JsonObject.EMPTY).without("status_code"));
    faultsSet = JsonObject.EMPTY;
    int struck = counts.getOrDefault("faults struck", 0) + world.killed + world.network.struck.values().stream().mapToInt(Integer::intValue).sum();
    boolean whole = counts.getOrDefault("commands", 0) >= COMMANDS && counts.getOrDefault("actions", 0) >= ACTIONS
        && struck >= FAULTS && world.network.lostCreates >= 2;
    return whole ? Optional.empty() : Optional.of("it is none: " + counts + ", faults in all " + struck + ", lost creates " + world.network.lostCreates);
  }
}
