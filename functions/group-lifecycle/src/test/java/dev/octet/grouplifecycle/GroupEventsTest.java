package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.grouplifecycle.GroupMaker.Made;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the platform says happened in a group, applied and told. */
class GroupEventsTest {
  private static final long T = 1_795_521_600L;
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);

  @BeforeEach
  void thereIsAGroup() {
    maker.sendWebhook(new Made("G1", "ABCD", "Kitchen", T));
    world.runQueues();
    world.queues.sent.clear();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void people_come_and_go() {
    participants(T + 10, "group_participants_add", "added_participants", person("GB.1", "447700900001"), person("GB.2", ""));
    assertThat(world.toldTypes()).containsExactly("participant.joined", "participant.joined");
    assertThat(World.data(world.told().getFirst()).text("reason")).contains("invite_link");
    assertThat(inGroup()).containsExactly("GB.1", "GB.2");

    participants(T + 20, "group_participants_remove", "removed_participants", person("GB.1", ""));
    assertThat(world.toldTypes()).endsWith("participant.left");
    assertThat(inGroup()).containsExactly("GB.2");

    world.event("group_participants_update", participantsItem(T + 30, "group_participants_remove", "removed_participants", person("GB.2", ""))
        .with("initiated_by", "business").with("request_id", "R2"));
    world.runQueues();
    assertThat(world.toldTypes()).endsWith("participant.removed");
    assertThat(World.data(world.told().getLast()).text("platform_request_id")).contains("R2");
    assertThat(inGroup()).isEmpty();
  }

  @Test
  void a_late_event_changes_nothing_and_is_told_as_superseded() {
    participants(T + 10, "group_participants_add", "added_participants", person("GB.1", ""));
    participants(T + 20, "group_participants_remove", "removed_participants", person("GB.1", ""));
    participants(T + 5, "group_participants_add", "added_participants", person("GB.1", ""));

    assertThat(inGroup()).isEmpty();
    assertThat(World.data(world.told().getLast()).bool("superseded")).contains(true);
    assertThat(World.data(world.told().getFirst()).bool("superseded")).isEmpty();
  }

  @Test
  void the_same_event_twice_is_told_under_the_same_ids_and_changes_nothing() {
    participants(T + 10, "group_participants_add", "added_participants", person("GB.1", ""), person("GB.2", ""), person("GB.3", ""));
    participants(T + 11, "group_participants_add", "added_participants", person("GB.4", ""));
    List<String> before = ids();
    JsonObject info = info();
    participants(T + 10, "group_participants_add", "added_participants", person("GB.1", ""), person("GB.2", ""), person("GB.3", ""));

    assertThat(ids()).isEqualTo(before);
    assertThat(info()).isEqualTo(info);
  }

  @Test
  void a_person_who_is_named_by_number_first_and_by_user_id_later_is_one_person() {
    participants(T + 10, "group_participants_add", "added_participants", JsonObject.EMPTY.with("wa_id", "447700900001"));
    participants(T + 20, "group_participants_add", "added_participants", person("GB.1", "447700900001"));

    assertThat(inGroup()).containsExactly("GB.1");
  }

  @Test
  void who_was_two_people_until_an_event_named_both_ids_is_one_from_then_on() {
    participants(T + 10, "group_participants_add", "added_participants", JsonObject.EMPTY.with("wa_id", "447700900001"));
    participants(T + 20, "group_participants_add", "added_participants", person("GB.1", ""));
    participants(T + 30, "group_participants_remove", "removed_participants", person("GB.1", "447700900001"));

    assertThat(info().objects("participants")).isEmpty();
  }

  @Test
  void people_who_come_before_their_group_is_known_are_in_it_then() {
    world.event("group_participants_update", participantsItem(T + 10, "group_participants_add", "added_participants", person("GB.1", ""))
        .with("group_id", "G2"));
    world.runQueues();
    maker.sendWebhook(new Made("G2", "EFGH", "Bathroom", T + 5));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.adopted", "participant.joined", "group.created");
    assertThat(World.body(world.get("/graph/v26.0/G2?fields=subject,total_participant_count")))
        .isEqualTo(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("id", "G2").with("subject", "Bathroom").with("total_participant_count", 1L));
  }

  @Test
  void join_requests_are_told() {
    JsonObject request = JsonObject.EMPTY.with("timestamp", Long.toString(T + 10)).with("group_id", "G1").with("join_request_id", "J1")
        .with("user_id", "GB.1");
    world.event("group_participants_update", request.with("type", "group_join_request_created"));
    world.event("group_participants_update", request.with("type", "group_join_request_revoked").with("timestamp", Long.toString(T + 20)));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("join_request.created", "join_request.revoked");
  }

  @Test
  void a_removal_that_failed_for_some_is_told_for_each() {
    JsonObject error = JsonObject.EMPTY.with("code", 131212).with("message", "not in the group").with("title", "Participant is not a part of the group");
    world.event("group_participants_update", participantsItem(T + 10, "group_participants_remove", "removed_participants", person("GB.1", ""))
        .with("initiated_by", "business").with("request_id", "R3")
        .with("failed_participants", List.of(JsonObject.EMPTY.with("input", "+447700900002").with("errors", List.of(error)))));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("participant.removed", "participant.remove_failed");
    assertThat(World.data(world.told().getLast()).object("participant").orElseThrow().text("wa_id")).contains("447700900002");
  }

  @Test
  void a_deleted_group_is_gone_from_the_list_and_unknown() {
    world.event("group_lifecycle_update", JsonObject.EMPTY.with("timestamp", Long.toString(T + 60)).with("group_id", "G1").with("type", "group_delete"));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.deleted");
    assertThat(World.code(world.get("/graph/v26.0/G1"))).isEqualTo(131041);
    assertThat(World.body(world.get("/graph/v26.0/100/groups")).object("data").orElseThrow().objects("groups")).isEmpty();
  }

  @Test
  void settings_and_suspensions_are_told() {
    world.event("group_settings_update", JsonObject.EMPTY.with("timestamp", Long.toString(T + 60)).with("group_id", "G1").with("type", "group_settings_update")
        .with("request_id", "R4").with("group_subject", JsonObject.EMPTY.with("text", "New").with("update_successful", true))
        .with("group_description", JsonObject.EMPTY.with("text", "x").with("update_successful", false)));
    world.event("group_status_update", JsonObject.EMPTY.with("timestamp", Long.toString(T + 70)).with("group_id", "G1").with("type", "group_suspend"));
    world.event("group_status_update", JsonObject.EMPTY.with("timestamp", Long.toString(T + 80)).with("group_id", "G1").with("type", "group_suspend_cleared"));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly(
        "group.settings_updated", "group.settings_update_failed", "group.suspended", "group.suspension_cleared");
  }

  @Test
  void what_cannot_be_read_is_handed_on_and_its_neighbours_are_applied() {
    world.queues.put(World.EVENTS, "not JSON");
    world.event("group_lifecycle_update", JsonObject.EMPTY.with("type", "group_teleported").with("group_id", "G1"));
    world.event("group_lifecycle_update", JsonObject.EMPTY.with("type", "group_create"));
    world.event("group_participants_update", participantsItem(T + 10, "group_participants_add", "added_participants"));
    world.event("", "group_lifecycle_update", JsonObject.EMPTY.with("type", "group_delete").with("group_id", "G1"));
    participants(T + 10, "group_participants_add", "added_participants", person("GB.1", ""));

    assertThat(world.toldTypes()).containsExactly("webhook.unrecognized", "webhook.unrecognized", "webhook.unrecognized",
        "webhook.unrecognized", "webhook.unrecognized", "participant.joined");
  }

  @Test
  void a_group_stays_small_however_many_come_and_go() {
    String longName = "n".repeat(30);
    IntStream.range(0, 60).forEach(i -> {
      JsonObject person = person("GB." + "9".repeat(20) + i, "4477009" + (10000 + i)).with("username", longName).with("parent_user_id", "GB.ENT." + "8".repeat(20) + i);
      participants(T + 10 + i, "group_participants_add", "added_participants", person);
      if (i < 52) {
        participants(T + 10 + i, "group_participants_remove", "removed_participants", person);
      }
    });
    maker.sendWebhook(new Made("G1", "ABCD", "🍳".repeat(128), T));
    world.runQueues();

    assertThat(inGroup()).hasSize(8);
    int bytes = world.engines.dynamoDb().scan(request -> request.tableName(world.environment().text("TABLE_NAME"))).items().stream()
        .filter(item -> item.get("pk").s().equals("GROUP#G1") && item.get("sk").s().equals("STATE"))
        .mapToInt(item -> item.toString().length()).sum();
    System.out.println("a full group with its tombstones: " + bytes + " characters in the SDK's notation, which is more than its size");
    assertThat(bytes).isBetween(1000, 2 * 4096);
  }

  private void participants(long at, String type, String list, JsonObject... people) {
    world.event("group_participants_update", participantsItem(at, type, list, people));
    world.runQueues();
  }

  private static JsonObject participantsItem(long at, String type, String list, JsonObject... people) {
    JsonObject item = JsonObject.EMPTY.with("timestamp", Long.toString(at)).with("group_id", "G1").with("type", type).with(list, List.of(people));
    return type.endsWith("add") ? item.with("reason", "invite_link") : item;
  }

  private static JsonObject person(String userId, String waId) {
    JsonObject person = JsonObject.EMPTY.with("user_id", userId);
    return waId.isEmpty() ? person : person.with("wa_id", waId);
  }

  private List<String> inGroup() {
    return info().objects("participants").stream().map(person -> person.text("user_id").orElse("")).toList();
  }

  private JsonObject info() {
    return World.body(world.http("GET", "/graph/v26.0/G1?fields=participants", "token-a", "", Map.of()));
  }

  private List<String> ids() {
    return world.told().stream().map(one -> one.text("id").orElseThrow()).toList();
  }

  @Test
  void what_an_event_costs_is_counted() {
    world.engines.requests().take();
    participants(T + 10, "group_participants_add", "added_participants", person("GB.1", ""));
    Map<String, Integer> requests = world.engines.requests().take();

    System.out.println("group_participants_add: " + requests);
    assertThat(requests).isEqualTo(Map.of("DynamoDb.GetItem", 2, "DynamoDb.PutItem", 3));
  }
}
