package dev.octet.simulation;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Octet's table beside the platform's truth. Before a reconciliation, of what webhooks told; after it, of all. */
final class Comparison {
  private final History history;
  private final World world;
  private final Table table;
  final List<String> findings = new ArrayList<>();
  private final Map<String, Integer> counts;

  Comparison(History history, Table table, Map<String, Integer> counts) {
    this.history = history;
    this.world = history.world;
    this.table = table;
    this.counts = counts;
  }

  void compare(boolean reconciled) {
    Map<String, Set<String>> lost = lost();
    Set<String> apart = reconciled ? Set.of() : untold(lost.keySet());
    Map<String, JsonObject> truth = world.truth().stream().collect(Collectors.toMap(group -> group.text("id").orElseThrow(), group -> group));
    Set<String> active = new TreeSet<>();
    table.query(Query.index("groups-by-number", "active_number", "active_order", world.number, 1000)).items()
        .forEach(item -> active.add(item.attributes().text("group_id").orElseThrow()));
    Set<String> told = new TreeSet<>(active);
    told.removeAll(apart);
    Set<String> there = new TreeSet<>(truth.keySet());
    there.removeAll(apart);
    same("active groups", told, there);
    long counted = table.get(new Key("NUMBER#" + world.number, "NUMBER")).map(it -> it.attributes().whole("active_groups").orElse(0)).orElse(0L);
    same("the count of active groups", counted, (long) active.size());
    truth.forEach((id, group) -> {
      if (!apart.contains(id)) {
        table.get(new Key("GROUP#" + id, "STATE")).ifPresent(stored ->
            compare(id, stored.attributes(), group, reconciled ? Set.of() : lost.getOrDefault(id, Set.of()), lost.getOrDefault(id, Set.of()), reconciled));
      }
    });
  }

  /** Those of which the table cannot know all. */
  private Set<String> untold(Set<String> lost) {
    Set<String> untold = new TreeSet<>(history.surroundings.untold);
    history.surroundings.elsewhere.stream().filter(lost::contains).forEach(untold::add);
    return untold;
  }

  private void compare(String id, JsonObject group, JsonObject truth, Set<String> unknown, Set<String> lost, boolean reconciled) {
    counts.merge(reconciled ? "groups compared" : "groups compared before the reconciliation", 1, Integer::sum);
    same("doubt about " + id, group.bool("doubtful").orElse(false), false);
    same("invite_link of " + id, group.text("invite_link"), truth.text("invite_link"));
    same("join_approval_mode of " + id, group.text("join_approval_mode"), truth.text("join_approval_mode"));
    same("subject of " + id, group.text("subject"), truth.text("subject"));
    same("suspension of " + id, group.bool("suspended").orElse(false), truth.bool("suspended").orElseThrow());
    String description = table.get(new Key("GROUP#" + id, "DESCRIPTION")).flatMap(it -> it.attributes().text("description")).orElse("");
    same("description of " + id, description, truth.text("description").orElse(""));
    if (reconciled || (!world.lostIdentity() && unknown.stream().noneMatch(type -> type.startsWith("group_participants")))) {
      counts.merge("rosters compared", 1, Integer::sum);
      same("participants of " + id, people(group.objects("participants").stream().filter(it -> it.bool("present").orElse(false)).toList()),
          people(truth.objects("participants")));
    }
    if (!world.unknownAnswers.contains(id) && lost.stream().noneMatch(type -> type.startsWith("group_join_request"))) { // the reconciliation does not look at them
      Set<String> asked = table.query(Query.under("GROUP#" + id, "JOIN_REQUEST#", 1000)).items().stream()
          .filter(item -> item.attributes().text("state").equals(Optional.of("asked")))
          .map(item -> item.key().sk().substring("JOIN_REQUEST#".length())).collect(Collectors.toCollection(TreeSet::new));
      same("join requests of " + id, asked, truth.objects("join_requests").stream().map(it -> it.text("join_request_id").orElseThrow()).collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private void same(String what, Object table, Object platform) {
    if (!table.equals(platform)) {
      findings.add(what + ": the table has " + table + ", the platform " + platform);
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
