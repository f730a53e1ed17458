package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Messages to many groups from several callers at once, made of a seed, while people come and go and much goes wrong. */
final class Traffic {
  static final int CALLERS = 5;
  static final int GROUPS = 50;
  private static final JsonObject WHATSAPP = JsonObject.EMPTY.with("messaging_product", "whatsapp");
  /** Of so many invocations one is killed. */
  private static final int INVOCATIONS_OF_A_KILL = 70;
  private static final int INVOCATIONS_OF_A_MESSAGE = 3;

  final World world;
  final Told told;
  final List<String> groups = new ArrayList<>();
  /** Everything that was asked, by its id. */
  final Map<String, Sent> asked = new LinkedHashMap<>();
  /** The commands of each group in the order in which they were put into the queue. */
  final Map<String, List<String>> inOrder = new LinkedHashMap<>();
  final Map<String, Integer> counts = new TreeMap<>();
  String mediaId = "";
  private final List<Caller> callers = new ArrayList<>();
  private final SplittableRandom random;
  private final int messages;

  /** @param inOrder whether it must come in the order of the commands of its group */
  record Sent(String group, MessageKinds.Asked asked, boolean atLeastOnce, boolean byQueue, boolean inOrder) {
    /** What may be done again when nobody knows whether it was. */
    boolean mayRepeat() {
      return atLeastOnce || !asked.command().equals("send_message");
    }
  }

  Traffic(long seed, int messages, DynamoDbClient engine, String table) {
    this.random = new SplittableRandom(seed);
    this.messages = messages;
    this.world = new World(engine, table, String.format("3%014d", seed), new HashMap<>(), random.split());
    this.told = new Told(world);
    world.listener = told::hear;
    if (!Boolean.getBoolean("octet.trace")) {
      world.trace.digestOnly();
    }
  }

  /** Lives until nothing waits any more. */
  void live() {
    Crowd crowd = new Crowd(this, random.split());
    crowd.come();
    makeGroups();
    mediaId = upload();
    groups.forEach(group -> List.of("", Caller.BY_HTTP).forEach(way -> inOrder.put(group + way, new ArrayList<>())));
    told.created.values().forEach(group -> crowd.join(group.text("invite_link").orElseThrow()));
    world.runToTheEnd();
    drawKills();
    for (int i = 0; i < CALLERS; i++) {
      Caller caller = new Caller(this, groups.subList(i * GROUPS / CALLERS, (i + 1) * GROUPS / CALLERS), messages / CALLERS, random.split());
      callers.add(caller);
      world.at(world.clock.instant().plusMillis(random.nextInt(5000)), caller::burst);
    }
    world.at(world.clock.instant(), crowd::live);
    world.at(world.clock.instant().plusSeconds(20), new Weather(this, random.split())::change);
    world.network.delivered = new Echoes(this, random.split())::hear;
    world.runToTheEnd();
  }

  private void drawKills() {
    for (int i = messages * INVOCATIONS_OF_A_MESSAGE / INVOCATIONS_OF_A_KILL; i > 0; i--) {
      world.kills.put(world.invocations + random.nextInt(messages * INVOCATIONS_OF_A_MESSAGE), random.nextInt(1, 8));
    }
  }

  boolean running() {
    return callers.isEmpty() || callers.stream().anyMatch(caller -> caller.left > 0);
  }

  private void makeGroups() {
    for (int i = 0; i < GROUPS; i++) {
      JsonObject message = JsonObject.EMPTY.with("command", "create_group").with("id", "g" + i).with("phone_number_id", world.number)
          .with("body", WHATSAPP.with("subject", "Group " + i));
      world.at(world.clock.instant().plusSeconds(i), () -> world.queues.sendMessage(request -> request.queueUrl(world.commands)
          .messageGroupId(message.text("id").orElseThrow()).messageDeduplicationId(message.text("id").orElseThrow()).messageBody(message.toJson())));
    }
    world.runToTheEnd();
    for (int i = 0; i < GROUPS; i++) {
      groups.add(told.created.get("Group " + i).text("group_id").orElseThrow());
    }
  }

  private String upload() {
    String form = """
        --x\r
        Content-Disposition: form-data; name="messaging_product"\r
        \r
        whatsapp\r
        --x\r
        Content-Disposition: form-data; name="file"; filename="layout.jpg"\r
        Content-Type: image/jpeg\r
        \r
        \u00ff\u00d8\u00ff\u00e0 a picture\r
        --x--\r
        """;
    Calls.Answer answer = world.api("POST", "/graph/v26.0/" + world.number + "/media", form.getBytes(StandardCharsets.ISO_8859_1),
        Map.of("content-type", "multipart/form-data; boundary=x"));
    return answer.json().text("id").orElseThrow(() -> new AssertionError(new String(answer.body(), StandardCharsets.UTF_8)));
  }

  /** What was told, and what else there was, beside what was counted. */
  void totals() {
    counts.putAll(told.counts);
    world.network.struck.forEach((loss, many) -> counts.put("network " + loss.name().toLowerCase(java.util.Locale.ROOT), many));
    world.table.requests.forEach((what, many) -> counts.put("table " + what, many));
    counts.put("calls of the platform", world.network.calls);
    counts.put("invocations of Octet's functions", world.invocations);
    counts.put("processes killed", world.killed);
    counts.put("seconds of the clock", (int) java.time.Duration.between(World.START, world.clock.instant()).toSeconds());
  }

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }
}
