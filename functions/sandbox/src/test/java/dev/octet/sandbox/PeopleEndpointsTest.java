package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People of the sandbox: who they are, what they do, and what the business is told of it. */
class PeopleEndpointsTest {
  private final Platform platform = new Platform();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void a_person_has_a_user_id_and_only_the_phone_number_that_was_given() {
    JsonObject ada = platform.api("POST", "people", "{\"name\":\"Ada\",\"wa_id\":\"+447700900123\",\"username\":\"Ada.L\"}").json();
    JsonObject bo = platform.api("POST", "people", "{\"name\":\"Bo\"}").json();

    assertThat(ada.text("wa_id")).contains("447700900123");
    assertThat(ada.text("username")).contains("ada.l");
    assertThat(ada.text("user_id").orElseThrow()).matches("[A-Z]{2}\\.[0-9]{20}");
    assertThat(bo.has("wa_id")).isFalse();
    assertThat(platform.api("GET", "people/" + ada.text("id").orElseThrow(), "").json()).isEqualTo(ada);
    assertThat(platform.api("GET", "people", "").json().objects("people")).containsExactlyInAnyOrder(ada, bo);
  }

  @Test
  void a_phone_number_and_a_username_are_one_persons() {
    platform.api("POST", "people", "{\"name\":\"Ada\",\"wa_id\":\"447700900123\",\"username\":\"ada\"}");

    assertThat(platform.api("POST", "people", "{\"name\":\"Eve\",\"wa_id\":\"447700900123\"}").status()).isEqualTo(409);
    assertThat(platform.api("POST", "people", "{\"name\":\"Eve\",\"username\":\"ada\"}").status()).isEqualTo(409);
    assertThat(platform.api("GET", "people", "").json().objects("people")).hasSize(1);
  }

  @Test
  void who_opens_the_link_is_in_and_the_business_is_told() {
    JsonObject group = platform.group("Roof repair");
    JsonObject ada = platform.api("POST", "people", "{\"name\":\"Ada\",\"wa_id\":\"447700900123\"}").json();

    Platform.Answer joined = platform.join(ada.text("id").orElseThrow(), link(group));

    assertThat(joined.json()).isEqualTo(JsonObject.EMPTY.with("status", "joined").with("group_id", id(group)));
    platform.deliver();
    Receiver.Delivery webhook = platform.receiver.only("group_participants_add");
    assertThat(webhook.field()).isEqualTo("group_participants_update");
    assertThat(webhook.event().without("timestamp")).isEqualTo(JsonObject.EMPTY
        .with("group_id", id(group)).with("type", "group_participants_add").with("reason", "invite_link")
        .with("added_participants", List.of(JsonObject.EMPTY.with("wa_id", "447700900123").with("user_id", ada.text("user_id")))));
    assertThat(webhook.event().get("timestamp")).isInstanceOf(String.class);
    assertThat(platform.truth(id(group)).objects("participants")).singleElement().satisfies(one -> assertThat(one.text("name")).contains("Ada"));
  }

  @Test
  void joining_twice_is_being_in_once() {
    JsonObject group = platform.group("Roof repair");
    String ada = platform.person("Ada");

    platform.join(ada, link(group));
    Platform.Answer again = platform.join(ada, link(group));
    platform.deliver();

    assertThat(again.text("status")).isEqualTo("joined");
    platform.receiver.only("group_participants_add");
    assertThat(platform.truth(id(group)).whole("total_participant_count")).hasValue(1);
  }

