package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Schema;
import dev.octet.domain.group.GroupFields;
import dev.octet.domain.json.JsonObject;
import dev.octet.grouplifecycle.GroupMaker.Made;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP API, in the platform's language. */
class GroupApiTest {
  private static final String GROUPS = "/graph/v26.0/100/groups";
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_create_is_answered_at_once_and_its_operation_can_be_followed() {
    JsonObject answer = create("token-a", "{\"messaging_product\":\"whatsapp\",\"subject\":\"Kitchen\"}", Map.of());
    assertThat(World.status(answer)).isEqualTo(200);
    String requestId = World.body(answer).text("request_id").orElseThrow();
    assertThat(requestId).matches("[0-9A-F]{32}");
    assertThat(operation(requestId).text("state")).contains("accepted");
    assertThat(world.platform.requests).isEmpty();

    world.runQueues();
    assertThat(operation(requestId).text("state")).contains("answered");
    maker.sendWebhook(maker.made.getFirst());
    world.runQueues();

    assertThat(operation(requestId).text("state")).contains("succeeded");
    assertThat(operation(requestId).object("answer").orElseThrow().text("invite_link")).isPresent();
    assertThat(World.data(world.told().getFirst()).text("request_id")).contains(requestId);
    assertThat(World.data(world.told().getFirst()).text("command_id")).isEmpty();
  }

  @Test
  void the_same_key_is_the_same_request_also_with_its_keys_in_another_order() {
    JsonObject first = create("token-a", "{\"messaging_product\":\"whatsapp\",\"subject\":\"Kitchen\"}", Map.of("Idempotency-Key", "k-1"));
    world.runQueues();
    JsonObject second = create("token-a", "{\"subject\":\"Kitchen\", \"messaging_product\":\"whatsapp\"}", Map.of("Idempotency-Key", "k-1"));
    JsonObject other = create("token-a", "{\"messaging_product\":\"whatsapp\",\"subject\":\"Bathroom\"}", Map.of("Idempotency-Key", "k-1"));
    world.runQueues();

    assertThat(World.body(second)).isEqualTo(World.body(first));
    assertThat(World.status(other)).isEqualTo(409);
    assertThat(maker.made).hasSize(1);
  }

  @Test
  void a_key_is_shared_with_command_ids_of_its_number() {
    world.command(World.create("k-1", "Kitchen"));
    world.runQueues();
    create("token-a", "{\"messaging_product\":\"whatsapp\",\"subject\":\"Kitchen\"}", Map.of("Idempotency-Key", "k-1"));
    world.runQueues();

    assertThat(maker.made).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{                                                          | 400 | 100",
      "''                                                         | 400 | 131008",
      "[]                                                         | 400 | 100",
      "{\"a\":1,\"a\":2}                                          | 400 | 100",
      "{\"subject\":\"x\"}                                        | 400 | 131008",
      "{\"messaging_product\":\"sms\",\"subject\":\"x\"}          | 400 | 100",
      "{\"messaging_product\":\"whatsapp\"}                       | 400 | 131008",
      "{\"messaging_product\":\"whatsapp\",\"subject\":7}         | 400 | 100",
      "{\"messaging_product\":\"whatsapp\",\"subject\":\" \"}     | 400 | 131009",
      "{\"messaging_product\":\"whatsapp\",\"subject\":\"x\",\"join_approval_mode\":\"x\"} | 400 | 131009",
      "{\"messaging_product\":\"whatsapp\",\"subject\":\"x\",\"participants\":[]} | 400 | 100"})
  void a_bad_body_is_refused_in_the_platforms_envelope(String body, int status, int code) {
    assertRefused(create("token-a", body, Map.of()), status, code);
    assertThat(world.sideEffects).isZero();
  }

  @Test
  void a_subject_of_128_characters_is_taken_and_one_of_129_is_not() {
    assertThat(World.status(create("token-a", body("🍳".repeat(128)), Map.of()))).isEqualTo(200);
    assertRefused(create("token-a", body("x".repeat(129)), Map.of()), 400, 131009);
    assertRefused(create("token-a", "{\"messaging_product\":\"whatsapp\",\"subject\":\"x\",\"description\":\"" + "d".repeat(2049) + "\"}", Map.of()), 400, 131009);
  }

