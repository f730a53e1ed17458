package dev.octet.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

public class SimulationTest {
  private static final int HISTORIES = Integer.getInteger("octet.histories", 2000);
  private static final long FIRST_SEED = Long.getLong("octet.seed", 1);

  @Test
  void histories() {
    Engine engine = "memory".equals(System.getProperty("octet.table")) ? Engine.memory() : Engine.embedded();
    String table = engine.freshTable();
    Map<String, Integer> totals = new TreeMap<>();
    long begun = System.nanoTime();
    int bad = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
      History history = new History(seed, engine.client(), table);
      List<String> findings;
      Verdict verdict = new Verdict(history, engine.client());
      try {
        history.live();
        findings = verdict.findings();
      } catch (RuntimeException | AssertionError e) {
        e.printStackTrace(System.out);
        findings = List.of(e.toString());
      }
      history.counts.forEach((what, many) -> totals.merge(what, many, Integer::sum));
      verdict.counts.forEach((what, many) -> totals.merge(what, many, Integer::sum));
      totals.merge("killed", history.world.killed, Integer::sum);
      totals.merge("faults struck", history.faultsStruck(), Integer::sum);
      history.world.table.requests.forEach((what, many) -> totals.merge("table " + what, many, Integer::sum));
      totals.merge("calls", history.world.network.calls, Integer::sum);
      totals.merge("lost creates", history.world.network.lostCreates, Integer::sum);
      if (!findings.isEmpty()) {
        table = engine.freshTable();
      }
      if (!findings.isEmpty() && bad++ < 10) {
        System.out.println("seed " + seed + " " + history.dialect + (history.losesWebhooks ? " loses webhooks" : ""));
        findings.forEach(it -> System.out.println("  " + it));
        if (Boolean.getBoolean("octet.trace")) System.out.println(history.world.trace);
      }
    }
    totals.forEach((what, many) -> System.out.println(what + ": " + many));
    System.out.printf("%d histories, %d bad, %.1f s%n", HISTORIES, bad, (System.nanoTime() - begun) / 1e9);
    assertThat(bad).isZero();
  }

  public static void main(String[] arguments) {
    new SimulationTest().histories();
    System.exit(0);
  }
}
