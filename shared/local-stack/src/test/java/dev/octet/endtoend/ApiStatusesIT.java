package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.ApiDocument.Route;
import dev.octet.endtoend.Octet.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The statuses that the OpenAPI document has for each route, where no other test brings them about: what is wrong with a request, with a number, with the platform. */
class ApiStatusesIT {
  private static final String FOREIGN = "999";
  private static final String NOBODYS = Base64.getEncoder().encodeToString("capi_group:15550100001:120363000000000000".getBytes(StandardCharsets.UTF_8)).replace("=", "ZD");
  private static final String SUBJECT = "{\"messaging_product\":\"whatsapp\",\"subject\":\"Kitchen\"}";
  private static final String PICTURE = "{\"messaging_product\":\"whatsapp\",\"picture\":{\"base64\":\"" + Base64.getEncoder().encodeToString(OperationRows.PICTURE) + "\"}}";
  private static final String JOIN_REQUESTS = "{\"messaging_product\":\"whatsapp\",\"join_requests\":[\"somebody\"]}";
  private static final String PEOPLE = "{\"messaging_product\":\"whatsapp\",\"participants\":[{\"user\":\"447700900123\"}]}";

  private static Octet octet;
  private static Gathering group;

  @BeforeAll
  static void start() {
    octet = Octet.start();
    group = Gathering.of(octet, "Kitchen", "auto_approve");
    group.joinedBy("Ada", "447700900123");
  }

  @AfterAll
  static void end() {
    octet.close();
  }

  @AfterEach
  void all_is_well() {
    octet.faults(JsonObject.EMPTY);
    set(NUMBER, "{}");
  }

  private static void set(String number, String settings) {
    assertThat(send("PUT", "/sandbox/api/numbers/" + number, settings).status()).isEqualTo(200);
  }

