package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.grouplifecycle.GroupMaker.Made;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who changes user id or phone number stays the same person, in every group. */
class IdentityTest {
  private static final long T = 1_795_521_600L;
  private static final JsonObject ANA = JsonObject.EMPTY.with("user_id", "GB.1").with("wa_id", "447700900001");
  private World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_new_user_id_is_followed_in_every_group() {
    joined("G1", T + 10, ANA);
    joined("G2", T + 10, ANA);
    joined("G3", T + 10, JsonObject.EMPTY.with("user_id", "GB.9"));
    int before = world.told().size();
    update(T + 20, "GB.1", "GB.2", "447700900001");

    assertThat(inGroup("G1")).containsExactly(ANA.with("user_id", "GB.2"));
    assertThat(inGroup("G2")).containsExactly(ANA.with("user_id", "GB.2"));
    assertThat(inGroup("G3")).containsExactly(JsonObject.EMPTY.with("user_id", "GB.9"));
    assertThat(world.told()).as("it is no notification").hasSize(before);
  }

  @Test
  void the_system_messages_say_the_same() {
    joined("G1", T + 10, ANA);
    system(T + 20, "user_changed_user_id", JsonObject.EMPTY.with("from", "447700900001"), JsonObject.EMPTY.with("wa_id", "447700900001").with("user_id", "GB.2"));
    assertThat(inGroup("G1")).containsExactly(ANA.with("user_id", "GB.2"));

    system(T + 30, "user_changed_number", JsonObject.EMPTY.with("from", "447700900001"), JsonObject.EMPTY.with("wa_id", "447700900009"));
    assertThat(inGroup("G1")).containsExactly(JsonObject.EMPTY.with("user_id", "GB.2").with("wa_id", "447700900009"));

    system(T + 40, "user_changed_number", JsonObject.EMPTY.with("from", "447700900009").with("from_user_id", "GB.2"),
        JsonObject.EMPTY.with("wa_id", "447700900008").with("user_id", "GB.3"));
    update(T + 40, "GB.2", "GB.3", "447700900008");
    assertThat(inGroup("G1")).containsExactly(JsonObject.EMPTY.with("user_id", "GB.3").with("wa_id", "447700900008"));
  }

  @Test
  void late_events_under_a_former_name_are_about_the_same_person() {
    joined("G1", T + 10, ANA);
    update(T + 20, "GB.1", "GB.2", "447700900001");
    event("G1", T + 15, "group_participants_remove", "removed_participants", JsonObject.EMPTY.with("user_id", "GB.1"));

    assertThat(inGroup("G1")).isEmpty();
  }

  @Test
  void who_joined_under_a_former_name_that_is_heard_of_later_is_known_by_the_new_one() {
    joined("G1", T + 10, ANA);
    update(T + 20, "GB.1", "GB.2", "447700900001");
    joined("G2", T + 12, ANA);

    assertThat(inGroup("G2")).containsExactly(ANA.with("user_id", "GB.2"));
  }

  @Test
  void who_changed_before_their_first_join_is_heard_of_is_known_by_the_new_name() {
    update(T + 20, "GB.1", "GB.2", "447700900001");
    joined("G1", T + 12, ANA);
    joined("G2", T + 12, JsonObject.EMPTY.with("user_id", "GB.1"));
    assertThat(inGroup("G1")).containsExactly(ANA.with("user_id", "GB.2"));
    assertThat(inGroup("G2")).containsExactly(ANA.with("user_id", "GB.2"));
    assertThat(groupsOf("GB.2")).containsExactly("G1", "G2");

    system(T + 20, "user_changed_number", JsonObject.EMPTY.with("from", "447700900005"), JsonObject.EMPTY.with("wa_id", "447700900006"));
    joined("G3", T + 20, JsonObject.EMPTY.with("wa_id", "447700900005"));
    assertThat(inGroup("G3")).containsExactly(JsonObject.EMPTY.with("wa_id", "447700900006"));
  }

