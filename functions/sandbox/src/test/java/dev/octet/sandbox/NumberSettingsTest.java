package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is set for a number: the limits that it meets, and the trouble that it is in. */
class NumberSettingsTest {
  private final Platform platform = new Platform();
  private final String id = platform.group("Roof repair").text("group_id").orElseThrow();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void settings_are_kept_shown_replaced_and_forgotten() {
    JsonObject before = number(Platform.NUMBER);
    assertThat(before.fields()).containsEntry("eligible", true).containsEntry("groups_disabled", false).containsEntry("group_limit", 10_000L)
        .containsEntry("token_valid", true).containsEntry("locked", false).containsEntry("active_groups", 1L).doesNotContainKey("operations_per_minute");

    Platform.Answer answer = set("{\"groups_disabled\":true,\"operations_per_minute\":5,\"group_limit\":7}");

    assertThat(answer.json()).isEqualTo(number(Platform.NUMBER)).isEqualTo(before.with("groups_disabled", true).with("operations_per_minute", 5).with("group_limit", 7));
    assertThat(platform.api("GET", "numbers", "").json().objects("numbers")).contains(answer.json());
    assertThat(number(Platform.OTHER_NUMBER).bool("groups_disabled")).contains(false);
    assertThat(set("{\"locked\":true}").json()).as("all of them are replaced").isEqualTo(before.with("locked", true));
    platform.api("POST", "reset", "");
    assertThat(number(Platform.NUMBER)).isEqualTo(before.with("active_groups", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"groups_disabled\":1}", "{\"eligible\":null}", "{\"group_limit\":10001}", "{\"group_limit\":-1}", "{\"participant_limit\":9}", "{\"participant_limit\":-1}", "{\"group_limit\":\"5\"}",
      "{\"operations_per_minute\":0.5}", "{\"token\":false}", "{\"token_permissions\":[\"email\"]}",
      "{\"token_permissions\":\"whatsapp_business_messaging\"}", "{\"token_expires_at\":\"tomorrow\"}", "[]", "{"})
  void a_setting_that_is_none_changes_nothing(String body) {
    set("{\"group_limit\":7}");

    Platform.Answer answer = set(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error().text("message").orElseThrow()).endsWith(".");
    assertThat(number(Platform.NUMBER).whole("group_limit")).hasValue(7);
  }

  @Test
  void a_number_that_is_none_has_no_settings() {
    assertThat(platform.api("PUT", "numbers/123", "{}").status()).isEqualTo(404);
    assertThat(platform.api("PUT", "numbers/" + Platform.NUMBER + "/limits", "{}").status()).isEqualTo(404);
    assertThat(platform.api("DELETE", "numbers/" + Platform.NUMBER, "").status()).isEqualTo(405);
  }

  @Test
  void making_groups_can_be_disabled_and_nothing_else_with_it() {
    set("{\"groups_disabled\":true}");

    Platform.Answer answer = platform.create("Another");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error().without("fbtrace_id")).as("spec/graph/error_group_creation_disabled").isEqualTo(JsonObject.EMPTY
        .with("message", "(#131214) Group creation is temporarily disabled").with("type", "OAuthException").with("code", 131214)
        .with("error_data", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("details",
            "Group creation is temporarily disabled due to excessive marketing messages sent by the WABA in customer service window over the past 7 days.")));
    assertThat(platform.operate("POST", id, "", JsonObject.EMPTY.with("subject", "x")).status()).isEqualTo(200);
    set("{}");
    assertThat(platform.create("Another").status()).isEqualTo(200);
  }

  @Test
  void a_limit_of_groups_is_met_and_deleting_one_makes_room() {
    set("{\"group_limit\":2}");
    assertThat(platform.create("Second").status()).isEqualTo(200);

    assertThat(platform.create("Third").code()).isEqualTo(131211);
    platform.delete(id);
    assertThat(platform.create("Third").status()).isEqualTo(200);
  }

  @Test
  void who_is_not_eligible_any_more_can_do_nothing_about_groups() {
    set("{\"eligible\":false}");

    assertThat(platform.create("Another").code()).isEqualTo(131215);
    assertThat(platform.get(Platform.GROUPS).code()).isEqualTo(131215);
    assertThat(platform.get("/sandbox/graph/v26.0/" + id).code()).isEqualTo(131215);
    assertThat(platform.delete(id).code()).isEqualTo(131215);
    assertThat(platform.get("/sandbox/graph/v26.0/" + Platform.NUMBER).status()).as("its name can be read").isEqualTo(200);
    platform.api("PUT", "numbers/" + Platform.NOT_ELIGIBLE, "{\"eligible\":true}");
    assertThat(platform.get("/sandbox/graph/v26.0/" + Platform.NOT_ELIGIBLE + "/groups").status()).isEqualTo(200);
  }

