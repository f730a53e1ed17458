package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.data;
import static dev.octet.endtoend.Octet.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.Octet.Answer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The fields that the OpenAPI document has for answers, where no other test brings them about. By the newer rules, under which messages of groups are marked as read. */
class ApiFieldsIT {
  private static final String MESSAGES = "/graph/v26.0/" + NUMBER + "/messages";
  private static final String PICTURE = Base64.getEncoder().encodeToString(OperationRows.PICTURE);
  private static Octet octet;
  private static Gathering group;
  private static JsonObject ada;

  @BeforeAll
  static void start() {
    octet = Octet.start(settings -> settings.withParameter("RulesEdition", "2026-06"));
    group = Gathering.of(octet, "Kitchen", "auto_approve");
    ada = group.joinedBy("Ada", "447700900123");
  }

  @AfterAll
  static void end() {
    octet.close();
  }

  @AfterEach
  void the_platform_is_well() {
    octet.faults(JsonObject.EMPTY);
  }

  private static JsonObject read(String path) {
    Answer answer = octet.get(path);
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.body();
  }

  private static String did(JsonObject person, String action, JsonObject what) {
    return octet.post("/sandbox/api/people/" + person.text("id").orElseThrow() + "/" + action, what.with("group_id", group.id()).toJson()).body().text("message_id").orElse("");
  }

  private static String sent(String type, JsonObject content) {
    Answer answer = octet.post(MESSAGES, JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", group.id())
        .with("type", type).with(type, content).toJson());
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.body().objects("messages").getFirst().text("id").orElseThrow();
  }

  private static JsonObject text(String body) {
    return JsonObject.EMPTY.with("body", body);
  }

  @Test
  void a_group_shows_all_of_its_fields_and_all_names_of_its_people() {
    octet.deliver("group_participants_update", JsonObject.EMPTY.with("type", "group_participants_add").with("group_id", group.id())
        .with("timestamp", "1795000000").with("reason", "invite_link").with("added_participants", List.of(JsonObject.EMPTY.with("wa_id", "447700900555")
            .with("user_id", "GB.5").with("parent_user_id", "GB.ENT.5").with("username", "eve.adams"))));
    octet.told("participant.joined", one -> data(one).object("participant").flatMap(it -> it.text("user_id")).equals(Optional.of("GB.5")));

    JsonObject shown = read("/graph/v26.0/" + group.id()
        + "?fields=subject,description,suspended,creation_timestamp,join_approval_mode,participants,total_participant_count");
    assertThat(shown.whole("creation_timestamp")).isPresent();
    assertThat(shown.objects("participants")).anySatisfy(one -> assertThat(one.text("parent_user_id")).contains("GB.ENT.5"));
  }

  @Test
  void lists_have_addresses_in_both_directions() {
    Gathering closed = Gathering.of(octet, "By appointment", "approval_required");
    closed.askedBy("Dan");
    JsonObject fay = octet.post("/sandbox/api/people", "{\"name\":\"Fay\",\"wa_id\":\"447700900777\",\"username\":\"fay.jones\"}").body();
    closed.opens(fay, closed.link());
    octet.told("join_request.created", one -> data(one).object("participant").flatMap(it -> it.text("user_id")).equals(fay.text("user_id")));
    did(ada, "messages", JsonObject.EMPTY.with("text", text("one")));
    String two = did(ada, "messages", JsonObject.EMPTY.with("text", text("two")));
    Octet.await().until(() -> octet.get("/v1/messages/" + two).status() == 200);

    for (String list : List.of("/graph/v26.0/" + NUMBER + "/groups", "/graph/v26.0/" + closed.id() + "/join_requests", "/v1/groups/" + group.id() + "/messages")) {
      JsonObject first = read(list + "?limit=1");
      JsonObject second = read(path(next(first)));
      assertThat(second.object("paging").orElseThrow().text("previous")).as(list).isPresent();
    }
    assertThat(read("/graph/v26.0/" + closed.id() + "/join_requests").objects("data")).anySatisfy(one -> assertThat(one.text("username")).contains("fay.jones"));
  }

  private static String path(String address) {
    URI uri = URI.create(address);
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }

  private static String next(JsonObject page) {
    return page.object("paging").flatMap(paging -> paging.text("next")).orElseThrow(() -> new AssertionError(page.toJson()));
  }

