package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What went over the wires can be read: by somebody who asks once, and by somebody who keeps asking. */
class TrafficTest {
  private final Platform platform = new Platform("2025-11", "PT24H");

  @AfterEach
  void close() {
    platform.close();
  }

  private JsonObject page(String query) {
    Platform.Answer answer = platform.api("GET", "traffic" + query, "");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private List<JsonObject> all() {
    return page("?limit=1000").objects("traffic");
  }

  private List<JsonObject> all(String kind) {
    return all().stream().filter(entry -> entry.text("kind").orElseThrow().equals(kind)).toList();
  }

  private JsonObject only(String kind) {
    List<JsonObject> found = all(kind);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static JsonObject of(JsonObject entry) {
    return entry.object(entry.text("kind").orElseThrow()).orElseThrow();
  }

  private static String cursor(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject json(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError(text, e);
    }
  }

  @Test
  void a_call_is_there_with_what_was_asked_and_answered_and_what_it_is() {
    Platform.Answer created = platform.create("Küche 🛠");

    JsonObject entry = only("call");
    assertThat(entry.text("title")).contains("Create a group");
    assertThat(entry.text("phone_number_id")).contains(Platform.NUMBER);
    assertThat(entry.texts("fidelity")).containsExactly("operation.create_group", "field.create_group.request_id");
    assertThat(of(entry).text("method")).contains("POST");
    assertThat(of(entry).text("path")).contains(Platform.GROUPS);
    assertThat(of(entry).whole("status")).hasValue(200);
    assertThat(of(entry).whole("duration_ms")).isPresent();
    assertThat(of(entry).has("fault")).isFalse();
    assertThat(json(of(entry).text("request").orElseThrow()).text("subject")).contains("Küche 🛠");
    assertThat(json(of(entry).text("answer").orElseThrow())).isEqualTo(created.json());
  }

  @Test
  void a_webhook_is_there_from_when_it_was_made_and_then_in_its_latest_state() {
    platform.receiver.answerNext(503);
    platform.create("Roof repair");
    JsonObject made = only("webhook");
    assertThat(of(made).text("state")).contains("pending");
    assertThat(of(made).whole("attempts")).hasValue(0);
    assertThat(of(made).has("status")).isFalse();

    platform.settle();
    JsonObject failed = only("webhook");
    assertThat(failed.text("id")).isEqualTo(made.text("id"));
    assertThat(of(failed).text("state")).contains("pending");
    assertThat(of(failed).whole("attempts")).hasValue(1);
    assertThat(of(failed).whole("status")).hasValue(503);

    platform.clock.advance(Duration.ofSeconds(5));
    await().untilAsserted(() -> {
      platform.deliver();
      assertThat(of(only("webhook")).text("state")).contains("delivered");
    });
    JsonObject delivered = only("webhook");
    assertThat(of(delivered).whole("attempts")).hasValue(2);
    assertThat(of(delivered).whole("status")).hasValue(200);
    Receiver.Delivery arrived = platform.receiver.only("group_create");
    assertThat(of(delivered).text("body").orElseThrow().getBytes(StandardCharsets.UTF_8)).isEqualTo(arrived.body());
    assertThat(of(delivered).text("signature")).isEqualTo(arrived.signature());
    assertThat(of(delivered).text("url")).contains(platform.receiver.url());
    assertThat(of(delivered).text("field")).contains("group_lifecycle_update");
    assertThat(delivered.text("title")).contains("Group created");
    assertThat(delivered.text("group_id")).isEqualTo(arrived.event().text("group_id"));
    assertThat(delivered.texts("fidelity")).containsExactly("webhook.group_lifecycle_update.group_create",
        "field.group_lifecycle_update.request_id", "field.group_lifecycle_update.invite_link");
  }

  @Test
  void a_webhook_that_is_lost_is_there_and_one_that_is_given_up_is_known_as_such() {
    platform.faults("{\"lost_webhook\":1}");
    platform.create("Lost");
    assertThat(of(only("webhook")).text("state")).contains("lost");

    platform.api("POST", "reset", "");
    platform.create("Late");
    platform.clock.advance(Duration.ofDays(7).plusMinutes(1));
    platform.deliver();
    assertThat(of(only("webhook")).text("state")).contains("given_up");
  }

  @Test
  void with_nobody_to_send_to_a_webhook_is_there_all_the_same() {
    try (Platform alone = Platform.withoutReceiver()) {
      alone.create("Roof repair");
      alone.clock.advance(Duration.ofSeconds(1));
      alone.deliver();
      List<JsonObject> shown = alone.api("GET", "traffic", "").json().objects("traffic").stream().filter(entry -> entry.has("webhook")).toList();
      assertThat(shown).hasSize(1).allSatisfy(entry -> {
        assertThat(of(entry).text("state")).contains("unsent");
        assertThat(of(entry).text("url")).contains("");
        assertThat(of(entry).text("signature").orElseThrow()).startsWith("sha256=");
      });
      assertThat(alone.api("GET", "about", "").json().has("webhook_url")).isFalse();
    }
  }

  @Test
  void of_several_in_one_delivery_one_is_delivered_and_the_others_are_joined_to_it() {
    platform.faults("{\"batch\":true}");
    for (String subject : List.of("One", "Two", "Three")) {
      platform.create(subject);
    }
    platform.clock.advance(Duration.ofSeconds(3));
    platform.engines.requests().take();
    platform.deliver();

    assertThat(platform.engines.requests().take()).as("one write for those that are joined, one for each delivery").extractingByKey("DynamoDb.BatchWriteItem").satisfies(writes ->
        assertThat((int) writes).isBetween(2, 4)); // they may have been due in several seconds
    List<JsonObject> shown = all("webhook");
    assertThat(shown).hasSize(3).allSatisfy(entry -> assertThat(entry.texts("fidelity")).contains("webhook.group_lifecycle_update.group_create"));
    assertThat(shown).extracting(entry -> of(entry).text("state").orElseThrow()).containsOnly("delivered", "joined");
    assertThat(shown.stream().filter(entry -> of(entry).text("state").orElseThrow().equals("delivered")))
        .hasSameSizeAs(platform.receiver.deliveries());
  }

  @Test
  void what_people_do_is_seen_by_its_webhooks() {
    JsonObject group = platform.group("Roof repair");
    String ada = platform.member("Ada", "447700900123", group);
    platform.write(ada, group.text("group_id").orElseThrow(), "Hello");
    platform.act(ada, "leave", JsonObject.EMPTY.with("group_id", group.text("group_id")));
    platform.settle();

    assertThat(all("webhook")).extracting(entry -> entry.text("title").orElseThrow())
        .containsExactlyInAnyOrder("Group created", "Joined by the link", "Text from somebody", "Left");
    assertThat(all("webhook")).allSatisfy(entry -> assertThat(entry.text("group_id")).isEqualTo(group.text("group_id")))
        .allSatisfy(entry -> assertThat(of(entry).text("state")).contains("delivered"));
  }

  @Test
  void an_operation_on_a_group_is_named_and_so_are_the_codes_of_its_answer() {
    JsonObject group = platform.group("Roof repair");
    String id = group.text("group_id").orElseThrow();
    platform.sendToGroup(id, "text", JsonObject.EMPTY.with("body", "Anybody?"));
    platform.operate("POST", id, "invite_link", JsonObject.EMPTY);

    JsonObject sent = all("call").get(1);
    assertThat(sent.text("title")).contains("Send a message");
    assertThat(sent.text("group_id")).contains(id);
    assertThat(sent.texts("fidelity")).containsExactly("operation.send_message", "code.131020", "field.send_message.recipient_type");
    JsonObject reset = all("call").get(2);
    assertThat(reset.text("title")).contains("Reset the invite link");
    assertThat(reset.text("group_id")).contains(id);
    assertThat(reset.text("phone_number_id")).contains(Platform.NUMBER);
  }

  @Test
  void a_fault_that_a_call_met_is_named() {
    platform.faults("{\"status\":{\"code\":503,\"times\":1}}");
    platform.create("First");
    platform.faults("{\"answer_lost\":1}");
    platform.create("Second");
    platform.faults("{\"no_answer\":{\"times\":1,\"as\":\"timeout\"}}");
    platform.create("Third");
    platform.faults("{\"failed_in_webhook\":1}");
    platform.create("Fourth");
    platform.faults("{}");
    platform.create("Fifth");

    List<JsonObject> calls = all("call");
    assertThat(calls).extracting(entry -> of(entry).text("fault"))
        .containsExactly(Optional.of("status"), Optional.of("answer_lost"), Optional.of("no_answer"), Optional.of("failed_in_webhook"), Optional.empty());
    assertThat(of(calls.get(1)).has("answer")).as("what the caller saw").isFalse();
    assertThat(of(calls.get(2)).whole("duration_ms").orElseThrow()).isGreaterThanOrEqualTo(25_000);
  }

  @Test
  void no_token_is_recorded_wherever_it_stood() {
    platform.call("GET", Platform.GROUPS + "?access_token=" + Platform.TOKEN + "&limit=5", Map.of(), new byte[0]);
    platform.call("GET", Platform.GROUPS + "?limit=" + Platform.TOKEN, Map.of("authorization", "Bearer " + Platform.TOKEN), new byte[0]);
    platform.call("POST", Platform.GROUPS, Map.of("authorization", "Bearer a-token-of-nobody"),
        "{\"access_token\" : \"hidden \\\" too\",\"verify_token\":\"hidden as well\",\"subject\":\"a-token-of-nobody\"}".getBytes(StandardCharsets.UTF_8));

    String recorded = page("").toJson();
    assertThat(recorded).doesNotContain(Platform.TOKEN).doesNotContain("a-token-of-nobody").doesNotContain("hidden");
    assertThat(of(all("call").getFirst()).text("path")).contains(Platform.GROUPS + "?limit=5");
    assertThat(of(all("call").get(2)).whole("status")).hasValue(401);
    assertThat(all("call").get(2).texts("fidelity")).containsExactly("operation.create_group", "code.190");
  }

  @Test
  void what_is_long_is_cut_between_characters_and_what_is_no_text_is_described() {
    platform.graph("POST", Platform.GROUPS, JsonObject.EMPTY.with("subject", "x"));
    byte[] large = ("{\"subject\":\"" + "é".repeat(20_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    platform.call("POST", Platform.GROUPS, Map.of("authorization", "Bearer " + Platform.TOKEN), large);
    platform.media("image/jpeg");
    platform.call("POST", Platform.GROUPS, Map.of("authorization", "Bearer " + Platform.TOKEN, "content-type", "image/png"), new byte[] {(byte) 0x89, 0, 1, 2});

    List<JsonObject> calls = all("call");
    assertThat(calls.getFirst().has("cut")).isFalse();
    assertThat(calls.get(1).bool("cut")).contains(true);
    String cut = of(calls.get(1)).text("request").orElseThrow();
    assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween((32 << 10) - 3, 32 << 10);
    assertThat(new String(large, StandardCharsets.UTF_8)).startsWith(cut);
    assertThat(of(calls.get(2)).text("request").orElseThrow()).matches("multipart/form-data, \\d+ bytes");
    assertThat(of(calls.get(3)).text("request")).contains("image/png, 4 bytes");
  }

  @Test
  void a_poller_misses_nothing_that_is_written_late_and_gets_states_of_one_thing_under_one_id() {
    platform.create("First");
    String next = page("").text("next").orElseThrow();
    List<String> seen = new ArrayList<>();
    platform.create("Second");
    for (int i = 0; i < 30; i++) { // pages smaller than what is read again
      JsonObject page = page("?limit=2&after=" + next);
      page.objects("traffic").forEach(entry -> seen.add(of(entry).text("request").orElse("")));
      next = page.text("next").orElseThrow();
      platform.clock.advance(Duration.ofSeconds(1));
    }
    assertThat(seen).anyMatch(request -> request.contains("First")).anyMatch(request -> request.contains("Second"));
    assertThat(page("?after=" + next).objects("traffic")).as("once it is old it is not read again").isEmpty();

    platform.settle();
    assertThat(page("?after=" + next).objects("traffic")).extracting(entry -> of(entry).text("state").orElse("")).as("a later state comes again")
        .containsExactly("delivered", "delivered");
  }

  @Test
  void without_a_cursor_the_newest_are_there_the_oldest_of_them_first() {
    for (String subject : List.of("One", "Two", "Three", "Four", "Five")) {
      platform.create(subject);
    }
    platform.settle();
    platform.get(Platform.GROUPS);
    platform.get(Platform.GROUPS + "?limit=1");

    assertThat(page("?limit=2").objects("traffic")).extracting(entry -> of(entry).text("path").orElse("")).containsExactly(Platform.GROUPS, Platform.GROUPS + "?limit=1");
    assertThat(all("call")).hasSize(7).isSortedAccordingTo(Comparator.comparing(entry -> entry.text("at").orElseThrow()));
  }

  @Test
  void a_page_is_never_larger_than_a_function_can_answer() {
    byte[] large = ("{\"subject\":\"" + "x".repeat(40_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 80; i++) {
      platform.call("POST", Platform.GROUPS, Map.of("authorization", "Bearer " + Platform.TOKEN), large);
    }
    Platform.Answer newest = platform.api("GET", "traffic?limit=1000", "");
    assertThat(newest.body().length).isBetween(1 << 20, 3 << 20);

    JsonObject first = page("?limit=1000&after=" + cursor("0000000000000000 0"));
    JsonObject second = page("?limit=1000&after=" + first.text("next").orElseThrow());
    assertThat(first.objects("traffic").size() + second.objects("traffic").size()).isEqualTo(80);
  }

  @Test
  void a_reset_forgets_it_and_time_does_too() {
    platform.create("Roof repair");
    assertThat(all()).isNotEmpty();
    platform.clock.advance(Duration.ofHours(24).plusSeconds(1));
    assertThat(all()).isEmpty();

    platform.create("Roof again");
    String next = page("").text("next").orElseThrow();
    platform.api("POST", "reset", "");
    assertThat(all()).isEmpty();
    assertThat(page("?after=" + next).objects("traffic")).as("a cursor of before goes on").isEmpty();
    platform.create("Anew");
    assertThat(page("?after=" + next).objects("traffic")).isNotEmpty();
  }

  @Test
  void a_question_that_cannot_be_is_told_so() {
    assertThat(platform.api("GET", "traffic?limit=0", "").status()).isEqualTo(400);
    assertThat(platform.api("GET", "traffic?limit=1001", "").status()).isEqualTo(400);
    assertThat(platform.api("GET", "traffic?after=yesterday", "").status()).isEqualTo(400);
    assertThat(platform.api("POST", "traffic", "{}").status()).isEqualTo(405);
    assertThat(platform.api("GET", "traffic/1", "").status()).isEqualTo(404);
  }

  @Test
  void a_call_and_its_webhooks_cost_one_small_write_each() {
    platform.engines.requests().take();
    platform.create("Roof repair");
    assertThat(platform.engines.requests().take()).isEqualTo(Map.of(
        "DynamoDb.GetItem", 2, "DynamoDb.TransactWriteItems", 1, "DynamoDb.BatchWriteItem", 2, "Sqs.SendMessage", 1));

    platform.deliver();
    assertThat(platform.engines.requests().take()).containsEntry("DynamoDb.PutItem", 1).containsEntry("DynamoDb.GetItem", 2).containsEntry("DynamoDb.BatchWriteItem", 1);

    platform.api("GET", "traffic", "");
    assertThat(platform.engines.requests().take()).as("no more with a long list than with a short one").isEqualTo(Map.of("DynamoDb.GetItem", 1, "DynamoDb.Query", 4));
  }

  @Test
  void what_cannot_be_recorded_is_missing_and_nothing_else_is() {
    try (Platform elsewhere = new Platform("2025-11", "PT24H", "a-table-that-is-not-there", true)) {
      JsonObject group = elsewhere.group("Roof repair");
      elsewhere.member("Ada", "447700900123", group);
      elsewhere.settle();
      assertThat(elsewhere.receiver.deliveries()).extracting(Receiver.Delivery::type).containsExactly("group_create", "group_participants_add");
    }
  }

  @Test
  void kept_for_no_time_it_costs_nothing_and_there_is_none() {
    try (Platform silent = new Platform("2025-11", "PT0S")) {
      silent.engines.requests().take();
      silent.create("Roof repair");
      assertThat(silent.engines.requests().take()).doesNotContainKey("DynamoDb.BatchWriteItem");
      Platform.Answer answer = silent.api("GET", "traffic", "");
      assertThat(answer.json().objects("traffic")).isEmpty();
      assertThat(silent.engines.requests().take()).doesNotContainKey("DynamoDb.Query");
    }
  }
}