  @Test
  void who_goes_is_out_and_the_business_is_told_who_went() {
    JsonObject group = platform.group("Roof repair");
    JsonObject ada = platform.api("POST", "people", "{\"name\":\"Ada\",\"username\":\"ada.l\"}").json();
    String adaId = ada.text("id").orElseThrow();
    platform.join(adaId, link(group));

    assertThat(leave(adaId, id(group)).json()).isEqualTo(JsonObject.EMPTY.with("status", "left"));

    platform.deliver();
    assertThat(platform.receiver.only("group_participants_remove").event().without("timestamp")).isEqualTo(JsonObject.EMPTY
        .with("group_id", id(group)).with("type", "group_participants_remove").with("initiated_by", "participant")
        .with("removed_participants", List.of(JsonObject.EMPTY.with("user_id", ada.text("user_id")).with("username", "ada.l"))));
    assertThat(leave(adaId, id(group)).status()).isEqualTo(400);
    assertThat(platform.join(adaId, link(group)).text("status")).as("who left may come back").isEqualTo("joined");
  }

  @Test
  void a_group_that_asks_for_approval_gets_requests_that_can_be_taken_back() {
    JsonObject group = platform.group("Design review", JsonObject.EMPTY.with("join_approval_mode", "approval_required"));
    JsonObject ada = platform.api("POST", "people", "{\"name\":\"Ada\",\"wa_id\":\"447700900123\"}").json();
    String adaId = ada.text("id").orElseThrow();

    assertThat(platform.join(adaId, link(group)).text("status")).isEqualTo("requested");
    assertThat(platform.join(adaId, link(group)).text("status")).as("once is enough").isEqualTo("requested");
    assertThat(platform.truth(id(group)).whole("total_participant_count")).hasValue(0);
    assertThat(platform.truth(id(group)).objects("join_requests")).hasSize(1);

    JsonObject cancelled = platform.act(adaId, "cancel", JsonObject.EMPTY.with("group_id", id(group))).json();
    assertThat(cancelled).isEqualTo(JsonObject.EMPTY.with("status", "cancelled"));
    platform.deliver();
    JsonObject created = platform.receiver.only("group_join_request_created").event();
    assertThat(created.fields().keySet()).containsExactly("timestamp", "group_id", "type", "join_request_id", "wa_id", "user_id");
    assertThat(platform.receiver.only("group_join_request_revoked").event().text("join_request_id")).isEqualTo(created.text("join_request_id"));
    assertThat(platform.act(adaId, "cancel", JsonObject.EMPTY.with("group_id", id(group))).status()).isEqualTo(400);
    assertThat(platform.truth(id(group)).objects("join_requests")).isEmpty();
  }

  @Test
  void the_ninth_is_refused_and_comes_in_when_somebody_leaves() {
    JsonObject group = platform.group("Roof repair");
    List<String> people = IntStream.range(0, 9).mapToObj(i -> platform.person("Person " + i)).toList();
    people.subList(0, 8).forEach(person -> assertThat(platform.join(person, link(group)).text("status")).isEqualTo("joined"));

    assertThat(platform.join(people.get(8), link(group)).json()).isEqualTo(
        JsonObject.EMPTY.with("status", "refused").with("reason", "group_full").with("group_id", id(group)));

    leave(people.get(3), id(group));
    assertThat(platform.join(people.get(8), link(group)).text("status")).isEqualTo("joined");
    platform.deliver();
    assertThat(platform.receiver.deliveries()).filteredOn(one -> one.type().equals("group_participants_add")).as("the refused one is not told of").hasSize(9);
  }

  @Test
  void of_twenty_who_join_at_once_eight_are_in() throws Exception {
    JsonObject group = platform.group("Roof repair");
    List<String> people = IntStream.range(0, 20).mapToObj(i -> platform.person("Person " + i)).toList();
    List<String> statuses;
    try (var executor = Executors.newFixedThreadPool(20)) {
      List<Future<String>> joins = executor.invokeAll(people.stream().<Callable<String>>map(person -> () -> platform.join(person, link(group)).text("status")).toList());
      statuses = joins.stream().map(PeopleEndpointsTest::result).toList();
    }

    assertThat(statuses).filteredOn("joined"::equals).hasSize(8);
    assertThat(statuses).filteredOn("refused"::equals).hasSize(12);
    assertThat(platform.truth(id(group)).objects("participants")).hasSize(8);
    platform.deliver();
    assertThat(platform.receiver.deliveries()).filteredOn(one -> one.type().equals("group_participants_add")).hasSize(8);
    Set<String> told = Set.copyOf(platform.receiver.deliveries().stream().filter(one -> one.type().equals("group_participants_add"))
        .map(one -> one.event().objects("added_participants").getFirst().text("user_id").orElseThrow()).toList());
    assertThat(told).hasSize(8).containsExactlyInAnyOrderElementsOf(
        platform.truth(id(group)).objects("participants").stream().map(one -> one.text("user_id").orElseThrow()).toList());
  }

