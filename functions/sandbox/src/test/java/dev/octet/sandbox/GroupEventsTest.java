package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happened in a group, and which groups somebody has: as members see it, whatever the webhooks may have told. */
class GroupEventsTest {
  private final Platform platform = new Platform();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void everything_that_changes_is_told_in_its_order_with_who_did_it() {
    Doorstep door = new Doorstep(platform);
    JsonObject ada = door.asking("{\"name\":\"Ada\"}");
    JsonObject ben = door.asking("{\"name\":\"Ben\"}");
    JsonObject cem = door.asking("{\"name\":\"Cem\"}");
    door.act("POST", List.of(door.requestId(ada)));
    door.act("DELETE", List.of(door.requestId(ben)));
    platform.act(id(cem), "cancel", inGroup(door.id));
    platform.operate("POST", door.id, "", JsonObject.EMPTY.with("subject", "Review II").with("description", "Every Monday"));
    platform.call("POST", "/sandbox/graph/v26.0/" + door.id, Map.of("authorization", "Bearer sandbox-token", "content-type", Pictures.FORM),
        Pictures.form(Pictures.product(), Pictures.file("file", "image/jpeg", Pictures.jpeg(200, 200))));
    platform.operate("POST", door.id, "invite_link", JsonObject.EMPTY);
    String written = platform.write(id(ada), door.id, "Hello");
    pin(door.id, "pin", written);
    pin(door.id, "unpin", written);
    pin(door.id, "unpin", written);
    platform.api("POST", "groups/" + door.id + "/suspend", "");
    platform.api("POST", "groups/" + door.id + "/suspend", "");
    platform.api("POST", "groups/" + door.id + "/clear_suspension", "");
    platform.operate("DELETE", door.id, "participants",
        JsonObject.EMPTY.with("participants", List.of(JsonObject.EMPTY.with("user_id", ada.text("user_id")), JsonObject.EMPTY.with("user", "15550000000"))));
    platform.delete(door.id);

    List<JsonObject> events = events(door.id, "");
    assertThat(events.stream().map(event -> event.text("by").orElseThrow() + " " + event.text("type").orElseThrow()
        + event.object("person").map(person -> " " + person.text("name").orElseThrow()).orElse("")))
        .containsExactly("business created", "person requested Ada", "person requested Ben", "person requested Cem", "business approved Ada",
            "business rejected Ben", "person request_cancelled Cem", "business subject_changed", "business description_changed", "business picture_changed",
            "business link_reset", "business pinned", "business unpinned", "platform suspended", "platform suspension_cleared", "business removed Ada",
            "business deleted");
    assertThat(events.getFirst().text("subject")).contains("Design review");
    assertThat(events.get(7).text("subject")).contains("Review II");
    assertThat(events.get(8).text("description")).contains("Every Monday");
    assertThat(events.get(11).text("message_id")).contains(written);
    assertThat(events.get(1).object("person")).contains(JsonObject.EMPTY.with("id", id(ada)).with("name", "Ada"));
    assertThat(events.stream().map(event -> Instant.parse(event.text("at").orElseThrow()))).isSorted();
    assertThat(events.stream().flatMap(event -> event.fields().keySet().stream()).distinct())
        .containsExactlyInAnyOrder("at", "type", "by", "person", "subject", "description", "message_id");
  }

  @Test
  void what_was_refused_lost_or_failed_afterwards_did_not_happen() {
    String group = platform.group("Roof repair").text("group_id").orElseThrow();
    platform.faults("{\"failed_in_webhook\":3,\"lost_webhook\":true}");
    platform.operate("POST", group, "", JsonObject.EMPTY.with("subject", "Roof done"));
    platform.operate("DELETE", group, "participants", JsonObject.EMPTY.with("participants", List.of(JsonObject.EMPTY.with("user", "15550000000"))));
    platform.delete(group);
    platform.operate("POST", group, "", JsonObject.EMPTY.with("subject", " "));
    platform.operate("POST", group, "", JsonObject.EMPTY.with("subject", "Roof repair"));

    assertThat(events(group, "")).extracting(event -> event.text("type").orElseThrow()).containsExactly("created");

    platform.operate("POST", group, "", JsonObject.EMPTY.with("subject", "Roof, again"));
    assertThat(events(group, "")).as("though its webhook is lost").hasSize(2);
  }

  @Test
  void they_come_in_pages() {
    String group = platform.group("Group 0").text("group_id").orElseThrow();
    for (int i = 1; i < 6; i++) {
      platform.operate("POST", group, "", JsonObject.EMPTY.with("subject", "Group " + i));
    }
    List<String> subjects = new ArrayList<>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      JsonObject page = platform.api("GET", "groups/" + group + "/events?limit=2" + next.filter(it -> !it.isEmpty()).map(it -> "&after=" + it).orElse(""), "").json();
      page.objects("events").forEach(event -> subjects.add(event.text("subject").orElseThrow()));
      next = page.text("next");
    }

