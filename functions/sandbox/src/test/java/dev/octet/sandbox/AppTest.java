package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.Signature;
import dev.octet.sandbox.platform.App;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Meta app: what it is subscribed to, what its tokens are good for; each thing can be undone, and has its effect. */
class AppTest {
  private static final String APP_TOKEN = App.ID + "|" + Platform.SECRET;
  private static final String SUBSCRIPTIONS = "/sandbox/graph/v26.0/" + App.ID + "/subscriptions";
  private static final String SUBSCRIBED_APPS = "/sandbox/graph/v26.0/200000000000001/subscribed_apps";

  private final Platform platform = new Platform();

  @AfterEach
  void close() {
    platform.close();
  }

  private Platform.Answer asApp(String method, String path, String body) {
    return as(APP_TOKEN, method, path, body);
  }

  private Platform.Answer as(String token, String method, String path, String body) {
    return platform.call(method, path, Map.of("authorization", "Bearer " + token, "content-type", body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private void app(String settings) {
    Platform.Answer answer = platform.api("PUT", "app", settings);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private String subscription(String fields) {
    return "object=whatsapp_business_account&callback_url=" + platform.receiver.url() + "&verify_token=correct+horse&fields=" + fields;
  }

  private List<String> told() {
    platform.settle();
    return platform.receiver.deliveries().stream().map(Receiver.Delivery::field).toList();
  }

  @Test
  void everything_is_set_up_at_first_and_again_after_a_reset() {
    JsonObject first = platform.api("GET", "app", "").json();
    assertThat(first.text("id")).contains(App.ID);
    assertThat(first.text("callback_url")).contains(platform.receiver.url());
    assertThat(first.texts("fields")).contains("group_lifecycle_update", "group_participants_update", "group_settings_update", "group_status_update", "messages").hasSize(8);
    assertThat(first.bool("secret_valid")).contains(true);

    app("{\"fields\":[\"messages\"],\"unsubscribed_accounts\":[\"1\"],\"secret_valid\":false,\"callback_url\":\"https://elsewhere.example/hooks\"}");
    JsonObject undone = platform.api("GET", "app", "").json();
    assertThat(undone.texts("fields")).containsExactly("messages");
    assertThat(undone.text("callback_url")).contains("https://elsewhere.example/hooks");
    platform.api("POST", "reset", "");

    assertThat(platform.api("GET", "app", "").json()).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"fields\":[\"email\"]}", "{\"fields\":\"messages\"}", "{\"unsubscribed_accounts\":[1]}", "{\"secret_valid\":1}", "{\"callback_url\":\"hooks\"}", "{\"id\":\"1\"}", "["})
  void a_setting_that_is_none_changes_nothing(String body) {
    assertThat(platform.api("PUT", "app", body).status()).isEqualTo(400);
    assertThat(platform.api("DELETE", "app", "").status()).isEqualTo(405);
    assertThat(platform.api("GET", "app", "").json().texts("fields")).hasSize(8);
  }

  @Test
  void an_account_s_webhooks_go_to_the_app_that_is_subscribed_to_it() {
    assertThat(platform.get(SUBSCRIBED_APPS).json().objects("data").getFirst().object("whatsapp_business_api_data").orElseThrow().text("id")).contains(App.ID);
    assertThat(platform.graph("DELETE", SUBSCRIBED_APPS, JsonObject.EMPTY).json().bool("success")).contains(true);
    assertThat(platform.get(SUBSCRIBED_APPS).json().objects("data")).isEmpty();
    platform.create("Roof repair");
    assertThat(told()).as("what nobody is subscribed to is never sent").isEmpty();

    platform.graph("POST", SUBSCRIBED_APPS, JsonObject.EMPTY);
    assertThat(told()).as("nor later").isEmpty();
    platform.create("Chimney");
    assertThat(told()).containsExactly("group_lifecycle_update");
  }

  @Test
  void of_the_app_s_fields_those_are_sent_that_it_is_subscribed_to() {
    platform.faults("{\"batch\":true,\"duplicate\":true}");
    asApp("DELETE", SUBSCRIPTIONS, "object=whatsapp_business_account&fields=group_lifecycle_update,group_status_update");
    platform.create("Roof repair");
    assertThat(told()).isEmpty();
    platform.api("POST", "numbers/" + Platform.NUMBER + "/errors", "{\"code\":131031}");
    assertThat(told()).containsOnly("messages").hasSize(2);

    JsonObject subscription = asApp("GET", SUBSCRIPTIONS, "").json().objects("data").getFirst();
    assertThat(subscription.text("object")).contains("whatsapp_business_account");
    assertThat(subscription.text("callback_url")).contains(platform.receiver.url());
    assertThat(subscription.bool("active")).contains(true);
    assertThat(subscription.objects("fields").stream().flatMap(field -> field.text("name").stream())).contains("messages", "group_settings_update").hasSize(6);
  }

  @Test
  void who_subscribes_has_answered_the_handshake() {
    asApp("DELETE", SUBSCRIPTIONS, "object=whatsapp_business_account");
    assertThat(asApp("GET", SUBSCRIPTIONS, "").json().objects("data")).isEmpty();
    assertThat(platform.get("/sandbox/graph/v26.0/" + Platform.NUMBER + "?fields=webhook_configuration").json().object("webhook_configuration").orElseThrow().isEmpty()).isTrue();

    assertThat(asApp("POST", SUBSCRIPTIONS, subscription("messages").replace("correct", "wrong")).code()).isEqualTo(2200);
    assertThat(asApp("POST", SUBSCRIPTIONS, subscription("colour")).code()).isEqualTo(100);
    assertThat(asApp("POST", SUBSCRIPTIONS, subscription("messages").replace("127.0.0.1", "169.254.169.254")).details()).contains("callback_url must be that address");
    assertThat(asApp("GET", SUBSCRIPTIONS, "").json().objects("data")).isEmpty();

    assertThat(asApp("POST", SUBSCRIPTIONS, subscription("messages,group_status_update")).json().bool("success")).contains(true);
    assertThat(asApp("GET", SUBSCRIPTIONS, "").json().objects("data").getFirst().objects("fields").stream().map(field -> field.text("name").orElseThrow()))
        .containsExactly("group_status_update", "messages");
    assertThat(platform.get("/sandbox/graph/v26.0/" + Platform.NUMBER + "?fields=webhook_configuration").json().object("webhook_configuration").orElseThrow().text("application"))
        .contains(platform.receiver.url());
  }

  @Test
  void an_address_elsewhere_is_shown_and_never_asked() {
    app("{\"callback_url\":\"http://127.0.0.1:1/hooks\"}");

    platform.create("Roof repair");

    assertThat(told()).isEmpty();
    assertThat(asApp("GET", SUBSCRIPTIONS, "").json().objects("data").getFirst().text("callback_url")).contains("http://127.0.0.1:1/hooks");
    asApp("POST", SUBSCRIPTIONS, subscription("group_lifecycle_update"));
    platform.create("Chimney");
    assertThat(told()).containsExactly("group_lifecycle_update");
  }

  @Test
  void another_secret_signs_and_takes_no_token_of_the_app_s() {
    assertThat(as(App.ID + "|an-older-secret", "GET", SUBSCRIPTIONS, "").status()).as("each of the secrets").isEqualTo(200);
    assertThat(as(App.ID + "|wrong", "GET", SUBSCRIPTIONS, "").code()).isEqualTo(190);
    assertThat(as("1|" + Platform.SECRET, "GET", SUBSCRIPTIONS, "").code()).isEqualTo(190);
    assertThat(as(App.ID + "|", "GET", SUBSCRIPTIONS, "").code()).isEqualTo(190);
    app("{\"secret_valid\":false}");

    assertThat(asApp("GET", SUBSCRIPTIONS, "").error().text("message")).contains("Invalid OAuth access token signature.");
    platform.create("Roof repair");
    told();
    Receiver.Delivery delivery = platform.receiver.only("group_create");
    assertThat(Signature.verify(delivery.body(), delivery.signature().orElseThrow(), List.of(Platform.SECRET, "an-older-secret"))).isFalse();
    app("{}");
    assertThat(asApp("GET", SUBSCRIPTIONS, "").status()).isEqualTo(200);
  }

  @Test
  void what_is_the_app_s_needs_the_app_s_token_and_what_is_a_number_s_another() {
    assertThat(platform.get(SUBSCRIPTIONS).code()).isEqualTo(15);
    assertThat(asApp("GET", Platform.GROUPS, "").code()).isEqualTo(100);
    assertThat(asApp("GET", "/sandbox/graph/v26.0/1/subscriptions", "").code()).isEqualTo(100);
    assertThat(asApp("PUT", SUBSCRIPTIONS, "").code()).isEqualTo(100);
    assertThat(platform.call("GET", SUBSCRIPTIONS + "?access_token=" + App.ID + "%7C" + Platform.SECRET, Map.of(), new byte[0]).status()).isEqualTo(200);
  }

  private JsonObject inspected(String token) {
    Platform.Answer answer = asApp("GET", "/sandbox/graph/v26.0/debug_token?input_token=" + token, "");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().object("data").orElseThrow();
  }

  @Test
  void a_token_is_inspected() {
    JsonObject data = inspected("another-token");
    assertThat(data.text("app_id")).contains(App.ID);
    assertThat(data.bool("is_valid")).contains(true);
    assertThat(data.whole("expires_at")).hasValue(0);
    assertThat(data.texts("scopes")).containsExactlyInAnyOrder("whatsapp_business_messaging", "whatsapp_business_management");
    assertThat(data.objects("granular_scopes")).allSatisfy(scope -> assertThat(scope.texts("target_ids")).containsExactly("200000000000003"));
    assertThat(as("another-token", "GET", "/sandbox/graph/v26.0/debug_token?input_token=another-token", "").json().object("data")).as("by itself").contains(data);
    assertThat(platform.get("/sandbox/graph/v26.0/debug_token").code()).isEqualTo(100);

    platform.api("PUT", "numbers/888000111222333", "{\"token_permissions\":[\"whatsapp_business_messaging\"],\"token_expires_at\":\"2030-01-01T00:00:00Z\"}");
    assertThat(inspected("another-token").texts("scopes")).containsExactly("whatsapp_business_messaging");
    assertThat(inspected("another-token").whole("expires_at")).hasValue(1893456000);
    platform.api("PUT", "numbers/888000111222333", "{\"token_valid\":false}");
    assertThat(inspected("another-token").bool("is_valid")).contains(false);
    assertThat(inspected("another-token").object("error").orElseThrow().whole("subcode")).hasValue(463);
    assertThat(inspected("nobodys").bool("is_valid")).contains(false);
  }

  @Test
  void a_token_expires_by_the_platform_s_clock() {
    platform.settings(JsonObject.EMPTY.with("token_expires_at", platform.clock.instant().plus(Duration.ofHours(1)).toString()).toJson());
    assertThat(platform.get(Platform.GROUPS).status()).isEqualTo(200);

    platform.api("POST", "clock", "{\"advance\":\"PT1H\"}");

    assertThat(platform.get(Platform.GROUPS).code()).isEqualTo(190);
  }

  @Test
  void a_permission_that_is_missing_is_missed_where_it_is_needed_alone() {
    platform.settings("{\"token_permissions\":[\"whatsapp_business_messaging\"]}");
    assertThat(platform.get(Platform.GROUPS).status()).isEqualTo(200);
    assertThat(platform.create("Roof repair").status()).isEqualTo(200);
    assertThat(platform.get("/sandbox/graph/v26.0/" + Platform.NUMBER).code()).isEqualTo(10);

    platform.settings("{\"token_permissions\":[\"whatsapp_business_management\"]}");
    assertThat(platform.get(Platform.GROUPS).code()).isEqualTo(10);
    assertThat(platform.send(JsonObject.EMPTY).code()).isEqualTo(10);
    assertThat(platform.get("/sandbox/graph/v26.0/" + Platform.NUMBER).status()).isEqualTo(200);
    assertThat(platform.get(SUBSCRIBED_APPS).status()).isEqualTo(200);
  }

  @Test
  void the_fields_of_a_number_say_why_it_is_not_eligible() {
    String fields = "?fields=is_official_business_account,is_on_biz_app,platform_type,whatsapp_business_manager_messaging_limit,throughput,status";
    JsonObject first = platform.get("/sandbox/graph/v26.0/" + Platform.NUMBER + fields).json();
    assertThat(first.bool("is_official_business_account")).contains(true);
    assertThat(first.bool("is_on_biz_app")).contains(false);
    assertThat(first.text("platform_type")).contains("CLOUD_API");
    assertThat(first.text("whatsapp_business_manager_messaging_limit")).contains("TIER_100K");
    assertThat(first.object("throughput").orElseThrow().text("level")).contains("STANDARD");
    assertThat(platform.get("/sandbox/graph/v26.0/" + Platform.SMALL_LIMIT + fields).json().text("whatsapp_business_manager_messaging_limit")).contains("TIER_10K");
  }

  @Test
  void tokens_are_in_no_traffic() {
    try (Platform recorded = new Platform("2025-11", "PT24H")) {
      Map<String, String> form = Map.of("authorization", "Bearer " + APP_TOKEN, "content-type", "application/x-www-form-urlencoded");
      recorded.call("POST", SUBSCRIPTIONS, form, "object=whatsapp_business_account&verify_token=correct-horse&fields=messages".getBytes(StandardCharsets.UTF_8));
      recorded.call("GET", "/sandbox/graph/v26.0/debug_token?input_token=another-token", form, new byte[0]);

      String seen = recorded.api("GET", "traffic", "").text();
      assertThat(seen).contains("debug_token", "fields=messages", "subscribe_fields").doesNotContain("another-token", "correct-horse", Platform.SECRET);
    }
  }
}
