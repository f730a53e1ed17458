package dev.octet.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.RunLogs;
import dev.octet.localstack.LocalStack;
import dev.octet.localstack.Settings;
import dev.octet.story.Circumstances;
import dev.octet.story.Ending;
import dev.octet.story.NotSeenException;
import dev.octet.story.Progress;
import dev.octet.story.Request;
import dev.octet.story.Story;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** {@code mvn -Pdemo}, within this process: on a running stack, on one of its own, and where what must happen does not. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // the last one has the clean stack changed by faults
class DemoIT {
  private static final String ROOT = System.getProperty("octet.root", "../..");
  private static final long SEED = Long.getLong("octet.seed", 1);
  private static final BigDecimal SHARE = new BigDecimal("0.2");

  private static LocalStack stack;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeAll
  static void start() throws IOException {
    stack = LocalStack.start(Settings.forTests(Path.of(ROOT, "template.yaml"), RunLogs.directory("demo"))
        .withParameter("SettleWindow", "PT3S").withParameter("SendWindow", "PT3S").withRedeliverAfter(Duration.ofSeconds(1)));
  }

  @AfterAll
  static void end() {
    stack.close();
  }

  @Test
  @Order(1)
  void with_a_running_stack_every_step_is_seen_and_the_groups_stay() {
    assertThat(demo(running())).as(this::printed).isZero();

    assertThat(printed().lines().filter(line -> line.startsWith("  ✓ "))).hasSizeGreaterThan(20);
    assertThat(printed()).contains("Every step was seen to happen, in ").contains("The groups are still there: " + stack.url() + "/sandbox/").doesNotContain("✗", "\u001b");
    try (HttpStage stage = stage(running())) {
      assertThat(stage.call(new Request("GET", "/sandbox/api/groups", new byte[0], Map.of())).body().objects("groups"))
          .extracting(group -> group.text("subject").orElse("")).contains("Roof repair, Thursday", "Keys to the house", "Order 4471");
    }
  }

  @Test
  @Order(2)
  void on_a_stack_of_its_own_it_is_the_same() {
    Properties properties = new Properties();
    properties.setProperty("octet.root", ROOT);

    assertThat(demo(properties)).as(this::printed).isZero();
    assertThat(printed()).contains("Every step was seen to happen, in ");
  }

  @Test
  @Order(3)
  void what_is_not_seen_is_told_with_what_was_expected() {
    Properties properties = running();
    properties.setProperty("octet.number", "100000000000002"); // not eligible for groups

    assertThat(demo(properties)).isEqualTo(1);
    assertThat(printed()).contains("  ✗ A group is made: Roof repair").contains("expected  success of POST /graph/v26.0/100000000000002/groups")
        .contains("seen      ").contains("131215").contains("Not every step was seen to happen.");
  }

  @Test
  @Order(4)
  void a_token_that_is_none_and_an_address_where_nothing_is_are_told() {
    Properties properties = running();
    properties.setProperty("octet.token", "nobodys");
    assertThat(demo(properties)).isEqualTo(1);
    assertThat(printed()).contains("✗ A group is made").contains("seen      401").doesNotContain("nobodys");

    properties.setProperty("octet.url", "http://127.0.0.1:1");
    assertThat(demo(properties)).isEqualTo(1);
    assertThat(printed()).contains("The story cannot be played: Nothing answers at http://127.0.0.1:1");
  }

  /**
   * In real time, so without what takes minutes of it: lost group webhooks, refusals for the pace (429), timeouts. Those are in the
   * simulation, with twenty seeds.
   */
  @Test
  @Order(5)
  void with_the_faults_at_one_in_five_it_ends_the_same() throws Exception {
    System.out.println("seed " + SEED);
    try (HttpStage stage = stage(running()); var schedules = Executors.newSingleThreadScheduledExecutor()) {
      var _ = schedules.scheduleWithFixedDelay(() -> {
        stack.invokeSchedule("SettlementFunction");
        stack.invokeSchedule("ReconciliationFunction");
      }, 1, 1, TimeUnit.SECONDS);
      Ending calm = new Story(stage, Circumstances.calm(Duration.ofSeconds(45)), silent()).play();
      faults(stage, JsonObject.EMPTY.with("seed", SEED).with("duplicate", SHARE).with("reorder", SHARE).with("webhook_before_answer", SHARE)
          .with("answer_lost", SHARE).with("no_answer", SHARE).with("skip_delivered", SHARE).with("aggregate_statuses", "by_message")
          .with("failed_in_webhook", SHARE).with("batch", SHARE).with("status", JsonObject.EMPTY.with("code", 503).with("times", SHARE)));
      try {
        assertThat(new Story(stage, Circumstances.troubled(Duration.ofMinutes(2), Duration.ofSeconds(4), Circumstances.Shown.AS_THEY_LIKE), silent()).play())
            .isEqualTo(calm);
      } finally {
        faults(stage, JsonObject.EMPTY);
      }
    }
  }

  private static void faults(HttpStage stage, JsonObject faults) {
    assertThat(stage.call(new Request("PUT", "/sandbox/api/faults", faults.toBytes(), Map.of())).status()).isEqualTo(200);
  }

  private static Properties running() {
    Properties properties = new Properties();
    properties.setProperty("octet.url", stack.url() + "/");
    properties.setProperty("octet.queues", stack.queues().toString());
    return properties;
  }

  private static HttpStage stage(Properties properties) {
    return new HttpStage(Place.running(properties), Clock.systemUTC());
  }

  private int demo(Properties properties) {
    return new Demo(new Terminal(new PrintStream(printed, true, StandardCharsets.UTF_8), false), Clock.systemUTC()).play(properties);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static Progress silent() {
    return new Progress() {
      @Override
      public void begins(String step, Kind kind) {}

      @Override
      public void seen(String step, Duration took) {
        System.out.println(Terminal.seconds(took) + " " + step);
      }

      @Override
      public void notSeen(String step, NotSeenException problem) {
        System.out.println(step + ": " + problem.getMessage());
      }
    };
  }
}
