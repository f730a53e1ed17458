package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates to groups and to people: by what the template is, and with what fits it. */
class TemplateSendingTest {
  private static final String TEMPLATES = "/sandbox/graph/v26.0/200000000000001/message_templates";
  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair");
  private final String id = group.text("group_id").orElseThrow();
  private String ada = "";

  @BeforeEach
  void people() {
    ada = platform.member("Ada", "447700900123", group);
    platform.deliver();
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void a_text_template_is_accepted_outside_the_window_and_charged_as_its_category() {
    Platform.Answer answer = toGroup("group_visit_reminder", body(text("Thursday 10:00")));

    JsonObject message = answer.json().objects("messages").getFirst();
    assertThat(message.without("id")).as("spec/graph/send_template_text").isEqualTo(
        JsonObject.EMPTY.with("group_id", id).with("message_status", "accepted"));
    platform.settle();
    assertThat(pricing().text("category")).contains("group_utility");
    assertThat(seen("group_id=" + id).object("template").orElseThrow().text("text")).contains("We come by on Thursday 10:00. Write here if that does not suit you.");
  }

  @Test
  void a_media_template_needs_a_file_of_its_kind() {
    JsonObject image = header("image", platform.media("image/png"));

    assertThat(toGroup("group_layout_ready", header("image", platform.media("video/mp4")), body(text("4471"))).code()).isEqualTo(131053);
    assertThat(toGroup("group_layout_ready", header("image", "1184420976652310"), body(text("4471"))).code()).isEqualTo(131009);
    assertThat(toGroup("group_layout_ready", body(text("4471"))).code()).isEqualTo(132000);
    assertThat(toGroup("group_layout_ready", image, body(text("4471"))).status()).isEqualTo(200);
    platform.settle();
    assertThat(pricing().text("category")).contains("group_marketing");
  }

  @Test
  void the_invite_template_shows_the_person_the_link_that_works_and_only_of_a_group_that_lives() {
    String ben = platform.api("POST", "people", "{\"name\":\"Ben\",\"wa_id\":\"447700900124\"}").text("id");
    JsonObject invite = body(JsonObject.EMPTY.with("type", "group_id").with("group_id", id), text("your roof"));

    assertThat(toPerson("order_group_invite", invite).status()).isEqualTo(200);

    platform.settle();
    assertThat(pricing().text("category")).as("one to one").contains("utility");
    String read = platform.api("GET", "people/" + ben + "/messages?phone_number_id=" + Platform.NUMBER, "").json().objects("messages").getFirst()
        .object("template").orElseThrow().text("text").orElseThrow();
    assertThat(read).contains("your roof").endsWith(group.text("invite_link").orElseThrow());
    assertThat(toPerson("order_group_invite", body(text(id), text("your roof"))).code()).as("not as a text").isEqualTo(132012);
    platform.delete(id);
    assertThat(toPerson("order_group_invite", invite).code()).isEqualTo(131041);
  }

  @Test
  void an_authentication_template_is_for_people_alone() {
    assertThat(toGroup("sign_in_code", body(text("123456"))).code()).isEqualTo(131051);
    assertThat(toPerson("sign_in_code", body(text("123456"))).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"pause,132015,400", "disable,132016,400", "reject,132001,404"})
  void what_the_platform_took_away_cannot_be_sent(String action, long code, int status) {
    String template = platform.get(TEMPLATES + "?name=group_visit_reminder").json().objects("data").getFirst().text("id").orElseThrow();
    platform.api("POST", "templates/" + template + "/" + action, "");

    Platform.Answer answer = toGroup("group_visit_reminder", body(text("Thursday")));

    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void what_is_not_there_in_this_language_or_not_approved_yet_cannot_be_sent() {
    assertThat(toGroup("no_such", body(text("x"))).code()).isEqualTo(132001);
    assertThat(platform.sendToGroup(id, "template", JsonObject.EMPTY.with("name", "group_visit_reminder")
        .with("language", JsonObject.EMPTY.with("code", "de")).with("components", List.of(body(text("x"))))).code()).isEqualTo(132001);
    platform.graph("POST", TEMPLATES, JsonObject.EMPTY.with("name", "soon").with("language", "en").with("category", "UTILITY")
        .with("components", List.of(JsonObject.EMPTY.with("type", "BODY").with("text", "Hello"))));
    assertThat(toGroup("soon").code()).isEqualTo(132001);
    platform.api("POST", "clock", "{\"advance\":\"PT1M\"}");
    assertThat(toGroup("soon").status()).isEqualTo(200);
  }

  @Test
  void a_template_that_groups_cannot_have_by_its_buttons_is_for_people_alone() {
    platform.graph("POST", TEMPLATES, JsonObject.EMPTY.with("name", "call_us").with("language", "en").with("category", "UTILITY")
        .with("components", List.of(JsonObject.EMPTY.with("type", "BODY").with("text", "Hello"),
            JsonObject.EMPTY.with("type", "BUTTONS").with("buttons", List.of(JsonObject.EMPTY.with("type", "VOICE_CALL").with("text", "Call"))))));
    platform.api("POST", "clock", "{\"advance\":\"PT1M\"}");

    assertThat(toGroup("call_us").code()).isEqualTo(131009);
    assertThat(toPerson("call_us").status()).isEqualTo(200);
  }

  private JsonObject seen(String where) {
    return platform.api("GET", "people/" + ada + "/messages?" + where, "").json().objects("messages").getLast();
  }

  private JsonObject pricing() {
    return platform.receiver.statuses("delivered").getLast().object("pricing").orElseThrow();
  }

  private Platform.Answer toGroup(String name, JsonObject... components) {
    return platform.sendToGroup(id, "template", template(name, components));
  }

  private Platform.Answer toPerson(String name, JsonObject... components) {
    return platform.send(JsonObject.EMPTY.with("recipient_type", "individual").with("to", "447700900124").with("type", "template")
        .with("template", template(name, components)));
  }

  private static JsonObject template(String name, JsonObject... components) {
    return JsonObject.EMPTY.with("name", name).with("language", JsonObject.EMPTY.with("code", "en")).with("components", List.of(components));
  }

  private static JsonObject body(JsonObject... parameters) {
    return JsonObject.EMPTY.with("type", "body").with("parameters", List.of(parameters));
  }

  private static JsonObject header(String type, String mediaId) {
    return JsonObject.EMPTY.with("type", "header")
        .with("parameters", List.of(JsonObject.EMPTY.with("type", type).with(type, JsonObject.EMPTY.with("id", mediaId))));
  }

  private static JsonObject text(String text) {
    return JsonObject.EMPTY.with("type", "text").with("text", text);
  }
}
