package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.grouplifecycle.GroupMaker.Made;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code GET /v1/groups/{id}/history}: who, when, how. */
class HistoryTest {
  private static final long T = 1_795_521_600L;
  private static final String PATH = "/v1/groups/G1/history";
  private static final JsonObject ANA = JsonObject.EMPTY.with("user_id", "GB.1").with("wa_id", "447700900001");
  private static final JsonObject BEN = JsonObject.EMPTY.with("user_id", "GB.2");
  private World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_groups_life_is_told_newest_first() {
    live();

    List<JsonObject> rows = World.body(world.get(PATH)).objects("data");
    assertThat(rows).extracting(row -> row.text("event").orElseThrow()).containsExactly("group.deleted", "participant.removed",
        "participant.left", "group.suspension_cleared", "group.suspended", "group.settings_updated", "participant.joined",
        "join_request.revoked", "join_request.created", "participant.joined", "group.created");
    assertThat(rows).extracting(row -> row.whole("timestamp").orElseThrow() - T).containsExactly(100L, 90L, 80L, 70L, 60L, 50L, 40L, 30L, 20L, 10L, 0L);
    assertThat(rows.get(9).text("how")).contains("invite_link");
    assertThat(rows.get(6)).isEqualTo(JsonObject.EMPTY.with("timestamp", Long.toString(T + 40)).with("event", "participant.joined")
        .with("participants", List.of(BEN, JsonObject.EMPTY.with("user_id", "GB.3"))).with("how", "approved"));
    assertThat(rows.get(1).text("initiated_by")).contains("business");
    assertThat(rows.get(1).objects("participants")).containsExactly(ANA);
    assertThat(rows.get(2).text("initiated_by")).contains("participant");
    assertThat(rows.get(8).text("join_request_id")).contains("J1");
    assertThat(rows.get(5).object("group_subject").orElseThrow().text("text")).contains("New");
  }

  @Test
  void the_same_again_adds_nothing() {
    live();
    JsonObject before = World.body(world.get(PATH));
    live();

    assertThat(World.body(world.get(PATH))).isEqualTo(before);
  }

  @Test
  void a_process_that_dies_on_the_way_leaves_no_gap() {
    live();
    JsonObject undisturbed = World.body(world.get(PATH));
    int last = world.sideEffects;
    for (int n = 1; n <= last; n++) {
      world.close();
      world = new World();
      world.killAfter(n);
      live();
      assertThat(World.body(world.get(PATH))).as("killed after side effect %d", n).isEqualTo(undisturbed);
    }
  }

  @Test
  void a_removal_that_was_known_before_its_webhook_is_one_entry() {
    new GroupMaker(world).sendWebhook(new Made("G1", "ABCD", "Kitchen", T));
    for (long at : new long[] {T + 10, T + 13}) {
      event(at, "group_participants_remove", JsonObject.EMPTY.with("initiated_by", "business").with("request_id", "R" + at)
          .with("removed_participants", List.of(JsonObject.EMPTY.with("input", "447700900001"))));
    }

    assertThat(World.body(world.get(PATH)).objects("data")).hasSize(2);
  }

  @Test
  void a_late_event_is_in_its_place() {
    new GroupMaker(world).sendWebhook(new Made("G1", "ABCD", "Kitchen", T));
    event(T + 20, "group_participants_remove", JsonObject.EMPTY.with("removed_participants", List.of(ANA)));
    event(T + 10, "group_participants_add", JsonObject.EMPTY.with("added_participants", List.of(ANA)));

    assertThat(World.body(world.get(PATH)).objects("data")).extracting(row -> row.text("event").orElseThrow())
        .containsExactly("participant.left", "participant.joined", "group.created");
  }

  @Test
  void pages_follow_each_other_without_gap_or_repetition() {
    live();
    List<JsonObject> all = World.body(world.get(PATH)).objects("data");
    List<JsonObject> paged = new ArrayList<>();
    Optional<String> next = Optional.of(PATH + "?limit=4");
    while (next.isPresent()) {
      JsonObject page = World.body(world.get(next.get()));
      assertThat(page.objects("data")).hasSizeBetween(1, 4);
      assertThat(page.object("paging").orElseThrow().has("previous")).as("an address that would be refused").isFalse();
      assertThat(page.object("paging").flatMap(it -> it.object("cursors")).orElseThrow().fields().keySet()).containsExactly("after");
      paged.addAll(page.objects("data"));
      next = page.object("paging").orElseThrow().text("next");
    }

    assertThat(paged).isEqualTo(all);
    assertThat(World.body(world.get(PATH + "?limit=11")).object("paging").orElseThrow().text("next")).isEmpty();
  }

  @Test
  void an_entry_goes_after_ninety_days() {
    new GroupMaker(world).sendWebhook(new Made("G1", "ABCD", "Kitchen", T));
    world.runQueues();

    assertThat(world.engines.dynamoDb().scan(request -> request.tableName(world.environment().text("TABLE_NAME"))).items())
        .filteredOn(item -> item.get("sk").s().startsWith("HISTORY#")).extracting(item -> Long.valueOf(item.get("expires_at").n()))
        .containsExactly(T + 90 * 86_400L);
  }

  @Test
  void who_may_not_see_the_group_does_not_see_its_history() {
    live();

    assertThat(World.status(world.http("GET", PATH, "token-b", "", Map.of()))).isEqualTo(404);
    assertThat(World.status(world.http("GET", PATH, "", "", Map.of()))).isEqualTo(401);
    assertThat(World.status(world.get("/v1/groups/G-other/history"))).isEqualTo(404);
    assertThat(World.code(world.get(PATH + "?after=xyz"))).isEqualTo(131059);
    assertThat(World.code(world.get(PATH + "?limit=0"))).isEqualTo(100);
    assertThat(World.status(world.http("POST", PATH, "token-a", "{}", Map.of()))).isEqualTo(404);
  }

  private void live() {
    new GroupMaker(world).sendWebhook(new Made("G1", "ABCD", "Kitchen", T));
    event(T + 10, "group_participants_add", JsonObject.EMPTY.with("reason", "invite_link").with("added_participants", List.of(ANA)));
    event(T + 20, "group_join_request_created", BEN.with("join_request_id", "J1"));
    event(T + 30, "group_join_request_revoked", BEN.with("join_request_id", "J1"));
    event(T + 40, "group_participants_add", JsonObject.EMPTY.with("reason", "invite_link").with("added_participants",
        List.of(BEN.with("input", "447700900002"), JsonObject.EMPTY.with("user_id", "GB.3").with("input", "447700900003"))));
    event(T + 50, "group_settings_update", JsonObject.EMPTY.with("request_id", "R1").with("group_subject", JsonObject.EMPTY.with("text", "New").with("update_successful", true)));
    event(T + 60, "group_suspend", JsonObject.EMPTY);
    event(T + 70, "group_suspend_cleared", JsonObject.EMPTY);
    event(T + 80, "group_participants_remove", JsonObject.EMPTY.with("removed_participants", List.of(BEN)));
    event(T + 90, "group_participants_remove", JsonObject.EMPTY.with("initiated_by", "business").with("request_id", "R2")
        .with("removed_participants", List.of(JsonObject.EMPTY.with("input", "+447700900001"))));
    event(T + 100, "group_delete", JsonObject.EMPTY.with("request_id", "R3"));
  }

  private void event(long at, String type, JsonObject more) {
    world.event("group_lifecycle_update", JsonObject.EMPTY.with("timestamp", Long.toString(at)).with("group_id", "G1").with("type", type).withAll(more));
    world.runQueues();
  }
}
