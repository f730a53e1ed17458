package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.data;
import static dev.octet.endtoend.Octet.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.Octet.Answer;
import dev.octet.simulation.CommandKinds;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A history of one number, made of its seed and lived on the whole bundle: commands by queue and over HTTP, and people. */
final class LivedHistory {
  private static final int COMMANDS = 20;
  private static final int ACTIONS = 20;
  private static final int PEOPLE = 4;
  private static final int TRIES = 10;

  final String number;
  /** The ids of what was asked for and taken: each ends once. */
  final Set<String> taken = ConcurrentHashMap.newKeySet();
  /** What was done, and how often. */
  final ConcurrentMap<String, Integer> counts;
  private final Octet octet;
  private final SplittableRandom random;
  private final List<String> people = new ArrayList<>();
  /** The platform tells times in seconds: nobody comes and goes in one. */
  private final Map<String, Long> acted = new HashMap<>();
  private int asked;
  /** As the platform had them a moment ago. */
  private List<JsonObject> seen = List.of();
  private int looks;

  LivedHistory(Octet octet, String number, long seed, ConcurrentMap<String, Integer> counts) {
    this.octet = octet;
    this.number = number;
    this.random = new SplittableRandom(seed);
    this.counts = counts;
  }

  /** Makes what it lives in, and returns when Octet knows of it. */
  void begin() {
    for (int i = 0; i < PEOPLE; i++) {
      people.add(octet.post("/sandbox/api/people", "{\"name\":\"Somebody\"}").text("id"));
    }
    overHttp(kind("create_group"), "", CommandKinds.create(random, "First"));
    byQueue("create_group", "", CommandKinds.create(random, "Second"));
    Octet.await().pollInterval(Duration.ofMillis(500)).atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(known()).as(() -> told().toString()).hasSize(2));
  }

  /** Returns when everything was asked for; not all has happened then. */
  void goOn() {
    int commands = COMMANDS - 2;
    int actions = ACTIONS;
    while (commands + actions > 0) {
      if (random.nextInt(commands + actions) < commands) {
        command();
        commands--;
      } else {
        actions -= act() ? 1 : 0;
      }
    }
  }

  private static CommandKinds.Kind kind(String name) {
    return CommandKinds.ALL.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private List<JsonObject> told() {
    return octet.told(one -> data(one).text("phone_number_id").orElse("").equals(number));
  }

  /** The groups of which Octet has told. */
  private Set<String> known() {
    Set<String> known = new TreeSet<>();
    told().stream().filter(one -> type(one).equals("group.created")).forEach(one -> known.add(data(one).text("group_id").orElseThrow()));
    return known;
  }

  /** The platform's truth. */
  List<JsonObject> groups() {
    return octet.get("/sandbox/api/groups?phone_number_id=" + number).body().objects("groups");
  }

  /** Callers and people go by what they saw last; to look each time would be most of the work. */
  private List<JsonObject> seen() {
    if (looks++ % 4 == 0) {
      seen = groups();
    }
    return seen;
  }

  private void command() {
    CommandKinds.Kind kind = CommandKinds.draw(random);
    List<JsonObject> groups = seen();
    JsonObject group = groups.isEmpty() ? JsonObject.EMPTY : groups.get(random.nextInt(groups.size()));
    // New groups are few, and the first stay, so that people have something to do.
    if (kind.name().equals("create_group") || (kind.onGroup() && group.isEmpty())) {
      kind = kind("list_groups");
    }
    if (kind.name().equals("delete_group") && groups.size() < 2) {
      kind = kind("update_group_settings");
    }
    String groupId = kind.onGroup() ? group.text("id").orElseThrow() : "";
    JsonObject body = kind.body().of(random, group);
    if (!kind.http().isEmpty() && random.nextInt(3) == 0) {
      overHttp(kind, groupId, body);
    } else {
      byQueue(kind.name(), groupId, body);
    }
  }

  private String id() {
    return number + "-" + asked++;
  }

  private void byQueue(String name, String groupId, JsonObject body) {
    String id = id();
    taken.add(id);
    JsonObject command = JsonObject.EMPTY.with("command", name).with("id", id).with("phone_number_id", number).with("body", body)
        .with("on_unknown", "repeat"); // of a create: without a group there is nothing to do
    octet.put("octet-group-commands.fifo", groupId.isEmpty() ? number : groupId,
        (groupId.isEmpty() ? command : command.with("group_id", groupId)).toJson());
    count("by queue " + name);
  }

  /** Who gets no good answer asks again under the same key. */
  private void overHttp(CommandKinds.Kind kind, String groupId, JsonObject body) {
    String id = id();
    String[] form = kind.http().split(" ", 2);
    String path = "/graph/v26.0/" + (kind.onGroup() ? groupId : number) + (form.length == 2 ? "/" + form[1] : "");
    Answer answer = null;
    for (int i = 0; i < TRIES && (answer == null || answer.status() >= 500 || answer.status() == 409); i++) {
      answer = octet.send(octet.request(path).method(form[0], HttpRequest.BodyPublishers.ofString(body.toJson()))
          .header("Idempotency-Key", id).header("Octet-On-Unknown", "repeat"));
      if (answer.status() < 300 || answer.status() == 504) {
        taken.add(id);
      }
      count("answers over HTTP " + answer.status());
    }
    count("over HTTP " + kind.name());
  }

  /** One person does one thing in one group. Whether somebody did. */
  private boolean act() {
    List<JsonObject> groups = seen();
    if (groups.isEmpty()) {
      return true;
    }
    JsonObject group = groups.get(random.nextInt(groups.size()));
    String groupId = group.text("id").orElseThrow();
    String person = people.get(random.nextInt(people.size()));
    long now = System.currentTimeMillis() / 1000;
    Long before = acted.put(person + groupId, now);
    if (before != null && before >= now - 1) {
      return false;
    }
    boolean in = group.objects("participants").stream().anyMatch(it -> it.text("id").orElseThrow().equals(person));
    boolean waits = group.objects("join_requests").stream().anyMatch(it -> it.text("id").orElseThrow().equals(person));
    String action = in ? random.nextBoolean() ? "leave" : "messages" : waits ? "cancel" : "join";
    JsonObject body = switch (action) {
      case "join" -> JsonObject.EMPTY.with("invite_link", group.text("invite_link"));
      case "messages" -> JsonObject.EMPTY.with("group_id", groupId).with("type", "text").with("text", JsonObject.EMPTY.with("body", "Hello"));
      default -> JsonObject.EMPTY.with("group_id", groupId);
    };
    octet.post("/sandbox/api/people/" + person + "/" + action, body.toJson());
    count("people " + action);
    return true;
  }
}