  @Test
  void a_history_says_what_happened_who_did_it_and_by_which_request() {
    Gathering closed = Gathering.of(octet, "Told", "approval_required");
    Way.HTTP.ask(octet, GroupCommand.APPROVE_JOIN_REQUESTS, closed.id(), json("{\"messaging_product\":\"whatsapp\"}").with("join_requests", List.of(closed.askedBy("Gus"))));
    JsonObject gus = closed.truth().objects("participants").getFirst();
    Way.HTTP.ask(octet, GroupCommand.REMOVE_PARTICIPANTS, closed.id(), json("{\"messaging_product\":\"whatsapp\"}")
        .with("participants", List.of(JsonObject.EMPTY.with("user_id", gus.text("user_id")))));

    for (String settings : List.of("{\"subject\":\"Told again\",\"description\":\"By whom\"}", "{\"picture\":{\"base64\":\"" + PICTURE + "\"}}")) {
      Way.HTTP.ask(octet, GroupCommand.UPDATE_GROUP_SETTINGS, closed.id(), json(settings).with("messaging_product", "whatsapp"));
    }
    Way.HTTP.ask(octet, GroupCommand.RESET_INVITE_LINK, closed.id(), JsonObject.EMPTY);

    String history = "/v1/groups/" + closed.id() + "/history";
    List<JsonObject> entries = read(history).objects("data");
    for (String field : List.of("how", "initiated_by", "join_request_id", "request_id", "platform_request_id")) {
      assertThat(entries).as(field).anySatisfy(one -> assertThat(one.text(field)).isPresent());
    }
    for (String field : List.of("join_request_ids", "subject", "invite_link", "group_subject", "group_description", "profile_picture")) {
      assertThat(entries).as(field).anySatisfy(one -> assertThat(one.has(field)).isTrue());
    }
    assertThat(read(path(next(read(history + "?limit=1")))).objects("data")).isNotEmpty();
  }

  @Test
  void an_operation_says_why_it_failed_and_what_nobody_knows() {
    octet.faults(json("{\"no_answer\":1}"));
    String lost = octet.post("/graph/v26.0/" + NUMBER + "/groups", Octet.createBody("Nobody knows").toJson()).text("request_id");
    String notEligible = octet.post("/graph/v26.0/100000000000002/groups", Octet.createBody("Not here").toJson()).text("request_id");

    Octet.await().until(() -> read("/v1/operations/" + notEligible).text("state").orElseThrow().equals("failed"));
    assertThat(read("/v1/operations/" + notEligible).object("error").orElseThrow().whole("code")).hasValue(131215);
    Octet.await().pollInterval(Duration.ofMillis(500)).until(() -> {
      octet.settle();
      return read("/v1/operations/" + lost).text("state").orElseThrow().equals("unknown");
    });
    assertThat(read("/v1/operations/" + lost).has("candidate_group_ids")).isTrue();
  }

  @Test
  void a_message_is_marked_as_read_played_and_failed() {
    String hello = did(ada, "messages", JsonObject.EMPTY.with("text", text("Hello")));
    Octet.await().until(() -> octet.get("/v1/messages/" + hello).status() == 200);
    assertThat(read("/v1/messages/" + hello).object("sender")).isPresent();
    Answer marked = octet.post(MESSAGES, json("{\"messaging_product\":\"whatsapp\",\"status\":\"read\"}").with("message_id", hello).toJson());
    assertThat(marked.body().bool("success")).as("%s", marked).contains(true);

    String voice = sent("audio", json("{\"link\":\"https://media.example/hello.ogg\",\"voice\":true}"));
    octet.told("message.delivered", one -> about(one, voice));
    did(ada, "read", JsonObject.EMPTY);
    did(ada, "play", JsonObject.EMPTY.with("message_id", voice));
    Octet.await().until(() -> read("/v1/messages/" + voice).objects("receipts").stream().anyMatch(one -> one.whole("played_at").isPresent()));

    octet.faults(json("{\"failed_in_webhook\":{\"times\":1,\"code\":131026}}"));
    String lost = sent("text", text("Never there"));
    octet.told("message.failed", one -> about(one, lost));
    assertThat(read("/v1/messages/" + lost).objects("errors").getFirst().whole("code")).hasValue(131026);
  }

  private static boolean about(JsonObject notification, String messageId) {
    return data(notification).object("message").flatMap(message -> message.text("id")).equals(Optional.of(messageId));
  }

  @Test
  void what_a_month_cost_is_known_as_far_as_the_card_goes() {
    did(ada, "messages", JsonObject.EMPTY.with("text", text("Open")));
    String reminder = sent("template", json("{\"name\":\"group_layout_ready\",\"language\":{\"code\":\"en\"},\"components\":["
        + "{\"type\":\"header\",\"parameters\":[{\"type\":\"image\",\"image\":{\"link\":\"https://media.example/a.jpg\"}}]},"
        + "{\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"text\":\"4471\"}]}]}"));
    octet.told("message.delivered", one -> about(one, reminder));
    String costs = "/v1/numbers/" + NUMBER + "/costs";
    assertThat(read(costs).object("total").orElseThrow().text("known_amount")).isPresent();

    String card = "{\"currency\":\"EUR\",\"periods\":[{\"from\":\"2026-01-01\",\"rates\":{\"group_marketing\":{\"default\":\"0.0500\"}}}]}";
    Answer put = octet.send(octet.request("/v1/numbers/" + NUMBER + "/rate-card").PUT(BodyPublishers.ofString(card)));
    assertThat(put.body()).isEqualTo(json(card)).isEqualTo(read("/v1/numbers/" + NUMBER + "/rate-card"));
    assertThat(read(costs).text("currency")).contains("EUR");
    assertThat(read(costs).objects("by_template")).anySatisfy(one -> assertThat(one.text("template").orElseThrow()).startsWith("group_layout_ready"));
    assertThat(read("/v1/numbers/" + NUMBER + "/templates").text("currency")).contains("EUR");
    assertThat(read("/v1/groups/" + group.id() + "/costs").objects("by_country")).isNotEmpty();
  }