    assertThat(subjects).containsExactly("Group 0", "Group 1", "Group 2", "Group 3", "Group 4", "Group 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?limit=1001", "?limit=x", "?after=x", "?after=bWVzc2FnZSMx"})
  void a_page_that_is_none_is_refused(String query) {
    String group = platform.group("Roof repair").text("group_id").orElseThrow();

    assertThat(platform.api("GET", "groups/" + group + "/events" + query, "").status()).isEqualTo(400);
  }

  @Test
  void a_group_that_never_was_has_none() {
    assertThat(platform.api("GET", "groups/none/events", "").status()).isEqualTo(404);
    String group = platform.group("Roof repair").text("group_id").orElseThrow();
    assertThat(platform.api("POST", "groups/" + group + "/events", "").status()).isEqualTo(405);
    platform.api("POST", "reset", "");
    assertThat(platform.api("GET", "groups/" + group + "/events", "").status()).as("forgotten").isEqualTo(404);
  }

  @Test
  void a_change_and_what_it_tells_of_itself_are_one_transaction() {
    String group = platform.group("Roof repair").text("group_id").orElseThrow();
    platform.engines.requests().take();

    platform.operate("POST", group, "", JsonObject.EMPTY.with("subject", "Roof done"));

    Map<String, Integer> requests = platform.engines.requests().take();
    assertThat(requests).containsEntry("DynamoDb.TransactWriteItems", 1).doesNotContainKey("DynamoDb.PutItem");
  }

  @Test
  void a_person_has_the_groups_that_they_are_in_asked_for_left_and_were_removed_from() {
    String ada = platform.person("Ada");
    JsonObject in = joined(ada, "In");
    JsonObject left = joined(ada, "Left");
    platform.act(ada, "leave", inGroup(groupId(left)));
    JsonObject removed = joined(ada, "Removed");
    String userId = platform.api("GET", "people/" + ada, "").text("user_id");
    platform.operate("DELETE", groupId(removed), "participants", JsonObject.EMPTY.with("participants", List.of(JsonObject.EMPTY.with("user_id", userId))));
    Doorstep door = new Doorstep(platform);
    platform.join(ada, door.link);
    JsonObject deleted = joined(ada, "Deleted");
    platform.delete(groupId(deleted));
    JsonObject again = joined(ada, "Again");
    platform.act(ada, "leave", inGroup(groupId(again)));
    platform.clock.advance(Duration.ofSeconds(1));
    platform.join(ada, again.text("invite_link").orElseThrow());

    List<JsonObject> groups = platform.api("GET", "people/" + ada + "/groups", "").json().objects("groups");

    assertThat(groups.stream().map(one -> one.text("subject").orElseThrow() + " " + one.text("status").orElseThrow()))
        .containsExactly("Again in", "Deleted removed", "Design review requested", "Removed removed", "Left left", "In in");
    assertThat(groups.getLast()).isEqualTo(JsonObject.EMPTY.with("group_id", groupId(in)).with("phone_number_id", Platform.NUMBER).with("status", "in")
        .with("subject", "In").with("since", platform.truth(groupId(in)).objects("participants").getFirst().text("joined_at")));
  }

  @Test
  void where_somebody_was_refused_rejected_or_took_it_back_they_never_were() {
    Doorstep door = new Doorstep(platform);
    JsonObject ben = door.asking("{\"name\":\"Ben\"}");
    door.act("DELETE", List.of(door.requestId(ben)));
    JsonObject cem = door.asking("{\"name\":\"Cem\"}");
    platform.act(id(cem), "cancel", inGroup(door.id));
    String dan = platform.person("Dan");
    JsonObject full = platform.group("Suspended");
    platform.api("POST", "groups/" + groupId(full) + "/suspend", "");
    assertThat(platform.join(dan, full.text("invite_link").orElseThrow()).text("reason")).isEqualTo("group_suspended");

    for (String person : List.of(id(ben), id(cem), dan)) {
      assertThat(platform.api("GET", "people/" + person + "/groups", "").json().objects("groups")).isEmpty();
    }
    assertThat(platform.api("GET", "people/none/groups", "").status()).isEqualTo(404);
    assertThat(platform.api("POST", "people/" + dan + "/groups", "").status()).isEqualTo(405);
  }

  private JsonObject joined(String person, String subject) {
    JsonObject group = platform.group(subject);
    platform.clock.advance(Duration.ofMillis(5));
    assertThat(platform.join(person, group.text("invite_link").orElseThrow()).text("status")).isEqualTo("joined");
    platform.clock.advance(Duration.ofMillis(5));
    return group;
  }

  private void pin(String groupId, String type, String messageId) {
    JsonObject pin = JsonObject.EMPTY.with("type", type).with("message_id", messageId);
    Platform.Answer answer = platform.sendToGroup(groupId, "pin", type.equals("pin") ? pin.with("expiration_days", 1) : pin);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private List<JsonObject> events(String groupId, String query) {
    Platform.Answer answer = platform.api("GET", "groups/" + groupId + "/events" + query, "");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().objects("events");
  }

  private static JsonObject inGroup(String groupId) {
    return JsonObject.EMPTY.with("group_id", groupId);
  }

  private static String groupId(JsonObject group) {
    return group.text("group_id").orElseThrow();
  }

  private static String id(JsonObject person) {
    return person.text("id").orElseThrow();
  }
}
