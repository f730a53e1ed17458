package dev.octet.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What came of several histories. */
final class Totals {
  /** Enough to see what is wrong. */
  private static final int SHOWN = Integer.getInteger("octet.shown", 10);

  private final Map<String, Integer> counts = new TreeMap<>();
  /** What did not hold, with the seed. */
  final List<String> findings = new ArrayList<>();
  int bad;

  /** Lives a history and judges it. Returns it, for its trace. */
  History live(long seed, DynamoDbClient engine, String table) {
    History history = new History(seed, engine, table);
    Verdict verdict = new Verdict(history, engine);
    List<String> found = found(history, verdict);
    add(history, verdict);
    if (!found.isEmpty() && bad++ < SHOWN) {
      found.forEach(finding -> findings.add("seed " + seed + ": " + finding));
    }
    return history;
  }

  private static List<String> found(History history, Verdict verdict) {
    try {
      history.live();
      List<String> found = new ArrayList<>(verdict.beforeReconciliation());
      history.reconcile();
      found.addAll(verdict.afterReconciliation());
      history.lacks().ifPresent(found::add);
      return found;
    } catch (RuntimeException e) {
      return List.of("the simulation itself failed: " + e + " at " + e.getStackTrace()[0]);
    }
  }

  private void add(History history, Verdict verdict) {
    history.counts.forEach(this::count);
    verdict.counts.forEach(this::count);
    history.world.network.struck.forEach((loss, many) -> count("network " + loss.name().toLowerCase(java.util.Locale.ROOT), many));
    history.world.table.requests.forEach((what, many) -> count("table " + what, many));
    count("histories", 1);
    count("calls of the platform", history.world.network.calls);
    count("invocations of Octet's functions", history.world.invocations);
    count("processes killed", history.world.killed);
    count("creates of one subject whose answers were lost", history.world.network.lostCreates);
  }

  private void count(String what, int many) {
    counts.merge(what, many, Integer::sum);
  }

  void print() {
    counts.forEach((what, many) -> System.out.printf("%9d %s%n", many, what));
  }
}
