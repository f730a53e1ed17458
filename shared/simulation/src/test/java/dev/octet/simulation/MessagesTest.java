package dev.octet.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Ids;
import dev.octet.aws.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Messages to fifty groups from five callers at once, most of them by queue, while much goes wrong. A run is made of its seed;
 * it is shorter with {@code -Doctet.messages=…}.
 */
class MessagesTest {
  private static final int MESSAGES = Integer.getInteger("octet.messages", 5000);
  private static final long SEED = Long.getLong("octet.seed", 1);
  private static final int FEW = 300;
  private static final int SHOWN = Integer.getInteger("octet.shown", 10);

  @Test
  void five_callers_send_to_fifty_groups_in_order_each_once_and_all_that_came_of_it_is_told_once_and_counted() {
    Engine engine = new Engine();
    long begun = System.nanoTime();

    Traffic traffic = live(SEED, MESSAGES, engine);
    System.out.println("messages, seed " + SEED + ", in " + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");

    traffic.counts.forEach((what, many) -> System.out.printf("%9d %s%n", many, what));
    assertThat(Delivered.kinds(traffic)).as("each kind comes").doesNotContainValue(0);
  }

  @Test
  void a_seed_replays_byte_for_byte() {
    String first = live(SEED, Math.min(FEW, MESSAGES), new Engine()).world.trace.toString();

    assertThat(live(SEED, Math.min(FEW, MESSAGES), new Engine()).world.trace.toString()).isEqualTo(first);
  }

  private static Traffic live(long seed, int messages, Engine engine) {
    Traffic traffic = new Traffic(seed, messages, engine.client(), engine.freshTable());
    traffic.live();
    traffic.world.kills.clear(); // who looks at it now is not to be disturbed
    Kept kept = new Kept(traffic);
    kept.compare();
    Delivered delivered = new Delivered(traffic, kept);
    delivered.judge();
    CostComparison costs = new CostComparison(traffic);
    costs.compare();
    List<String> findings = new ArrayList<>(traffic.told.toldTwice());
    findings.addAll(delivered.findings);
    findings.addAll(kept.findings);
    findings.addAll(costs.findings);
    findings.addAll(new Leftovers(traffic.world, new Table(engine.client(), traffic.world.tableName, Ids.random())).find());
    traffic.world.errors.errors().forEach(error -> findings.add("an exception escaped: " + error));
    if (Boolean.getBoolean("octet.trace")) {
      System.out.println(traffic.world.trace);
    }
    traffic.totals();
    assertThat(findings.stream().limit(SHOWN)).as("seed %d, %d messages: %d findings", seed, messages, findings.size()).isEmpty();
    return traffic;
  }
}
