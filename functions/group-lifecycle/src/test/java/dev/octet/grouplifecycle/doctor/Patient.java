package dev.octet.grouplifecycle.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Engines;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphClient;
import dev.octet.operations.MemoryQueues;
import dev.octet.operations.ScriptedPlatform;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A number with which all is well, until a test says otherwise; and its doctor. */
final class Patient implements AutoCloseable {
  static final String NUMBER = "100";
  static final String ACCOUNT = "2001";
  static final String APP = "3001";
  private static final List<String> SECRET = List.of("token-of-100", "secret-of-the-app", "verify-this", "older-token");

  final ScriptedPlatform platform = new ScriptedPlatform();
  final MemoryQueues queues = new MemoryQueues();
  final Table table = new Table(Engines.shared().dynamoDb(), Engines.shared().freshTable("GroupsTable"), Ids.random());
  /** By the path without its version; what is asked in the app's name under the same. */
  final Map<String, Function<Request, Answer>> answers = new HashMap<>();
  JsonObject secrets = JsonObject.EMPTY.with("app_id", APP).with("app_secrets", List.of("secret-of-the-app")).with("verify_token", "verify-this")
      .with("access_tokens", JsonObject.EMPTY.with(NUMBER, "token-of-100"));
  Map<String, String> variables = new HashMap<>();
  SqsClient sqs = queues.client(() -> {}, () -> {});
  long active = 7;
  Clock clock = Clock.systemUTC();
  Duration patience = Duration.ofSeconds(9);

  Patient() {
    variables.put("GRAPH_BASE_URL", platform.url());
    variables.put("GRAPH_VERSION", "v26.0");
    variables.put("API_DOMAIN", "execute-api.eu-west-1.amazonaws.com");
    variables.put("PUBLIC_URL", platform.url());
    variables.put("WATCHED_QUEUE_URLS", "https://sqs/group-commands.fifo,https://sqs/group-commands-dlq.fifo");
    says("/" + NUMBER, number());
    says("/" + NUMBER + "/groups", JsonObject.EMPTY.with("data", JsonObject.EMPTY.with("groups", List.of())));
    says("/debug_token", inspection(inspected()));
    says("/" + APP + "/subscriptions", subscriptions("group_lifecycle_update", "group_participants_update", "group_settings_update", "group_status_update", "messages"));
    says("/" + ACCOUNT + "/subscribed_apps", subscribed(APP));
    answers.put("/webhooks/whatsapp", this::webhook);
    platform.answers(request -> answers.getOrDefault(request.path().replaceFirst("^/v26.0", ""), _ -> Answer.error(400, 100)).apply(request));
  }

  private Answer webhook(Request request) {
    Map<String, String> query = new HashMap<>();
    for (String pair : request.query().split("&")) {
      query.put(pair.split("=")[0], pair.substring(pair.indexOf('=') + 1));
    }
    return request.method().equals("POST") ? new Answer(401, "")
        : "verify-this".equals(query.get("hub.verify_token")) ? new Answer(200, String.valueOf(query.get("hub.challenge"))) : new Answer(403, "");
  }

  JsonObject number() {
    return JsonObject.EMPTY.with("id", NUMBER).with("status", "CONNECTED").with("quality_rating", "GREEN").with("is_official_business_account", true)
        .with("is_on_biz_app", false).with("platform_type", "CLOUD_API").with("whatsapp_business_manager_messaging_limit", "TIER_100K")
        .with("throughput", JsonObject.EMPTY.with("level", "STANDARD")).with("whatsapp_business_account", JsonObject.EMPTY.with("id", ACCOUNT))
        .with("webhook_configuration", JsonObject.EMPTY.with("application", platform.url() + "/webhooks/whatsapp"));
  }

  static JsonObject inspected() {
    List<String> scopes = List.of("whatsapp_business_messaging", "whatsapp_business_management");
    return JsonObject.EMPTY.with("app_id", APP).with("is_valid", true).with("expires_at", 0).with("scopes", scopes)
        .with("granular_scopes", scopes.stream().map(scope -> JsonObject.EMPTY.with("scope", scope).with("target_ids", List.of(ACCOUNT))).toList());
  }

  static JsonObject inspection(JsonObject data) {
    return JsonObject.EMPTY.with("data", data);
  }

  JsonObject subscriptions(String... fields) {
    return JsonObject.EMPTY.with("data", List.of(JsonObject.EMPTY.with("object", "page").with("fields", List.of()), JsonObject.EMPTY.with("object", "whatsapp_business_account")
        .with("callback_url", platform.url() + "/webhooks/whatsapp").with("active", true)
        .with("fields", List.of(fields).stream().map(field -> JsonObject.EMPTY.with("name", field).with("version", "v26.0")).toList())));
  }

  static JsonObject subscribed(String... apps) {
    return JsonObject.EMPTY.with("data", List.of(apps).stream().map(app -> JsonObject.EMPTY.with("whatsapp_business_api_data", JsonObject.EMPTY.with("id", app).with("name", "App"))).toList());
  }

  void says(String path, JsonObject answer) {
    answers.put(path, _ -> Answer.ok(answer));
  }

  void refuses(String path, int status, int code) {
    answers.put(path, _ -> Answer.error(status, code));
  }

  HttpResponse asked(Map<String, String> query, Map<String, String> headers) {
    variables.put("SECRETS", secrets.toJson());
    Environment environment = new Environment(Map.copyOf(variables));
    Log log = Log.of("test");
    return new Doctor(environment, GraphClient.connections(), sqs, table, new Doctor.GroupLimits(_ -> active, 9_000, 10_000),
        SecretSource.of(environment, clock, log), patience, clock, log).handle(new HttpRequest("GET", "/v1/numbers/100/doctor", query, headers, new byte[0]), NUMBER);
  }

  /** The report; nothing secret is in any. */
  JsonObject report() {
    HttpResponse response = asked(Map.of(), Map.of());
    assertThat(response.status()).isEqualTo(200);
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(text).doesNotContain(SECRET);
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError(text, e);
    }
  }

  /** Of all that is not ok, the check and its state. */
  Map<String, String> trouble() {
    Map<String, String> trouble = new HashMap<>();
    report().objects("findings").stream().filter(finding -> !finding.text("state").orElseThrow().equals("ok")).forEach(finding -> {
      assertThat(finding.text("to_do").orElse("")).as("what to do: %s", finding).endsWith(".");
      trouble.put(finding.text("check").orElseThrow(), finding.text("state").orElseThrow());
    });
    return trouble;
  }

  JsonObject finding(String check) {
    return report().objects("findings").stream().filter(finding -> finding.text("check").orElseThrow().equals(check)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    platform.close();
  }
}
