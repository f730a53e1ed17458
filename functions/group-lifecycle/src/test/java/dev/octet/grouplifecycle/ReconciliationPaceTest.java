package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a run asks, how long it takes, when it stops, and who may run. */
class ReconciliationPaceTest {
  private final World world = new World();
  private final PlatformTruth truth = new PlatformTruth(world);

  @AfterEach
  void close() {
    world.close();
  }

  private JsonObject progress() {
    return World.body(world.get("/v1/numbers/100/reconcile"));
  }

  private long callsOfTheNumber() {
    return world.platform.requests.stream().filter(request -> request.token().equals("Bearer platform-100")).count();
  }

  @Test
  void a_run_keeps_its_pace_and_the_next_goes_on() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      ids.add(i % 2 == 0 ? truth.known("Group " + i) : truth.unknown("Group " + i));
    }
    ids.forEach(id -> truth.set(id, "description", "Tiles"));
    List<Long> calls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      var began = world.clock.instant();
      long before = callsOfTheNumber();
      var _ = world.reconcile();
      calls.add(callsOfTheNumber() - before);
      assertThat(Duration.between(began, world.clock.instant())).isLessThan(Duration.ofSeconds(20));
      if (i == 1) {
        assertThat(progress().text("state")).contains("running");
      }
      world.clock.advance(Duration.ofSeconds(60).minus(Duration.between(began, world.clock.instant())));
    }

    assertThat(calls).allSatisfy(number -> assertThat(number).isLessThanOrEqualTo(Pace.PER_RUN));
    assertThat(calls.getFirst()).isGreaterThan(Pace.PER_RUN - GroupCheck.CALLS);
    assertThat(world.toldTypes()).hasSize(70).containsOnly("group.adopted", "group.repaired");
    assertThat(progress().text("state")).contains("done");
    assertThat(progress().whole("groups")).hasValue(70);
    assertThat(truth.activeGroups()).isEqualTo(70);
    assertThat(calls.stream().mapToLong(it -> it).sum()).as("each of 70, 35 of them twice, and a list page for each run of it").isLessThanOrEqualTo(2 * 105 + 3);
  }

  @Test
  void never_two_runs_for_a_number_at_once() {
    truth.known("Kitchen");
    AtomicInteger others = new AtomicInteger();
    truth.instead = request -> {
      if (request.path().endsWith("/100/groups") && others.getAndIncrement() == 0) {
        var _ = world.reconcile(); // another process, while this one asks
      }
      return Optional.empty();
    };
    var _ = world.reconcile();
    var _ = world.reconcile(); // and again in the same minute

    assertThat(callsOfTheNumber()).as("the list, and two for the group").isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"429, 131208", "400, 130429", "400, 80007", "400, 4", "401, 190", "500, 2", "-1, 0", "403, 10"})
  void when_the_platform_has_enough_the_run_stops_and_the_pauses_grow(int status, int code) {
    String first = truth.known("Kitchen");
    String second = truth.known("Hall");
    truth.set(first, "subject", "Bath");
    truth.set(second, "subject", "Cellar");
    truth.instead = _ -> Optional.of(status < 0 ? Answer.lost() : Answer.error(status, code));
    assertThat(world.reconcile().orElseThrow()).isGreaterThanOrEqualTo(1);
    List<Integer> minutes = new ArrayList<>();
    for (int minute = 1; minute <= 16; minute++) {
      world.clock.advance(Duration.ofMinutes(1));
      long before = callsOfTheNumber();
      var _ = world.reconcile();
      if (callsOfTheNumber() > before) {
        minutes.add(minute);
      }
    }
    assertThat(minutes).containsExactly(1, 3, 7, 15);
    assertThat(world.toldTypes()).isEmpty();
    truth.instead = _ -> Optional.empty();
    world.clock.advance(Duration.ofMinutes(60));
    truth.runs(3);

    assertThat(world.toldTypes()).containsExactly("group.repaired", "group.repaired");
  }

  @Test
  void one_group_that_is_never_answered_does_not_keep_the_others_waiting() {
    String broken = truth.known("Kitchen");
    String other = truth.known("Hall");
    String third = truth.known("Cellar");
    List.of(broken, other, third).forEach(id -> truth.set(id, "subject", "Bath"));
    truth.instead = request -> request.path().endsWith("/" + other) ? Optional.of(new Answer(500, "")) : Optional.empty();
    truth.runs(10);

    assertThat(world.toldTypes()).containsExactly("group.repaired", "group.repaired");
    assertThat(progress().text("state")).contains("done");
  }

  @Test
  void four_calls_a_second_are_the_most() {
    for (int i = 0; i < 5; i++) {
      truth.known("Group " + i);
    }
    List<Instant> asked = new ArrayList<>();
    truth.instead = request -> {
      if (request.token().equals("Bearer platform-100")) {
        asked.add(world.clock.instant());
      }
      return Optional.empty();
    };
    truth.runs(1);

    assertThat(asked).hasSize(11);
    for (int i = 1; i < asked.size(); i++) {
      assertThat(Duration.between(asked.get(i - 1), asked.get(i))).isGreaterThanOrEqualTo(Pace.GAP);
    }
  }

  @Test
  void a_platform_that_takes_its_time_does_not_keep_a_run_beyond_that_of_the_function() {
    for (int i = 0; i < 5; i++) {
      truth.set(truth.known("Group " + i), "subject", "Bath");
    }
    truth.instead = _ -> {
      world.clock.advance(Lifecycle.CALL_TIMEOUT.minusSeconds(1));
      return Optional.empty();
    };
    for (int i = 0; i < 8; i++) {
      Instant began = world.clock.instant();
      var _ = world.reconcile();
      assertThat(Duration.between(began, world.clock.instant())).isLessThan(Duration.ofSeconds(30));
      world.clock.advance(Duration.ofMinutes(1));
    }
    truth.instead = _ -> Optional.empty();
    truth.runs(10);

    assertThat(world.toldTypes()).hasSize(5).containsOnly("group.repaired");
  }

  @Test
  void every_minute_another_number_comes_first() {
    List<String> first = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List.of("100", "101", "200").forEach(number -> {
        var _ = new ReconciliationStore(world.table(), world.clock).request(number);
      });
      world.platform.requests.clear();
      truth.runs(1);
      first.add(world.platform.requests.getFirst().token());
    }

    assertThat(first).containsExactlyInAnyOrder("Bearer platform-100", "Bearer platform-101", "Bearer platform-200");
  }

  @Test
  void a_run_that_died_keeps_the_number_for_less_than_a_minute() {
    String id = truth.known("Kitchen");
    truth.set(id, "subject", "Bath");
    world.killAfter(world.sideEffects + 1); // it has the number, and no more
    assertThat(world.reconcile()).isEmpty();
    long before = callsOfTheNumber();
    assertThat(world.reconcile()).isPresent();
    assertThat(callsOfTheNumber()).as("at once").isEqualTo(before);
    world.clock.advance(Duration.ofMinutes(1));
    truth.runs(1);

    assertThat(world.toldTypes()).containsExactly("group.repaired");
  }
}
