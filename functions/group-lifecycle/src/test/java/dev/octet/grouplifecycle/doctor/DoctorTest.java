package dev.octet.grouplifecycle.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doctor says of each thing that can be wrong, and that it says it of that thing alone. */
class DoctorTest {
  private final Patient patient = new Patient();

  @AfterEach
  void close() {
    patient.close();
  }

  @Test
  void with_whom_all_is_well_is_healthy_and_nothing_is_changed() {
    JsonObject report = patient.report();

    assertThat(report.bool("healthy")).contains(true);
    assertThat(report.text("phone_number_id")).contains("100");
    assertThat(report.text("checked_at").map(Instant::parse)).isPresent();
    assertThat(report.objects("findings").stream().map(finding -> finding.text("check").orElseThrow())).containsExactlyElementsOf(Arrays.stream(Check.values()).map(Check::word).toList());
    assertThat(report.objects("findings")).allSatisfy(finding -> {
      assertThat(finding.text("state")).as("%s", finding).contains("ok");
      assertThat(finding.text("sentence").orElse("")).endsWith(".");
      assertThat(finding.has("to_do")).isFalse();
    });
    assertThat(patient.platform.requests).filteredOn(request -> !request.method().equals("GET")).as("the delivery that nobody signed").singleElement()
        .satisfies(request -> assertThat(request.path()).isEqualTo("/webhooks/whatsapp"));
    assertThat(patient.queues.sent).isEmpty();
  }

  @Test
  void for_people_it_is_text() {
    patient.says("/2001/subscribed_apps", Patient.subscribed());

    HttpResponse text = patient.asked(Map.of("format", "text"), Map.of());

    assertThat(text.headers()).containsEntry("Content-Type", "text/plain; charset=UTF-8");
    assertThat(new String(text.body(), StandardCharsets.UTF_8)).startsWith("100: not healthy, ").contains("ok       token ", "problem  account_subscription ", "-> POST /2001/subscribed_apps");
    assertThat(patient.asked(Map.of(), Map.of("accept", "text/plain")).body()).asString(StandardCharsets.UTF_8).startsWith("100: not healthy");
    assertThat(patient.asked(Map.of("format", "json"), Map.of("accept", "text/plain")).body()).asString(StandardCharsets.UTF_8).startsWith("{");
  }

  // ---------------------------------------------------------------- token and permissions

  @Test
  void a_number_without_a_token() {
    patient.secrets = patient.secrets.with("access_tokens", JsonObject.EMPTY.with("999", "another"));

    assertThat(patient.trouble()).containsEntry("token", "problem").doesNotContainKey("callback").containsEntry("eligibility", "unknown");
    assertThat(patient.trouble().values()).containsOnlyOnce("problem");
    assertThat(patient.platform.requests).extracting(request -> request.path()).doesNotContain("/v26.0/100", "/v26.0/100/groups");
  }

  @Test
  void a_token_that_the_platform_does_not_take() {
    Stream.of("/100", "/100/groups", "/2001/subscribed_apps").forEach(path -> patient.refuses(path, 401, 190));
    patient.says("/debug_token", Patient.inspection(JsonObject.EMPTY.with("app_id", "3001").with("is_valid", false).with("scopes", List.of())));

    assertThat(patient.trouble()).containsEntry("token", "problem").containsEntry("permissions", "unknown").containsEntry("eligibility", "unknown");
    assertThat(patient.trouble().values()).containsOnlyOnce("problem");
    assertThat(patient.finding("token").whole("code")).hasValue(190);
  }

  @Test
  void a_token_that_is_said_to_be_invalid() {
    patient.says("/debug_token", Patient.inspection(Patient.inspected().with("is_valid", false)));

    assertThat(patient.trouble()).isEqualTo(Map.of("token", "problem", "permissions", "unknown"));
  }