  private static Answer send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request = octet.request(path).method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return octet.send(headers.length == 0 ? request : request.headers(headers));
  }

  @Test
  void without_a_token_no_route_says_anything() {
    // The sandbox's own are open on one machine.
    List<Route> guarded = ApiDocument.read().routes().stream().filter(Route::guarded).filter(route -> !route.path().startsWith("/sandbox/")).toList();
    assertThat(guarded).hasSizeGreaterThan(20).allSatisfy(route -> {
      String path = route.path().replace("{version}", "v26.0").replaceAll("\\{[^}]+}", NUMBER);
      Answer answer = octet.send(HttpRequest.newBuilder(octet.stack().url().resolve(path)).method(route.method(), BodyPublishers.noBody()));
      assertThat(answer.status()).as(route.id()).isEqualTo(401);
      assertThat(answer.code()).as(route.id()).isEqualTo(190);
    });
  }

  /** Each route of a group, and what would be right. */
  private static Map<String, String> ofGroup(String at) {
    return Map.of("GET " + at, "", "POST " + at, SUBJECT, "DELETE " + at, "", "GET " + at + "/invite_link", "", "POST " + at + "/invite_link", "",
        "GET " + at + "/join_requests", "", "POST " + at + "/join_requests", JOIN_REQUESTS, "DELETE " + at + "/join_requests", JOIN_REQUESTS,
        "DELETE " + at + "/participants", PEOPLE);
  }

  private static void assertGroupRoutes(String groupId, int status, int code) {
    Map<String, String> routes = new HashMap<>(ofGroup("/graph/v26.0/" + groupId));
    routes.put("POST /v1/groups/" + groupId + "/reconcile", "");
    routes.forEach((route, body) -> {
      Answer answer = send(route.split(" ")[0], route.split(" ")[1], body);
      assertThat(answer.status()).as("%s: %s", route, answer).isEqualTo(status);
      assertThat(answer.code()).as(route).isEqualTo(code);
    });
  }

  @Test
  void of_a_group_that_octet_does_not_know_the_platform_is_asked_and_what_it_says_is_passed_on() {
    String groupId = madeElsewhere();
    assertGroupRoutes(NOBODYS, 400, 131041);
    set(NUMBER, "{\"locked\":true}");
    assertGroupRoutes(groupId, 403, 131031);
    set(NUMBER, "{\"operations_per_minute\":0}");
    assertGroupRoutes(groupId, 429, 131208);
    set(NUMBER, "{}");
    octet.faults(json("{\"status\":503}"));
    assertGroupRoutes(groupId, 503, 2);
  }

  /** By another tool; nobody told Octet. */
  private static String madeElsewhere() {
    octet.faults(json("{\"lost_webhook\":1}"));
    octet.send(octet.request("/sandbox/graph/v26.0/" + NUMBER + "/groups").setHeader("Authorization", "Bearer sandbox-token")
        .POST(BodyPublishers.ofString(SUBJECT.replace("Kitchen", "Elsewhere"))));
    octet.faults(JsonObject.EMPTY);
    return octet.groupsOf("Elsewhere").getFirst().text("id").orElseThrow();
  }

  @Test
  void the_list_of_groups_is_the_platform_s_for_who_wants_that_and_so_are_its_refusals() {
    String list = "/graph/v26.0/" + NUMBER + "/groups?source=platform";
    octet.faults(json("{\"status\":503}"));
    assertThat(send("GET", list, "").status()).isEqualTo(503);
    octet.faults(JsonObject.EMPTY);
    set(NUMBER, "{\"operations_per_minute\":0}");
    assertThat(send("GET", list, "").status()).isEqualTo(429);
  }

  /** One number is not eligible, and another has no access token: somebody has to do something about both. */
  @Test
  void what_failed_for_good_lies_among_the_dead_letters_with_its_reason_and_can_be_sent_back() {
    octet.put("octet-group-commands.fifo", "{\"command\":\"delete_group\",\"id\":\"too-late\",\"phone_number_id\":\"" + NUMBER + "\",\"group_id\":\"" + group.id()
        + "\",\"expires_at\":\"2026-01-01T00:00:00Z\"}");
    octet.put("octet-group-commands.fifo", "{\"command\":\"delete_group\",\"id\":\"no-token\",\"phone_number_id\":\"999\",\"group_id\":\"" + NOBODYS + "\"}");
    String requestId = send("POST", "/graph/v26.0/100000000000002/groups", SUBJECT, "Idempotency-Key", "not eligible").text("request_id");
    octet.ended("no-token");
    octet.ended("not eligible");
    String late = Octet.data(octet.ended("too-late")).text("request_id").orElseThrow();
    assertThat(octet.get("/v1/operations/" + late).body().object("error").flatMap(error -> error.text("reason"))).contains("expired");

    String look = "/v1/redrives?queue=group-commands&limit=100";
    List<JsonObject> dead = Octet.await().until(() -> octet.get(look).body().objects("queues").getFirst().objects("entries"), entries -> entries.size() == 2);
    assertThat(dead).allSatisfy(entry -> assertThat(entry.text("reason")).contains("configuration"))
        .anySatisfy(entry -> assertThat(entry.text("request_id")).contains(requestId)).anySatisfy(entry -> assertThat(entry.text("group_id")).contains(NOBODYS));
    assertThat(octet.get("/v1/redrives?queue=somebody-elses").status()).isEqualTo(400);
    assertThat(octet.post("/v1/redrives", "{}").status()).isEqualTo(400);
    assertThat(octet.post("/v1/redrives", "{\"queue\":\"group-commands\",\"dry_run\":true}").body().whole("left")).hasValue(2);
    assertThat(octet.post("/v1/redrives", "{\"queue\":\"group-commands\"}").body().whole("moved")).hasValue(2);
    Octet.await().untilAsserted(() -> assertThat(octet.get("/v1/operations/" + requestId).body().whole("redrives")).hasValue(1));
  }

  /** What is done while its caller waits. */
  static Stream<Arguments> atOnce() {
    return Stream.of(
        Arguments.of("POST", "/invite_link", ""), Arguments.of("POST", "/join_requests", JOIN_REQUESTS), Arguments.of("DELETE", "/join_requests", JOIN_REQUESTS),
        Arguments.of("POST", "", PICTURE));
  }

  @ParameterizedTest
  @MethodSource("atOnce")
  void an_answer_that_is_lost_is_504_and_one_that_can_be_waited_for_is_202(String method, String path, String body) {
    String at = "/graph/v26.0/" + group.id() + path;
    String key = "later " + method + path;
    assertThat(send(method, at, body, "Prefer", "respond-async", "Idempotency-Key", key).status()).isEqualTo(202);
    octet.ended(key);
    octet.faults(json("{\"no_answer\":1}"));
    assertThat(send(method, at, body).status()).isEqualTo(504);
  }

  @Test
  void a_key_of_another_request_is_409_wherever_keys_are() {
    octet.create("Taken", "taken");
    Map<String, String> routes = new HashMap<>(ofGroup("/graph/v26.0/" + group.id()));
    routes.put("POST /graph/v26.0/" + NUMBER + "/groups", SUBJECT);
    routes.put("POST /graph/v26.0/" + NUMBER + "/messages", text());
    routes.forEach((route, body) -> {
      if (!route.startsWith("GET")) {
        assertThat(send(route.split(" ")[0], route.split(" ")[1], body, "Idempotency-Key", "taken").status()).as(route).isEqualTo(409);
      }
    });
  }

  private static String text() {
    return JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", group.id()).with("type", "text")
        .with("text", JsonObject.EMPTY.with("body", "Hello")).toJson();
  }

  static Stream<Arguments> requests() {
    String graph = "/graph/v26.0/";
    return Stream.of(
        Arguments.of("GET", graph + NUMBER + "/groups?limit=0", "", 400), Arguments.of("GET", graph + FOREIGN + "/groups", "", 403),
        Arguments.of("POST", graph + FOREIGN + "/messages", "{}", 403), Arguments.of("POST", graph + NUMBER + "/messages", "{}", 400),
        Arguments.of("POST", graph + NUMBER + "/media", "{}", 400), Arguments.of("POST", graph + FOREIGN + "/media", "{}", 403),
        Arguments.of("GET", "/v1/messages/wamid.none", "", 404), Arguments.of("GET", "/v1/operations/none", "", 404),
        Arguments.of("GET", "/v1/groups/none/messages", "", 404), Arguments.of("GET", "/v1/groups/none/messages?limit=0", "", 400),
        Arguments.of("GET", "/v1/groups/none/costs", "", 404), Arguments.of("GET", "/v1/groups/none/costs?month=x", "", 400),
        Arguments.of("GET", "/v1/groups/none/invitations", "", 404), Arguments.of("GET", "/v1/groups/none/invitations?state=x", "", 400),
        Arguments.of("GET", "/v1/numbers/" + FOREIGN + "/templates", "", 403), Arguments.of("GET", "/v1/numbers/" + NUMBER + "/templates?month=x", "", 400),
        Arguments.of("GET", "/v1/groups/none/history", "", 404), Arguments.of("GET", "/v1/groups/none/history?before=x", "", 400),
        Arguments.of("GET", "/v1/numbers/" + FOREIGN + "/costs", "", 403), Arguments.of("GET", "/v1/numbers/" + NUMBER + "/costs?month=x", "", 400),
        Arguments.of("GET", "/v1/numbers/" + NUMBER + "/rate-card", "", 404), Arguments.of("GET", "/v1/numbers/" + FOREIGN + "/rate-card", "", 403),
        Arguments.of("PUT", "/v1/numbers/" + NUMBER + "/rate-card", "{}", 400), Arguments.of("PUT", "/v1/numbers/" + FOREIGN + "/rate-card", "{}", 403),
        Arguments.of("POST", "/v1/numbers/" + FOREIGN + "/reconcile", "", 403), Arguments.of("GET", "/v1/numbers/" + FOREIGN + "/reconcile", "", 403),
        Arguments.of("POST", "/v1/people/group/erase", "{\"phone_number_id\":\"" + NUMBER + "\"}", 400),
        Arguments.of("POST", "/v1/people/447700900123/erase", "{\"phone_number_id\":\"" + FOREIGN + "\"}", 403),
        Arguments.of("POST", "/v1/people/447700900123/erase", "{\"phone_number_id\":\"" + NUMBER + "\"}", 409),
        Arguments.of("GET", "/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1", "", 403),
        Arguments.of("GET", "/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=local-verify-token&hub.challenge=1", "", 200),
        Arguments.of("GET", "/health", "", 200));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_request_has_the_status_that_fits_it(String method, String path, String body, int status) {
    Answer answer = send(method, path, body);
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
  }

  @Test
  void what_keeps_a_message_or_a_file_from_being_sent_has_its_status() {
    String messages = "/graph/v26.0/" + NUMBER + "/messages";
    String template = json(text()).without("text").with("type", "template").with("template", json("{\"name\":\"none\",\"language\":{\"code\":\"en\"}}")).toJson();
    assertThat(send("POST", messages, template).status()).isEqualTo(404);
    byte[] large = new byte[(4 << 20) + 1];
    assertThat(Form.upload(octet, NUMBER, "image/jpeg", "a.jpg", large).status()).isEqualTo(413);
    assertThat(Form.picture(octet, group.id(), large).status()).isEqualTo(413);
    octet.faults(json("{\"no_answer\":2}"));
    assertThat(send("POST", messages, text()).status()).isEqualTo(504);
    assertThat(Form.upload(octet, NUMBER, "image/jpeg", "a.jpg", OperationRows.PICTURE).status()).isEqualTo(504);
  }

  @Test
  void while_a_number_is_left_alone_a_message_is_429_and_what_was_asked_before_waits() {
    String limited = "100000000000003";
    set(limited, "{\"eligible\":true,\"operations_per_minute\":0}");
    send("POST", "/graph/v26.0/" + limited + "/groups", SUBJECT);
    octet.told("number.paused", "phone_number_id", limited);
    assertThat(send("POST", "/graph/v26.0/" + limited + "/messages", text()).status()).isEqualTo(429);

    String locked = "100000000000004";
    set(locked, "{\"eligible\":true,\"locked\":true}");
    String requestId = send("POST", "/graph/v26.0/" + locked + "/groups", SUBJECT).text("request_id");
    Octet.await().until(() -> octet.get("/v1/operations/" + requestId).body().text("paused").orElse("").equals("all"));
  }
}
