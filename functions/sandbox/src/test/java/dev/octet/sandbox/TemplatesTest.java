package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The library of templates, an account's templates, and what the platform does with them. */
class TemplatesTest {
  private static final String ACCOUNT = "200000000000001";
  private static final String TEMPLATES = "/sandbox/graph/v26.0/" + ACCOUNT + "/message_templates";
  private static final String STATUS = "message_template_status_update";
  private final Platform platform = new Platform();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void the_library_has_group_invites_for_several_uses_each_with_the_group_as_a_parameter() {
    List<JsonObject> rows = library("?category=utility&topic=group_invite_link&language=en");

    assertThat(rows).extracting(row -> row.text("usecase").orElse("")).doesNotHaveDuplicates().contains("GROUP_INVITE_UPON_REQUEST").hasSizeGreaterThan(1);
    assertThat(rows).allSatisfy(row -> {
      assertThat(row.fields().keySet()).as("spec/graph/list_template_library").contains(
          "name", "language", "category", "topic", "usecase", "body", "body_params", "body_param_types", "id");
      assertThat(row.texts("body_param_types")).contains("GROUP_ID").hasSameSizeAs(row.texts("body_params"));
      for (int n = 1; n <= row.texts("body_params").size(); n++) {
        assertThat(row.text("body").orElse("")).contains("{{" + n + "}}");
      }
    });
    assertThat(library("")).extracting(row -> row.text("id").orElse("")).doesNotHaveDuplicates();
    assertThat(library("?language=de")).isNotEmpty().allSatisfy(row -> assertThat(row.text("language")).contains("de"));
    assertThat(library("?category=marketing")).isEmpty();
    assertThat(library("?topic=order_management")).isEmpty();
  }

  @Test
  void a_template_of_the_library_is_copied_and_approved_after_a_time_of_the_platforms_clock() {
    Platform.Answer answer = create("{\"name\":\"our_invite\",\"category\":\"UTILITY\",\"language\":\"en\",\"library_template_name\":\"group_invite_upon_request_1\"}");

    assertThat(answer.json().without("id")).isEqualTo(JsonObject.EMPTY.with("status", "PENDING").with("category", "UTILITY"));
    assertThat(status("our_invite")).isEqualTo("PENDING");
    platform.deliver();
    assertThat(platform.receiver.deliveries()).as("not yet").isEmpty();

    platform.clock.advance(Duration.ofSeconds(4));
    platform.deliver();
    platform.deliver();

    assertThat(status("our_invite")).isEqualTo("APPROVED");
    JsonObject body = platform.receiver.only(STATUS).json();
    assertThat(body.objects("entry").getFirst().whole("time")).isPresent();
    assertThat(body.objects("entry").getFirst().text("id")).contains(ACCOUNT);
    assertThat(platform.receiver.only(STATUS).value()).as("spec/webhooks/message_template_status_update.approved").isEqualTo(JsonObject.EMPTY
        .with("event", "APPROVED").with("message_template_id", Long.parseLong(answer.text("id"))).with("message_template_name", "our_invite")
        .with("message_template_language", "en").with("reason", "NONE").with("message_template_category", "UTILITY"));
  }

  @Test
  void moving_the_clock_beyond_a_review_ends_it_and_once() {
    assertThat(platform.api("PUT", "templates/review", "{\"approved_after\":\"PT24H\"}").status()).isEqualTo(200);
    create(simple("later"));
    platform.api("POST", "clock", "{\"advance\":\"PT23H\"}");
    assertThat(status("later")).isEqualTo("PENDING");

    platform.api("POST", "clock", "{\"advance\":\"PT1H\"}");
    platform.deliver();

    assertThat(status("later")).isEqualTo("APPROVED");
    platform.clock.advance(Duration.ofHours(25));
    platform.deliver();
    assertThat(platform.receiver.only(STATUS).value().text("event")).contains("APPROVED");
  }