  @Test
  void the_newest_token_is_not_taken_and_an_older_one_is() {
    patient.secrets = patient.secrets.with("access_tokens", JsonObject.EMPTY.with("100", List.of("token-of-100", "older-token")));
    patient.answers.put("/100", request -> request.token().equals("Bearer older-token") ? Answer.ok(patient.number()) : Answer.error(401, 190));

    assertThat(patient.trouble()).isEqualTo(Map.of("token", "warning"));
    assertThat(patient.report().bool("healthy")).contains(true);
    assertThat(patient.platform.requests).filteredOn(request -> request.path().endsWith("/groups")).allSatisfy(request -> assertThat(request.token()).isEqualTo("Bearer older-token"));
  }

  @ParameterizedTest
  @CsvSource({"PT72H,warning,expires at", "PT720H,ok,is valid until"})
  void a_token_that_expires(Duration in, String state, String sentence) {
    patient.says("/debug_token", Patient.inspection(Patient.inspected().with("expires_at", Instant.now().plus(in).getEpochSecond())));

    assertThat(patient.finding("token").text("state")).contains(state);
    assertThat(patient.finding("token").text("sentence").orElseThrow()).contains(sentence);
    assertThat(patient.report().bool("healthy")).contains(true);
  }

  @Test
  void a_token_that_works_and_may_not_be_inspected() {
    patient.refuses("/debug_token", 400, 100);
    patient.refuses("/3001/subscriptions", 401, 190);

    assertThat(patient.finding("token").text("state")).contains("ok");
    assertThat(patient.trouble()).containsEntry("permissions", "unknown");
    assertThat(patient.report().bool("healthy")).contains(false);
  }

  @Test
  void without_an_app_id_the_token_is_asked_about_itself() {
    patient.secrets = patient.secrets.without("app_id");

    assertThat(patient.trouble()).isEmpty();
    assertThat(patient.platform.requests).filteredOn(request -> request.path().endsWith("/debug_token")).allSatisfy(request -> assertThat(request.token()).isEqualTo("Bearer token-of-100"));
  }

  @Test
  void a_permission_is_missing_or_for_another_account() {
    patient.says("/debug_token", Patient.inspection(Patient.inspected().with("scopes", List.of("whatsapp_business_messaging"))));
    assertThat(patient.trouble()).isEqualTo(Map.of("permissions", "problem"));
    assertThat(patient.finding("permissions").text("sentence").orElseThrow()).contains("lacks whatsapp_business_management");

    patient.says("/debug_token", Patient.inspection(Patient.inspected().with("granular_scopes",
        List.of(JsonObject.EMPTY.with("scope", "whatsapp_business_messaging").with("target_ids", List.of("9")), JsonObject.EMPTY.with("scope", "whatsapp_business_management").with("target_ids", List.of())))));
    assertThat(patient.trouble()).isEqualTo(Map.of("permissions", "problem"));
    assertThat(patient.finding("permissions").text("sentence").orElseThrow()).contains("whatsapp_business_messaging for other business accounts").doesNotContain("management");
  }

  // ---------------------------------------------------------------- the app

  @Test
  void an_app_secret_that_is_not_the_app_s() {
    patient.answers.put("/3001/subscriptions", _ -> Answer.error(401, 190));

    assertThat(patient.trouble()).isEqualTo(Map.of("app_secret", "problem", "webhook_fields", "unknown"));
  }

  @Test
  void no_app_secret_at_all() {
    patient.secrets = patient.secrets.without("app_secrets");

    assertThat(patient.trouble()).isEqualTo(Map.of("app_secret", "problem", "webhook_fields", "unknown"));
  }

  @Test
  void one_of_two_app_secrets_is_enough_while_they_are_rotated() {
    patient.secrets = patient.secrets.with("app_secrets", List.of("secret-of-the-app", "older-secret"));
    Answer known = patient.answers.get("/3001/subscriptions").apply(null);
    patient.answers.put("/3001/subscriptions", request -> request.token().endsWith("|older-secret") ? known : Answer.error(401, 190));

    assertThat(patient.trouble()).isEmpty();
    assertThat(patient.finding("app_secret").text("sentence").orElseThrow()).contains("1 of the 2");
  }

