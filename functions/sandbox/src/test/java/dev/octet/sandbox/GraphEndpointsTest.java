package dev.octet.sandbox;

import static dev.octet.sandbox.Platform.GROUPS;
import static dev.octet.sandbox.Platform.NOT_ELIGIBLE;
import static dev.octet.sandbox.Platform.NUMBER;
import static dev.octet.sandbox.Platform.OTHER_NUMBER;
import static dev.octet.sandbox.Platform.SMALL_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Graph API of the sandbox, as a client library meets it. */
class GraphEndpointsTest {
  private static final JsonObject ALL = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", "Roof repair");
  private final Platform platform = new Platform();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void a_group_is_made_and_its_webhook_tells_id_and_link() {
    Platform.Answer answer = platform.create("  Roof repair ", JsonObject.EMPTY.with("description", "Tiles & gutters"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().fields().keySet()).containsExactly("messaging_product", "request_id");
    assertThat(answer.text("request_id")).matches("[0-9A-F]{32}");
    assertThat(platform.receiver.deliveries()).as("asynchronous").isEmpty();

    assertThat(platform.deliver()).isEmpty();
    Receiver.Delivery webhook = platform.receiver.only("group_create");
    assertThat(webhook.field()).isEqualTo("group_lifecycle_update");
    assertThat(webhook.value().object("metadata")).contains(
        JsonObject.EMPTY.with("display_phone_number", "15550100001").with("phone_number_id", NUMBER));
    JsonObject event = webhook.event();
    assertThat(event.fields().keySet()).containsExactly(
        "timestamp", "group_id", "type", "request_id", "subject", "description", "invite_link", "join_approval_mode");
    assertThat(event.get("timestamp")).isInstanceOf(String.class);
    assertThat(event.text("request_id")).contains(answer.text("request_id"));
    assertThat(event.text("subject")).as("trimmed").contains("Roof repair");
    assertThat(event.text("join_approval_mode")).contains("auto_approve");

    String groupId = event.text("group_id").orElseThrow();
    assertThat(platform.get("/sandbox/graph/v26.0/" + groupId + "/invite_link").json()).isEqualTo(
        JsonObject.EMPTY.with("messaging_product", "whatsapp").with("invite_link", event.text("invite_link")));
  }

  @Test
  void group_info_gives_the_fields_that_are_asked_for() {
    JsonObject event = platform.group("Roof repair", JsonObject.EMPTY.with("description", "Tiles"));
    String id = event.text("group_id").orElseThrow();
    String ada = platform.person("Ada");
    platform.join(ada, event.text("invite_link").orElseThrow());

    assertThat(platform.get("/sandbox/graph/v26.0/" + id).json()).isEqualTo(
        JsonObject.EMPTY.with("messaging_product", "whatsapp").with("id", id));

    JsonObject info = platform.get("/sandbox/graph/v99.0/" + id
        + "?fields=subject,description,suspended,creation_timestamp,total_participant_count,participants,join_approval_mode").json();
    assertThat(info.get("creation_timestamp")).isEqualTo(event.whole("timestamp").orElseThrow());
    assertThat(info.get("suspended")).isEqualTo(false);
    assertThat(info.get("total_participant_count")).as("without the business").isEqualTo(1L);
    assertThat(info.objects("participants")).singleElement().satisfies(one -> assertThat(one.fields().keySet()).containsExactly("user_id"));
    assertThat(platform.get("/sandbox/graph/v26.0/" + id + "?fields=subject,picture").code()).isEqualTo(100);
  }

  @Test
  void active_groups_are_listed_newest_first_and_walked_both_ways() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      platform.create("Group " + i);
      made.addFirst("Group " + i);
      platform.clock.advance(java.time.Duration.ofMillis(3));
    }

    JsonObject first = platform.get(GROUPS + "?limit=2").json();
    JsonObject second = follow(first, "next");
    JsonObject third = follow(second, "next");

