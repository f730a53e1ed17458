package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.grouplifecycle.GroupMaker.Made;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups in doubt stand on the reconciliation's list. */
class ReconcileMarksTest {
  private static final long T = 1_795_521_600L;
  private World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_group_that_is_adopted_is_marked_in_the_same_step() {
    joined(T + 10);
    assertThat(mark().orElseThrow().attributes().whole("since")).hasValue(World.START.getEpochSecond());

    int sideEffects = world.sideEffects;
    for (int n = 1; n <= sideEffects; n++) {
      world.close();
      world = new World();
      world.killAfter(n);
      world.event("group_participants_update", item(T + 10, "group_participants_add", "added_participants"));
      world.deliverEvents();
      assertThat(world.wasKilled()).isTrue();
      assertThat(mark().isPresent()).as("killed after side effect %d", n).isEqualTo(world.groups().get("G1").isPresent());
    }
  }

  @Test
  void a_group_of_which_two_events_of_one_second_disagree_is_marked() {
    makeKnown();
    joined(T + 10);
    assertThat(mark()).isEmpty();

    left(T + 10);
    assertThat(mark()).isPresent();
  }

  /** The business may know a number that this number of its was never shown. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void a_group_in_which_somebody_shows_no_number_is_marked_when_a_number_is_removed_that_nobody_shows(boolean input) {
    makeKnown();
    joined(T + 10);
    String removed = "447700900001";
    world.event("group_participants_update", item(T + 20, "group_participants_remove", "removed_participants").with("initiated_by", "business")
        .with("removed_participants", List.of(JsonObject.EMPTY.with(input ? "input" : "wa_id", removed))));
    world.runQueues();

    assertThat(mark()).isPresent();
  }

  @Test
  void a_removal_by_number_that_no_webhook_told_of_marks_such_a_group_too() {
    makeKnown();
    joined(T + 10);
    world.platform.answers(_ -> Answer.ok(JsonObject.EMPTY.with("removed_participants", List.of(JsonObject.EMPTY.with("input", "447700900001")))));
    world.command(JsonObject.EMPTY.with("command", "remove_participants").with("id", "p-1").with("phone_number_id", "100").with("group_id", "G1")
        .with("body", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("participants", List.of(JsonObject.EMPTY.with("user", "447700900001")))));
    world.runQueues();

    assertThat(world.toldTypes()).contains("participant.removed");
    assertThat(mark()).isPresent();
  }

  @Test
  void where_everybody_shows_a_number_or_is_removed_by_user_id_nobody_is_in_doubt() {
    makeKnown();
    joined(T + 10);
    left(T + 20);
    world.event("group_participants_update", item(T + 30, "group_participants_remove", "removed_participants").with("initiated_by", "business")
        .with("removed_participants", List.of(JsonObject.EMPTY.with("input", "447700900001"))));
    world.event("group_participants_update", item(T + 40, "group_participants_add", "added_participants")
        .with("added_participants", List.of(JsonObject.EMPTY.with("user_id", "GB.2").with("wa_id", "447700900002"))));
    world.event("group_participants_update", item(T + 50, "group_participants_remove", "removed_participants").with("initiated_by", "business")
        .with("removed_participants", List.of(JsonObject.EMPTY.with("input", "447700900003"), JsonObject.EMPTY.with("user_id", "GB.3"))));
    world.runQueues();

    assertThat(mark()).isEmpty();
  }

  @Test
  void a_group_that_was_described_twice_in_one_second_is_marked() {
    makeKnown();
    for (String text : List.of("One", "Two")) {
      assertThat(mark()).isEmpty();
      world.event("group_settings_update", JsonObject.EMPTY.with("timestamp", Long.toString(T + 10)).with("group_id", "G1").with("type", "group_settings_update")
          .with("request_id", text).with("group_description", JsonObject.EMPTY.with("text", text).with("update_successful", true)));
      world.deliverEvents();
    }
    assertThat(mark()).isPresent();
  }

  @Test
  void a_group_in_doubt_is_marked_once_and_costs_no_more_than_others_after_that() {
    joined(T + 10);
    Stored first = mark().orElseThrow();
    world.engines.requests().take();
    left(T + 10);

    assertThat(world.engines.requests().take()).doesNotContainKey("DynamoDb.TransactWriteItems");
    assertThat(mark()).contains(first);
  }

  @Test
  void who_takes_a_mark_away_does_not_take_a_newer_doubt_with_it() {
    makeKnown();
    ReconcileMarks marks = new ReconcileMarks(table(), world.clock);
    marks.mark("100", "G1");
    Stored read = mark().orElseThrow();
    joined(T + 10);
    left(T + 10);

    assertThat(table().delete(read)).isFalse();
    assertThat(mark().orElseThrow().attributes()).isEqualTo(read.attributes());
  }

  @Test
  void marking_twice_leaves_one_mark_since_the_first_time() {
    ReconcileMarks marks = new ReconcileMarks(table(), world.clock);
    marks.mark("100", "G1");
    world.clock.advance(World.WINDOW);
    world.beforeNext("putItem", () -> marks.mark("100", "G1"));
    marks.mark("100", "G1");

    assertThat(mark().orElseThrow().attributes().whole("since")).hasValue(World.START.getEpochSecond());
  }

  @Test
  void what_a_doubtful_group_costs_is_counted() {
    world.event("group_participants_update", item(T + 10, "group_participants_add", "added_participants"));
    world.engines.requests().take();
    world.runQueues();

    assertThat(world.engines.requests().take())
        .isEqualTo(Map.of("DynamoDb.GetItem", 3, "DynamoDb.PutItem", 2, "DynamoDb.TransactWriteItems", 1));
  }

  private void makeKnown() {
    new GroupMaker(world).sendWebhook(new Made("G1", "ABCD", "Kitchen", T));
    world.runQueues();
  }

  private void joined(long at) {
    world.event("group_participants_update", item(at, "group_participants_add", "added_participants"));
    world.runQueues();
  }

  private void left(long at) {
    world.event("group_participants_update", item(at, "group_participants_remove", "removed_participants"));
    world.runQueues();
  }

  private static JsonObject item(long at, String type, String list) {
    return JsonObject.EMPTY.with("timestamp", Long.toString(at)).with("group_id", "G1").with("type", type)
        .with(list, List.of(JsonObject.EMPTY.with("user_id", "GB.1")));
  }

  private Table table() {
    return Lifecycle.table(world.engines.dynamoDb(), world.environment());
  }

  private Optional<Stored> mark() {
    return table().get(new Key("RECONCILE#100", "GROUP#G1"));
  }
}
