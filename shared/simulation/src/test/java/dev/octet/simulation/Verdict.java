package dev.octet.simulation;

import dev.octet.aws.Ids;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.simulation.History.Ending;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Whether what must hold at the end of a history does. */
final class Verdict {
  private final History history;
  private final World world;
  private final Table table;
  private final List<String> findings = new ArrayList<>();
  /** Everything that the outside was told, each id once. */
  final Map<String, JsonObject> told = new TreeMap<>();
  final Map<String, Integer> counts = new TreeMap<>();

  Verdict(History history, DynamoDbClient engine) {
    this.history = history;
    this.world = history.world;
    this.table = new Table(engine, world.tableName, Ids.random());
  }

  /** What the table has when nothing waits any more, where webhooks told of everything. */
  List<String> beforeReconciliation() {
    nothingIsLeft();
    Comparison comparison = new Comparison(history, table, counts);
    comparison.compare(false);
    return comparison.findings.stream().map(finding -> "before the reconciliation: " + finding).toList();
  }

  /** Everything that does not hold at the end; empty when all does. */
  List<String> afterReconciliation() {
    listen();
    world.errors.errors().forEach(error -> findings.add("an exception escaped: " + error));
    nothingIsLeft();
    commandsEndOnce();
    oneGroupForOneRequest();
    oneIdForOneThing();
    Comparison comparison = new Comparison(history, table, counts);
    comparison.compare(true);
    findings.addAll(comparison.findings);
    return findings;
  }

  private void listen() {
    all(world.notifications).forEach(told -> {
      JsonObject notification = Calls.json(told);
      world.trace.line("told", told);
      JsonObject before = this.told.put(notification.text("id").orElseThrow(), notification);
      if (before != null && !subjectOf(before).equals(subjectOf(notification))) {
        findings.add("one id for two things: " + before.toJson() + " and " + notification.toJson());
      }
    });
  }

  /** Everything that is in a queue, taken out of it. */
  private List<String> all(String queue) {
    List<String> all = new ArrayList<>();
    for (var batch = receive(queue); !batch.isEmpty(); batch = receive(queue)) {
      batch.forEach(message -> {
        all.add(message.body());
        world.queues.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
      });
    }
    return all;
  }

  private List<software.amazon.awssdk.services.sqs.model.Message> receive(String queue) {
    return world.queues.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10)).messages();
  }

  private static String subjectOf(JsonObject notification) {
    return notification.text("type").orElseThrow() + " " + notification.text("subject").orElse("");
  }

  private void nothingIsLeft() {
    findings.addAll(new Leftovers(world, table).find());
    all(world.otherWebhooks).stream().filter(webhook -> !webhook.contains("user_changed_") && !webhook.contains("user_id_update"))
        .forEach(webhook -> findings.add("a webhook about groups went to other-webhooks: " + webhook));
  }

  private List<JsonObject> told(String type) {
    return told.values().stream().filter(it -> it.text("type").orElseThrow().startsWith(type)).map(it -> it.object("data").orElseThrow()).toList();
  }

  private void commandsEndOnce() {
    Map<String, Long> operations = byCommand("operation.");
    Map<String, Long> rejections = byCommand("command.rejected");
    history.endings.forEach((id, ending) -> {
      long ended = operations.getOrDefault(id, 0L);
      long rejected = rejections.getOrDefault(id, 0L);
      boolean right = switch (ending) {
        case OPERATION -> ended == 1 && rejected == 0;
        case REJECTION -> ended == 0 && rejected == 1;
        case BOTH -> ended == 1 && rejected == 1;
        case OPERATION_IF_TAKEN -> ended <= 1 && rejected == 0;
      };
      if (!right) {
        findings.add("command " + id + " (" + ending + ") ended in " + ended + " operations and " + rejected + " rejections");
      }
    });
    told("operation.").forEach(data -> data.text("command_id").filter(id -> !history.endings.containsKey(id))
        .ifPresent(id -> findings.add("an end of a command that nobody sent: " + id)));
  }

  private Map<String, Long> byCommand(String type) {
    return told(type).stream().collect(Collectors.groupingBy(data -> data.text("command_id").orElse(""), Collectors.counting()));
  }

  /** Whatever the platform made, at most one for each command, and the command's own. */
  private void oneGroupForOneRequest() {
    Map<String, Set<String>> made = new HashMap<>();
    for (JsonObject event : world.platformEvents()) {
      if (event.text("type").equals(Optional.of("group_create")) && !event.has("errors")) {
        made.computeIfAbsent(event.text("subject").orElse(""), _ -> new HashSet<>()).add(event.text("group_id").orElseThrow());
      }
    }
    made.forEach((subject, groups) -> {
      if (groups.size() > history.creates.getOrDefault(subject, 0)) {
        findings.add(groups.size() + " groups of the subject " + subject);
      }
      groups.forEach(_ -> counts.merge("groups made", 1, Integer::sum));
    });
    Map<String, Set<String>> byRequest = new HashMap<>();
    told("group.created").forEach(data -> data.text("request_id").ifPresent(id -> byRequest.computeIfAbsent(id, _ -> new HashSet<>()).add(data.text("group_id").orElseThrow())));
    byRequest.forEach((request, groups) -> {
      if (groups.size() > 1) {
        findings.add("one request made two groups: " + groups);
      }
    });
  }

  private void oneIdForOneThing() {
    Map<String, Set<String>> ids = new TreeMap<>();
    told.forEach((id, notification) -> {
      String type = notification.text("type").orElseThrow();
      counts.merge("told " + type, 1, Integer::sum);
      ids.computeIfAbsent(identity(type, notification.object("data").orElseThrow(), notification.text("time").orElse("")), _ -> new TreeSet<>()).add(id);
    });
    ids.forEach((thing, all) -> {
      if (all.size() > 1) {
        findings.add("told under " + all.size() + " ids: " + thing);
      }
    });
  }

  /** What makes a thing that happened the same thing, as the platform and the caller see it. */
  private static String identity(String type, JsonObject data, String time) {
    String person = data.object("participant").map(it -> it.text("user_id").or(() -> it.text("wa_id")).orElse("")).orElse("");
    String group = data.text("group_id").orElse("");
    String request = data.text("request_id").or(() -> data.text("platform_request_id")).orElse("");
    return switch (type) {
      case "group.created", "group.deleted" -> type + " " + group;
      case "operation.succeeded", "operation.failed", "operation.unknown" -> "operation " + data.text("request_id").orElseThrow();
      case "group.settings_updated", "group.settings_update_failed" -> type + " " + group + " "
          + data.text("platform_request_id").orElse(request) + " " + data.has("group_subject") + data.has("group_description");
      case "number.paused", "number.resumed" -> type + " " + data.text("scope").orElse("") + " " + data.text("since").orElse(time);
      case "group.suspended", "group.suspension_cleared" -> type + " " + group + " " + time;
      case "group.adopted", "group.retired" -> type + " " + group;
      case "group.repaired" -> type + " " + group + " " + time + data.items("differences");
      case "message.received" -> type + " " + data.object("message").flatMap(message -> message.text("id")).orElse("");
      case "command.rejected" -> type + " " + data.text("command_id").orElse("") + " " + data.text("message_id").orElse(data.toJson());
      case "join_request.created", "join_request.revoked" -> type + " " + data.text("join_request_id").orElse("") + " " + data.text("timestamp").orElse("");
      default -> type + " " + group + " " + request + " " + person + " " + data.text("timestamp").orElse("") + " " + data.items("candidate_group_ids");
    };
  }
}