  private static String result(Future<String> join) {
    try {
      return join.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "https://octet.test/sandbox/invite/NoSuchLink0000000000000", "https://octet.test/sandbox/invite/../../x", "https://octet.test/", "%%%"})
  void a_link_that_is_none_lets_nobody_in(String link) {
    platform.group("Roof repair");

    assertThat(platform.join(platform.person("Ada"), link).json()).isEqualTo(JsonObject.EMPTY.with("status", "refused").with("reason", "unknown_link"));
  }

  @Test
  void what_is_written_in_a_group_arrives_with_its_author() {
    JsonObject group = platform.group("Roof repair");
    JsonObject ada = platform.api("POST", "people", "{\"name\":\"Ada Löwe\",\"wa_id\":\"447700900123\"}").json();
    platform.join(ada.text("id").orElseThrow(), link(group));

    Platform.Answer sent = platform.act(ada.text("id").orElseThrow(), "messages", JsonObject.EMPTY
        .with("group_id", id(group)).with("type", "text").with("text", JsonObject.EMPTY.with("body", "Where is the 🪜?")));

    assertThat(sent.text("message_id")).startsWith("wamid.");
    platform.deliver();
    Receiver.Delivery webhook = platform.receiver.only("message");
    assertThat(webhook.value().fields().keySet()).containsExactly("messaging_product", "metadata", "contacts", "messages");
    assertThat(webhook.value().objects("contacts")).containsExactly(JsonObject.EMPTY
        .with("profile", JsonObject.EMPTY.with("name", "Ada Löwe")).with("wa_id", "447700900123").with("user_id", ada.text("user_id")));
    assertThat(webhook.value().objects("messages").getFirst().without("timestamp")).isEqualTo(JsonObject.EMPTY
        .with("from", "447700900123").with("from_user_id", ada.text("user_id")).with("group_id", id(group)).with("id", sent.text("message_id"))
        .with("type", "text").with("text", JsonObject.EMPTY.with("body", "Where is the 🪜?")));
    assertThat(new String(webhook.body(), StandardCharsets.UTF_8)).as("escaped as the platform does").contains("L\\u00f6we", "\\ud83e\\ude9c");
  }

  @Test
  void media_replies_and_reactions_are_messages_too() {
    JsonObject group = platform.group("Roof repair");
    String ada = platform.person("Ada");
    platform.join(ada, link(group));

    message(ada, group, "{\"type\":\"image\",\"image\":{\"caption\":\"The gutter\"}}");
    message(ada, group, "{\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid.X\",\"emoji\":\"👍\"}}");
    message(ada, group, "{\"type\":\"text\",\"text\":{\"body\":\"Yes\"},\"context\":{\"message_id\":\"wamid.X\"}}");
    message(ada, group, "{\"type\":\"unsupported\"}");
    platform.deliver();

    List<JsonObject> messages = platform.receiver.deliveries().stream().filter(one -> one.type().equals("message"))
        .map(one -> one.value().objects("messages").getFirst()).toList();
    assertThat(messages).extracting(one -> one.text("type").orElseThrow()).containsExactlyInAnyOrder("image", "reaction", "text", "unsupported");
    assertThat(messages).filteredOn(one -> one.has("image")).singleElement().satisfies(one ->
        assertThat(one.object("image").orElseThrow().fields().keySet()).containsExactlyInAnyOrder("caption", "mime_type", "sha256", "id", "url"));
    assertThat(messages).filteredOn(one -> one.has("context")).singleElement().satisfies(one ->
        assertThat(one.object("context").orElseThrow().text("id")).contains("wamid.X"));
    assertThat(messages).filteredOn(one -> one.has("errors")).singleElement().satisfies(one ->
        assertThat(one.objects("errors").getFirst().whole("code")).hasValue(130501));
  }