  @Test
  void a_group_with_fewer_seats_is_full_sooner_and_who_is_in_stays_in() {
    JsonObject group = platform.group("Two seats");
    String link = group.text("invite_link").orElseThrow();
    set("{\"participant_limit\":2}");
    List<String> people = List.of(platform.person("Ada"), platform.person("Ben"), platform.person("Cem"));

    assertThat(people.stream().map(person -> platform.join(person, link).text("status"))).containsExactly("joined", "joined", "refused");
    assertThat(platform.join(people.getLast(), link).text("reason")).isEqualTo("group_full");
    assertThat(platform.call("GET", link.substring(Platform.ADDRESS.length()), Map.of(), new byte[0]).text()).contains("All 2 places are taken");
    set("{\"participant_limit\":1}");
    assertThat(platform.truth(group.text("group_id").orElseThrow()).objects("participants")).hasSize(2);
    set("{\"participant_limit\":3}");
    assertThat(platform.join(people.getLast(), link).text("status")).isEqualTo("joined");
  }

  @Test
  void who_asked_is_not_let_in_beyond_the_seats() {
    Doorstep door = new Doorstep(platform);
    JsonObject ada = door.asking("{\"name\":\"Ada\"}");
    set("{\"participant_limit\":0}");

    assertThat(door.act("POST", List.of(door.requestId(ada))).json().objects("failed_join_requests").getFirst().objects("errors").getFirst().whole("code")).hasValue(131204);
    set("{}");
    assertThat(door.act("POST", List.of(door.requestId(ada))).json().texts("approved_join_requests")).hasSize(1);
  }

  @Test
  void calls_about_groups_beyond_those_of_a_minute_are_refused_until_it_is_over() {
    set("{\"operations_per_minute\":3}");
    assertThat(platform.create("Second").status()).isEqualTo(200);
    assertThat(platform.get("/sandbox/graph/v26.0/" + id).status()).isEqualTo(200);
    assertThat(platform.operate("POST", id, "", JsonObject.EMPTY.with("subject", "x")).status()).isEqualTo(200);

    Platform.Answer refused = platform.create("Third");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo(131208);
    assertThat(platform.delete(id).code()).isEqualTo(131208);
    assertThat(platform.get(Platform.GROUPS).code()).isEqualTo(131208);
    assertThat(platform.get("/sandbox/graph/v26.0/" + Platform.NUMBER).status()).as("no call about groups").isEqualTo(200);
    assertThat(platform.get("/sandbox/graph/v26.0/" + Platform.OTHER_NUMBER + "/groups").status()).as("another number").isEqualTo(200);

    platform.api("POST", "clock", "{\"advance\":\"PT1M\"}");
    assertThat(platform.delete(id).status()).isEqualTo(200);
    set("{\"operations_per_minute\":0}");
    assertThat(platform.create("Third").code()).isEqualTo(131208);
  }

  @Test
  void calls_at_one_time_are_counted_each() throws Exception {
    set("{\"operations_per_minute\":3}");
    try (var executor = Executors.newFixedThreadPool(4)) {
      Callable<Integer> read = () -> platform.get("/sandbox/graph/v26.0/" + id).status();
      List<Integer> statuses = executor.invokeAll(List.of(read, read, read, read, read, read)).stream().map(future -> future.resultNow()).toList();
      assertThat(statuses).containsExactlyInAnyOrder(200, 200, 200, 429, 429, 429);
    }
  }

  @ParameterizedTest
  @CsvSource({"token_valid,false,401,190", "locked,true,403,131031"})
  void every_call_of_a_number_in_trouble_is_refused_and_no_other_numbers(String setting, String value, int status, long code) {
    set("{\"" + setting + "\":" + value + "}");

    for (Platform.Answer answer : List.of(platform.create("Another"), platform.get(Platform.GROUPS), platform.get("/sandbox/graph/v26.0/" + Platform.NUMBER),
        platform.get("/sandbox/graph/v26.0/" + id), platform.delete(id), platform.operate("POST", id, "", JsonObject.EMPTY.with("subject", "x")))) {
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.code()).isEqualTo(code);
    }
    assertThat(platform.get("/sandbox/graph/v26.0/" + Platform.OTHER_NUMBER + "/groups").status()).isEqualTo(200);
    set("{}");
    assertThat(platform.get(Platform.GROUPS).json().object("data").orElseThrow().objects("groups")).as("nothing had been done").hasSize(1);
  }

  @Test
  void a_token_of_invalid_numbers_alone_is_none_whatever_is_asked() {
    platform.api("PUT", "numbers/888000111222333", "{\"token_valid\":false}");

    Platform.Answer answer = platform.call("GET", "/sandbox/graph/v26.0/999", Map.of("authorization", "Bearer another-token"), new byte[0]);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.error().without("fbtrace_id")).as("spec/graph/error_token_expired").isEqualTo(JsonObject.EMPTY
        .with("message", "Error validating access token: Session has expired.").with("type", "OAuthException").with("code", 190).with("error_subcode", 463));
  }

  private Platform.Answer set(String settings) {
    return platform.api("PUT", "numbers/" + Platform.NUMBER, settings);
  }

  private JsonObject number(String number) {
    return platform.api("GET", "numbers/" + number, "").json();
  }
}
