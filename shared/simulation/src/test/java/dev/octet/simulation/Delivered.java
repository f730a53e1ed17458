package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import dev.octet.simulation.Traffic.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether what the platform has of messages is what was asked and told: each once, in order, and every receipt heard of. */
final class Delivered {
  private final Traffic traffic;
  private final Kept kept;
  private final World world;
  private final Told told;
  final List<String> findings = new ArrayList<>();
  /** The messages at the platform, by the command that asked for them; more than one where it was sent again. */
  private final Map<String, List<JsonObject>> copies = new HashMap<>();
  /** Calls that Octet had recorded, and that nobody made. */
  private int neverMade;

  Delivered(Traffic traffic, Kept kept) {
    this.traffic = traffic;
    this.kept = kept;
    this.world = traffic.world;
    this.told = traffic.told;
  }

  void judge() {
    traffic.groups.forEach(this::group);
    traffic.asked.forEach(this::command);
    told.ends.keySet().stream().filter(id -> !traffic.asked.containsKey(id) && !id.startsWith("g"))
        .forEach(id -> findings.add("an end of a command that nobody sent: " + id));
    if (neverMade > world.killed) {
      findings.add(neverMade + " calls were counted that nobody made, and " + world.killed + " processes were killed");
    }
  }

  private void group(String groupId) {
    Set<String> order = new LinkedHashSet<>();
    for (JsonObject message : messages(groupId)) {
      if (message.object("from").flatMap(from -> from.text("person_id")).isPresent()) {
        heard("message.received " + message.text("id").orElseThrow(), told.things);
        continue;
      }
      String request = message.text("biz_opaque_callback_data").map(own -> own.substring("oct_".length())).orElse("");
      String id = told.commands.getOrDefault(request, "");
      Sent sent = traffic.asked.get(id);
      if (sent == null || !sent.group().equals(groupId) || !message.toJson().contains(mark(id, sent))) {
        findings.add("not what was asked: " + message.toJson());
        continue;
      }
      copies.computeIfAbsent(id, _ -> new ArrayList<>()).add(message);
      order.add(id);
      receipts(message);
      kept.message(message);
    }
    List.of("", Caller.BY_HTTP).forEach(way -> {
      List<String> asked = traffic.inOrder.get(groupId + way).stream().filter(order::contains).toList();
      List<String> there = order.stream().filter(asked::contains).toList();
      if (!asked.equals(there)) {
        findings.add("out of order in " + groupId + way + ": asked " + asked + ", sent " + there);
      }
      traffic.counts.merge("in order" + way, there.size(), Integer::sum);
    });
  }

  /** What stands in it and in no other, where it can have something of its own. */
  private static String mark(String id, Sent sent) {
    return sent.asked().command().equals("send_message") ? id : "";
  }

  /** All of a group's, in the order in which the platform took them. */
  private List<JsonObject> messages(String groupId) {
    List<JsonObject> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    while (true) {
      JsonObject page = world.sandboxApi("GET", "groups/" + groupId + "/messages?limit=1000" + after.map(it -> "&after=" + it).orElse(""), JsonObject.EMPTY);
      if (page.objects("messages").isEmpty()) {
        return all;
      }
      all.addAll(page.objects("messages"));
      after = page.text("next");
    }
  }

  private void receipts(JsonObject message) {
    String id = message.text("id").orElseThrow();
    boolean failed = message.has("failed");
    heard(id + "  " + (failed ? "failed" : "sent"), told.receipts);
    for (JsonObject receipt : message.objects("receipts")) {
      // Who reads soon is not told of as somebody to whom it was delivered.
      Kept.status(receipt).ifPresent(status -> {
        traffic.count("receipts");
        heard(id + " " + receipt.text("person_id").orElseThrow() + " " + status, told.receipts);
      });
    }
  }

  private void heard(String thing, Map<String, Set<String>> where) {
    if (!where.containsKey(thing)) {
      findings.add("nobody was told: " + thing);
    }
  }

  private void command(String id, Sent sent) {
    Set<String> ends = told.ends.getOrDefault(id, Set.of());
    List<JsonObject> there = copies.getOrDefault(id, List.of());
    if (ends.size() != 1 && (sent.byQueue() || !ends.isEmpty())) {
      findings.add(id + " ended as " + ends);
      return;
    }
    traffic.count(ends.isEmpty() ? "refused over HTTP" : "ended " + ends.iterator().next());
    switch (ends.isEmpty() ? "" : ends.iterator().next()) {
      case "operation.succeeded" -> succeeded(id, sent, there);
      case "operation.unknown" -> unknown(id, sent, there);
      default -> {
        if (!there.isEmpty()) {
          findings.add(id + " did not end well, and is there: " + there);
        }
      }
    }
  }

  private void succeeded(String id, Sent sent, List<JsonObject> there) {
    Optional<String> wamid = told.answered(id);
    if (there.stream().noneMatch(message -> message.text("id").equals(wamid))) {
      findings.add(id + " succeeded as " + wamid + ", and there is " + there);
    }
    if (there.size() > 1) {
      traffic.count("sent again");
      if (!sent.mayRepeat()) {
        findings.add(id + " is there " + there.size() + " times");
      }
      there.subList(0, there.size() - 1).forEach(copy -> isLate(id, copy, "was sent again"));
    }
  }

  /** A message may be there whose answer was lost; its first status came too late then. */
  private void unknown(String id, Sent sent, List<JsonObject> there) {
    if (!there.isEmpty()) {
      traffic.count("unknown, and there");
      there.forEach(copy -> isLate(id, copy, "ended as unknown"));
    }
    if (sent.mayRepeat()) {
      traffic.count("unknown, though asked again");
      askedAgain(id, told.end.get(id).text("request_id").orElseThrow());
    }
  }

  /** Of two calls that it counts one may not have been made: a process may have died before it, and nobody can know that. Each such call needs a death. */
  private void askedAgain(String id, String request) {
    int made = world.network.sends.getOrDefault("oct_" + request, List.of()).size();
    int counted = (int) world.api("GET", "/v1/operations/" + request, JsonObject.EMPTY, Map.of()).json().whole("attempts").orElseThrow();
    if (Math.max(made, counted) < 2) {
      findings.add(id + " ended as unknown, and was not asked for again");
    }
    neverMade += Math.max(0, counted - made);
  }

  /** Whether the window was over before the first status of a message was known. */
  private void isLate(String id, JsonObject message, String what) {
    Instant at = Instant.parse(message.text("at").orElseThrow());
    Instant asked = world.network.sends.get(message.text("biz_opaque_callback_data").orElseThrow()).stream().filter(it -> !it.isAfter(at)).reduce((_, last) -> last).orElseThrow();
    Instant known = told.firstReceipt.getOrDefault(message.text("id").orElseThrow(), Instant.MAX);
    if (known.isBefore(asked.plus(World.SEND_WINDOW))) {
      findings.add(id + " " + what + " though a status had come " + Duration.between(asked, known) + " after it was sent: " + message.text("id").orElseThrow());
    }
  }

  /** In the order of the kinds that there are. */
  static Map<String, Integer> kinds(Traffic traffic) {
    Map<String, Integer> kinds = new LinkedHashMap<>();
    MessageKinds.ALL.forEach(kind -> kinds.put(kind.name(), traffic.counts.getOrDefault("commands " + kind.name(), 0)));
    return kinds;
  }
}
