package dev.octet.grouplifecycle;

import static dev.octet.grouplifecycle.PlatformTruth.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  void a_group_that_was_made_within_the_settle_window_is_left_to_its_webhook() {
    String id = truth.unknown("Kitchen");
    truth.set(id, "creation_timestamp", World.START.getEpochSecond());
    truth.runs((int) World.WINDOW.toMinutes() + 5);
    assertThat(world.toldTypes()).isEmpty();
    truth.runs(2);

    assertThat(world.toldTypes()).containsExactly("group.adopted");
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
    world.groups().update(id, "100", group -> group.deleted(World.START.minusSeconds(300)));
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