  @Test
  void a_reply_names_whose_message_it_answers() {
    JsonObject group = platform.group("Roof repair");
    String ada = platform.api("POST", "people", "{\"name\":\"Ada\",\"wa_id\":\"447700900123\"}").text("id");
    String ben = platform.person("Ben");
    platform.join(ada, link(group));
    platform.join(ben, link(group));
    String hello = "{\"group_id\":\"" + id(group) + "\",\"text\":{\"body\":\"hi\"}}";
    String ofAda = platform.api("POST", "people/" + ada + "/messages", hello).text("message_id");
    String ofBen = platform.api("POST", "people/" + ben + "/messages", hello).text("message_id");

    message(ben, group, "{\"text\":{\"body\":\"Ada!\"},\"context\":{\"message_id\":\"" + ofAda + "\"}}");
    message(ada, group, "{\"text\":{\"body\":\"Ben!\"},\"context\":{\"message_id\":\"" + ofBen + "\"}}");
    message(ada, group, "{\"text\":{\"body\":\"You!\"},\"context\":{\"message_id\":\"wamid.of-the-business\"}}");
    platform.deliver();

    assertThat(context("Ada!")).isEqualTo(JsonObject.EMPTY.with("from", "447700900123").with("id", ofAda));
    assertThat(context("Ben!")).as("who shows no number is not named by one").isEqualTo(JsonObject.EMPTY.with("id", ofBen));
    assertThat(context("You!")).isEqualTo(JsonObject.EMPTY.with("from", "15550100001").with("id", "wamid.of-the-business"));
  }

  private JsonObject context(String body) {
    return platform.receiver.deliveries().stream().filter(one -> one.type().equals("message")).map(one -> one.value().objects("messages").getFirst())
        .filter(one -> one.object("text").orElseThrow().text("body").orElseThrow().equals(body)).findFirst().orElseThrow().object("context").orElseThrow();
  }

