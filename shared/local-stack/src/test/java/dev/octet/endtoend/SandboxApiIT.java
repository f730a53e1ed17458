package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.NotificationSchema;
import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.ApiDocument.Route;
import dev.octet.endtoend.Octet.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The people's side of the sandbox and its controls, as the OpenAPI document has them. */
class SandboxApiIT {
  private static final String API = "/sandbox/api";
  private static Octet octet;
  private static Gathering group;
  private static JsonObject ada;
  private static JsonObject ben;

  @BeforeAll
  static void start() {
    octet = Octet.start();
    group = Gathering.of(octet, "Kitchen", "auto_approve");
    ada = group.joinedBy("Ada", "447700900123");
    ben = group.joinedBy("Ben", "");
  }

  @AfterAll
  static void a_reset_forgets_everything() {
    try {
      assertThat(done("GET", "/people", "").objects("people")).isNotEmpty();
      assertThat(done("POST", "/reset", "").text("status")).contains("reset");
      assertThat(done("GET", "/people", "").objects("people")).isEmpty();
    } finally {
      octet.close();
    }
  }

  private static Answer send(String method, String path, String body) {
    return octet.send(octet.request(API + path).method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private static JsonObject done(String method, String path, String body) {
    Answer answer = send(method, path, body);
    assertThat(answer.status()).as("%s %s: %s", method, path, answer).isEqualTo(200);
    return answer.body();
  }

  private static String id(JsonObject object) {
    return object.text("id").orElseThrow();
  }

  private static String of(JsonObject person, String action) {
    return "/people/" + id(person) + (action.isEmpty() ? "" : "/" + action);
  }

  private static String inGroup() {
    return JsonObject.EMPTY.with("group_id", group.id()).toJson();
  }

  private static Stream<Route> routes(String status) {
    return ApiDocument.read().routes().stream().filter(route -> route.path().startsWith(API) && route.responses().containsKey(status));
  }

  @Test
  void what_is_not_there_is_404() {
    assertThat(routes("404")).hasSizeGreaterThan(15).allSatisfy(route -> {
      String path = route.path().substring(API.length()).replace("{action}", route.path().contains("groups") ? "suspend" : "approve").replaceAll("\\{[^}]+}", "none");
      assertThat(send(route.method(), path, route.method().equals("GET") ? "" : "{}").status()).as(route.id()).isEqualTo(404);
    });
  }

  @Test
  void what_is_too_large_is_413() {
    String template = id(done("GET", "/templates", "").objects("templates").getFirst());
    String large = " ".repeat(70 << 10) + "{}";
    assertThat(file(ada, "image/webp", "x".repeat(110_000)).status()).as("a sticker").isEqualTo(413);
    assertThat(routes("413").filter(route -> !route.id().equals("chooseFile"))).hasSizeGreaterThan(10).allSatisfy(route -> {
      String path = route.path().substring(API.length()).replace("{action}", "approve").replace("people/{id}", "people/" + id(ada))
          .replace("templates/{id}", "templates/" + template).replace("numbers/{id}", "numbers/" + NUMBER);
      assertThat(send(route.method(), path, large).status()).as(route.id()).isEqualTo(413);
    });
  }

  static Stream<Arguments> wrong() {
    String person = "/people/ADA/";
    return Stream.of(
        Arguments.of("POST", "/people", "{}"), Arguments.of("POST", person + "join", "{}"), Arguments.of("POST", person + "open", "{}"), Arguments.of("POST", person + "leave", "{}"),
        Arguments.of("POST", person + "cancel", "{}"), Arguments.of("POST", person + "terms", "{}"), Arguments.of("POST", person + "identity", "{}"),
        Arguments.of("GET", person + "messages", ""), Arguments.of("POST", person + "messages", "{\"text\":1}"), Arguments.of("POST", person + "read", "{}"),
        Arguments.of("POST", person + "play", "{}"), Arguments.of("POST", person + "media", "{}"), Arguments.of("GET", "/groups/GROUP/messages?limit=0", ""), Arguments.of("GET", "/groups/GROUP/events?limit=0", ""),
        Arguments.of("POST", "/templates/TEMPLATE/category", "{}"), Arguments.of("PUT", "/templates/review", "{}"), Arguments.of("PUT", "/numbers/" + NUMBER, "{\"x\":1}"),
        Arguments.of("POST", "/numbers/" + NUMBER + "/errors", "{\"code\":190}"),
        Arguments.of("GET", "/numbers/" + NUMBER + "/ledger?month=x", ""), Arguments.of("POST", "/numbers/" + NUMBER + "/join", "{}"), Arguments.of("PUT", "/faults", "{\"x\":1}"), Arguments.of("PUT", "/app", "{\"x\":1}"), Arguments.of("POST", "/clock", "{}"), Arguments.of("GET", "/traffic?limit=0", ""));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void what_is_wrong_is_400(String method, String path, String body) {
    String template = id(done("GET", "/templates", "").objects("templates").getFirst());
    String filled = path.replace("ADA", id(ada)).replace("GROUP", group.id()).replace("TEMPLATE", template);
    assertThat(send(method, filled, body).status()).isEqualTo(400);
  }

  @Test
  void a_person_has_a_number_that_nobody_else_has_and_can_be_somebody_else() {
    assertThat(send("POST", "/people", "{\"name\":\"Eve\",\"wa_id\":\"447700900123\"}").status()).isEqualTo(409);
    JsonObject eve = done("POST", "/people", "{\"name\":\"Eve\",\"username\":\"eve.adams\",\"accepted_terms\":false}");
    assertThat(done("GET", of(eve, ""), "")).isEqualTo(eve);
    assertThat(done("GET", "/people", "").objects("people")).contains(eve);
    assertThat(send("POST", of(eve, "identity"), "{\"wa_id\":\"447700900123\"}").status()).isEqualTo(409);
    assertThat(done("POST", of(eve, "identity"), "{\"user_id\":true}").text("user_id")).isNotEqualTo(eve.text("user_id"));
    assertThat(done("POST", of(eve, "terms"), "{\"accepted_terms\":true}").has("accepted_terms")).isFalse();
  }

  @Test
  void a_second_business_does_not_come_in() {
    JsonObject before = group.truth();
    JsonObject link = JsonObject.EMPTY.with("invite_link", before.text("invite_link"));
    assertThat(done("POST", "/numbers/100000000000003/join", link.toJson()))
        .isEqualTo(json("{\"status\":\"refused\",\"reason\":\"another_business\",\"group_id\":\"" + group.id() + "\"}"));
    assertThat(group.truth().get("participants")).isEqualTo(before.get("participants"));
  }

  @Test
  void who_opens_a_link_sees_what_the_group_is() {
    Gathering shown = Gathering.of(octet, "Shown", "auto_approve");
    octet.post("/graph/v26.0/" + shown.id(), "{\"messaging_product\":\"whatsapp\",\"description\":\"Every Monday\"}");
    Octet.await().until(() -> shown.truth().has("description"));
    assertThat(Form.picture(octet, shown.id(), OperationRows.PICTURE).status()).isEqualTo(200);
    String link = JsonObject.EMPTY.with("invite_link", shown.truth().text("invite_link")).toJson();
    JsonObject opened = done("POST", of(ada, "open"), link);
    assertThat(opened.text("status")).contains("can_join");
    assertThat(opened.object("group").orElseThrow().text("description")).contains("Every Monday");
    assertThat(opened.object("group").orElseThrow().text("picture")).isPresent();
    done("POST", "/groups/" + shown.id() + "/suspend", "");
    assertThat(done("POST", of(ada, "open"), link).text("reason")).contains("group_suspended");
  }

  @Test
  void who_is_in_can_leave_and_who_asked_can_take_it_back() {
    JsonObject guest = group.joinedBy("Guest", "");
    assertThat(done("POST", of(guest, "leave"), inGroup()).text("status")).contains("left");
    Gathering closed = Gathering.of(octet, "By appointment", "approval_required");
    closed.askedBy("Dan");
    JsonObject dan = closed.truth().objects("join_requests").getFirst();
    assertThat(done("POST", of(dan, "cancel"), JsonObject.EMPTY.with("group_id", closed.id()).toJson()).text("status")).contains("cancelled");
  }

  @Test
  void what_happened_in_a_group_can_be_read_and_which_groups_somebody_has() {
    Gathering told = Gathering.of(octet, "To be told", "auto_approve");
    JsonObject guest = told.joinedBy("Guest", "");
    String question = done("POST", of(guest, "messages"), JsonObject.EMPTY.with("group_id", told.id()).with("text", json("{\"body\":\"When?\"}")).toJson()).text("message_id").orElseThrow();
    sent(told.id(), "pin", json("{\"type\":\"pin\",\"message_id\":\"" + question + "\",\"expiration_days\":1}"));
    octet.post("/graph/v26.0/" + told.id(), "{\"messaging_product\":\"whatsapp\",\"description\":\"Once a week\"}");
    Octet.await().until(() -> done("GET", "/groups/" + told.id() + "/events?limit=50", "").objects("events").size() == 4);

    JsonObject events = done("GET", "/groups/" + told.id() + "/events", "");
    assertThat(events.objects("events").stream().map(event -> event.text("type").orElseThrow()))
        .containsExactlyInAnyOrder("created", "joined", "pinned", "description_changed");
    assertThat(done("GET", "/groups/" + told.id() + "/events?after=" + events.text("next").orElseThrow(), "").objects("events")).isEmpty();
    assertThat(done("GET", of(guest, "groups"), "").objects("groups")).singleElement()
        .satisfies(one -> assertThat(one.text("status")).contains("in"));
  }

  @Test
  void a_file_that_somebody_sends_is_there_for_all_who_look() {
    String chosen = id(file(ada, "text/plain", "{\"tiles\":200}").body());
    done("POST", of(ada, "messages"), JsonObject.EMPTY.with("group_id", group.id()).with("type", "document")
        .with("document", JsonObject.EMPTY.with("id", chosen).with("filename", "tiles.txt")).toJson());

    String sent = done("GET", of(ben, "messages") + "?limit=1000&group_id=" + group.id(), "").objects("messages").stream().flatMap(one -> one.object("document").stream()).findFirst()
        .flatMap(one -> one.text("id")).orElseThrow();
    assertThat(done("GET", "/media/" + sent, "")).isEqualTo(json("{\"tiles\":200}"));
    assertThat(octet.send(octet.request(API + "/media/" + sent).header("Range", "bytes=1-3").GET()).status()).isEqualTo(206);
    assertThat(octet.send(octet.request(API + "/media/" + sent).header("Range", "bytes=99-").GET()).status()).isEqualTo(416);
  }

  private static Answer file(JsonObject person, String type, String content) {
    return octet.send(octet.request(API + of(person, "media")).setHeader("Content-Type", type).POST(BodyPublishers.ofString(content)));
  }

  @Test
  void what_was_written_and_sent_is_seen_read_played_pinned_and_paid() {
    String question = done("POST", of(ada, "messages"), JsonObject.EMPTY.with("group_id", group.id()).with("text", json("{\"body\":\"When?\"}")).toJson()).text("message_id").orElseThrow();
    String voice = sent("audio", json("{\"link\":\"https://media.example/hello.ogg\",\"voice\":true}"));
    String pinned = "{\"type\":\"pin\",\"message_id\":\"" + question + "\",\"expiration_days\":1}";
    sent("pin", json(pinned));
    sent("template", json("{\"name\":\"group_visit_reminder\",\"language\":{\"code\":\"en\"},\"components\":[{\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"text\":\"Monday\"}]}]}"));
    done("POST", of(ben, "messages"), JsonObject.EMPTY.with("group_id", group.id()).with("context", JsonObject.EMPTY.with("message_id", question))
        .with("text", json("{\"body\":\"Then?\"}")).toJson());
    Octet.await().until(() -> done("GET", "/numbers/" + NUMBER + "/ledger?limit=1", "").whole("next").isPresent());

    assertThat(done("POST", of(ada, "read"), inGroup()).whole("messages").orElse(0)).isPositive();
    done("POST", of(ada, "play"), JsonObject.EMPTY.with("group_id", group.id()).with("message_id", voice).toJson());
    JsonObject seen = done("GET", of(ada, "messages") + "?group_id=" + group.id() + "&limit=50", "");
    assertThat(seen.objects("messages")).anySatisfy(one -> assertThat(one.object("context").flatMap(it -> it.text("message_id"))).contains(question))
        .anySatisfy(one -> assertThat(one.bool("read")).contains(true));
    assertThat(seen.text("next")).isPresent();
    assertThat(done("GET", "/groups/" + group.id() + "/messages", "").objects("messages"))
        .anySatisfy(one -> assertThat(one.text("pinned_until")).isPresent())
        .anySatisfy(one -> assertThat(one.object("context")).isPresent())
        .anySatisfy(one -> assertThat(one.objects("receipts").stream().map(it -> it.text("played_at"))).anyMatch(it -> it.isPresent()));
    assertThat(done("GET", "/groups/" + group.id(), "").text("window_until")).isPresent();
    assertThat(done("GET", "/numbers/" + NUMBER + "/ledger", "").objects("lines")).anySatisfy(line -> assertThat(line.text("template")).contains("group_visit_reminder#en"));
  }

  @Test
  void what_fails_afterwards_has_its_code() {
    done("PUT", "/faults", "{\"failed_in_webhook\":{\"times\":1,\"code\":131026}}");
    String lost = sent("template", json("{\"name\":\"group_visit_reminder\",\"language\":{\"code\":\"en\"},\"components\":[{\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"text\":\"Never\"}]}]}"));
    assertThat(done("GET", "/groups/" + group.id() + "/messages", "").objects("messages").stream().filter(one -> id(one).equals(lost)).toList())
        .allSatisfy(one -> assertThat(one.whole("failed")).hasValue(131026)).isNotEmpty();
  }

  private static String sent(String type, JsonObject content) {
    return sent(group.id(), type, content);
  }

  private static String sent(String groupId, String type, JsonObject content) {
    Answer answer = octet.post("/graph/v26.0/" + NUMBER + "/messages", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group")
        .with("to", groupId).with("type", type).with(type, content).toJson());
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return id(answer.body().objects("messages").getFirst());
  }

  @Test
  void numbers_templates_faults_and_the_clock_are_set_and_shown() {
    String settings = """
        {"eligible":true,"group_limit":9,"participant_limit":8,"groups_disabled":false,"operations_per_minute":100,"messages_per_second":100,"pair_limit":45,
         "people_read":"never","window_refusal":"status","token_valid":true,"token_permissions":["whatsapp_business_messaging","whatsapp_business_management"],"token_expires_at":"2099-01-01T00:00:00Z","locked":false,"unverified_types":false,"free_deliveries":1000}""";
    assertThat(done("PUT", "/numbers/100000000000005", settings).fields()).containsAllEntriesOf(json(settings).fields());
    assertThat(done("GET", "/numbers", "").objects("numbers")).contains(done("GET", "/numbers/100000000000005", ""));
    assertThat(done("POST", "/numbers/100000000000005/errors", "{\"code\":131031}").text("status")).contains("told");

    assertThat(done("PUT", "/templates/review", "{\"approved_after\":\"PT3S\"}")).isEqualTo(done("GET", "/templates/review", ""));
    String template = done("GET", "/templates", "").objects("templates").stream().filter(one -> one.text("name").orElse("").equals("sign_in_code")).map(SandboxApiIT::id).findFirst().orElseThrow();
    assertThat(done("POST", "/templates/" + template + "/pause", "").text("status")).contains("PAUSED");
    assertThat(done("GET", "/templates/" + template, "").text("status")).contains("PAUSED");

    assertThat(done("POST", "/clock", "{\"advance\":\"PT0S\"}").text("ahead")).isEqualTo(done("GET", "/clock", "").text("ahead"));
  }

  @Test
  void what_goes_over_the_wires_is_shown() {
    done("PUT", "/faults", "{\"answer_lost\":1}");
    octet.post("/sandbox/graph/v26.0/" + NUMBER + "/groups", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", "x".repeat(40_000)).toJson());
    JsonObject about = done("GET", "/about", "");
    assertThat(about.text("webhook_url")).contains(about.text("public_url").orElseThrow() + "/webhooks/whatsapp");

    Gathering.of(octet, "Seen", "auto_approve");

    List<JsonObject> seen = new ArrayList<>();
    String[] next = {done("GET", "/traffic?limit=1000", "").text("next").orElseThrow()};
    Octet.await().untilAsserted(() -> {
      JsonObject page = done("GET", "/traffic?limit=1000&after=" + next[0], "");
      next[0] = page.text("next").orElseThrow();
      seen.addAll(page.objects("traffic"));
      assertThat(seen).anySatisfy(one -> assertThat(one.bool("cut")).contains(true))
          .anySatisfy(one -> assertThat(one.object("call").flatMap(call -> call.text("fault"))).contains("answer_lost"))
          .anySatisfy(one -> assertThat(one.object("webhook").flatMap(webhook -> webhook.text("state"))).contains("delivered"))
          .anySatisfy(one -> assertThat(one.text("queue")).contains("octet-notifications.fifo"));
    });
    JsonObject told = seen.stream().filter(one -> one.text("title").orElse("").equals("group.created")).findFirst().flatMap(one -> one.object("notification")).orElseThrow();
    NotificationSchema.assertValid(told);
    assertThat(seen.toString()).doesNotContain("sandbox-token");
    assertThat(done("GET", "/fidelity", "").objects("fidelity").stream().map(one -> one.text("key").orElseThrow()))
        .containsAll(seen.stream().flatMap(one -> one.texts("fidelity").stream()).toList());
  }

  @Test
  void every_fault_is_kept_as_it_was_set() {
    String faults = """
        {"duplicate":0,"delay":"PT0S","reorder":0.5,"batch":0,"webhook_before_answer":0,"lost_webhook":0,"answer_lost":0,"no_answer":0,"failed_in_webhook":0,
         "skip_delivered":0,"aggregate_statuses":"by_message","status":{"code":503,"times":0},"without_phone_numbers":false,"older_field_spellings":false,"parent_user_ids":false,
         "seed":7,"numbers":{"100000000000005":{"duplicate":1}}}""";
    assertThat(done("PUT", "/faults", faults)).isEqualTo(json(faults));
    sent("text", json("{\"body\":\"Drawn\"}"));
    assertThat(done("GET", "/faults", "").whole("draws")).isPresent();
    done("PUT", "/faults", "{}");
  }
}