  @Test
  void a_body_of_a_thousand_levels_is_refused() {
    assertRefused(create("token-a", "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}", Map.of()), 400, 100);
  }

  @Test
  void tokens_are_asked_for_and_limited_to_their_numbers() {
    assertRefused(create("", body("x"), Map.of()), 401, 190);
    assertRefused(create("token-z", body("x"), Map.of()), 401, 190);
    assertRefused(create("token-b", body("x"), Map.of()), 403, 10);
    assertRefused(world.http("GET", GROUPS, "token-b", "", Map.of()), 403, 10);
    assertRefused(world.http("GET", "/v1/operations/" + "A".repeat(32), "", "", Map.of()), 401, 190);
    assertThat(world.sideEffects).isZero();
  }

  @Test
  void an_operation_of_another_number_is_not_seen() {
    String requestId = World.body(create("token-a", body("x"), Map.of())).text("request_id").orElseThrow();
    assertRefused(world.http("GET", "/v1/operations/" + requestId, "token-b", "", Map.of()), 404, 100);
    assertRefused(world.get("/v1/operations/nothing"), 404, 100);
  }

  @ParameterizedTest
  @CsvSource({
      "GET, /graph, 400, 100", "GET, /graph/v26.0, 400, 100", "GET, /graph/latest/G1, 400, 100", "GET, /graph/v26.0/1/2/3, 400, 100",
      "GET, /graph/v26.0/100/sheep, 400, 100", "PATCH, /graph/v26.0/100/groups, 400, 100", "DELETE, /graph/v26.0/G1/invite_link, 400, 100",
      "POST, /graph/v26.0/G1/participants, 400, 100", "GET, /graph/v26.0/G1/participants, 400, 100",
      "POST, /graph/v26.0/100/messages, 400, 100", "GET, /v1/sheep, 404, 100", "POST, /v1/operations/1, 404, 100"})
  void what_no_route_knows_is_refused_in_the_platforms_envelope(String method, String path, int status, int code) {
    assertRefused(world.http(method, path, "token-a", "", Map.of()), status, code);
  }

  @Test
  void info_gives_what_is_asked_for() {
    made("G1", 1);
    assertThat(World.body(world.get("/graph/v26.0/G1"))).isEqualTo(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("id", "G1"));
    JsonObject all = World.body(world.get("/graph/v19.0/G1?fields=" + String.join(",", GroupFields.ALL)));
    assertThat(all.text("subject")).contains("Kitchen");
    assertThat(all.whole("total_participant_count")).hasValue(0);
    assertThat(all.bool("suspended")).contains(false);
    assertThat(all.whole("creation_timestamp")).hasValue(1_795_000_001);
    assertThat(all.text("join_approval_mode")).contains("auto_approve");
    assertRefused(world.get("/graph/v26.0/G1?fields=subject,icon"), 400, 100);
    assertThat(world.platform.requests).isEmpty();
  }

  @Test
  void the_invite_link_is_read_from_the_table() {
    made("G1", 1);
    assertThat(World.body(world.get("/graph/v26.0/G1/invite_link")).text("invite_link")).contains("https://chat.whatsapp.com/G1");
    assertThat(world.platform.requests).isEmpty();
  }

  @Test
  void a_group_that_the_table_does_not_know_is_asked_of_the_platform_with_each_number_of_the_token() {
    world.platform.answers(request -> request.token().equals("Bearer platform-101")
        ? Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("id", "G9").with("join_approval_mode", "auto_approve")) : Answer.error(400, 131041));
    assertThat(World.status(world.get("/graph/v26.0/G9"))).isEqualTo(200);
    assertThat(world.platform.requests).hasSize(2);

