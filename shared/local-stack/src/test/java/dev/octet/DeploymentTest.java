package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.octet.aws.table.Retention;
import dev.octet.localstack.template.Deployed;
import dev.octet.localstack.template.Deployed.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a deployment of {@code template.yaml} comes to, with the sandbox and without: what no linter knows to ask. Every resource of a type is held to it. */
class DeploymentTest {
  static final String SANDBOX = "the sandbox";
  static final String META = "Meta";
  static final String EVERYTHING = "everything that a setting turns on";
  static final Map<String, Map<String, String>> DEPLOYMENTS = Map.of(
      SANDBOX, Map.of(),
      META, Map.of("Platform", "meta"),
      EVERYTHING, Map.of("ForwardWebhooksTo", "https://receiver.example/hook", "WebhooksByQueue", "open", "DeliverTo", "https://receiver.example/told",
          "FurtherQueues", "arn:aws:sqs:eu-west-1:123456789012:billing.fifo", "EventBusName", "told"));

  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String MAPPING = "AWS::Lambda::EventSourceMapping";
  /** Reads dead letters when somebody asks it to. */
  private static final String REDRIVE = "RedriveFunction";
  private static final String LOGS = "AWS::Logs::LogGroup";
  private static final String ALARM = "AWS::CloudWatch::Alarm";
  /** Why it can do without: what is in it is shown in the sandbox's page, and missed by nobody. */
  private static final Set<String> NOT_RECOVERED = Set.of("SandboxTrafficTable");
  private static final Map<String, String> WITHOUT_DEAD_LETTERS = Map.of(
      "SandboxNotificationsQueue", "copies for the sandbox's page, kept an hour, missed by nobody");

  private static final String AN_ADDRESS = "https://abcdefghij.execute-api.eu-central-1.amazonaws.com/";
  private static final Map<String, String> LONGEST = Map.ofEntries(
      Map.entry("SecretsId", "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:" + "s".repeat(57)),
      Map.entry("PublicUrl", AN_ADDRESS + "a".repeat(66 - AN_ADDRESS.length())), Map.entry("GraphBaseUrl", "https://" + "g".repeat(32)),
      Map.entry("DeliverTo", AN_ADDRESS + "d".repeat(170 - AN_ADDRESS.length())), Map.entry("ForwardWebhooksTo", AN_ADDRESS + "f".repeat(200 - AN_ADDRESS.length())),
      Map.entry("SandboxWebhookUrl", AN_ADDRESS + "w".repeat(100 - AN_ADDRESS.length())), Map.entry("EventBusName", "b".repeat(100)), Map.entry("FurtherQueuesRevision", "r".repeat(20)),
      Map.entry("PassThrough", "sends, message_templates, template_library, number, subscribed_apps"), Map.entry("GraphVersion", "v100.10"), Map.entry("MessagesPerSecond", "1000"),
      Map.entry("SettleWindow", "P99999D"), Map.entry("SendWindow", "PT9999S"), Map.entry("MessageContentKept", "P99999D"), Map.entry("ReceiptsKept", "PT9999M"),
      Map.entry("CostsKept", "forever"), Map.entry("OperationsKept", "P99999D"), Map.entry("HistoryKept", "P99999D"), Map.entry("SandboxTrafficKept", "P99999D"),
      Map.entry("NotificationsKept", "P99999D"));
  private static final Set<String> TIMES_ONLY = Set.of("SettleWindow", "SendWindow", "SandboxTrafficKept", "NotificationsKept");
  private static final Set<String> NONE = Set.of("P0D", "PT0S");
  private static final Set<String> TOO_LONG_TO_DESCRIBE = Set.of("FurtherQueues", "FurtherQueueFilters");

  private final Deployed sandbox = on(SANDBOX);
  private final Deployed meta = on(META);

  static Deployed on(String deployment) {
    return Deployed.with(DEPLOYMENTS.get(deployment));
  }

