package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Hash;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.Participant.Move;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.grouplifecycle.GroupMaker.Made;
import dev.octet.operations.MemoryQueues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who are removed: once, whoever says so and however often. */
class PeopleEventsTest {
  private static final long T = 1_795_521_600L;
  private final World world = new World();

  @BeforeEach
  void thereIsAGroupWithTwoPeople() {
    new GroupMaker(world).sendWebhook(new Made("G1", "ABCD", "Kitchen", T));
    event(T + 10, "group_participants_add", JsonObject.EMPTY.with("reason", "invite_link").with("added_participants",
        List.of(person("GB.1", "447700900001"), person("GB.2", "447700900002"))));
    world.queues.sent.clear();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_removal_that_two_webhooks_of_two_times_tell_has_one_id_and_the_first_time() {
    removed(T + 20, "R1", "447700900001");
    removed(T + 25, "R2", "447700900001");

    assertThat(world.queues.sent.get(World.NOTIFICATIONS)).hasSize(2);
    assertThat(world.told()).hasSize(1);
    world.queues.sent.get(World.NOTIFICATIONS).stream().map(MemoryQueues::json).map(World::data).forEach(data -> {
      assertThat(data.text("timestamp")).contains(Long.toString(T + 20));
      assertThat(data.bool("superseded")).isEmpty();
    });
  }

  @Test
  void a_removal_that_was_learned_by_looking_is_told_by_its_late_webhook_under_the_time_of_the_look() {
    Group.Moved looked = keep(Move.REMOVED, T + 19, "447700900001");
    removed(T + 22, "R1", "447700900001");

    JsonObject told = world.told().getFirst();
    assertThat(told.text("id")).isEqualTo(Optional.of("participant.removed:" + Hash.hex(
        GroupNotifications.movedIdentity("participant.removed", "G1", phone("447700900001"), looked.at()))));
    assertThat(World.data(told).text("timestamp")).contains(Long.toString(T + 19));
  }

  @Test
  void who_comes_in_again_all_the_same_is_in_and_can_be_removed_again() {
    removed(T + 20, "R1", "447700900001");
    event(T + 30, "group_participants_add", JsonObject.EMPTY.with("added_participants", List.of(person("GB.1", "447700900001"))));
    assertThat(inGroup()).containsExactly("GB.1", "GB.2");

    removed(T + 40, "R2", "447700900001");

    assertThat(inGroup()).containsExactly("GB.2");
    assertThat(world.toldTypes()).containsExactly("participant.removed", "participant.joined", "participant.removed");
  }

  @Test
  void who_was_removed_cannot_leave_as_well() {
    removed(T + 20, "R1", "447700900001");
    event(T + 30, "group_participants_remove", JsonObject.EMPTY.with("initiated_by", "participant").with("removed_participants", List.of(person("GB.1", ""))));
    removed(T + 40, "R1", "447700900001");

    assertThat(world.toldTypes()).containsExactly("participant.removed", "participant.left");
    assertThat(World.data(world.told().getLast()).bool("superseded")).contains(true);
  }

  @Test
  void a_person_named_by_number_is_told_with_all_that_is_known_of_them() {
    removed(T + 20, "R1", "447700900001");

    assertThat(World.data(world.told().getFirst()).object("participant")).contains(person("GB.1", "447700900001"));
  }

  @Test
  void the_id_does_not_change_when_the_person_becomes_known_under_another_name() {
    removed(T + 20, "R1", "447700900003");
    event(T + 15, "group_participants_add", JsonObject.EMPTY.with("added_participants", List.of(person("GB.3", "447700900003"))));
    removed(T + 20, "R1", "447700900003");

    assertThat(world.toldTypes()).containsExactly("participant.removed", "participant.joined");
  }

  @Test
  void a_removal_that_failed_has_the_id_of_its_request_whenever_it_is_told() {
    JsonObject failed = JsonObject.EMPTY.with("initiated_by", "business").with("request_id", "R1")
        .with("failed_participants", List.of(JsonObject.EMPTY.with("input", "+447700900001")))
        .with("errors", List.of(JsonObject.EMPTY.with("code", "131000").with("title", "x")));
    event(T + 20, "group_participants_remove", failed);
    event(T + 21, "group_participants_remove", failed);
    event(T + 21, "group_participants_remove", failed.with("request_id", "R2"));

    assertThat(world.toldTypes()).containsExactly("participant.remove_failed", "participant.remove_failed");
    assertThat(World.data(world.told().getFirst()).object("participant")).contains(person("GB.1", "447700900001"));
    assertThat(World.data(world.told().getFirst()).objects("errors")).hasSize(1);
  }

  private Group.Moved keep(Move move, long at, String number) {
    List<Group.Moved> moved = new ArrayList<>();
    world.groups().update("G1", "100", group -> {
      moved.add(group.moved(phone(number), move, Instant.ofEpochSecond(at)));
      return moved.getLast().group();
    });
    return moved.getLast();
  }

  private static Person phone(String number) {
    return new Person(Optional.empty(), Optional.of(number), Optional.empty(), Optional.empty());
  }

  private void removed(long at, String requestId, String number) {
    event(at, "group_participants_remove", JsonObject.EMPTY.with("initiated_by", "business").with("request_id", requestId)
        .with("removed_participants", List.of(JsonObject.EMPTY.with("input", number))));
  }

  private void event(long at, String type, JsonObject more) {
    world.event("group_participants_update",
        JsonObject.EMPTY.with("timestamp", Long.toString(at)).with("group_id", "G1").with("type", type).withAll(more));
    world.runQueues();
  }

  private static JsonObject person(String userId, String waId) {
    JsonObject person = JsonObject.EMPTY.with("user_id", userId);
    return waId.isEmpty() ? person : person.with("wa_id", waId);
  }

  private List<String> inGroup() {
    return World.body(world.get("/graph/v26.0/G1?fields=participants")).objects("participants").stream()
        .map(person -> person.text("user_id").orElse("")).toList();
  }
}
