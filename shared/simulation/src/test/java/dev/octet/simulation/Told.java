package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that Octet tells of messages, heard when it does, repetitions too. */
final class Told {
  private static final Set<String> RECEIPTS = Set.of("message.sent", "message.delivered", "message.read", "message.played", "message.failed");

  private final World world;
  /** Who somebody is, by user id and by phone number. */
  final Map<String, String> people = new HashMap<>();
  /** The ids under which each receipt was told, by message, person and status. */
  final Map<String, Set<String>> receipts = new HashMap<>();
  /** The ids under which each other thing was told. */
  final Map<String, Set<String>> things = new TreeMap<>();
  /** Likewise the thing that an id stands for. */
  private final Map<String, String> byId = new HashMap<>();
  /** When the first receipt of a message was told. */
  final Map<String, Instant> firstReceipt = new HashMap<>();
  /** The ends that were told of a command, and the last of them. */
  final Map<String, Set<String>> ends = new HashMap<>();
  final Map<String, JsonObject> end = new HashMap<>();
  /** The command of a request. */
  final Map<String, String> commands = new HashMap<>();
  /** What was taken of what is sent to each group, and can be pinned. */
  final Map<String, List<String>> accepted = new HashMap<>();
  final Map<String, List<String>> voiceNotes = new HashMap<>();
  final Map<String, JsonObject> created = new HashMap<>();
  final List<String> findings = new ArrayList<>();
  final Map<String, Integer> counts = new TreeMap<>();

  Told(World world) {
    this.world = world;
  }

  void hear(String text) {
    JsonObject notification = Calls.json(text);
    String type = notification.text("type").orElseThrow();
    String id = notification.text("id").orElseThrow();
    JsonObject data = notification.object("data").orElseThrow();
    String thing = type + " " + (RECEIPTS.contains(type) ? receipt(data, id) : other(type, data, id, notification.text("time").orElse("")));
    String before = byId.put(id, thing);
    if (before == null) {
      counts.merge("told " + type, 1, Integer::sum);
    } else if (!before.equals(thing)) {
      findings.add("one id for two things: " + before + " and " + thing);
    }
  }

  private String receipt(JsonObject data, String id) {
    String message = data.object("message").flatMap(it -> it.text("id")).orElseThrow();
    String thing = message + " " + data.object("participant").map(this::person).orElse("") + " " + data.text("status").orElse("");
    receipts.computeIfAbsent(thing, _ -> new HashSet<>()).add(id);
    firstReceipt.putIfAbsent(message, world.clock.instant());
    if (!data.text("command_id").equals(data.text("biz_opaque_callback_data"))) {
      findings.add("what the caller attached has not come back: " + data.toJson());
    }
    return thing;
  }

  private String person(JsonObject participant) {
    String name = participant.text("user_id").or(() -> participant.text("wa_id")).orElse("");
    return Optional.ofNullable(people.get(name)).orElseGet(() -> {
      findings.add("a receipt of nobody: " + participant.toJson());
      return name;
    });
  }

  private String other(String type, JsonObject data, String id, String time) {
    String message = data.object("message").flatMap(it -> it.text("id")).orElse("");
    String request = data.text("request_id").orElse("");
    String thing = switch (type) {
      case "message.received", "message.read_by_all", "message.accepted" -> message;
      case "message.send_failed", "message.send_unknown" -> request;
      case "message.pinned", "message.unpinned" -> message + " " + request;
      case "operation.succeeded", "operation.failed", "operation.unknown" -> ended(type, data, request);
      case "group.created" -> created(data);
      case "number.paused", "number.resumed" -> data.text("scope").orElse("") + " " + data.text("since").orElse("");
      case "command.rejected", "webhook.unrecognized", "webhook.oversized" -> {
        findings.add("told of what nobody sent: " + type + " " + data.toJson());
        yield id;
      }
      default -> data.text("group_id").orElse("") + " " + data.object("participant").map(this::person).orElse("") + " " + time + data.items("differences");
    };
    if (type.equals("message.accepted") && !things.containsKey(type + " " + thing)) {
      accepted(data, message);
    }
    things.computeIfAbsent(type + " " + thing, _ -> new TreeSet<>()).add(id);
    return thing;
  }

  private void accepted(JsonObject data, String message) {
    String group = data.text("group_id").orElseThrow();
    switch (data.object("message").flatMap(it -> it.text("type")).orElseThrow()) {
      case "pin" -> { }
      case "audio" -> voiceNotes.computeIfAbsent(group, _ -> new ArrayList<>()).add(message);
      default -> accepted.computeIfAbsent(group, _ -> new ArrayList<>()).add(message);
    }
  }

  private String ended(String type, JsonObject data, String request) {
    String command = data.text("command_id").orElse("");
    commands.put(request, command);
    ends.computeIfAbsent(command, _ -> new TreeSet<>()).add(type);
    end.put(command, data);
    return request;
  }

  private String created(JsonObject data) {
    created.put(data.text("subject").orElseThrow(), data);
    return data.text("group_id").orElseThrow();
  }

  boolean endedAs(String command, String type) {
    return ends.getOrDefault(command, Set.of()).contains(type);
  }

  /** The message that a command's answer names. */
  Optional<String> answered(String command) {
    return Optional.ofNullable(end.get(command)).flatMap(data -> data.object("answer")).stream()
        .flatMap(answer -> answer.objects("messages").stream()).flatMap(message -> message.text("id").stream()).findFirst();
  }

  /** What was told under more than one id. */
  List<String> toldTwice() {
    List<String> twice = new ArrayList<>(findings);
    receipts.forEach((thing, ids) -> add(twice, thing, ids));
    things.forEach((thing, ids) -> add(twice, thing, ids));
    return twice;
  }

  private static void add(List<String> twice, String thing, Set<String> ids) {
    if (ids.size() > 1) {
      twice.add("told under " + ids.size() + " ids: " + thing);
    }
  }
}