  @Test
  void everything_is_looked_at() {
    assertThat(on(EVERYTHING).resources()).extracting(Resource::id).containsExactlyElementsOf(meta.declared());
  }

  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, META, EVERYTHING})
  void tables_are_encrypted_recoverable_and_outlive_the_stack(String deployment) {
    assertThat(on(deployment).resources(TABLE)).isNotEmpty().allSatisfy(table -> {
      assertThat(table.text("SSESpecification", "SSEEnabled")).as(table.id()).isEqualTo("true");
      assertThat(table.text("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")).as(table.id())
          .isEqualTo(NOT_RECOVERED.contains(table.id()) ? "" : "true");
      assertThat(table.text("TableName")).startsWith("octet-");
      outlivesTheStack(table);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, META, EVERYTHING})
  void queues_are_encrypted_keep_what_they_have_and_put_aside_what_fails(String deployment) {
    List<Resource> queues = on(deployment).resources(QUEUE);
    Set<String> deadLetters = new TreeSet<>();
    queues.forEach(queue -> deadLetters.add(queue.text("RedrivePolicy", "deadLetterTargetArn").replace(".Arn", "")));
    assertThat(queues).isNotEmpty().allSatisfy(queue -> {
      assertThat(queue.text("SqsManagedSseEnabled")).as(queue.id()).isEqualTo("true");
      assertThat(queue.text("QueueName")).startsWith("octet-");
      outlivesTheStack(queue);
      if (WITHOUT_DEAD_LETTERS.containsKey(queue.id())) {
        assertThat(queue.at("RedrivePolicy")).as("%s is said to have none", queue.id()).isEqualTo("");
      } else if (!deadLetters.contains(queue.id()) && !queue.text("QueueName").matches(".*-dlq(\\.fifo)?")) {
        assertThat(queue.text("RedrivePolicy", "deadLetterTargetArn")).as("dead letters of %s, or a reason why it has none", queue.id()).isNotEmpty();
      }
    });
  }

  private static void outlivesTheStack(Resource resource) {
    boolean isKept = !resource.id().startsWith("Sandbox");
    // What a first deployment that failed has made goes: it is empty, and the next would find its name taken.
    assertThat(resource.deletion()).as(resource.id()).isEqualTo(isKept ? "RetainExceptOnCreate" : "Delete");
    assertThat(resource.replacement()).as(resource.id()).isEqualTo(isKept ? "Retain" : "Delete");
  }

  /** Lambda takes no function that may run for longer than it has a message for. */
  @ParameterizedTest
  @ValueSource(strings = {"NotificationsQueue", "OtherWebhooksQueue"})
  void a_queue_of_others_is_fitted_to_their_reader(String queue) {
    assertThat(Integer.parseInt(meta.resource(queue).text("VisibilityTimeout"))).as("a function of 30 s can read it").isGreaterThanOrEqualTo(6 * 30);
    assertThat(meta.resource(queue).text("RedrivePolicy", "deadLetterTargetArn")).isEqualTo(queue.replace("Queue", "DeadLetters.Arn"));
    Resource fitted = Deployed.with(Map.of("ReaderVisibility", "5400", "ReaderMaxReceives", "7")).resource(queue);
    assertThat(fitted.text("VisibilityTimeout")).isEqualTo("5400");
    assertThat(fitted.text("RedrivePolicy", "maxReceiveCount")).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, META, EVERYTHING})
  void functions_are_waited_for_six_times_as_long_as_they_may_take(String deployment) {
    Deployed deployed = on(deployment);
    for (Resource function : deployed.resources(FUNCTION)) {
      int timeout = Integer.parseInt(function.text("Timeout").isEmpty() ? deployed.functionDefaults().text("Timeout") : function.text("Timeout"));
      for (String read : queuesOf(function, deployed)) {
        Resource queue = deployed.resource(read.replace(".Arn", ""));
        assertThat(Integer.parseInt(queue.text("VisibilityTimeout"))).as("%s of %s", queue.id(), function.id()).isGreaterThanOrEqualTo(6 * timeout);
      }
    }
  }

  /** SAM binds what it makes of an event to the alias; what is written by hand it does not, and so must name it. */
  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, META, EVERYTHING})
  void every_trigger_is_an_event_of_a_function_or_maps_a_queue_to_its_alias(String deployment) {
    Deployed deployed = on(deployment);
    assertThat(deployed.functionDefaults().text("AutoPublishAlias")).isEqualTo("live");
    assertThat(deployed.resources(FUNCTION)).allSatisfy(function ->
        assertThat(events(function).isEmpty()).as("%s has events, or else queues", function.id()).isNotEqualTo(queuesOf(function, deployed).isEmpty()));
    assertThat(deployed.resources(MAPPING)).isNotEmpty().allSatisfy(mapping -> assertThat(mapping.text("FunctionName")).as(mapping.id()).endsWith("Function.Alias"));
    assertThat(deployed.resources()).extracting(Resource::type).doesNotContain("AWS::Lambda::Permission",
        "AWS::Scheduler::Schedule", "AWS::Events::Rule", "AWS::Lambda::Url", "AWS::Pipes::Pipe");
  }

  /** Lambda reads in their name, so that what they may read is what is read for them. */
  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, META, EVERYTHING})
  void functions_may_read_the_queues_that_are_theirs_and_no_other(String deployment) {
    Deployed deployed = on(deployment);
    for (Resource function : deployed.resources(FUNCTION)) {
      // How full a queue is, health is asked as well.
      assertThat(granted("sqs:GetQueueAttributes", function)).as(function.id()).containsAll(queuesOf(function, deployed));
      for (String action : List.of("sqs:ReceiveMessage", "sqs:DeleteMessage")) {
        if (function.id().equals(REDRIVE)) {
          assertThat(granted(action, function)).as(action).isNotEmpty().allMatch(queue -> queue.endsWith("DeadLetters.Arn"));
        } else {
          assertThat(granted(action, function)).as("%s of %s", action, function.id()).containsExactlyInAnyOrderElementsOf(queuesOf(function, deployed));
        }
      }
    }
  }

  private static List<String> granted(String action, Resource function) {
    return function.items("Policies").stream().flatMap(policy -> statements((Map<?, ?>) policy))
        .filter(statement -> texts(statement.get("Action")).contains(action)).flatMap(statement -> texts(statement.get("Resource")).stream()).toList();
  }

  private static List<String> queuesOf(Resource function, Deployed deployed) {
    return deployed.resources(MAPPING).stream().filter(mapping -> mapping.text("FunctionName").equals(function.id() + ".Alias"))
        .map(mapping -> mapping.text("EventSourceArn")).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, META, EVERYTHING})
  void every_function_writes_to_a_log_of_its_own_that_is_not_kept_for_ever(String deployment) {
    List<String> logs = on(deployment).resources(FUNCTION).stream().map(function -> function.text("LoggingConfig", "LogGroup")).toList();
    assertThat(logs).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(on(deployment).resources(LOGS).stream().map(Resource::id).toList());
    assertThat(on(deployment).resources(LOGS)).allSatisfy(log -> assertThat(log.text("RetentionInDays")).as(log.id()).matches("\\d+"));
  }

  @Test
  void the_http_api_is_throttled() {
    assertThat(meta.resources("AWS::Serverless::HttpApi")).isNotEmpty().allSatisfy(api -> {
      assertThat(Integer.parseInt(api.text("DefaultRouteSettings", "ThrottlingBurstLimit"))).isPositive();
      assertThat(Integer.parseInt(api.text("DefaultRouteSettings", "ThrottlingRateLimit"))).isPositive();
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, META, EVERYTHING})
  void a_deployment_of_a_function_watches_the_errors_of_its_new_version(String deployment) {
    Deployed deployed = on(deployment);
    assertThat(deployed.functionDefaults().text("DeploymentPreference", "Type")).isEqualTo("AllAtOnce");
    for (Resource function : deployed.resources(FUNCTION)) {
      assertThat(function.items("DeploymentPreference", "Alarms")).as(function.id()).hasSize(1);
      Resource alarm = deployed.resource(String.valueOf(function.items("DeploymentPreference", "Alarms").getFirst()));
      assertThat(alarm.type()).isEqualTo(ALARM);
      assertThat(alarm.text("TreatMissingData")).isEqualTo("notBreaching");
      assertThat(alarm.text("AlarmDescription")).contains(function.id());
      assertThat(dimensions(metric(alarm, "thrown"))).as(alarm.id()).isEqualTo(Map.of("FunctionName", function.id(), "Resource", function.id() + ":live",
          "ExecutedVersion", function.id() + ".Version.Version"));
      Resource filter = deployed.resource(alarm.dependsOn().getFirst());
      assertThat(filter.text("LogGroupName")).isEqualTo(function.text("LoggingConfig", "LogGroup"));
      assertThat(filter.text("FilterPattern")).isEqualTo("{ $.level = \"ERROR\" && $.version = \"" + function.id() + ".Version.Version\" }");
      Map<?, ?> counted = (Map<?, ?>) filter.items("MetricTransformations").getFirst();
      assertThat(metric(alarm, "caught")).as(alarm.id()).isEqualTo(Map.of("Namespace", counted.get("MetricNamespace"), "MetricName", counted.get("MetricName")));
      assertThat(String.valueOf(counted.get("MetricName"))).startsWith("octet-");
    }
  }

  private static Map<?, ?> metric(Resource alarm, String id) {
    return alarm.items("Metrics").stream().map(metric -> (Map<?, ?>) metric).filter(metric -> metric.get("Id").equals(id))
        .map(metric -> (Map<?, ?>) of(metric, "MetricStat", "Metric")).findFirst().orElseThrow();
  }

  private static Map<String, String> dimensions(Map<?, ?> metric) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    ((List<?>) metric.get("Dimensions")).forEach(dimension ->
        dimensions.put(String.valueOf(((Map<?, ?>) dimension).get("Name")), String.valueOf(((Map<?, ?>) dimension).get("Value"))));
    return dimensions;
  }

  /** Were it not so, a changed parameter would change the function and leave the alias, and so every caller, with its last version. */
  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, META, EVERYTHING})
  void a_parameter_that_changes_a_function_makes_a_new_version_of_it_and_no_other_does(String deployment) {
    Deployed before = on(deployment);
    for (String parameter : before.parameterNames().stream().filter(name -> !TOO_LONG_TO_DESCRIBE.contains(name)).toList()) {
      Map<String, String> parameters = new LinkedHashMap<>(DEPLOYMENTS.get(deployment));
      parameters.put(parameter, other(before, parameter, parameters.getOrDefault(parameter, "")));
      Deployed after = Deployed.with(parameters);
      for (Resource function : before.resources(FUNCTION)) {
        after.resources(FUNCTION).stream().filter(same -> same.id().equals(function.id())).findFirst().ifPresent(changed -> {
          boolean differs = !configuration(function).equals(configuration(changed)) || !before.functionDefaults().at("SnapStart").equals(after.functionDefaults().at("SnapStart"));
          assertThat(!function.text("VersionDescription").equals(changed.text("VersionDescription"))).as("%s and %s", function.id(), parameter).isEqualTo(differs);
        });
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sandbox", "meta"})
  void versions_are_described_in_what_lambda_takes_however_long_the_settings_are(String platform) {
    Deployed usual = on(SANDBOX);
    Map<String, String> longest = new LinkedHashMap<>();
    for (String parameter : usual.parameterNames()) {
      usual.allowedValues(parameter).stream().max(java.util.Comparator.comparingInt(String::length)).ifPresent(value -> longest.put(parameter, value));
    }
    LONGEST.forEach((parameter, value) -> {
      assertThat(usual.allows(parameter, value)).as("%s of %s", parameter, value).isTrue();
      assertThat(usual.allows(parameter, value + "1")).as("%s is longer than that", parameter).isFalse();
      longest.put(parameter, value);
    });
    longest.putAll(Map.of("Platform", platform, "FurtherQueues", "arn:aws:sqs:eu-west-1:123456789012:billing.fifo", "DeploymentPreference", "AllAtOnce"));
    assertThat(Deployed.with(longest).resources(FUNCTION)).allSatisfy(function -> {
      String description = function.text("VersionDescription");
      assertThat(description.length()).as("%s: %s", function.id(), description).isBetween(1, 256);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"octet/secrets", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:octet/secrets-AbCdEf"})
  void a_version_is_described_with_the_last_part_of_its_secret(String secret) {
    assertThat(Deployed.with(Map.of("SecretsId", secret)).resource("RedriveFunction").text("VersionDescription"))
        .isEqualTo("cold " + secret.substring(secret.lastIndexOf(':') + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"P30D", "P99999D", "PT12H", "PT10M", "PT45S", "P0D", "PT0S", "P00D", "PT0M", "P1Y", "P10M", "P1W", "P", "PT", "PT1", "P1DT", "P1D2H", "PT1H30M", "-P1D", "P-1D",
      "pt10m", "P100000D", "forever", "never", "30"})
  void what_is_taken_for_a_time_the_functions_understand(String value) {
    for (String parameter : meta.parameterNames().stream().filter(name -> meta.parameter(name, "AllowedPattern").startsWith("P")).toList()) {
      if (meta.allows(parameter, value)) {
        assertThatCode(() -> Retention.of(value)).as("%s of %s", value, parameter).doesNotThrowAnyException();
        assertThat(value.equals("forever") && TIMES_ONLY.contains(parameter)).as("%s of %s", value, parameter).isFalse();
        assertThat(Retention.of(value).keepsNothing()).as("%s of %s is known for none", value, parameter).isEqualTo(NONE.contains(value));
      }
    }
    assertThat(meta.allows("SettleWindow", value)).isEqualTo(List.of("P30D", "P99999D", "PT12H", "PT10M", "PT45S").contains(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"P0D", "PT0S"})
  void none_is_none_however_it_is_spelled(String none) {
    Deployed deployed = Deployed.with(Map.of("NotificationsKept", none, "SandboxTrafficKept", none));
    assertThat(deployed.holds("KeepsNotifications")).isFalse();
    assertThat(deployed.holds("CopiesNotifications")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"LogRetentionDays, 45", "PublicUrl, https://api.example/", "GraphBaseUrl, https://graph.example/", "PublicUrl, api.example", "GraphVersion, v26", "SecretsId, ''",
      "SecretsId, arn:aws:ssm:eu-west-1:123456789012:parameter/octet", "PassThrough, number number"})
  void what_would_break_the_stack_later_is_refused_before_anything_is_made(String parameter, String value) {
    assertThat(meta.allows(parameter, value)).isFalse();
  }

  /** All functions share the account's: a full queue would take webhooks and requests theirs. */
  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, META, EVERYTHING})
  void a_full_queue_does_not_take_webhooks_their_turns(String deployment) {
    Map<String, String> parameters = new LinkedHashMap<>(DEPLOYMENTS.get(deployment));
    assertThat(Deployed.with(parameters).resource("WebhookIntakeFunction").at("ReservedConcurrentExecutions")).isEqualTo("");
    parameters.putAll(Map.of("QueueConcurrency", "20", "WebhooksReserved", "50"));
    Deployed deployed = Deployed.with(parameters);
    assertThat(deployed.resource("WebhookIntakeFunction").text("ReservedConcurrentExecutions")).isEqualTo("50");
    assertThat(deployed.resources(MAPPING)).isNotEmpty().allSatisfy(mapping ->
        assertThat(mapping.text("ScalingConfig", "MaximumConcurrency")).as(mapping.id()).isIn("10", "20"));
  }

  /** What Lambda copies into a version. */
  private static Map<String, Object> configuration(Resource function) {
    Map<String, Object> configuration = new LinkedHashMap<>(function.properties());
    configuration.keySet().removeAll(Set.of("VersionDescription", "Policies", "Events", "DeploymentPreference", "ReservedConcurrentExecutions"));
    return configuration;
  }

  /** Another value that the template allows. */
  private static String other(Deployed deployed, String parameter, String set) {
    String given = set.isEmpty() ? deployed.parameter(parameter, "Default") : set;
    List<String> others = Stream.concat(deployed.allowedValues(parameter).stream(), deployed.allowedValues(parameter).isEmpty()
        ? Stream.of("PT7M", "v27.0", "https://elsewhere.example/hook", "arn:aws:iam::123456789012:role/shop", "arn:aws:sns:eu-west-1:123456789012:on-call", "7", "forever", "number", "other") : Stream.empty())
        .filter(value -> !value.equals(given) && deployed.allows(parameter, value)).toList();
    assertThat(others).as("another value of %s", parameter).isNotEmpty();
    return others.getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, META, EVERYTHING})
  void policies_name_what_they_allow(String deployment) {
    assertThat(on(deployment).resources(FUNCTION)).allSatisfy(function -> {
      assertThat(function.at("Role")).as(function.id()).isEqualTo("");
      List<Map<?, ?>> statements = function.items("Policies").stream().flatMap(policy -> statements((Map<?, ?>) policy)).toList();
      assertThat(statements).as(function.id()).isNotEmpty().allSatisfy(statement -> {
        assertThat(statement.get("Effect")).isEqualTo("Allow");
        assertThat(texts(statement.get("Action"))).as(function.id()).isNotEmpty().allMatch(action -> action.matches("[a-z]+:[A-Za-z]+"));
        assertThat(texts(statement.get("Resource"))).as(function.id()).isNotEmpty().allMatch(arn -> !arn.contains("*") && !arn.isEmpty());
      });
    });
  }

  private static Stream<Map<?, ?>> statements(Map<?, ?> policy) {
    return ((List<?>) policy.get("Statement")).stream().map(statement -> (Map<?, ?>) statement);
  }

  static List<String> texts(Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : value == null ? List.of() : List.of(String.valueOf(value));
  }

  @Test
  void without_the_sandbox_nothing_of_it_is_there() {
    assertThat(meta.resources()).extracting(Resource::id).noneMatch(id -> id.startsWith("Sandbox"));
    assertThat(meta.outputs()).doesNotContainKey("SandboxUrl");
    assertThat(sandbox.outputs()).containsKey("SandboxUrl");
    List<String> traces = new ArrayList<>();
    meta.resources().forEach(resource -> collect(resource.id(), resource.properties(), traces));
    meta.outputs().forEach((name, value) -> collect(name, value, traces));
    assertThat(traces).isEmpty();
  }

  /** Values, not names: a variable may say that there is none. */
  private static void collect(String where, Object value, List<String> traces) {
    switch (value) {
      case Map<?, ?> map -> map.forEach((name, inner) -> collect(where + "." + name, inner, traces));
      case List<?> list -> list.forEach(inner -> collect(where, inner, traces));
      default -> {
        if (String.valueOf(value).toLowerCase(java.util.Locale.ROOT).contains("sandbox")) {
          traces.add(where + ": " + value);
        }
      }
    }
  }

  @Test
  void every_parameter_is_explained_and_in_one_group() {
    List<String> grouped = ((List<?>) of((Map<?, ?>) meta.metadata("AWS::CloudFormation::Interface"), "ParameterGroups")).stream()
        .flatMap(group -> texts(((Map<?, ?>) group).get("Parameters")).stream()).toList();
    assertThat(grouped).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(meta.parameterNames());
    assertThat(meta.parameterNames()).allSatisfy(name -> assertThat(meta.parameter(name, "Description")).as(name).endsWith("."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GroupCommandsQueue", "MessageCommandsQueue", "NotificationsQueue", "NotificationsDeadLetters", "OtherWebhooksQueue",
      "OtherWebhooksDeadLetters"})
  void the_queues_of_others_are_told_by_address_and_arn(String queue) {
    assertThat(meta.outputs()).containsEntry(queue + "Url", queue).containsEntry(queue + "Arn", queue + ".Arn");
  }

  @Test
  void the_addresses_of_the_stack_are_told() {
    assertThat(sandbox.outputs().get("ApiUrl")).isEqualTo("https://Api.execute-api.eu-west-1.amazonaws.com");
    assertThat(sandbox.outputs().get("WebhookUrl")).isEqualTo("https://Api.execute-api.eu-west-1.amazonaws.com/webhooks/whatsapp");
    assertThat(sandbox.outputs().get("SandboxUrl")).isEqualTo("https://Api.execute-api.eu-west-1.amazonaws.com/sandbox/");
  }

  private static Map<String, Map<?, ?>> events(Resource function) {
    Map<String, Map<?, ?>> events = new LinkedHashMap<>();
    if (function.at("Events") instanceof Map<?, ?> fields) {
      fields.forEach((name, event) -> events.put(String.valueOf(name), (Map<?, ?>) event));
    }
    return events;
  }

  private static Object of(Map<?, ?> fields, String... path) {
    Object value = fields;
    for (String name : path) {
      value = ((Map<?, ?>) value).get(name);
    }
    return value;
  }
}