  @Test
  void who_is_erased_is_in_nothing_that_can_be_read_and_what_they_read_stays_read() {
    Gathering left = Gathering.of(octet, "Left", "auto_approve");
    JsonObject zoe = left.joinedBy("Zoe Unmistakable", "447700900955");
    String wrote = octet.post("/sandbox/api/people/" + zoe.text("id").orElseThrow() + "/messages",
        JsonObject.EMPTY.with("group_id", left.id()).with("text", text("words of Zoe")).toJson()).body().text("message_id").orElseThrow();
    octet.told("message.received", one -> about(one, wrote));
    String sent = octet.post(MESSAGES, JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", left.id()).with("type", "template")
        .with("template", json("{\"name\":\"group_layout_ready\",\"language\":{\"code\":\"en\"},\"components\":["
            + "{\"type\":\"header\",\"parameters\":[{\"type\":\"image\",\"image\":{\"link\":\"https://media.example/a.jpg\"}}]},"
            + "{\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"text\":\"4471\"}]}]}")).toJson()).body().objects("messages").getFirst().text("id").orElseThrow();
    octet.told("message.delivered", one -> about(one, sent));
    octet.post("/sandbox/api/people/" + zoe.text("id").orElseThrow() + "/leave", JsonObject.EMPTY.with("group_id", left.id()).toJson());
    left.told("participant.left", 1);

    Answer asked = octet.post("/v1/people/447700900955/erase", "{\"phone_number_id\":\"" + NUMBER + "\"}");
    assertThat(asked.status()).as("%s", asked).isEqualTo(202);
    String operation = "/v1/operations/" + asked.text("request_id");
    Octet.await().until(() -> read(operation).text("state").orElseThrow().equals("succeeded"));

    JsonObject erased = read(operation).object("answer").flatMap(it -> it.object("erased")).orElseThrow();
    assertThat(erased.fields().keySet()).contains("groups", "history", "messages", "message_contents", "template_reach", "notifications");
    for (String path : List.of(operation, "/v1/messages/" + wrote, "/v1/messages/" + sent, "/v1/groups/" + left.id() + "/history", "/v1/groups/" + left.id() + "/messages")) {
      assertThat(read(path).toJson()).as(path).doesNotContain("447700900955", zoe.text("user_id").orElseThrow(), "Unmistakable", "words of Zoe");
    }
    assertThat(read("/v1/messages/" + sent).objects("receipts")).singleElement().satisfies(it -> assertThat(it.whole("delivered_at")).isPresent());
  }

  @Test
  void an_invitation_says_when_it_failed_was_read_and_led_to_a_request() {
    Gathering closed = Gathering.of(octet, "Invited", "approval_required");
    JsonObject ivy = Gathering.person(octet, "Ivy", "447700900802");
    String lost = invited(closed, JsonObject.EMPTY.with("to", ivy.text("wa_id")).with("type", "text").with("text", text("Come in: " + closed.link())));
    stands(closed, "failed");
    assertThat(read("/v1/messages/" + lost).objects("receipts").getFirst().has("failed_at")).isTrue();

    invite(closed, ivy);
    stands(closed, "read");
    closed.opens(ivy, closed.link());
    stands(closed, "requested");
  }

  /** And reads it. */
  private static void invite(Gathering to, JsonObject person) {
    String id = invited(to, JsonObject.EMPTY.with("to", person.text("wa_id")).with("type", "template").with("template", json("""
        {"name":"order_group_invite","language":{"code":"en"},"components":[{"type":"body","parameters":[
          {"type":"group_id","group_id":"%s"},{"type":"text","text":"your kitchen"}]}]}""".formatted(to.id()))));
    octet.told("message.delivered", one -> about(one, id));
    octet.post("/sandbox/api/people/" + person.text("id").orElseThrow() + "/read", JsonObject.EMPTY.with("phone_number_id", NUMBER).toJson());
    octet.told("message.read", one -> about(one, id));
  }

  private static String invited(Gathering to, JsonObject message) {
    Answer answer = octet.post(MESSAGES, message.with("messaging_product", "whatsapp").toJson(), "Idempotency-Key", "invite " + to.id() + message.toJson().hashCode());
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.body().objects("messages").getFirst().text("id").orElseThrow();
  }

  private static void stands(Gathering group, String state) {
    Octet.await().until(() -> !read("/v1/groups/" + group.id() + "/invitations?state=" + state).objects("data").isEmpty());
  }

  @Test
  void all_numbers_or_one_are_compared_for_who_asks() {
    for (String path : List.of("/v1/reconcile", "/v1/numbers/" + NUMBER + "/reconcile")) {
      assertThat(octet.post(path, "").status()).isEqualTo(202);
    }
    octet.stack().invokeSchedule("ReconciliationFunction");
    Octet.await().until(() -> read("/v1/numbers/" + NUMBER + "/reconcile").text("state").orElseThrow().equals("done"));
  }
}