  @Test
  void who_changed_twice_before_their_join_is_heard_of_is_known_by_the_last_name_in_whatever_order_that_came() {
    update(T + 30, "GB.2", "GB.3", "447700900001");
    update(T + 20, "GB.1", "GB.2", "447700900001");
    joined("G1", T + 12, ANA);
    joined("G2", T + 25, ANA.with("user_id", "GB.2"));

    assertThat(inGroup("G1")).containsExactly(ANA.with("user_id", "GB.3"));
    assertThat(inGroup("G2")).containsExactly(ANA.with("user_id", "GB.3"));
  }

  @Test
  void who_changed_and_came_back_before_their_join_is_heard_of_has_the_first_name() {
    system(T + 20, "user_changed_number", JsonObject.EMPTY.with("from", "447700900001"), JsonObject.EMPTY.with("wa_id", "447700900002"));
    system(T + 30, "user_changed_number", JsonObject.EMPTY.with("from", "447700900002"), JsonObject.EMPTY.with("wa_id", "447700900001"));
    joined("G1", T + 12, JsonObject.EMPTY.with("wa_id", "447700900001"));
    joined("G2", T + 25, JsonObject.EMPTY.with("wa_id", "447700900002"));

    assertThat(inGroup("G1")).containsExactly(JsonObject.EMPTY.with("wa_id", "447700900001"));
    assertThat(inGroup("G2")).containsExactly(JsonObject.EMPTY.with("wa_id", "447700900001"));
  }

  @Test
  void who_joins_under_a_name_that_somebody_unknown_gave_up_before_is_somebody_else() {
    system(T + 20, "user_changed_number", JsonObject.EMPTY.with("from", "447700900001"), JsonObject.EMPTY.with("wa_id", "447700900002"));
    joined("G1", T + 25, JsonObject.EMPTY.with("wa_id", "447700900001"));

    assertThat(inGroup("G1")).containsExactly(JsonObject.EMPTY.with("wa_id", "447700900001"));
  }

  @Test
  void a_new_number_is_known_of_who_joined_under_both_names_before() {
    system(T + 20, "user_changed_number", JsonObject.EMPTY.with("from", "447700900001"), JsonObject.EMPTY.with("wa_id", "447700900002"));
    joined("G1", T + 12, ANA);
    assertThat(inGroup("G1")).containsExactly(ANA.with("wa_id", "447700900002"));

    update(T + 30, "GB.1", "GB.2", "447700900002");
    assertThat(inGroup("G1")).as("followed still").containsExactly(JsonObject.EMPTY.with("user_id", "GB.2").with("wa_id", "447700900002"));
  }

  @Test
  void who_changed_the_number_alone_is_still_followed_by_the_user_id() {
    joined("G1", T + 10, ANA);
    system(T + 20, "user_changed_number", JsonObject.EMPTY.with("from", "447700900001").with("from_user_id", "GB.1"), JsonObject.EMPTY.with("wa_id", "447700900002"));
    update(T + 30, "GB.1", "GB.2", "");

    assertThat(inGroup("G1")).containsExactly(JsonObject.EMPTY.with("user_id", "GB.2").with("wa_id", "447700900002"));
  }

  @Test
  void a_join_that_is_applied_between_the_looking_and_the_writing_of_a_change_is_followed_too() {
    new GroupMaker(world).sendWebhook(new Made("G1", "RG1", "Kitchen", T));
    world.runQueues();
    // The change has found nobody, and is about to say so where the join lists the group.
    world.beforeNext("putItem", () -> {
      world.event("group_participants_update", JsonObject.EMPTY.with("timestamp", Long.toString(T + 12)).with("group_id", "G1")
          .with("type", "group_participants_add").with("added_participants", List.of(ANA)));
      world.handleEvent(1);
    });
    update(T + 20, "GB.1", "GB.2", "447700900001");

    assertThat(inGroup("G1")).containsExactly(ANA.with("user_id", "GB.2"));
    assertThat(groupsOf("GB.2")).containsExactly("G1");
  }

