package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Engines;
import dev.octet.aws.Ids;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many processes at once, on the things that they share. */
class ContentionTest {
  private static final int PROCESSES = 8;
  private static final int GROUPS_EACH = 10;

  @Test
  void a_number_whose_groups_come_all_at_once_counts_them_and_its_count_keeps_nobody_waiting() throws Exception {
    Engines engines = Engines.shared();
    Table table = new Table(engines.dynamoDb(), engines.freshTable("GroupsTable"), Ids.random());
    engines.requests().take();
    atOnce(process -> {
      for (int i = 0; i < GROUPS_EACH; i++) {
        new Groups(table, Clock.systemUTC(), new History(table, History.USUAL, Clock.systemUTC())).created("100", made("G" + process + "-" + i), Optional.empty());
      }
    });
    int transactions = engines.requests().take().get("DynamoDb.TransactWriteItems");

    System.out.println(PROCESSES * GROUPS_EACH + " groups of one number by " + PROCESSES + " processes: " + transactions + " transactions");
    assertThat(table.get(new Key("NUMBER#100", "NUMBER")).orElseThrow().attributes().whole("active_groups")).hasValue(PROCESSES * GROUPS_EACH);
    assertThat(transactions).isLessThan(2 * PROCESSES * GROUPS_EACH);
  }

  @Test
  void one_command_in_many_processes_at_once_is_called_once() throws Exception {
    try (World world = new World()) {
      GroupMaker maker = new GroupMaker(world);
      for (int i = 0; i < PROCESSES; i++) {
        world.command(World.create("c-1", "Kitchen"));
      }
      atOnce(process -> world.handleCommand(process));
      world.runQueues();
      maker.sendWebhook(maker.made.getFirst());
      world.runQueues();

      assertThat(maker.made).hasSize(1);
      assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
    }
  }

  private static CreateOutcome made(String id) {
    return new CreateOutcome(Optional.empty(), Optional.of(id), Instant.EPOCH, Optional.of("Kitchen"), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  private interface Process {
    void run(int number);
  }

  private static void atOnce(Process process) throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(PROCESSES)) {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        int number = i;
        all.add(() -> {
          process.run(number);
          return true;
        });
      }
      for (Future<Boolean> one : executor.invokeAll(all)) {
        assertThat(one.get()).isTrue();
      }
    }
  }
}
