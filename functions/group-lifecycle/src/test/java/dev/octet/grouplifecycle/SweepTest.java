package dev.octet.grouplifecycle;

import static dev.octet.grouplifecycle.PlatformTruth.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.grouplifecycle.ScriptedPlatform.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All groups of a number: the platform's list, then the table's. */
class SweepTest {
  private final World world = new World();
  private final PlatformTruth truth = new PlatformTruth(world);

  @AfterEach
  void close() {
    world.close();
  }

  private JsonObject progress() {
    return World.body(world.get("/v1/numbers/100/reconcile"));
  }

  private long lists() {
    return world.platform.requests.stream().filter(request -> request.path().endsWith("/100/groups")).count();
  }

  private long callsOfTheNumber() {
    return world.platform.requests.stream().filter(request -> request.token().equals("Bearer platform-100")).count();
  }

  @Test
  void the_first_run_finds_what_there_was_before_octet() {
    String id = truth.unknown("Kitchen", ANNA);
    truth.set(id, "description", "Tiles");
    truth.runs(1);

    JsonObject told = World.data(world.told().getFirst());
    assertThat(world.toldTypes()).containsExactly("group.adopted");
    assertThat(told.text("group_id")).contains(id);
    assertThat(told.text("subject")).contains("Kitchen");
    assertThat(told.text("description")).contains("Tiles");
    assertThat(told.whole("creation_timestamp")).isPresent();
    assertThat(World.body(world.get("/graph/v26.0/100/groups")).object("data").orElseThrow().objects("groups")).hasSize(1);
    assertThat(World.body(world.get("/graph/v26.0/" + id + "?fields=participants,description")).objects("participants")).hasSize(1);
    assertThat(truth.activeGroups()).isEqualTo(1);
    assertThat(progress().text("state")).contains("done");
    assertThat(progress().whole("adopted")).hasValue(1);
  }

  @Test
  void what_differs_is_repaired_and_what_is_gone_is_retired() {
    String other = truth.known("Kitchen");
    String gone = truth.known("Hall");
    truth.set(other, "subject", "Bath");
    truth.groups.remove(gone);
    truth.runs(4);

    assertThat(world.toldTypes()).containsExactlyInAnyOrder("group.repaired", "group.retired");
    assertThat(progress().whole("groups")).hasValue(2);
    assertThat(progress().whole("differences")).hasValue(1);
    assertThat(progress().whole("retired")).hasValue(1);
  }