  @Test
  void two_changes_in_the_wrong_order_end_with_the_last() {
    joined("G1", T + 10, ANA);
    update(T + 30, "GB.2", "GB.3", "447700900001");
    update(T + 20, "GB.1", "GB.2", "447700900001");
    assertThat(inGroup("G1")).containsExactly(ANA.with("user_id", "GB.3"));

    update(T + 20, "GB.1", "GB.2", "447700900001");
    assertThat(inGroup("G1")).as("told again").containsExactly(ANA.with("user_id", "GB.3"));
  }

  @Test
  void a_number_that_has_passed_to_somebody_else_takes_nobody_along() {
    joined("G1", T + 10, ANA);
    system(T + 20, "user_changed_number", JsonObject.EMPTY.with("from", "447700900001").with("from_user_id", "GB.1"), JsonObject.EMPTY.with("wa_id", "447700900009"));
    JsonObject ben = JsonObject.EMPTY.with("user_id", "GB.7").with("wa_id", "447700900001");
    joined("G1", T + 30, ben);
    update(T + 40, "GB.8", "GB.88", "447700900001");

    assertThat(inGroup("G1")).containsExactly(ANA.with("wa_id", "447700900009"), ben);
  }

  @Test
  void who_comes_back_to_a_former_number_has_it() {
    joined("G1", T + 10, JsonObject.EMPTY.with("wa_id", "447700900001"));
    system(T + 20, "user_changed_number", JsonObject.EMPTY.with("from", "447700900001"), JsonObject.EMPTY.with("wa_id", "447700900002"));
    system(T + 30, "user_changed_number", JsonObject.EMPTY.with("from", "447700900002"), JsonObject.EMPTY.with("wa_id", "447700900001"));

    assertThat(inGroup("G1")).containsExactly(JsonObject.EMPTY.with("wa_id", "447700900001"));
  }

  @Test
  void who_is_there_under_both_names_is_there_once() {
    joined("G1", T + 10, ANA);
    joined("G1", T + 25, JsonObject.EMPTY.with("user_id", "GB.2"));
    update(T + 20, "GB.1", "GB.2", "447700900001");

    assertThat(inGroup("G1")).containsExactly(ANA.with("user_id", "GB.2"));
  }

  @Test
  void a_process_that_dies_on_the_way_leaves_nobody_behind() {
    IntStream.rangeClosed(1, 3).forEach(i -> joined("G" + i, T + 10, ANA));
    int before = world.sideEffects;
    update(T + 20, "GB.1", "GB.2", "447700900001");
    int last = world.sideEffects;
    assertThat(last - before).isGreaterThan(3);
    for (int n = before + 1; n <= last; n++) {
      world.close();
      world = new World();
      world.killAfter(n);
      IntStream.rangeClosed(1, 3).forEach(i -> joined("G" + i, T + 10, ANA));
      update(T + 20, "GB.1", "GB.2", "447700900001");
      assertThat(world.wasKilled()).isTrue();
      for (int i = 1; i <= 3; i++) {
        assertThat(inGroup("G" + i)).as("killed after side effect %d", n).containsExactly(ANA.with("user_id", "GB.2"));
      }
      assertThat(people()).as("killed after side effect %d", n).containsExactly("447700900001", "GB.1", "GB.2");
    }
  }

  @Test
  void the_list_of_a_persons_groups_is_kept_and_bounded() {
    People kept = new People(Lifecycle.table(world.engines.dynamoDb(), world.environment()), world.groups(), world.clock);
    IntStream.rangeClosed(1, 103).forEach(i -> kept.follow("100", Person.named("GB.1"), "G" + i, true, Instant.ofEpochSecond(T)));
    assertThat(groupsOf("GB.1")).hasSize(100).startsWith("G4").endsWith("G103");

    joined("G200", T + 10, JsonObject.EMPTY.with("user_id", "GB.2").with("wa_id", "447700900002"));
    assertThat(groupsOf("447700900002")).containsExactly("G200");
    event("G200", T + 20, "group_participants_remove", "removed_participants", JsonObject.EMPTY.with("user_id", "GB.2"));
    assertThat(people()).as("nobody is kept who is in no group").containsExactly("GB.1");
  }