    world.platform.answers(_ -> Answer.error(400, 131041));
    assertRefused(world.get("/graph/v26.0/G9"), 400, 131041);
    assertRefused(world.get("/graph/v26.0/G9/invite_link"), 400, 131041);
    world.platform.answers(_ -> Answer.lost());
    assertRefused(world.get("/graph/v26.0/G9"), 503, 2);
    assertThat(world.sideEffects).isZero();
  }

  @Test
  void a_group_of_another_business_number_is_unknown() {
    made("G1", 1);
    world.platform.answers(_ -> Answer.error(400, 131041));
    assertRefused(world.http("GET", "/graph/v26.0/G1", "token-b", "", Map.of()), 400, 131041);
  }

  @Test
  void the_platform_itself_is_asked_when_the_caller_wants_it() {
    made("G1", 1);
    world.platform.answers(_ -> Answer.ok(JsonObject.EMPTY.with("id", "G1").with("join_approval_mode", "auto_approve").with("subject", "As the platform has it")));
    assertThat(World.body(world.get("/graph/v26.0/G1?fields=subject&source=platform")).text("subject")).contains("As the platform has it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/graph/v26.0/100/groups?limit=2&source=platform", "/graph/v26.0/G1/join_requests?limit=2&source=platform", "/graph/v26.0/G9/join_requests?limit=2"})
  void the_platform_s_other_pages_are_led_to_through_octet_and_without_the_number_s_token(String asked) {
    made("G1", 1);
    world.platform.answers(_ -> new Answer(200, "{\"data\":[],\"paging\":{\"cursors\":{\"before\":\"QQ==\",\"after\":\"Wg==\"},"
        + "\"previous\":\"https://graph.facebook.com/v26.0/100/groups?access_token=platform-100&limit=2&before=QQ==\","
        + "\"next\":\"https://graph.facebook.com/v26.0/100/groups?access_token=platform-100&limit=2&after=Wg==\"}}"));

    JsonObject page = World.body(world.get(asked));

    assertThat(page.toJson()).doesNotContain("platform-100").doesNotContain("graph.facebook.com");
    assertThat(path(paging(page).text("next").orElseThrow())).isEqualTo(asked + "&after=Wg%3D%3D");
    assertThat(path(paging(page).text("previous").orElseThrow())).isEqualTo(asked + "&before=QQ%3D%3D");
    world.get(path(paging(page).text("next").orElseThrow()));
    assertThat(world.platform.requests.getLast().query()).isEqualTo("limit=2&after=Wg%3D%3D");
  }

  @Test
  void a_refusal_that_repeats_the_number_s_token_is_told_without_it() {
    world.platform.answers(_ -> new Answer(400, "{\"error\":{\"code\":100,\"message\":\"Malformed access token platform-100\"}}"));
    assertThat(World.body(world.get(GROUPS + "?source=platform")).toJson()).contains("Malformed access token").doesNotContain("platform-100");
  }

  @Test
  void what_people_wrote_stays_as_it_is() {
    made("G1", 1);
    world.platform.answers(_ -> Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("id", "G1").with("join_approval_mode", "auto_approve")
        .with("description", "https://shop.example/?access_token=1&a=2")));
    assertThat(World.body(world.get("/graph/v26.0/G1?fields=description&source=platform")).text("description")).contains("https://shop.example/?access_token=1&a=2");
  }

  @Test
  void active_groups_are_listed_newest_first_page_by_page_and_back() {
    for (int i = 1; i <= 7; i++) {
      made("G" + i, i);
    }
    assertThat(list(World.body(world.get(GROUPS)))).containsExactly("G7", "G6", "G5", "G4", "G3", "G2", "G1");

    List<String> seen = new ArrayList<>();
    JsonObject page = World.body(world.get(GROUPS + "?limit=3"));
    assertThat(paging(page).text("previous")).isEmpty();
    while (true) {
      seen.addAll(list(page));
      if (paging(page).text("next").isEmpty()) {
        break;
      }
      page = World.body(world.get(path(paging(page).text("next").orElseThrow())));
    }
    assertThat(seen).containsExactly("G7", "G6", "G5", "G4", "G3", "G2", "G1");

    page = World.body(world.get(path(paging(page).text("previous").orElseThrow())));
    assertThat(list(page)).containsExactly("G4", "G3", "G2");
    page = World.body(world.get(path(paging(page).text("previous").orElseThrow())));
    assertThat(list(page)).containsExactly("G7", "G6", "G5");
    assertThat(paging(page).text("previous")).isEmpty();
  }

  @Test
  void an_empty_list_has_no_pages() {
    assertThat(World.body(world.get(GROUPS)).toJson()).isEqualTo("{\"data\":{\"groups\":[]}}");
  }

  @ParameterizedTest
  @CsvSource({"limit=0, 100", "limit=1025, 100", "limit=ten, 100", "limit=-1, 100", "after=%%%, 131059", "after=bm90IGEgY3Vyc29y, 131059",
      "before=AAAA, 131059"})
  void a_bad_page_is_refused(String query, int code) {
    assertRefused(world.get(GROUPS + "?" + query), 400, code);
  }

  @Test
  void health_needs_no_token() {
    assertThat(World.status(world.http("GET", "/health", "", "", Map.of()))).isEqualTo(200);
  }

  @Test
  void the_sample_is_handled() throws Exception {
    JsonObject sample = JsonObject.parse(Files.readString(Schema.directory().resolveSibling("group-api-create.json")));
    JsonObject answer = world.http("POST", sample.text("rawPath").orElseThrow().replace("100000000000001", "100"), "token-a",
        sample.text("body").orElseThrow(), Map.of("idempotency-key", "order-7121"));
    assertThat(World.status(answer)).isEqualTo(200);
  }

  @Test
  void what_a_create_costs_is_counted() {
    takeRequests();
    create("token-a", body("Kitchen"), Map.of());
    Map<String, Integer> http = takeRequests();
    world.deliverCommands();
    Map<String, Integer> command = takeRequests();
    maker.sendWebhook(maker.made.getFirst());
    world.deliverEvents();
    Map<String, Integer> event = takeRequests();
    world.get("/graph/v26.0/" + maker.made.getFirst().id());
    Map<String, Integer> info = takeRequests();
    world.get(GROUPS);
    Map<String, Integer> list = takeRequests();

    assertThat(http).isEqualTo(Map.of("DynamoDb.PutItem", 1, "Sqs.SendMessageBatch", 1)).containsAllEntriesOf(ReadmeCosts.of("create over HTTP"));
    assertThat(command).isEqualTo(ReadmeCosts.of("create over HTTP/its command"));
    assertThat(event.remove("Sqs.SendMessageBatch")).isEqualTo(1);
    assertThat(event).isEqualTo(ReadmeCosts.of("create over HTTP/its event"));
    assertThat(info).isEqualTo(Map.of("DynamoDb.GetItem", 1));
    assertThat(list).isEqualTo(Map.of("DynamoDb.Query", 1));
  }

  private Map<String, Integer> takeRequests() {
    Map<String, Integer> requests = new TreeMap<>(world.engines.requests().take());
    if (world.queues.sends.get() > 0) {
      requests.put("Sqs.SendMessageBatch", world.queues.sends.get());
      world.queues.sends.set(0);
    }
    return requests;
  }

  private JsonObject create(String token, String body, Map<String, String> headers) {
    return world.http("POST", GROUPS, token, body, headers);
  }

  private static String body(String subject) {
    return "{\"messaging_product\":\"whatsapp\",\"subject\":\"" + subject + "\"}";
  }

  private JsonObject operation(String requestId) {
    return World.body(world.get("/v1/operations/" + requestId));
  }

  private void made(String id, int second) {
    maker.sendWebhook(new Made(id, "R-" + id, "Kitchen", 1_795_000_000L + second));
    world.runQueues();
  }

  private static List<String> list(JsonObject page) {
    return page.object("data").orElseThrow().objects("groups").stream().map(row -> row.text("id").orElseThrow()).toList();
  }

  private static JsonObject paging(JsonObject page) {
    return page.object("paging").orElseThrow();
  }

  private static String path(String address) {
    return address.substring(address.indexOf("/graph"));
  }

  private static void assertRefused(JsonObject answer, int status, int code) {
    assertThat(World.status(answer)).isEqualTo(status);
    JsonObject error = World.body(answer).object("error").orElseThrow();
    assertThat(error.whole("code")).hasValue(code);
    assertThat(error.text("type")).isPresent();
    assertThat(error.text("fbtrace_id")).isPresent();
    assertThat(error.object("error_data").flatMap(data -> data.text("details")).orElse("")).endsWith(".");
  }
}