  @Test
  void what_was_rejected_meanwhile_is_not_approved_and_what_was_deleted_neither() {
    String id = create(simple("rejected")).text("id");
    create(simple("deleted"));
    assertThat(platform.api("POST", "templates/" + id + "/reject", "{\"reason\":\"PROMOTIONAL\"}").text("status")).isEqualTo("REJECTED");
    assertThat(delete("?name=deleted").json()).isEqualTo(JsonObject.EMPTY.with("success", true));

    platform.clock.advance(Duration.ofSeconds(4));
    platform.deliver();

    assertThat(platform.receiver.only(STATUS).value().fields()).containsEntry("event", "REJECTED").containsEntry("reason", "PROMOTIONAL");
    assertThat(status("rejected")).isEqualTo("REJECTED");
    assertThat(rows("?name=deleted")).isEmpty();
    assertThat(delete("?name=deleted").code()).isEqualTo(100);
    assertThat(create(simple("deleted")).status()).as("the name is free").isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"pause,PAUSED", "disable,DISABLED", "reject,REJECTED"})
  void the_platform_takes_a_template_away_and_says_so_once(String action, String status) {
    String id = rows("?name=group_visit_reminder").getFirst().text("id").orElseThrow();

    assertThat(platform.api("POST", "templates/" + id + "/" + action, "").text("status")).isEqualTo(status);
    assertThat(platform.api("POST", "templates/" + id + "/" + action, "").status()).isEqualTo(200);
    platform.deliver();

    JsonObject value = platform.receiver.only(STATUS).value();
    assertThat(value.text("event")).contains(status);
    assertThat(value.has("disable_info")).isEqualTo(status.equals("DISABLED"));
    assertThat(status("group_visit_reminder")).isEqualTo(status);
    assertThat(platform.api("POST", "templates/" + id + "/approve", "").text("status")).isEqualTo("APPROVED");
  }

  @Test
  void a_category_is_changed_and_told_of_with_the_one_before() {
    JsonObject row = rows("?name=group_visit_reminder").getFirst();
    String id = row.text("id").orElseThrow();

    platform.api("POST", "templates/" + id + "/category", "{\"category\":\"MARKETING\"}");
    platform.deliver();

    assertThat(platform.receiver.only("template_category_update").value()).isEqualTo(JsonObject.EMPTY
        .with("message_template_id", Long.parseLong(id)).with("message_template_name", "group_visit_reminder").with("message_template_language", "en")
        .with("previous_category", "UTILITY").with("new_category", "MARKETING"));
    assertThat(rows("?name=group_visit_reminder")).containsExactly(row.with("category", "MARKETING"));
    assertThat(platform.api("POST", "templates/" + id + "/category", "{\"category\":\"OTHER\"}").status()).isEqualTo(400);
    assertThat(platform.api("POST", "templates/" + id + "/shine", "{}").status()).isEqualTo(404);
    assertThat(platform.api("POST", "templates/1/pause", "{}").status()).isEqualTo(404);
  }

  @Test
  void each_account_brings_approved_templates_of_each_category_and_the_invite() {
    assertThat(rows("")).allSatisfy(row -> assertThat(row.text("status")).contains("APPROVED"))
        .extracting(row -> row.text("category").orElse("")).contains("UTILITY", "MARKETING", "AUTHENTICATION");
    assertThat(rows("?category=MARKETING").getFirst().objects("components").getFirst().text("format")).contains("IMAGE");
    assertThat(rows("?name=order_group_invite")).hasSize(1);
    assertThat(platform.get("/sandbox/graph/v26.0/200000000000002/message_templates").json().objects("data")).as("of another account")
        .hasSameSizeAs(rows("")).doesNotContainAnyElementsOf(rows(""));
  }

  @Test
  void templates_of_ones_own_are_kept_as_they_were_sent_and_shown_in_pages() {
    JsonObject body = JsonObject.EMPTY.with("type", "BODY").with("text", "Grüße von {{1}}, am {{2}}.")
        .with("example", JsonObject.EMPTY.with("body_text", List.of(List.of("uns", "Montag"))));
    JsonObject buttons = JsonObject.EMPTY.with("type", "buttons").with("buttons", List.of(
        JsonObject.EMPTY.with("type", "QUICK_REPLY").with("text", "Ja"),
        JsonObject.EMPTY.with("type", "url").with("text", "Mehr").with("url", "https://example.com/{{1}}")));
    Platform.Answer answer = create(JsonObject.EMPTY.with("name", "gruss").with("language", "de").with("category", "marketing").with("components", List.of(
        JsonObject.EMPTY.with("type", "header").with("format", "document"), body, JsonObject.EMPTY.with("type", "FOOTER").with("text", "Bis bald"), buttons)).toJson());

    assertThat(answer.text("category")).isEqualTo("MARKETING");
    JsonObject row = rows("?name=gruss").getFirst();
    assertThat(row.text("id")).contains(answer.text("id"));
    assertThat(row.objects("components")).extracting(it -> it.text("type").orElse("")).containsExactly("HEADER", "BODY", "FOOTER", "BUTTONS");
    assertThat(row.objects("components").get(1)).isEqualTo(body);
    assertThat(row.objects("components").getLast().objects("buttons")).extracting(it -> it.text("type").orElse("")).containsExactly("QUICK_REPLY", "URL");

    List<JsonObject> all = rows("");
    JsonObject first = platform.get(TEMPLATES + "?limit=2&fields=name,status").json();
    assertThat(first.objects("data")).hasSize(2).allSatisfy(it -> assertThat(it.fields().keySet()).containsExactlyInAnyOrder("name", "status", "id"));
    String next = first.object("paging").flatMap(it -> it.text("next")).orElseThrow();
    JsonObject second = platform.get(URI.create(next).getRawPath() + "?" + URI.create(next).getRawQuery()).json();
    assertThat(second.objects("data")).extracting(it -> it.text("id").orElse(""))
        .containsExactlyElementsOf(all.subList(2, 4).stream().map(it -> it.text("id").orElse("")).toList());
    assertThat(second.objects("data").getFirst().fields().keySet()).as("the same fields").hasSize(3);
    assertThat(platform.get(TEMPLATES + "?fields=price").code()).isEqualTo(100);
    assertThat(platform.get(TEMPLATES + "?after=nowhere").code()).isEqualTo(131059);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{}",
      "{\"name\":\"Upper\"}",
      "{\"language\":\"english please\"}",
      "{\"category\":\"SERVICE\"}",
      "{\"components\":[]}",
      "{\"components\":[{\"type\":\"FOOTER\",\"text\":\"x\"}]}",
      "{\"components\":[{\"type\":\"BODY\",\"text\":\"\"}]}",
      "{\"components\":[{\"type\":\"BODY\",\"text\":\"{{2}} is missing one\"}]}",
      "{\"components\":[{\"type\":\"BODY\",\"text\":\"{{name}} has a name\"}]}",
      "{\"components\":[{\"type\":\"BODY\",\"text\":\"a\"},{\"type\":\"BODY\",\"text\":\"b\"}]}",
      "{\"components\":[{\"type\":\"BODY\",\"text\":\"a\"},{\"type\":\"HEADER\",\"format\":\"AUDIO\"}]}",
      "{\"components\":[{\"type\":\"BODY\",\"text\":\"a\"},{\"type\":\"BUTTONS\",\"buttons\":[{\"type\":\"DANCE\",\"text\":\"x\"}]}]}",
      "{\"parameter_format\":\"NAMED\"}",
      "{\"library_template_name\":\"no_such\"}",
      "{\"library_template_name\":\"group_invite_upon_request_1\",\"category\":\"MARKETING\"}",
      "{\"name\":\"group_visit_reminder\"}"})
  void a_template_that_cannot_be_is_refused_with_a_sentence(String change) throws Exception {
    JsonObject base = change.equals("{}") ? JsonObject.EMPTY : JsonObject.parse(simple("one_more"));

    Platform.Answer answer = create(base.withAll(JsonObject.parse(change)).toJson());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(100);
    assertThat(answer.details()).endsWith(".");
    assertThat(rows("?name=one_more")).isEmpty();
  }

  @Test
  void an_account_is_read_by_its_tokens_alone_and_its_analytics_have_no_data() {
    Platform.Answer answer = platform.get("/sandbox/graph/v26.0/" + ACCOUNT
        + "?fields=name,template_analytics.start(1).end(2).granularity(DAILY).template_ids(%5B1,2%5D),analytics.start(1).end(2)");

    assertThat(answer.text("id")).isEqualTo(ACCOUNT);
    assertThat(answer.json().object("template_analytics").orElseThrow().objects("data").getFirst().items("data_points")).isEmpty();
    assertThat(answer.json().object("analytics").orElseThrow().items("data_points")).isEmpty();
    assertThat(platform.get("/sandbox/graph/v26.0/" + ACCOUNT + "?fields=owner").code()).isEqualTo(100);
    assertThat(platform.call("GET", TEMPLATES, Map.of("authorization", "Bearer another-token"), new byte[0]).error().whole("error_subcode")).hasValue(33);
    assertThat(platform.call("GET", TEMPLATES, Map.of(), new byte[0]).code()).isEqualTo(190);
    assertThat(platform.get("/sandbox/graph/v26.0/" + Platform.NUMBER + "?fields=whatsapp_business_account").json().object("whatsapp_business_account"))
        .contains(JsonObject.EMPTY.with("id", ACCOUNT));
  }

  @Test
  void an_account_is_read_by_the_token_of_any_of_its_numbers_that_is_good() {
    platform.settings("{\"token_valid\":false}");
    assertThat(platform.get(TEMPLATES).status()).as("by that of " + Platform.NOT_ELIGIBLE).isEqualTo(200);
    platform.api("PUT", "numbers/" + Platform.NOT_ELIGIBLE, "{\"token_valid\":false}");
    assertThat(platform.get(TEMPLATES).code()).isEqualTo(190);
  }

  @Test
  void faults_strike_an_account_as_they_strike_its_number() {
    platform.faults("{\"status\":{\"code\":503,\"times\":1}}");
    assertThat(platform.get(TEMPLATES).code()).isEqualTo(2);
    platform.faults("{\"answer_lost\":1}");
    assertThat(create(simple("lost")).status()).isEqualTo(504);
    assertThat(status("lost")).as("made all the same").isEqualTo("PENDING");
  }

  private List<JsonObject> library(String query) {
    return platform.get("/sandbox/graph/v26.0/message_template_library" + query).json().objects("data");
  }

  private static String simple(String name) {
    return JsonObject.EMPTY.with("name", name).with("language", "en").with("category", "UTILITY")
        .with("components", List.of(JsonObject.EMPTY.with("type", "BODY").with("text", "See you at {{1}}."))).toJson();
  }

  private Platform.Answer create(String body) {
    return platform.call("POST", TEMPLATES, Map.of("authorization", "Bearer " + Platform.TOKEN), body.getBytes(StandardCharsets.UTF_8));
  }

  private Platform.Answer delete(String query) {
    return platform.graph("DELETE", TEMPLATES + query, JsonObject.EMPTY);
  }

  private List<JsonObject> rows(String query) {
    return platform.get(TEMPLATES + query).json().objects("data");
  }

  private String status(String name) {
    return rows("?name=" + name).getFirst().text("status").orElseThrow();
  }
}