  @Test
  void a_change_of_somebody_who_is_in_no_group_leaves_their_former_name_for_30_days() {
    update(T + 20, "GB.1", "GB.2", "447700900001");

    assertThat(people()).containsExactly("GB.1");
    assertThat(person("GB.1")).contains(JsonObject.EMPTY.with("became", ANA.with("user_id", "GB.2")).with("became_at", T + 20)
        .with("expires_at", world.clock.instant().plus(Duration.ofDays(30)).getEpochSecond()));
    assertThat(world.told()).isEmpty();
  }

  @Test
  void a_change_that_names_nobody_leaves_nothing() {
    event("100", "user_id_update", JsonObject.EMPTY.with("user_id_update", List.of(JsonObject.EMPTY)));
    event("100", "user_id_update", JsonObject.EMPTY);
    event("", "user_id_update", JsonObject.EMPTY.with("user_id_update", List.of(JsonObject.EMPTY.with("wa_id", "1"))));
    system(T, "user_changed_number", JsonObject.EMPTY, JsonObject.EMPTY);

    assertThat(people()).isEmpty();
    assertThat(world.queues.waiting(World.EVENTS)).isEmpty();
    assertThat(world.told()).isEmpty();
  }

  private void joined(String groupId, long at, JsonObject person) {
    if (world.groups().get(groupId).isEmpty()) {
      new GroupMaker(world).sendWebhook(new Made(groupId, "R" + groupId, "Kitchen", T));
    }
    event(groupId, at, "group_participants_add", "added_participants", person);
  }

  private void event(String groupId, long at, String type, String list, JsonObject person) {
    world.event("group_participants_update", JsonObject.EMPTY.with("timestamp", Long.toString(at)).with("group_id", groupId).with("type", type).with(list, List.of(person)));
    world.runQueues();
  }

  private void update(long at, String previous, String current, String waId) {
    JsonObject item = JsonObject.EMPTY.with("wa_id", waId).with("user_id", JsonObject.EMPTY.with("previous", previous).with("current", current))
        .with("timestamp", Long.toString(at));
    event("100", "user_id_update", JsonObject.EMPTY.with("user_id_update", List.of(item)));
  }

  private void system(long at, String type, JsonObject from, JsonObject system) {
    JsonObject message = from.with("id", "wamid.1").with("timestamp", Long.toString(at)).with("type", "system").with("system", system.with("type", type));
    event("100", "messages", JsonObject.EMPTY.with("messages", List.of(message)));
  }

  /** As webhook-intake copies it. */
  private void event(String phoneNumberId, String field, JsonObject members) {
    world.personEvent(phoneNumberId, field, members);
    world.runQueues();
  }

  private List<JsonObject> inGroup(String groupId) {
    return World.body(world.get("/graph/v26.0/" + groupId + "?fields=participants")).objects("participants");
  }

  private List<String> groupsOf(String name) {
    return person(name).map(item -> item.texts("groups")).orElse(List.of());
  }

  private Optional<JsonObject> person(String name) {
    return world.table().get(new Key("PERSON#100#" + name, "PERSON")).map(Stored::attributes);
  }

  private Set<String> people() {
    Set<String> names = new TreeSet<>();
    world.engines.dynamoDb().scan(request -> request.tableName(world.environment().text("TABLE_NAME"))).items().stream()
        .map(item -> item.get("pk").s()).filter(pk -> pk.startsWith("PERSON#100#")).forEach(pk -> names.add(pk.substring("PERSON#100#".length())));
    return names;
  }
}
