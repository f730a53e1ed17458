package dev.octet.grouplifecycle;

import static dev.octet.grouplifecycle.PlatformTruth.ANNA;
import static dev.octet.grouplifecycle.PlatformTruth.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.Participant;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.IdentityChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One group that is in doubt: compared, put right, told. */
class ReconciliationHandlerTest {
  private final World world = new World();
  private final PlatformTruth truth = new PlatformTruth(world);

  @BeforeEach
  void noSweep() {
    truth.sweptJustNow();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private List<Person> roster(String id) {
    return truth.inTable(id).present().stream().map(Participant::person).toList();
  }

  @Test
  void where_both_agree_nothing_is_told_and_nothing_left_to_do() {
    String id = truth.known("Kitchen", ANNA);
    truth.doubt(id);
    truth.runs(2);

    assertThat(world.toldTypes()).isEmpty();
    assertThat(truth.calls(id)).as("info and link").isEqualTo(2);
    assertThat(truth.isNoted(id)).isFalse();
  }

  @Test
  void without_anything_to_do_the_platform_is_not_asked() {
    truth.known("Kitchen");
    truth.runs(2);

    assertThat(world.platform.requests).isEmpty();
  }

  @Test
  void what_differs_becomes_the_platforms_and_each_difference_is_told() {
    String id = truth.known("Kitchen");
    truth.set(id, "subject", "Bath");
    truth.set(id, "description", "Tiles");
    truth.set(id, "suspended", true);
    truth.set(id, "join_approval_mode", "approval_required");
    truth.links.put(id, "https://chat.whatsapp.com/new");
    truth.people(id, ANNA);
    truth.doubt(id);
    truth.runs(2);

    JsonObject told = world.told().getFirst();
    assertThat(world.toldTypes()).containsExactly("group.repaired");
    assertThat(PlatformTruth.fields(told)).containsExactly("subject", "description", "suspended", "join_approval_mode", "invite_link", "participants");
    JsonObject subject = World.data(told).objects("differences").getFirst();
    assertThat(subject.text("was")).contains("Kitchen");
    assertThat(subject.text("is")).contains("Bath");
    assertThat(World.data(told).text("group_id")).contains(id);
    assertThat(World.data(told).whole("sequence")).isPresent();
    assertThat(roster(id)).containsExactly(ANNA);
    JsonObject info = World.body(world.get("/graph/v26.0/" + id + "?fields=subject,description,suspended,join_approval_mode"));
    assertThat(info.text("subject")).contains("Bath");
    assertThat(info.text("description")).contains("Tiles");
    assertThat(info.bool("suspended")).contains(true);
    assertThat(World.body(world.get("/graph/v26.0/" + id + "/invite_link")).text("invite_link")).contains("https://chat.whatsapp.com/new");
    assertThat(truth.isNoted(id)).isFalse();
  }

  @Test
  void a_second_repair_of_the_same_is_told_under_another_id() {
    String id = truth.known("Kitchen");
    for (String description : List.of("Tiles", "", "Tiles")) {
      truth.set(id, "description", description);
      truth.doubt(id);
      truth.runs(3);
    }

    assertThat(world.toldTypes()).containsExactly("group.repaired", "group.repaired", "group.repaired");
  }

  @Test
  void somebody_who_is_missing_is_taken_out_by_a_second_look() {
    String id = truth.known("Kitchen", ANNA, BEN);
    truth.people(id, BEN);
    truth.doubt(id);
    truth.runs(1);
    assertThat(roster(id)).containsExactly(ANNA, BEN);
    assertThat(world.toldTypes()).isEmpty();
    truth.runs(3);

    assertThat(roster(id)).containsExactly(BEN);
    assertThat(world.toldTypes()).containsExactly("group.repaired");
    assertThat(World.data(world.told().getFirst()).objects("differences").getFirst().object("was").orElseThrow().text("user_id")).contains("GB.1");
    assertThat(truth.isNoted(id)).isFalse();
  }

  @Test
  void somebody_who_was_found_is_followed_when_they_change_their_name() {
    String id = truth.known("Kitchen");
    truth.people(id, ANNA);
    truth.doubt(id);
    truth.runs(1);
    assertThat(roster(id)).containsExactly(ANNA);
    Person now = new Person(Optional.of("GB.9"), Optional.empty(), Optional.empty(), Optional.empty());
    new People(world.table(), world.groups(), world.clock)
        .renamed("100", new IdentityChange(ANNA, now, world.clock.instant()));

    assertThat(roster(id)).extracting(Person::userId).containsExactly(Optional.of("GB.9"));
  }

  @Test
  void somebody_who_is_there_at_the_second_look_stays() {
    String id = truth.known("Kitchen", ANNA);
    truth.people(id);
    truth.doubt(id);
    truth.runs(1);
    truth.people(id, ANNA);
    truth.runs(3);

    assertThat(roster(id)).containsExactly(ANNA);
    assertThat(world.toldTypes()).isEmpty();
    assertThat(truth.isNoted(id)).isFalse();
  }

  @Test
  void a_group_that_is_gone_is_retired_by_a_second_look() {
    String id = truth.known("Kitchen");
    truth.groups.remove(id);
    truth.doubt(id);
    truth.runs(1);
    assertThat(truth.inTable(id).active()).isTrue();
    long before = truth.activeGroups();
    truth.runs(3);

    assertThat(world.toldTypes()).containsExactly("group.retired");
    assertThat(truth.inTable(id).active()).isFalse();
    assertThat(truth.activeGroups()).isEqualTo(before - 1);
    assertThat(World.code(world.get("/graph/v26.0/" + id))).isEqualTo(131041);
    assertThat(truth.isNoted(id)).isFalse();
    assertThat(World.body(world.get("/v1/groups/" + id + "/history")).objects("data").getFirst().text("event")).contains("group.retired");
  }

  @Test
  void a_group_that_is_there_at_the_second_look_is_not_retired_by_a_third() {
    String id = truth.known("Kitchen");
    JsonObject group = truth.groups.remove(id);
    truth.doubt(id);
    truth.runs(1);
    truth.groups.put(id, group);
    truth.runs(2);
    truth.groups.remove(id);
    truth.doubt(id);
    truth.runs(1);

    assertThat(world.toldTypes()).isEmpty();
    assertThat(truth.inTable(id).active()).isTrue();
  }

  @Test
  void a_group_that_was_made_just_now_and_is_not_there_yet_is_not_even_missed() {
    Groups table = world.groups();
    table.update("R-young", "100", group -> group.created(Optional.of("New"), Optional.empty(), Optional.empty(), World.START, Optional.empty()));
    truth.doubt("R-young");
    truth.runs(1);
    assertThat(truth.isNoted("R-young")).isTrue();
    truth.runs(2);
    assertThat(world.toldTypes()).as("asked twice since, but only now a minute after").isEmpty();
    truth.runs(2);

    assertThat(world.toldTypes()).containsExactly("group.retired");
  }

  @Test
  void a_group_of_another_number_is_left_to_that() {
    String id = truth.known("Kitchen");
    new ReconcileMarks(world.table(), world.clock).request("101", id);
    truth.runs(1);

    assertThat(world.platform.requests).isEmpty();
    assertThat(new ReconcileMarks(world.table(), world.clock).isNoted("101", id)).isFalse();
  }

  @Test
  void a_group_that_was_taken_for_gone_is_there_again() {
    String id = truth.known("Kitchen");
    world.groups().update(id, "100", group -> group.deleted(World.START.minusSeconds(600)));
    long before = truth.activeGroups();
    truth.doubt(id);
    truth.runs(1);

    assertThat(PlatformTruth.fields(world.told().getFirst())).containsExactly("exists");
    assertThat(truth.inTable(id).active()).isTrue();
    assertThat(truth.activeGroups()).isEqualTo(before + 1);
  }

  @Test
  void what_changed_just_now_is_looked_at_again_later() {
    String id = truth.known("Kitchen");
    world.groups().update(id, "100", group -> group.subject("Bath", world.clock.instant()).group());
    truth.doubt(id);
    truth.runs(1);
    assertThat(truth.inTable(id).subject()).contains("Bath");
    assertThat(world.toldTypes()).isEmpty();
    truth.runs(3);

    assertThat(truth.inTable(id).subject()).contains("Kitchen");
    assertThat(PlatformTruth.fields(world.told().getFirst())).containsExactly("subject");
  }

  @Test
  void when_another_write_comes_first_the_group_is_left_for_another_time() {
    String id = truth.known("Kitchen");
    truth.set(id, "suspended", true);
    truth.doubt(id);
    world.beforeNext("transactWriteItems", () ->
        world.groups().update(id, "100", group -> group.moved(ANNA, Participant.Move.JOINED, world.clock.instant()).group()));
    truth.people(id, ANNA);
    var _ = world.reconcile();
    assertThat(truth.inTable(id).suspended()).as("read before it was written").isFalse();
    assertThat(world.toldTypes()).isEmpty();
    world.clock.advance(Duration.ofMinutes(1));
    truth.runs(2);

    assertThat(truth.inTable(id).suspended()).isTrue();
    assertThat(roster(id)).containsExactly(ANNA);
    assertThat(world.toldTypes()).containsExactly("group.repaired");
    assertThat(PlatformTruth.fields(world.told().getFirst())).containsExactly("suspended");
  }

  @Test
  void a_group_of_which_only_something_that_happened_is_known_is_adopted() {
    String id = truth.unknown("Kitchen", ANNA);
    world.groups().update(id, "100", group -> group.moved(BEN, Participant.Move.LEFT, World.START.minusSeconds(90)).group());
    truth.doubt(id);
    truth.runs(1);

    JsonObject told = World.data(world.told().getFirst());
    assertThat(world.toldTypes()).containsExactly("group.adopted");
    assertThat(told.text("subject")).contains("Kitchen");
    assertThat(told.text("invite_link")).contains("https://chat.whatsapp.com/" + id);
    assertThat(told.objects("participants")).containsExactly(ANNA.toJson());
    assertThat(roster(id)).containsExactly(ANNA);
    assertThat(truth.inTable(id).participants()).hasSize(2);
    assertThat(truth.inTable(id).doubtful()).isFalse();
    assertThat(truth.activeGroups()).isEqualTo(1);
  }

  @Test
  void a_group_that_an_event_adopted_is_looked_at_a_minute_later_and_what_that_did_not_say_is_told() {
    String id = truth.unknown("Kitchen", ANNA, BEN);
    world.event("group_participants_update", JsonObject.EMPTY.with("timestamp", Long.toString(World.START.getEpochSecond())).with("group_id", id)
        .with("type", "group_participants_add").with("added_participants", List.of(ANNA.toJson())));
    world.runQueues();
    assertThat(world.toldTypes()).containsExactly("group.adopted", "participant.joined");
    truth.runs(4);

    assertThat(world.toldTypes()).containsExactly("group.adopted", "participant.joined", "group.repaired");
    assertThat(PlatformTruth.fields(world.told().getLast())).containsExactly("subject", "invite_link", "participants");
    assertThat(truth.inTable(id).active()).isTrue();
    assertThat(truth.inTable(id).doubtful()).isFalse();
    assertThat(truth.activeGroups()).isEqualTo(1);
    assertThat(truth.isNoted(id)).isFalse();
  }

  @Test
  void a_group_that_is_doubted_while_it_is_looked_at_is_looked_at_once_more() {
    String id = truth.known("Kitchen");
    truth.doubt(id);
    world.beforeNext("deleteItem", () -> truth.doubt(id));
    truth.runs(1);
    assertThat(truth.isNoted(id)).isTrue();
    truth.runs(1);

    assertThat(truth.isNoted(id)).isFalse();
    assertThat(truth.calls(id)).isEqualTo(4);
  }

  @Test
  void a_group_that_is_doubted_while_its_repair_is_told_is_looked_at_once_more() {
    String id = truth.known("Kitchen");
    truth.set(id, "subject", "Bath");
    truth.doubt(id);
    world.beforeNext("deleteItem", () -> new ReconcileMarks(world.table(), world.clock).mark("100", id));
    truth.runs(4);

    assertThat(truth.calls(id)).isEqualTo(4);
    assertThat(world.toldTypes()).containsExactly("group.repaired");
    assertThat(truth.isNoted(id)).isFalse();
  }

  @Test
  void who_asks_for_a_group_that_is_to_be_looked_at_later_gets_a_look_at_once_and_no_removal_too_soon() {
    String person = truth.known("Kitchen", ANNA);
    String gone = truth.known("Hall");
    truth.people(person);
    truth.groups.remove(gone);
    truth.doubt(person);
    truth.doubt(gone);
    var _ = world.reconcile();
    world.clock.advance(ReconciliationStore.LEASE);
    truth.doubt(person);
    truth.doubt(gone);
    var _ = world.reconcile();

    assertThat(truth.calls(person)).isEqualTo(4);
    assertThat(truth.calls(gone)).isEqualTo(2);
    assertThat(world.toldTypes()).as("less than a minute after the first look").isEmpty();
    world.clock.advance(Duration.ofMinutes(1));
    truth.runs(1);
    assertThat(world.toldTypes()).containsExactlyInAnyOrder("group.repaired", "group.retired");
  }

  @Test
  void a_doubt_waits_until_what_made_it_is_old_enough() {
    String id = truth.known("Kitchen");
    new ReconcileMarks(world.table(), world.clock).mark("100", id);
    truth.runs(1);
    assertThat(world.platform.requests).isEmpty();
    truth.runs(2);

    assertThat(truth.calls(id)).isEqualTo(2);
  }

  @Test
  void what_it_costs_to_look_at_a_group_is_counted() {
    String id = truth.known("Kitchen", ANNA);
    truth.runs(1); // the page of another number, and of this one
    world.engines.requests().take();
    truth.runs(1);
    Map<String, Integer> idle = world.engines.requests().take();
    truth.doubt(id);
    world.engines.requests().take();
    truth.runs(1);
    Map<String, Integer> same = world.engines.requests().take();
    truth.set(id, "subject", "Bath");
    truth.doubt(id);
    world.engines.requests().take();
    truth.runs(1);
    Map<String, Integer> differs = world.engines.requests().take();

    System.out.printf("%-28s %s%n%-28s %s%n%-28s %s%n", "reconciliation, idle", idle, "  of a group, the same", same, "  of a group that differs", differs);
    assertThat(idle).as("three numbers").isEqualTo(Map.of("DynamoDb.Query", 3));
    assertThat(same).isEqualTo(Map.of("DynamoDb.Query", 3, "DynamoDb.GetItem", 2, "DynamoDb.PutItem", 1, "DynamoDb.DeleteItem", 1));
    assertThat(differs).isEqualTo(Map.of("DynamoDb.Query", 3, "DynamoDb.GetItem", 2, "DynamoDb.PutItem", 2, "DynamoDb.TransactWriteItems", 1, "DynamoDb.DeleteItem", 1));
  }
}