  @Test
  void a_token_of_another_app() {
    patient.says("/debug_token", Patient.inspection(Patient.inspected().with("app_id", "3002")));

    assertThat(patient.trouble()).isEqualTo(Map.of("app_secret", "problem"));
  }

  @Test
  void which_app_it_is_is_said_by_nobody() {
    patient.secrets = patient.secrets.without("app_id");
    patient.refuses("/debug_token", 400, 100);

    assertThat(patient.trouble()).isEqualTo(Map.of("permissions", "unknown", "app_secret", "unknown", "webhook_fields", "unknown", "account_subscription", "unknown"));
  }

  @Test
  void a_field_is_missing_or_the_subscription_is_off_or_there_is_none() {
    patient.says("/3001/subscriptions", patient.subscriptions("group_lifecycle_update", "group_participants_update", "group_settings_update", "messages"));
    assertThat(patient.trouble()).isEqualTo(Map.of("webhook_fields", "problem"));
    assertThat(patient.finding("webhook_fields").text("sentence").orElseThrow()).contains("group_status_update").doesNotContain("messages");

    patient.says("/3001/subscriptions", JsonObject.EMPTY.with("data", List.of()));
    assertThat(patient.trouble()).isEqualTo(Map.of("webhook_fields", "problem"));

    JsonObject off = patient.subscriptions("group_lifecycle_update", "group_participants_update", "group_settings_update", "group_status_update", "messages").objects("data").getLast().with("active", false);
    patient.says("/3001/subscriptions", JsonObject.EMPTY.with("data", List.of(off)));
    assertThat(patient.trouble()).isEqualTo(Map.of("webhook_fields", "problem"));
  }

  @Test
  void nobody_or_somebody_else_is_subscribed_to_the_account() {
    patient.says("/2001/subscribed_apps", Patient.subscribed());
    assertThat(patient.trouble()).isEqualTo(Map.of("account_subscription", "problem"));

    patient.says("/2001/subscribed_apps", Patient.subscribed("9"));
    assertThat(patient.trouble()).isEqualTo(Map.of("account_subscription", "problem"));
    assertThat(patient.finding("account_subscription").text("sentence").orElseThrow()).contains("others are");

    patient.says("/2001/subscribed_apps", Patient.subscribed("9", "3001"));
    assertThat(patient.trouble()).isEmpty();
  }

  @Test
  void the_account_is_known_from_the_table_the_platform_or_the_token() {
    patient.says("/100", patient.number().without("whatsapp_business_account"));
    assertThat(patient.trouble()).as("by what the token is for").isEmpty();

    patient.says("/debug_token", Patient.inspection(Patient.inspected().without("granular_scopes")));
    assertThat(patient.trouble()).isEqualTo(Map.of("account_subscription", "unknown"));

    patient.table.put(Write.create(new Key("NUMBER#100", "ACCOUNT"), JsonObject.EMPTY.with("account_id", "2001")));
    assertThat(patient.trouble()).isEmpty();
  }

  // ---------------------------------------------------------------- where webhooks go

  @ParameterizedTest
  @ValueSource(strings = {"phone_number", "whatsapp_business_account", "application"})
  void webhooks_go_elsewhere(String level) {
    JsonObject configured = patient.number().object("webhook_configuration").orElseThrow().with(level, "https://elsewhere.example/hooks?key=hidden");
    patient.says("/100", patient.number().with("webhook_configuration", configured));

    assertThat(patient.trouble()).isEqualTo(Map.of("callback", "problem"));
    assertThat(patient.finding("callback").text("sentence").orElseThrow()).contains("https://elsewhere.example/hooks").doesNotContain("hidden");
    assertThat(patient.platform.requests).as("and nobody there is asked").extracting(request -> request.path()).doesNotContain("/hooks");
  }

