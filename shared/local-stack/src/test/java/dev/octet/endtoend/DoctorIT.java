package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.Octet.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The five things that a real number needs, as the README lists them: each is undone in the sandbox, and the doctor names exactly that one. */
class DoctorIT {
  private static final String ACCOUNT = "200000000000001";
  private static Octet octet;

  @BeforeAll
  static void start() {
    octet = Octet.start();
  }

  @AfterAll
  static void end() {
    octet.close();
  }

  @AfterEach
  void all_is_set_up_again() {
    set("/app", "{}");
    set("/numbers/" + NUMBER, "{}");
  }

  /** What is undone, in which of the five, and what the doctor calls it. */
  enum Undone {
    NOT_ELIGIBLE(1, "eligibility", "/numbers/" + NUMBER, "{\"eligible\":false}"),
    TOKEN_REVOKED(2, "token", "/numbers/" + NUMBER, "{\"token_valid\":false}"),
    TOKEN_WITHOUT_MANAGEMENT(2, "permissions", "/numbers/" + NUMBER, "{\"token_permissions\":[\"whatsapp_business_messaging\"]}"),
    TOKEN_WITHOUT_MESSAGING(2, "permissions", "/numbers/" + NUMBER, "{\"token_permissions\":[\"whatsapp_business_management\"]}"),
    NOT_SUBSCRIBED(3, "account_subscription", "/app", "{\"unsubscribed_accounts\":[\"" + ACCOUNT + "\"]}"),
    NO_CALLBACK(4, "webhook_fields", "/app", "{\"fields\":[]}"),
    A_FIELD_MISSING(4, "webhook_fields", "/app", "{\"fields\":[\"messages\",\"group_lifecycle_update\",\"group_settings_update\",\"group_status_update\"]}"),
    CALLBACK_ELSEWHERE(4, "callback", "/app", "{\"callback_url\":\"https://elsewhere.example/hooks\"}"),
    ANOTHER_APP_SECRET(5, "app_secret", "/app", "{\"secret_valid\":false}");

    private final String check;
    private final String route;
    private final String settings;

    Undone(int thing, String check, String route, String settings) {
      assertThat(thing).isBetween(1, 5);
      this.check = check;
      this.route = route;
      this.settings = settings;
    }
  }

  private static void set(String route, String settings) {
    Answer answer = octet.send(octet.request("/sandbox/api" + route).PUT(BodyPublishers.ofString(settings)));
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
  }

  private static JsonObject report() {
    Answer answer = octet.get("/v1/numbers/" + NUMBER + "/doctor");
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.body();
  }

  private static List<String> checks(JsonObject report, String state) {
    return report.objects("findings").stream().filter(it -> it.text("state").orElse("").equals(state)).flatMap(it -> it.text("check").stream()).toList();
  }

  private static void healthy() {
    // What took too long on a busy machine is unknown, and found out when asked again.
    Octet.await().untilAsserted(() -> {
      JsonObject report = report();
      assertThat(report.bool("healthy")).as("%s", report).contains(true);
      assertThat(report.objects("findings")).hasSize(15).allSatisfy(finding -> assertThat(finding.text("state")).contains("ok"));
    });
  }

  @ParameterizedTest
  @EnumSource(Undone.class)
  void each_of_the_five_things_is_named_when_it_alone_is_undone(Undone undone) {
    set(undone.route, undone.settings);

    Octet.await().untilAsserted(() -> {
      JsonObject report = report();
      assertThat(checks(report, "problem")).as("%s", report).containsExactly(undone.check);
      assertThat(report.bool("healthy")).contains(false);
      assertThat(report.objects("findings")).filteredOn(it -> !it.text("state").orElse("").equals("ok")).allSatisfy(it -> assertThat(it.text("to_do")).isPresent());
    });
    set("/app", "{}");
    set("/numbers/" + NUMBER, "{}");
    healthy();
  }

  @Test
  void the_sandbox_shakes_hands_with_the_bundle() {
    String app = "/sandbox/graph/v26.0/300000000000001/subscriptions";
    String subscription = JsonObject.EMPTY.with("object", "whatsapp_business_account").with("callback_url", octet.stack().url() + "/webhooks/whatsapp")
        .with("verify_token", "local-verify-token").with("fields", List.of("messages", "group_lifecycle_update", "group_participants_update", "group_settings_update", "group_status_update")).toJson();
    String token = "Bearer 300000000000001|local-app-secret";
    set("/app", "{\"fields\":[]}");

    assertThat(octet.send(octet.request(app).setHeader("Authorization", token).POST(BodyPublishers.ofString(subscription.replace("verify-token", "other")))).code()).isEqualTo(2200);
    Answer taken = octet.send(octet.request(app).setHeader("Authorization", token).POST(BodyPublishers.ofString(subscription)));

    assertThat(taken.status()).as("%s", taken).isEqualTo(200);
    healthy();
    assertThat(octet.send(octet.request("/sandbox/api/app").GET()).body().texts("fields")).hasSize(5);
  }

  @Test
  void who_may_not_use_a_number_learns_nothing_of_it() {
    assertThat(octet.get("/v1/numbers/999/doctor").status()).isEqualTo(403);
    assertThat(octet.send(octet.request("/v1/numbers/" + NUMBER + "/doctor").setHeader("Authorization", "Bearer wrong").GET()).status()).isEqualTo(401);
  }
}
