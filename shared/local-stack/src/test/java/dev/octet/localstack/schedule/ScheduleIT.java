package dev.octet.localstack.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.TestFunctions;
import dev.octet.localstack.function.Function;
import dev.octet.localstack.function.Outcome;
import dev.octet.localstack.function.RuntimeClient;
import dev.octet.localstack.handlers.BehaviourHandler;
import dev.octet.localstack.handlers.EchoHandler;
import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan.SchedulePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleIT {
  private static final Endpoints ENDPOINTS = new Endpoints("http://queues");
  @TempDir static Path directory;
  private static final List<String> FAILURES = new CopyOnWriteArrayList<>();
  private static TestFunctions functions;

  @BeforeAll
  static void start() {
    functions = TestFunctions.start(directory, RuntimeClient.ofThisMachine(), TestFunctions.plan("Echo", EchoHandler.class, Map.of()),
        TestFunctions.plan("Behaviour", BehaviourHandler.class, Map.of()));
  }

  @AfterAll
  static void end() {
    functions.close();
  }

  @Test
  void a_schedule_of_the_scheduler_says_so() {
    JsonObject event = event(new SchedulePlan("octet-EveryHour", Duration.ofHours(1), true, Optional.empty()));

    assertThat(event.text("source")).contains("aws.scheduler");
    assertThat(event.text("detail-type")).contains("Scheduled Event");
    assertThat(event.texts("resources")).containsExactly("arn:aws:scheduler:eu-west-1:000000000000:schedule/default/octet-EveryHour");
    assertThat(event.text("detail")).contains("{}");
    assertThat(Instant.parse(event.text("time").orElseThrow())).isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  @Test
  void a_schedule_of_a_rule_says_so() {
    JsonObject event = event(new SchedulePlan("octet-EveryHour", Duration.ofHours(1), false, Optional.empty()));

    assertThat(event.text("source")).contains("aws.events");
    assertThat(event.texts("resources")).containsExactly("arn:aws:events:eu-west-1:000000000000:rule/octet-EveryHour");
    assertThat(event.object("detail")).contains(JsonObject.EMPTY);
  }

  @Test
  void an_input_is_the_event() {
    assertThat(event(new SchedulePlan("own", Duration.ofHours(1), true, Optional.of("{\"own\":true}"))).toJson()).isEqualTo("{\"own\":true}");
  }

  @Test
  void it_fires_again_and_again_the_first_time_after_one_period() {
    Path marks = directory.resolve("marks");
    SchedulePlan plan = new SchedulePlan("often", Duration.ofMillis(300), true, Optional.of(request("mark " + marks)));
    long start = System.nanoTime();
    try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      schedule(plan, "Behaviour").start(timer);

      await().pollInterval(Duration.ofMillis(10)).until(() -> Files.exists(marks) && Files.size(marks) >= 2);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
      timer.shutdownNow();
    }
  }

  @Test
  void a_failure_is_told() {
    Outcome outcome = schedule(new SchedulePlan("wrong", Duration.ofHours(1), true, Optional.of(request("throw"))), "Behaviour").fire();

    assertThat(outcome).isInstanceOf(Outcome.Failure.class);
    assertThat(FAILURES).containsExactly("Behaviour ERROR");
  }

  private static String request(String body) {
    return new String(TestFunctions.request(body), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static Schedule schedule(SchedulePlan plan, String function) {
    Function called = functions.function(function);
    return new Schedule(plan, called, ENDPOINTS, (failing, failure) -> FAILURES.add(failing.plan().logicalId() + " " + failure.reason()));
  }

  private static JsonObject event(SchedulePlan plan) {
    JsonObject answer = TestFunctions.body(schedule(plan, "Echo").fire());
    try {
      return JsonObject.parse(Base64.getDecoder().decode(answer.text("body").orElseThrow()));
    } catch (dev.octet.domain.json.JsonException e) {
      throw new AssertionError(e);
    }
  }
}