  @Test
  void only_who_is_in_can_write() {
    JsonObject group = platform.group("Roof repair");
    String ada = platform.person("Ada");
    String body = "{\"group_id\":\"" + id(group) + "\",\"type\":\"text\",\"text\":{\"body\":\"hi\"}}";

    assertThat(platform.api("POST", "people/" + ada + "/messages", body).status()).isEqualTo(400);
    assertThat(platform.api("POST", "people/" + ada + "/messages", body.replace(id(group), "nowhere")).status()).isEqualTo(404);
    platform.deliver();
    assertThat(platform.receiver.deliveries()).noneMatch(one -> one.type().equals("message"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "people                 | {}                                                          | 400",
      "people                 | {\"name\":\"   \"}                                          | 400",
      "people                 | {\"name\":\"x\",\"wa_id\":\"tel:12\"}                       | 400",
      "people                 | {\"name\":\"x\",\"wa_id\":\"15550100001\"}                  | 400",
      "people                 | {\"name\":\"x\",\"username\":\"a b\"}                       | 400",
      "people                 | {\"name\":\"x\",\"name\":\"y\"}                             | 400",
      "people                 | {\"name\":\"\\ud800\"}                                      | 400",
      "people                 | {\"name\":7}                                                | 400",
      "people                 | {\"name\":\"\\u00a0\\u200b\"}                               | 400",
      "people                 | {\"name\":\"x\",\"wa_id\":447700900123}                     | 400",
      "people                 | {\"name\":\"x\",\"wa_id\":[\"447700900123\"]}                 | 400",
      "people                 | {\"name\":\"x\",\"username\":{}}                            | 400",
      "people                 | []                                                          | 400",
      "people                 | {\"name\":                                                  | 400",
      "people/nobody/join     | {\"invite_link\":\"x\"}                                     | 404",
      "people/ADA/join        | {}                                                          | 400",
      "people/ADA/join        | {\"invite_link\":7}                                         | 400",
      "people/ADA/join        | {\"invite_link\":\"x\"}                                     | 200",
      "people/ADA/leave       | {\"group_id\":7}                                            | 400",
      "people/ADA/leave       | {}                                                          | 400",
      "people/ADA/leave       | {\"group_id\":\"nowhere\"}                                  | 404",
      "people/ADA/messages    | {\"group_id\":\"x\",\"type\":\"poll\"}                      | 400",
      "people/ADA/messages    | {\"group_id\":\"x\",\"type\":\"text\",\"text\":\"hi\"}      | 400",
      "people/ADA/messages    | {\"group_id\":\"x\",\"type\":\"text\",\"text\":{\"body\":\"\\ud800\"}} | 400",
      "people/ADA/messages    | {\"group_id\":\"x\",\"type\":{},\"text\":{\"body\":\"hi\"}}  | 400",
      "people/ADA/messages    | {\"group_id\":\"x\",\"text\":{\"body\":7}}                    | 400",
      "people/ADA/messages    | {\"group_id\":\"x\",\"text\":{\"body\":\"hi\"},\"context\":\"y\"} | 400",
      "people/ADA/messages    | {\"group_id\":\"x\",\"text\":{\"body\":\"hi\"},\"context\":{\"message_id\":{}}} | 400",
      "people/ADA/messages    | {\"group_id\":\"x\",\"type\":\"image\",\"image\":\"y\"}       | 400",
      "people/ADA/messages    | {\"group_id\":\"x\",\"type\":\"image\",\"image\":{\"caption\":[]}} | 400",
      "people/ADA/messages    | {\"group_id\":\"x\",\"type\":\"unsupported\",\"unsupported\":{\"type\":\"A B\"}} | 400",
      "people/ADA/read        | {}                                                          | 400",
      "people/ADA/read        | {\"group_id\":\"nowhere\"}                                  | 404",
      "people/ADA/read        | {\"phone_number_id\":\"123\"}                               | 404",
      "people/ADA/read        | {\"group_id\":\"x\",\"phone_number_id\":\"100000000000001\"} | 400",
      "people/ADA/read        | {\"group_id\":7}                                            | 400",
      "people/ADA/play        | {\"phone_number_id\":\"100000000000001\"}                   | 400",
      "people/ADA/play        | {\"phone_number_id\":\"100000000000001\",\"message_id\":\"x\"} | 400",
      "people/ADA/terms       | {}                                                          | 400",
      "people                 | {\"name\":\"Ada\",\"accepted_terms\":\"no\"}           | 400",
      "people/ADA/identity    | {}                                                          | 400",
      "people/ADA/identity    | {\"user_id\":false}                                         | 400",
      "people/ADA/identity    | {\"user_id\":\"US.1\"}                                      | 400",
      "people/ADA/identity    | {\"wa_id\":4477009001}                                      | 400",
      "people/ADA/identity    | {\"wa_id\":\"nobody\"}                                      | 400",
      "people/ADA/identity    | {\"wa_id\":\"15550100001\"}                                 | 400",
      "people/ADA/dance       | {}                                                          | 404",
      "clock                  | {\"advance\":\"tomorrow\"}                                  | 400",
      "clock                  | {\"advance\":\"-PT1H\"}                                     | 400",
      "clock                  | {\"advance\":{}}                                            | 400",
      "clock/now              | {\"advance\":\"PT1H\"}                                      | 404",
      "groups/nowhere         |                                                             | 405",
      "nothing                |                                                             | 404"})
  void what_cannot_be_is_answered_with_a_sentence(String path, String body, int status) {
    String ada = platform.person("Ada");

    Platform.Answer answer = platform.api("POST", path.replace("ADA", ada), body == null ? "" : body);

    assertThat(answer.status()).isEqualTo(status);
    if (status != 200) {
      assertThat(answer.error().text("message").orElseThrow()).endsWith(".");
    }
  }

  @ParameterizedTest
  @CsvSource({"POST faults,405", "DELETE clock,405", "GET reset,405", "POST numbers,405", "DELETE groups/x,405", "PUT people,405", "DELETE people/ADA,405",
      "GET people/ADA/join,405", "PUT faults/all,404", "GET groups/x/y,404", "GET numbers/1,404", "POST reset/all,404", "GET groups/LONG,404", "GET people/LONG,404"})
  void a_route_takes_its_own_path_and_method_alone(String request, int status) {
    String ada = platform.person("Ada");
    platform.faults("{\"duplicate\":true}");
    String[] parts = request.replace("ADA", ada).replace("LONG", "x".repeat(3000)).split(" ");

    Platform.Answer answer = platform.api(parts[0], parts[1], "{}");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error().text("message").orElseThrow()).endsWith(".");
    assertThat(platform.api("GET", "faults", "").json()).as("nothing was done").isEqualTo(JsonObject.EMPTY.with("duplicate", true));
  }

