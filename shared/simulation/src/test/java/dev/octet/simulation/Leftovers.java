package dev.octet.simulation;

import dev.octet.aws.table.Query;
import dev.octet.aws.table.Table;
import java.util.ArrayList;
import java.util.List;

/** What must not be there any more when nothing waits. */
record Leftovers(World world, Table table) {
  /** Of both command queues. */
  private static final List<String> SHARDS = List.of("0", "1", "2", "3", "m0", "m1", "m2", "m3");

  List<String> find() {
    List<String> found = new ArrayList<>();
    world.deadLetters.forEach(queue -> {
      if (world.queues.size(queue) > 0) {
        found.add("dead letters in " + queue);
      }
    });
    SHARDS.forEach(shard -> table.query(Query.index("open-operations", "open", "due_at", shard, 10)).items()
        .forEach(item -> found.add("left open: " + item.key().pk())));
    table.query(Query.under("RECONCILE#" + world.number, "GROUP#", 100)).items().forEach(item -> found.add("left to be compared: " + item.key().sk()));
    for (String scope : List.of("ALL", "CREATES")) {
      table.query(Query.under("PARKED#" + world.number + "#" + scope, "PLACE#", 100)).items()
          .forEach(item -> found.add("left waiting in a pause of " + scope + ": " + item.attributes().text("request_id").orElse("")));
    }
    return found;
  }
}