  @Test
  void webhooks_that_another_receiver_may_hand_on() {
    patient.variables.put("WEBHOOKS_BY_QUEUE", "open");
    assertThat(patient.trouble()).isEmpty();

    patient.says("/100", patient.number().with("webhook_configuration", JsonObject.EMPTY.with("phone_number", "https://elsewhere.example/hooks")));

    assertThat(patient.trouble()).isEqualTo(Map.of("callback", "warning"));
  }

  @Test
  void an_account_s_own_address_is_read_of_its_subscriptions_too() {
    patient.says("/2001/subscribed_apps", JsonObject.EMPTY.with("data", List.of(
        Patient.subscribed("3001").objects("data").getFirst().with("override_callback_uri", "https://elsewhere.example/hooks"))));

    assertThat(patient.trouble()).isEqualTo(Map.of("callback", "problem"));
  }

  @Test
  void a_slash_or_capitals_in_the_name_are_the_same_address() {
    patient.says("/100", patient.number().with("webhook_configuration", JsonObject.EMPTY.with("application", patient.platform.url().replace("http:", "HTTP:") + "/webhooks/whatsapp/")));

    assertThat(patient.trouble()).isEmpty();
  }

  @Test
  void where_the_number_says_no_address_the_subscription_does() {
    patient.says("/100", patient.number().without("webhook_configuration"));
    assertThat(patient.trouble()).isEmpty();

    patient.refuses("/3001/subscriptions", 400, 100);
    assertThat(patient.trouble()).containsEntry("callback", "unknown");
  }

  @Test
  void without_an_address_of_our_own_nobody_is_asked() {
    patient.variables.put("PUBLIC_URL", "https://public-url.invalid");

    assertThat(patient.trouble()).isEqualTo(Map.of("callback", "unknown", "webhook_address", "unknown"));
    assertThat(patient.platform.requests).extracting(request -> request.path()).doesNotContain("/webhooks/whatsapp");
  }

  @Test
  void the_handshake_fails_or_what_is_not_signed_is_taken_or_nobody_answers() {
    patient.secrets = patient.secrets.with("verify_token", "another");
    assertThat(patient.trouble()).isEqualTo(Map.of("webhook_address", "problem"));

    patient.secrets = patient.secrets.without("verify_token");
    assertThat(patient.trouble()).isEqualTo(Map.of("webhook_address", "problem"));
    assertThat(patient.finding("webhook_address").text("to_do").orElseThrow()).contains("verify_token");

    patient.secrets = patient.secrets.with("verify_token", "verify-this");
    var well = patient.answers.get("/webhooks/whatsapp");
    patient.answers.put("/webhooks/whatsapp", request -> request.method().equals("POST") ? new Answer(200, "") : well.apply(request));
    assertThat(patient.trouble()).isEqualTo(Map.of("webhook_address", "problem"));

    patient.answers.put("/webhooks/whatsapp", _ -> Answer.lost());
    assertThat(patient.trouble()).isEqualTo(Map.of("webhook_address", "problem"));
  }

  // ---------------------------------------------------------------- the number

  @Test
  void a_number_that_may_not_have_groups_and_why() {
    patient.refuses("/100/groups", 400, 131215);
    assertThat(patient.trouble()).isEqualTo(Map.of("eligibility", "problem"));
    assertThat(patient.finding("eligibility").whole("code")).hasValue(131215);

    patient.says("/100", patient.number().with("is_official_business_account", false).with("is_on_biz_app", true).with("whatsapp_business_manager_messaging_limit", "TIER_10K"));
    assertThat(patient.finding("eligibility").text("sentence").orElseThrow()).contains("no Official Business Account", "WhatsApp Business app", "TIER_10K");
  }

