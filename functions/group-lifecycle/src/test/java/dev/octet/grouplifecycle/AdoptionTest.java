package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.grouplifecycle.GroupMaker.Made;
import dev.octet.operations.ScriptedPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups that another tool made, and of which something else is heard before, or instead of, their making. */
class AdoptionTest {
  private static final long T = 1_795_521_600L;
  private static final JsonObject ITEM = JsonObject.EMPTY.with("timestamp", Long.toString(T)).with("group_id", "G1");
  private World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  static Stream<Arguments> firstEvents() {
    JsonObject people = JsonObject.EMPTY.with("user_id", "GB.1");
    JsonObject asked = ITEM.with("join_request_id", "J1").withAll(people);
    JsonObject done = JsonObject.EMPTY.with("text", "New").with("update_successful", true);
    return Stream.of(
        Arguments.of(ITEM.with("type", "group_participants_add").with("added_participants", List.of(people)), "participant.joined"),
        Arguments.of(ITEM.with("type", "group_participants_remove").with("removed_participants", List.of(people)), "participant.left"),
        Arguments.of(asked.with("type", "group_join_request_created"), "join_request.created"),
        Arguments.of(asked.with("type", "group_join_request_revoked"), "join_request.revoked"),
        Arguments.of(ITEM.with("type", "group_settings_update").with("group_subject", done), "group.settings_updated"),
        Arguments.of(ITEM.with("type", "group_settings_update").with("group_description", done), "group.settings_updated"),
        Arguments.of(ITEM.with("type", "group_settings_update").with("profile_picture", JsonObject.EMPTY.with("sha256", "x")), "group.settings_updated"),
        Arguments.of(ITEM.with("type", "group_suspend"), "group.suspended"),
        Arguments.of(ITEM.with("type", "group_suspend_cleared"), "group.suspension_cleared"));
  }

  @ParameterizedTest
  @MethodSource("firstEvents")
  void the_first_event_of_an_unknown_group_makes_it_known_once(JsonObject item, String told) {
    send(item);
    assertThat(world.toldTypes()).containsExactly("group.adopted", told);
    assertThat(World.data(world.told().getFirst()).text("group_id")).contains("G1");
    assertThat(world.groups().get("G1").orElseThrow().group().doubtful()).isTrue();

    world.queues.sent.clear();
    send(item.with("timestamp", Long.toString(T + 10)).with("join_request_id", "J2"));
    assertThat(world.toldTypes()).containsExactly(told);
  }

  @ParameterizedTest
  @MethodSource("firstEvents")
  void a_process_that_dies_on_the_way_does_not_forget_to_tell_it(JsonObject item, String told) {
    send(item);
    int last = world.sideEffects;
    List<JsonObject> undisturbed = world.told();
    for (int n = 1; n <= last; n++) {
      world.close();
      world = new World();
      world.killAfter(n);
      send(item);
      assertThat(world.wasKilled()).as("killed after side effect %d", n).isTrue();
      assertThat(world.told()).as("killed after side effect %d", n).isEqualTo(undisturbed);
    }
  }

  static Stream<JsonObject> notAdopting() {
    JsonObject error = JsonObject.EMPTY.with("code", 131041).with("title", "Group unknown");
    JsonObject failed = ITEM.with("errors", List.of(error));
    return Stream.of(
        failed.with("type", "group_delete"),
        failed.with("type", "group_settings_update").with("group_subject", JsonObject.EMPTY.with("text", "x").with("update_successful", false)),
        failed.with("type", "group_participants_remove").with("initiated_by", "business").with("failed_participants", List.of(JsonObject.EMPTY.with("input", "447700900001"))),
        ITEM.with("type", "group_delete"));
  }

  @ParameterizedTest
  @MethodSource("notAdopting")
  void what_failed_or_ended_adopts_no_group(JsonObject item) {
    send(item);

    assertThat(world.toldTypes()).hasSize(1).doesNotContain("group.adopted");
    assertThat(world.groups().get("G1").filter(it -> it.group().doubtful())).isEmpty();
  }

  @Test
  void a_foreign_groups_making_is_told_as_created_and_nothing_about_it_is_in_doubt() {
    new GroupMaker(world).sendWebhook(new Made("G1", "ABCD", "Kitchen", T));
    send(ITEM.with("type", "group_suspend").with("timestamp", Long.toString(T + 10)));

    assertThat(world.toldTypes()).containsExactly("group.created", "group.suspended");
    assertThat(world.groups().get("G1").orElseThrow().group().doubtful()).isFalse();
  }

  @Test
  void a_change_of_an_operation_in_a_group_that_nobody_knew_is_told_with_the_group() {
    List<String> asked = new ArrayList<>();
    world.platform.answers(request -> {
      asked.add(request.path());
      world.event("group_settings_update", ITEM.with("type", "group_settings_update").with("request_id", "R1")
          .with("group_subject", JsonObject.EMPTY.with("text", "New").with("update_successful", true)));
      world.deliverEvents();
      return ScriptedPlatform.Answer.ok(JsonObject.EMPTY.with("request_id", "R1"));
    });
    world.command(JsonObject.EMPTY.with("command", "update_group_settings").with("id", "c-1").with("phone_number_id", "100").with("group_id", "G1")
        .with("body", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", "New")));
    world.runQueues();

    assertThat(asked).isNotEmpty();
    assertThat(world.toldTypes()).containsExactly("group.adopted", "group.settings_updated", "operation.succeeded");
  }

  private void send(JsonObject item) {
    world.event("group_participants_update", item);
    world.runQueues();
  }
}