  @Test
  void one_is_due_a_day_after_the_last_began() {
    truth.known("Kitchen");
    truth.runs(3);
    assertThat(lists()).isEqualTo(1);
    world.clock.advance(Duration.ofHours(23));
    truth.runs(3);
    assertThat(lists()).isEqualTo(1);
    world.clock.advance(Duration.ofHours(1));
    truth.runs(3);

    assertThat(lists()).isEqualTo(2);
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

  @Test
  void every_page_of_the_list_is_read() {
    for (int i = 0; i < 120; i++) {
      truth.known("Group " + i);
    }
    String oldest = truth.groups.keySet().iterator().next();
    String unknown = truth.unknown("Cellar");
    JsonObject group = truth.groups.remove(unknown);
    Map<String, JsonObject> rest = Map.copyOf(truth.groups);
    truth.groups.clear();
    truth.groups.put(unknown, group); // the last of the list
    truth.groups.putAll(rest);
    truth.runs(1);

    assertThat(lists()).isEqualTo(2);
    assertThat(world.toldTypes()).containsExactly("group.adopted");
    assertThat(truth.inTable(oldest).active()).isTrue();
  }

  @Test
  void a_list_in_the_other_shape_is_read_too() {
    String id = truth.unknown("Kitchen");
    truth.instead = request -> request.path().endsWith("/100/groups") ? Optional.of(Answer.ok(JsonObject.EMPTY.with("data",
        List.of(JsonObject.EMPTY.with("id", id).with("creation_timestamp", 1795000000L))))) : Optional.empty();
    truth.runs(1);

    assertThat(world.toldTypes()).containsExactly("group.adopted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"data\":{\"groups\":[{\"subject\":\"x\"}]}}", "{\"data\":{\"groups\":[]},\"paging\":{\"next\":\"https://next\"}}",
      "{\"data\":{\"groups\":[]},\"paging\":{\"next\":\"https://next\",\"cursors\":{\"after\":\"round\"}}}"})
  void a_list_that_is_not_understood_or_goes_round_retires_nothing_and_the_rest_is_compared(String answer) {
    String id = truth.known("Kitchen");
    truth.set(id, "subject", "Bath");
    truth.instead = request -> request.path().endsWith("/100/groups") ? Optional.of(new Answer(200, answer)) : Optional.empty();
    truth.runs(2);

    assertThat(world.toldTypes()).containsExactly("group.repaired");
    assertThat(progress().text("state")).contains("done");
  }

  @Test
  void a_cursor_that_has_expired_begins_the_list_again() {
    for (int i = 0; i < 101; i++) {
      truth.known("Group " + i);
    }
    AtomicInteger refused = new AtomicInteger();
    truth.instead = request -> request.query().contains("after=") && refused.getAndIncrement() == 0 ? Optional.of(Answer.error(400, 131059)) : Optional.empty();
    truth.runs(6);

    assertThat(lists()).as("two pages, and the first two again").isEqualTo(4);
    assertThat(progress().text("state")).contains("done");
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
  void a_group_that_an_operation_may_have_made_is_left_to_it() {
    GroupMaker maker = new GroupMaker(world);
    world.platform.answers(maker::lose);
    world.command(World.create("c-1", "Lost"));
    world.runQueues();
    world.platform.answers(request -> !request.token().equals("Bearer platform-100") ? Answer.error(400, 131041)
        : maker.answer(request).status() == 200 ? maker.answer(request) : Answer.ok(JsonObject.EMPTY
        .with("id", request.path().replaceAll(".*/", "")).with("subject", "Lost").with("suspended", false).with("participants", List.of())
        .with("creation_timestamp", maker.made.getFirst().at())));
    truth.runs(30);
    assertThat(world.toldTypes()).as("nobody settles it").isEmpty();
    world.runFor(Duration.ofMinutes(2));

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
    assertThat(world.state("c-1")).isEqualTo("succeeded");
    truth.runs(30);
    assertThat(world.toldTypes()).as("and known since").containsExactly("group.created", "operation.succeeded");
  }

  @Test
  void a_group_that_turns_up_for_an_operation_that_ended_without_it_is_told_as_such() {
    GroupMaker maker = new GroupMaker(world);
    world.platform.answers(request -> request.isCreate() ? Answer.lost() : maker.answer(request));
    world.command(World.create("c-1", "Lost"));
    world.runFor(World.WINDOW.plusMinutes(3));
    assertThat(world.state("c-1")).isEqualTo("unknown");
    world.queues.sent.clear();

    PlatformTruth late = new PlatformTruth(world);
    String id = late.unknown("Lost");
    late.set(id, "creation_timestamp", World.START.getEpochSecond() + 5);
    late.runs(20);

    assertThat(world.toldTypes()).containsExactly("group.adopted", "group.create_unknown");
    assertThat(World.data(world.told().getLast()).texts("candidate_group_ids")).containsExactly(id);
    assertThat(World.data(world.told().getLast()).text("command_id")).contains("c-1");
  }

  @Test
  void a_listed_group_that_the_table_knows_as_deleted_since_long_is_there_again() {
    String id = truth.known("Kitchen");
    new Groups(world.table()).update(id, "100", group -> group.deleted(World.START.minusSeconds(300)));
    truth.runs(1);

    assertThat(world.toldTypes()).containsExactly("group.repaired");
    assertThat(truth.inTable(id).active()).isTrue();
  }

  @Test
  void a_group_of_many_more_people_than_there_can_be_is_not_understood() {
    Person[] crowd = new Person[33];
    for (int i = 0; i < crowd.length; i++) {
      crowd[i] = new Person(Optional.of("GB." + (100 + i)), Optional.empty(), Optional.empty(), Optional.empty());
    }
    String id = truth.known("Kitchen", ANNA);
    truth.people(id, crowd);
    truth.runs(1);

    assertThat(truth.inTable(id).present()).hasSize(1);
  }

  @Test
  void what_a_sweep_costs_for_each_group_is_counted() {
    for (int i = 0; i < 10; i++) {
      truth.known("Group " + i, ANNA);
    }
    truth.sweptJustNow();
    truth.runs(1);
    truth.sweepIsDue();
    world.engines.requests().take();
    world.platform.requests.clear();
    truth.runs(1);
    Map<String, Integer> ten = world.engines.requests().take();

    System.out.printf("%-28s %s%n", "sweep of ten groups", ten);
    assertThat(world.platform.requests).as("the list, and two for each").hasSize(21);
    assertThat(ten).isEqualTo(Map.of("DynamoDb.Query", 4, "DynamoDb.GetItem", 10 + 3 * 10, "DynamoDb.PutItem", 1 + 1 + 1 + 10 + 1));
  }
}