  @ParameterizedTest
  @CsvSource({"403,131031,problem", "403,368,problem", "429,131208,unknown", "403,10,unknown", "400,130429,unknown"})
  void other_refusals_of_the_list(int status, int code, String state) {
    patient.refuses("/100/groups", status, code);

    assertThat(patient.trouble()).isEqualTo(Map.of("eligibility", state));
    assertThat(patient.finding("eligibility").whole("code")).hasValue(code);
  }

  @Test
  void a_number_that_is_flagged_or_of_low_quality_works_still() {
    patient.says("/100", patient.number().with("status", "FLAGGED").with("quality_rating", "RED"));

    assertThat(patient.trouble()).isEqualTo(Map.of("eligibility", "warning", "limits", "warning"));
    assertThat(patient.report().bool("healthy")).contains(true);
  }

  @ParameterizedTest
  @CsvSource({"8999,ok", "9000,warning", "10000,problem"})
  void how_many_groups_are_left(long active, String state) {
    patient.active = active;

    assertThat(patient.finding("limits").text("state")).contains(state);
    assertThat(patient.finding("limits").text("sentence").orElseThrow()).contains(active + " of 10000", "TIER_100K", "STANDARD", "GREEN");
  }

  @Test
  void a_field_that_the_version_does_not_have_takes_no_other_with_it() {
    patient.answers.put("/100", request -> request.query().contains("is_on_biz_app") ? Answer.error(400, 100) : Answer.ok(patient.number().without("is_on_biz_app")));

    assertThat(patient.trouble()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PT2S,ok", "PT8S,warning", "PT30S,problem", "-PT8S,warning", "-PT30S,problem"})
  void clocks_that_are_apart(Duration by, String state) {
    patient.clock = Clock.offset(Clock.systemUTC(), by);

    assertThat(patient.finding("clock").text("state")).contains(state);
  }

  // ---------------------------------------------------------------- the stack

  @Test
  void what_was_put_aside_and_what_piles_up() {
    patient.queues.put("https://sqs/group-commands-dlq.fifo", "{}");
    IntStream.range(0, 10_000).forEach(i -> patient.queues.put("https://sqs/group-commands.fifo", "g", "d" + i, "{}"));

    assertThat(patient.trouble()).isEqualTo(Map.of("dead_letters", "warning", "queues", "warning"));
    assertThat(patient.finding("dead_letters").text("sentence").orElseThrow()).contains("1 in group-commands-dlq.fifo");
    assertThat(patient.finding("queues").text("sentence").orElseThrow()).contains("10000 in group-commands.fifo");
  }

  @Test
  void a_check_that_fails_takes_no_other_with_it() {
    patient.sqs = patient.queues.client(() -> {
      throw new IllegalStateException("The queues are away.");
    }, () -> {});

    assertThat(patient.trouble()).isEqualTo(Map.of("queues", "unknown", "dead_letters", "unknown"));
    assertThat(patient.report().bool("healthy")).contains(false);
  }

  @Test
  void a_platform_that_does_not_answer_is_no_problem_of_the_number_s() {
    List.of("/100", "/100/groups", "/debug_token", "/3001/subscriptions", "/2001/subscribed_apps").forEach(path -> patient.answers.put(path, _ -> Answer.lost()));

    assertThat(patient.trouble()).doesNotContainValue("problem").containsEntry("token", "unknown").containsEntry("eligibility", "unknown").containsEntry("clock", "unknown")
        .doesNotContainKeys("queues", "pauses", "parked_commands", "open_operations", "limits", "webhook_address");
  }

  @Test
  void what_takes_too_long_is_unknown_and_the_rest_is_there() {
    CountDownLatch never = new CountDownLatch(1);
    patient.patience = Duration.ofMillis(1500);
    patient.answers.put("/100/groups", _ -> {
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Answer.lost();
    });

    try {
      assertThat(patient.trouble()).containsEntry("eligibility", "unknown").doesNotContainValue("problem").doesNotContainKeys("queues", "pauses", "parked_commands");
    } finally {
      never.countDown();
    }
  }
}
