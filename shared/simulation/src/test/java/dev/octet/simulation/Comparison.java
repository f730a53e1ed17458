package dev.octet.simulation;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Octet's table beside the platform's truth. What no webhook told is compared only when it was asked for. */
final class Comparison {
  private final History history;
  private final World world;
  private final Table table;
  private final List<String> findings;
  private final Map<String, Integer> counts;

  Comparison(History history, Table table, List<String> findings, Map<String, Integer> counts) {
    this.history = history;
    this.world = history.world;
    this.table = table;
    this.findings = findings;
    this.counts = counts;
  }

  void compare() {
    Map<String, Set<String>> lost = lost();
    lost.values().forEach(types -> counts.merge("webhooks lost", types.size(), Integer::sum));
    Map<String, JsonObject> truth = world.truth().stream().collect(Collectors.toMap(group -> group.text("id").orElseThrow(), group -> group));
    Set<String> active = new TreeSet<>();
    table.query(Query.index("groups-by-number", "active_number", "active_order", world.number, 1000)).items()
        .forEach(item -> active.add(item.attributes().text("group_id").orElseThrow()));
    if (!active.equals(new TreeSet<>(truth.keySet()))) {
      findings.add("active groups: the table has " + active + ", the platform " + new TreeSet<>(truth.keySet()));
    }
    long counted = table.get(new Key("NUMBER#" + world.number, "NUMBER")).map(it -> it.attributes().whole("active_groups").orElse(0)).orElse(0L);
    if (counted != truth.size()) {
      findings.add("the table counts " + counted + " active groups, the platform " + truth.size());
    }
    truth.forEach((id, group) -> compare(id, group, lost.getOrDefault(id, Set.of())));
  }

  private void compare(String id, JsonObject truth, Set<String> lost) {
    Optional<Stored> stored = table.get(new Key("GROUP#" + id, "STATE"));
    if (stored.isEmpty()) {
      return; // its absence from the active ones is found already
    }
    JsonObject group = stored.get().attributes();
    counts.merge("groups compared", 1, Integer::sum);
    boolean doubtful = group.bool("doubtful").orElse(false);
    if (doubtful) {
      counts.merge("groups in doubt", 1, Integer::sum); // they are marked to be reconciled
    }
    same(id, "invite_link", group.text("invite_link"), truth.text("invite_link"));
    same(id, "join_approval_mode", group.text("join_approval_mode"), truth.text("join_approval_mode"));
    if (!doubtful) {
      same(id, "subject", group.text("subject"), truth.text("subject"));
    }
    String description = table.get(new Key("GROUP#" + id, "DESCRIPTION")).flatMap(it -> it.attributes().text("description")).orElse("");
    if (!doubtful) {
      same(id, "description", description, truth.text("description").orElse(""));
    }
    if (!doubtful && lost.stream().noneMatch(type -> type.startsWith("group_participants"))) {
      counts.merge("rosters compared", 1, Integer::sum);
      same(id, "participants", people(group.objects("participants").stream().filter(it -> it.bool("present").orElse(false)).toList()),
          people(truth.objects("participants")));
    }
    if (lost.stream().noneMatch(type -> type.startsWith("group_join_request"))) {
      Set<String> asked = table.query(Query.under("GROUP#" + id, "JOIN_REQUEST#", 1000)).items().stream()
          .filter(item -> item.attributes().text("state").equals(Optional.of("asked")))
          .map(item -> item.key().sk().substring("JOIN_REQUEST#".length())).collect(Collectors.toCollection(TreeSet::new));
      same(id, "join requests", asked, truth.objects("join_requests").stream().map(it -> it.text("join_request_id").orElseThrow()).collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private void same(String id, String what, Object table, Object platform) {
    if (!table.equals(platform)) {
      findings.add(what + " of " + id + ": the table has " + table + ", the platform " + platform);
    }
  }

  /** As this history's webhooks name them. */
  private Set<String> people(List<JsonObject> people) {
    return people.stream().map(it -> history.dialect == History.Dialect.OLDER ? it.text("wa_id").orElse("nobody") : it.text("user_id").orElse("nobody"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The types of the webhooks that were never sent, by group. */
  private Map<String, Set<String>> lost() {
    Map<String, Set<String>> lost = new HashMap<>();
    for (JsonObject event : world.lostEvents()) {
      lost.computeIfAbsent(event.text("group_id").orElse(""), _ -> new HashSet<>()).add(event.text("type").orElse("message"));
    }
    return lost;
  }
}