  @Test
  void the_platforms_clock_goes_forwards() {
    Instant before = Instant.parse(platform.api("GET", "clock", "").text("now"));
    platform.api("POST", "clock", "{\"advance\":\"PT24H\"}");
    platform.api("POST", "clock", "{\"advance\":\"PT1H\"}");

    Instant after = Instant.parse(platform.api("GET", "clock", "").text("now"));

    assertThat(Duration.between(before, after)).isBetween(Duration.ofHours(25), Duration.ofHours(25).plusMinutes(1));
    String answered = platform.get(Platform.GROUPS).headers().get("Octet-Sandbox-Time");
    assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(answered))).as("so do the answers'").isAfterOrEqualTo(after.truncatedTo(ChronoUnit.SECONDS));
    for (int years = 0; years < 100; years++) {
      platform.api("POST", "clock", "{\"advance\":\"P366D\"}");
    }
    assertThat(platform.api("POST", "clock", "{\"advance\":\"P366D\"}").status()).as("further than any list could be sorted").isEqualTo(400);
    assertThat(platform.group("Tomorrow").whole("timestamp").orElseThrow()).isGreaterThanOrEqualTo(after.getEpochSecond());
  }

  @Test
  void a_reset_forgets_everything_and_nothing_old_is_delivered() {
    JsonObject group = platform.group("Roof repair");
    platform.create("Never told");
    platform.faults("{\"duplicate\":true}");

    platform.api("POST", "reset", "");

    platform.deliver();
    assertThat(platform.receiver.deliveries()).extracting(one -> one.event().text("subject").orElse("")).containsExactly("Roof repair");
    assertThat(platform.api("GET", "groups/" + id(group), "").status()).isEqualTo(404);
    assertThat(platform.api("GET", "faults", "").json()).isEqualTo(JsonObject.EMPTY);
    assertThat(platform.get(Platform.GROUPS).json().object("data")).contains(JsonObject.EMPTY.with("groups", List.of()));
  }

  @Test
  void a_body_larger_than_64_kib_is_refused() {
    assertThat(platform.call("POST", "/sandbox/api/people", Map.of(), new byte[65_537]).status()).isEqualTo(413);
  }

  private void message(String person, JsonObject group, String body) {
    assertThat(platform.api("POST", "people/" + person + "/messages", "{\"group_id\":\"" + id(group) + "\"," + body.substring(1)).status()).isEqualTo(200);
  }

  private Platform.Answer leave(String person, String groupId) {
    return platform.act(person, "leave", JsonObject.EMPTY.with("group_id", groupId));
  }

  private static String id(JsonObject group) {
    return group.text("group_id").orElseThrow();
  }

  private static String link(JsonObject group) {
    return group.text("invite_link").orElseThrow();
  }
}
