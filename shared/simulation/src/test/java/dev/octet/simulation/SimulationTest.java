package dev.octet.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Many histories of groups, each made of its seed. One is run alone with {@code -Doctet.histories=1 -Doctet.seed=…}, and
 * told whole with {@code -Doctet.trace=true} beside it.
 */
class SimulationTest {
  private static final int HISTORIES = Integer.getInteger("octet.histories", 2000);
  private static final long FIRST_SEED = Long.getLong("octet.seed", 1);
  private static final int HISTORIES_OF_AN_ENGINE = 100;

  @Test
  void at_the_end_of_every_history_the_table_is_the_truth_and_everything_was_told_once() {
    Totals totals = new Totals();
    long begun = System.nanoTime();
    Engine engine = new Engine();
    String table = engine.freshTable();
    for (int i = 0; i < HISTORIES; i++) {
      int bad = totals.bad;
      History history = totals.live(FIRST_SEED + i, engine.client(), table);
      if (Boolean.getBoolean("octet.trace") && (HISTORIES == 1 || totals.bad > bad)) {
        System.out.println(history.world.trace);
      }
      if ((i + 1) % HISTORIES_OF_AN_ENGINE == 0 || totals.bad > bad) { // what a bad one has left behind would disturb the next
        engine.close();
        engine = new Engine();
        table = engine.freshTable();
      }
    }
    totals.print();
    System.out.println("seeds " + FIRST_SEED + " to " + (FIRST_SEED + HISTORIES - 1) + " in " + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
    assertThat(totals.findings).as("%d of %d histories", totals.bad, HISTORIES).isEmpty();
  }

  @Test
  void a_seed_replays_byte_for_byte() {
    Engine engine = new Engine();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 3; seed++) {
      String first = trace(seed, engine);
      assertThat(trace(seed, engine)).as("seed %d", seed).isEqualTo(first);
    }
  }

  private static String trace(long seed, Engine engine) {
    Totals totals = new Totals();
    History history = totals.live(seed, engine.client(), engine.freshTable());
    assertThat(totals.findings).isEmpty();
    return history.world.trace.toString();
  }
}