    assertThat(subjects(platform.get(GROUPS).json())).isEqualTo(made);
    assertThat(subjects(first)).isEqualTo(made.subList(0, 2));
    assertThat(subjects(second)).isEqualTo(made.subList(2, 4));
    assertThat(subjects(third)).isEqualTo(made.subList(4, 5));
    assertThat(paging(first).fields().keySet()).containsExactlyInAnyOrder("cursors", "next");
    assertThat(paging(third).fields().keySet()).containsExactlyInAnyOrder("cursors", "previous");
    assertThat(subjects(follow(third, "previous"))).isEqualTo(made.subList(2, 4));
    assertThat(subjects(follow(follow(third, "previous"), "previous"))).isEqualTo(made.subList(0, 2));
    assertThat(first.object("data").orElseThrow().objects("groups").getFirst().fields().keySet())
        .containsExactlyInAnyOrder("id", "subject", "created_at");
    assertThat(first.object("data").orElseThrow().objects("groups").getFirst().get("created_at")).isInstanceOf(String.class);
  }

  @Test
  void an_empty_list_and_a_place_beyond_the_end_are_pages_too() {
    assertThat(platform.get(GROUPS).json()).isEqualTo(JsonObject.EMPTY.with("data", JsonObject.EMPTY.with("groups", List.of())));
    platform.create("Only one");
    String after = paging(platform.get(GROUPS).json()).object("cursors").orElseThrow().text("after").orElseThrow();

    JsonObject beyond = platform.get(GROUPS + "?after=" + after).json();

    assertThat(subjects(beyond)).isEmpty();
    assertThat(subjects(follow(beyond, "previous"))).containsExactly("Only one");
  }

  @ParameterizedTest
  @CsvSource({"limit=0,100", "limit=1025,100", "limit=-1,100", "limit=ten,100", "after=abc,131059", "after=,131059", "before=%00,131059"})
  void a_page_that_cannot_be_is_refused(String query, long code) {
    Platform.Answer answer = platform.get(GROUPS + "?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void a_cursor_of_another_number_is_no_cursor() {
    platform.create("Mine");
    String after = paging(platform.get(GROUPS).json()).object("cursors").orElseThrow().text("after").orElseThrow();

    assertThat(platform.get("/sandbox/graph/v26.0/" + OTHER_NUMBER + "/groups?after=" + after).code()).isEqualTo(131059);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{}                                                                                       | 131008",
      "{\"messaging_product\":\"whatsapp\"}                                                     | 131008",
      "{\"subject\":\"x\"}                                                                      | 131008",
      "{\"messaging_product\":\"sms\",\"subject\":\"x\"}                                        | 100",
      "{\"messaging_product\":\"whatsapp\",\"subject\":7}                                       | 100",
      "{\"messaging_product\":\"whatsapp\",\"subject\":[\"x\"]}                                 | 100",
      "{\"messaging_product\":\"whatsapp\",\"subject\":\" \\t\\n \"}                            | 131009",
      "{\"messaging_product\":\"whatsapp\",\"subject\":\"x\",\"description\":{}}                | 100",
      "{\"messaging_product\":\"whatsapp\",\"subject\":\"x\",\"join_approval_mode\":\"never\"}  | 131009",
      "{\"messaging_product\":\"whatsapp\",\"subject\":\"\\ud800\"}                             | 131009",
      "{\"messaging_product\":\"whatsapp\",\"subject\":\"a\",\"subject\":\"b\"}                 | 100",
      "[1]                                                                                      | 100",
      "{\"messaging_product\":                                                                  | 100",
      "subject=x                                                                                | 100"})
  void a_body_that_makes_no_group_is_refused_with_its_code(String body, long code) {
    Platform.Answer answer = platform.call("POST", GROUPS, Map.of("authorization", "Bearer sandbox-token"), body.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.details()).isNotBlank();
    assertThat(answer.error().text("fbtrace_id")).isPresent();
    assertNothingHappened();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00a0", "\u3000", "\u200b\u200b", "\u2800", "\u3164", "\ufeff", "\u200f \u202e", "\u0000", "\u00ad", "\udb40\udc20"})
  void a_subject_of_which_nothing_can_be_seen_is_blank(String subject) {
    assertThat(platform.create(subject).code()).isEqualTo(131009);
    assertNothingHappened();
  }

  @Test
  void lengths_are_counted_in_characters_after_trimming() {
    assertThat(platform.create(" " + "ü".repeat(127) + "🛠 ").status()).isEqualTo(200);
    assertThat(platform.create("x".repeat(129)).code()).isEqualTo(131009);
    assertThat(platform.create("a", JsonObject.EMPTY.with("description", "x".repeat(2048))).status()).isEqualTo(200);
    assertThat(platform.create("b", JsonObject.EMPTY.with("description", "x".repeat(2049))).code()).isEqualTo(131009);
  }

  @Test
  void what_is_nested_too_deep_or_too_large_is_refused() {
    assertThat(platform.create("x", JsonObject.EMPTY.with("description", "y".repeat(300_000))).status()).isEqualTo(413);
    byte[] deep = ("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}").getBytes(StandardCharsets.UTF_8);
    assertThat(platform.call("POST", GROUPS, Map.of("authorization", "Bearer sandbox-token"), deep).code()).isEqualTo(100);
    assertNothingHappened();
  }

  @Test
  void a_number_must_be_eligible_by_the_rules_of_the_edition() {
    assertThat(platform.graph("POST", "/sandbox/graph/v26.0/" + NOT_ELIGIBLE + "/groups", ALL).code()).isEqualTo(131215);
    assertThat(platform.get("/sandbox/graph/v26.0/" + NOT_ELIGIBLE + "/groups").code()).isEqualTo(131215);
    assertThat(platform.graph("POST", "/sandbox/graph/v26.0/" + SMALL_LIMIT + "/groups", ALL).code()).isEqualTo(131215);

    try (var newer = new Platform("2026-06")) {
      assertThat(newer.graph("POST", "/sandbox/graph/v26.0/" + NOT_ELIGIBLE + "/groups", ALL).code()).isEqualTo(131215);
      assertThat(newer.graph("POST", "/sandbox/graph/v26.0/" + SMALL_LIMIT + "/groups", ALL).status()).isEqualTo(200);
    }
  }

  @Test
  void a_number_that_the_sandbox_was_never_told_of_has_settings_that_make_sense() {
    assertThat(platform.get("/sandbox/graph/v26.0/" + OTHER_NUMBER).json()).isEqualTo(JsonObject.EMPTY
        .with("verified_name", "Sandbox business 222333").with("display_phone_number", "15551222333").with("quality_rating", "GREEN").with("id", OTHER_NUMBER));
    assertThat(platform.get("/sandbox/graph/v26.0/" + NUMBER + "?fields=verified_name").json()).isEqualTo(JsonObject.EMPTY
        .with("verified_name", "Northwind Kitchens").with("id", NUMBER));
    assertThat(platform.graph("POST", "/sandbox/graph/v26.0/" + OTHER_NUMBER + "/groups", ALL).status()).isEqualTo(200);
  }

  @Test
  void the_10_001st_group_is_refused() {
    platform.table.put(Write.create(new Keys(0).number(NUMBER), JsonObject.EMPTY.with("active_groups", 9_999)));

    assertThat(platform.create("The last").status()).isEqualTo(200);
    assertThat(platform.create("One too many").code()).isEqualTo(131211);
    assertThat(subjects(platform.get(GROUPS).json())).containsExactly("The last");
  }

  @Test
  void who_shows_no_token_learns_nothing() {
    for (Map<String, String> headers : List.of(Map.<String, String>of(), Map.of("authorization", "Bearer wrong"), Map.of("authorization", "Bearer "),
        Map.of("authorization", "Basic c2FuZGJveA=="))) {
      for (String path : List.of(GROUPS, "/sandbox/graph/v26.0/x", "/sandbox/graph/", "/sandbox/graph/v26.0/Y2FwaV9ncm91cDoxNTU1OjEZD")) {
        Platform.Answer answer = platform.call("GET", path, headers, new byte[0]);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo(190);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /x", "GET /v26.0", "GET /v26.0/not-an-id", "GET /v26.0/888000111222333/groups", "DELETE /v26.0/100000000000001/groups",
      "GET /v26.0/100000000000001/messages", "GET /v26.0/100000000000001/groups/more", "POST /v26.0/100000000000001", "GET /v26.0/%2F%00"})
  void what_no_route_knows_is_answered_with_code_100_in_the_envelope(String request) {
    String[] parts = request.split(" ");
    Platform.Answer answer = platform.graph(parts[0], "/sandbox/graph" + parts[1], JsonObject.EMPTY);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%3Cscript%3Emine", "mine%00", "mine%0A", "'mine'", "mine%F0%9F%98%80"})
  void what_can_be_no_id_is_not_repeated(String id) {
    Platform.Answer answer = platform.get("/sandbox/graph/v26.0/" + id);

    assertThat(answer.code()).isEqualTo(100);
    assertThat(answer.text()).doesNotContain("mine");
    assertThat(platform.get("/sandbox/graph/v26.0/not-an-id").error().text("message").orElseThrow()).as("spec/graph/error_unknown_object")
        .startsWith("Unsupported get request. Object with ID 'not-an-id' does not exist");
  }

  @Test
  void an_unknown_group_and_another_business_group_are_unknown_alike() {
    String groupId = platform.group("Mine").text("group_id").orElseThrow();
    String unknown = "Y2FwaV9ncm91cDoxNTU1MDEwMDAwMToxMjAzNjMwMDAwMDAwMDAwMDAZD";
    for (String edge : List.of("", "/invite_link")) {
      assertThat(platform.get("/sandbox/graph/v26.0/" + unknown + edge).code()).isEqualTo(131041);
      assertThat(platform.call("GET", "/sandbox/graph/v26.0/" + groupId + edge, Map.of("authorization", "Bearer another-token"), new byte[0]).code()).isEqualTo(131041);
    }
    assertThat(platform.graph("PUT", "/sandbox/graph/v26.0/" + groupId, JsonObject.EMPTY).details()).contains("does not have this operation");
  }

  private void assertNothingHappened() {
    platform.deliver();
    assertThat(platform.receiver.deliveries()).isEmpty();
    assertThat(subjects(platform.get(GROUPS).json())).isEmpty();
  }

  private JsonObject follow(JsonObject page, String which) {
    String address = paging(page).text(which).orElseThrow();
    assertThat(address).startsWith(Platform.ADDRESS);
    return platform.get(address.substring(Platform.ADDRESS.length())).json();
  }

  private static JsonObject paging(JsonObject page) {
    return page.object("paging").orElse(JsonObject.EMPTY);
  }

  private static List<String> subjects(JsonObject page) {
    return page.object("data").map(data -> data.objects("groups").stream().map(group -> group.text("subject")).flatMap(Optional::stream).toList()).orElseThrow();
  }
}
