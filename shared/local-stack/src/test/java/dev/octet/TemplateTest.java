package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan;
import dev.octet.localstack.template.StackPlan.FunctionPlan;
import dev.octet.localstack.template.StackPlan.QueuePlan;
import dev.octet.localstack.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The essentials of {@code template.yaml}, for machines without a linter for it. */
class TemplateTest {
  private static final Path ROOT = Path.of(System.getProperty("octet.root", "../.."));
  private static final Set<String> FOR_THE_CUSTOMER = Set.of("octet-notifications.fifo", "octet-other-webhooks.fifo");
  /** What shared/aws reads in every function. */
  private static final Set<String> FOR_ALL = Set.of("STACK");
  /** Read by nobody: it changes a function, of which there is a new version then. */
  private static final String REVISION = "FURTHER_QUEUES_REVISION";
  private static final Endpoints ENDPOINTS = new Endpoints("http://queues");
  /** Copies that nobody misses. */
  private static final String COPIES = "octet-sandbox-notifications";
  /** What is not there unless it is asked for. */
  private static final Map<String, String> EVERYTHING = Map.of("ForwardWebhooksTo", "https://receiver.example/", "WebhooksByQueue", "open",
      "DeliverTo", "https://receiver.example/told",
      "FurtherQueues", "arn:aws:sqs:eu-west-1:123456789012:billing.fifo", "EventBusName", "told");
  private final StackPlan plan = plan(Map.of());
  private final Map<String, QueuePlan> queues = plan.queues().stream().collect(Collectors.toMap(QueuePlan::name, Function.identity()));

  private static StackPlan plan(Map<String, String> parameters) {
    Map<String, String> all = new java.util.HashMap<>(EVERYTHING);
    all.putAll(parameters);
    return bare(all);
  }

  /** With the template's own defaults. */
  private static StackPlan bare(Map<String, String> parameters) {
    Map<String, String> all = new java.util.HashMap<>(Map.of("SecretsId", "octet/secrets"));
    all.putAll(parameters);
    try {
      return TemplateReader.read(ROOT.resolve("template.yaml"), all, Map.of(), ENDPOINTS);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void the_routes_are_those_of_the_design() {
    Map<String, String> routes = plan.functions().stream()
        .flatMap(function -> function.routes().stream().map(route -> Map.entry(route.key(), function.logicalId())))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertThat(routes).isEqualTo(Map.ofEntries(
        Map.entry("GET /webhooks/whatsapp", "WebhookIntakeFunction"),
        Map.entry("POST /webhooks/whatsapp", "WebhookIntakeFunction"),
        Map.entry("ANY /graph/{proxy+}", "GroupApiFunction"),
        Map.entry("ANY /v1/{proxy+}", "GroupApiFunction"),
        Map.entry("GET /v1/redrives", "RedriveFunction"),
        Map.entry("POST /v1/redrives", "RedriveFunction"),
        Map.entry("GET /health", "GroupApiFunction"),
        Map.entry("POST /graph/{version}/{id}/messages", "MessageApiFunction"),
        Map.entry("POST /graph/{version}/{id}/media", "MessageApiFunction"),
        Map.entry("GET /v1/groups/{id}/messages", "MessageApiFunction"),
        Map.entry("GET /v1/groups/{id}/invitations", "MessageApiFunction"),
        Map.entry("GET /v1/groups/{id}/costs", "MessageApiFunction"),
        Map.entry("GET /v1/messages/{id}", "MessageApiFunction"),
        Map.entry("GET /v1/numbers/{id}/costs", "MessageApiFunction"),
        Map.entry("GET /v1/numbers/{id}/templates", "MessageApiFunction"),
        Map.entry("ANY /v1/numbers/{id}/rate-card", "MessageApiFunction"),
        Map.entry("ANY /v1/replays", "ReplayApiFunction"),
        Map.entry("ANY /v1/replays/{id}", "ReplayApiFunction"),
        Map.entry("ANY /sandbox", "SandboxApiFunction"),
        Map.entry("ANY /sandbox/", "SandboxApiFunction"),
        Map.entry("ANY /sandbox/{proxy+}", "SandboxApiFunction")));
  }

  @Test
  void every_function_has_an_alias_that_its_triggers_point_at() {
    assertThat(plan.functions()).hasSize(17).allSatisfy(function -> assertThat(function.alias()).as(function.logicalId()).contains("live"));
  }

  @Test
  void every_queue_has_its_dead_letters_and_none_is_lost_to_a_pause() {
    List<QueuePlan> sources = queues.values().stream().filter(queue -> !queue.name().contains("-dlq") && !queue.name().equals(COPIES)).toList();
    assertThat(sources).extracting(QueuePlan::name).containsExactlyInAnyOrder(
        "octet-group-commands.fifo", "octet-message-commands.fifo", "octet-group-events.fifo", "octet-message-events.fifo",
        "octet-webhook-intake.fifo", "octet-webhook-forwards.fifo", "octet-other-webhooks.fifo", "octet-notifications.fifo", "octet-notification-copies.fifo", "octet-notification-lanes.fifo", "octet-notification-deliveries.fifo",
        "octet-sandbox-webhooks");
    assertThat(sources).allSatisfy(queue -> {
      String deadLetters = queue.fifo() ? queue.name().replace(".fifo", "-dlq.fifo") : queue.name() + "-dlq";
      assertThat(queues).as("dead letters of %s", queue.name()).containsKey(deadLetters);
      assertThat(queues.get(deadLetters).fifo()).isEqualTo(queue.fifo());
      assertThat(queue.redrive().orElseThrow().deadLetters()).endsWith(":" + deadLetters);
      assertThat(queue.redrive().orElseThrow().maxReceiveCount()).isEqualTo(FOR_THE_CUSTOMER.contains(queue.name()) ? 100 : 1000);
      if (queue.fifo()) {
        assertThat(queue.attributes()).containsEntry("DeduplicationScope", "messageGroup").containsEntry("FifoThroughputLimit", "perMessageGroupId");
      }
      assertThat(queue.attributes()).containsEntry("MessageRetentionPeriod", "1209600");
    });
  }

  @Test
  void queues_wait_six_times_as_long_as_their_functions_may_take() {
    plan.functions().forEach(function -> function.queueEvents().forEach(event -> {
      Duration visibility = Duration.ofSeconds(Long.parseLong(queues.get(event.queue()).attributes().get("VisibilityTimeout")));
      assertThat(visibility).as(event.queue()).isGreaterThanOrEqualTo(function.timeout().multipliedBy(6));
      assertThat(event.reportsItemFailures()).as(event.queue()).isTrue();
      assertThat(event.batchSize()).as(event.queue()).isBetween(1, 10);
    }));
  }

  @Test
  void every_queue_of_octets_own_has_one_reader() {
    List<String> read = plan.functions().stream().flatMap(function -> function.queueEvents().stream()).map(event -> event.queue()).toList();
    assertThat(read).containsExactlyInAnyOrder("octet-group-commands.fifo", "octet-message-commands.fifo", "octet-group-events.fifo",
        "octet-message-events.fifo", "octet-webhook-intake.fifo", "octet-webhook-forwards.fifo", "octet-notification-copies.fifo", "octet-notification-lanes.fifo", "octet-notification-deliveries.fifo", "octet-sandbox-webhooks", COPIES);
  }

  @Test
  void other_receivers_of_webhooks_have_functions_and_rights_only_where_they_are_set_and_queues_always() {
    StackPlan usual = bare(Map.of());
    assertThat(usual.functions()).extracting(FunctionPlan::logicalId).doesNotContain("WebhookForwardFunction", "WebhookQueueFunction");
    assertThat(usual.queues()).extracting(QueuePlan::name).contains("octet-webhook-forwards.fifo", "octet-webhook-intake.fifo");
    FunctionPlan forward = plan.functions().stream().filter(function -> function.logicalId().equals("WebhookForwardFunction")).findFirst().orElseThrow();
    assertThat(forward.environment()).as("it knows no secret").doesNotContainKey("SECRETS").containsEntry("FORWARD_WEBHOOKS_TO", "https://receiver.example/");
    assertThat(forward.queueEvents().getFirst().concurrency()).contains(10);
  }

  @ParameterizedTest
  @CsvSource({"ForwardWebhooksTo, http://receiver.example/", "ForwardWebhooksTo, http://127.0.0.1.example/", "ForwardWebhooksTo, http://127.0.0.1:80@receiver.example/",
      "PassThrough, everything", "PassThrough, sendsnumber"})
  void what_is_no_receiver_or_cannot_be_passed_through_is_refused_when_it_is_deployed(String parameter, String value) {
    assertThatThrownBy(() -> plan(Map.of(parameter, value))).hasMessageContaining(parameter);
  }

  @Test
  void notifications_are_copied_for_the_sandbox_that_records_them_and_for_nobody_else() {
    assertThat(copying(plan)).isNotEmpty().allSatisfy(function -> assertThat(function.environment().get("SANDBOX_NOTIFICATIONS_QUEUE_URL")).endsWith(COPIES));
    for (Map<String, String> parameters : List.of(Map.of("Platform", "meta"), Map.of("SandboxTrafficKept", "PT0S"))) {
      assertThat(copying(plan(parameters))).hasSameSizeAs(copying(plan)).allSatisfy(function ->
          assertThat(function.environment()).containsEntry("SANDBOX_NOTIFICATIONS_QUEUE_URL", ""));
    }
  }

  @Test
  void notifications_are_copied_for_everybody_else_where_there_is_somebody() {
    assertThat(copying(plan)).allSatisfy(function -> assertThat(function.environment().get("NOTIFICATION_COPIES_QUEUE_URL")).endsWith("octet-notification-copies.fifo"));
    StackPlan alone = bare(Map.of("NotificationsKept", "P0D"));
    assertThat(copying(alone)).hasSameSizeAs(copying(bare(Map.of()))).allSatisfy(function -> assertThat(function.environment()).containsEntry("NOTIFICATION_COPIES_QUEUE_URL", ""));
    assertThat(alone.functions()).noneMatch(function -> function.logicalId().startsWith("Notification"));
    assertThat(alone.queues()).as("what outlives the stack is there from the beginning").hasSameSizeAs(plan.queues());
  }

  private static List<FunctionPlan> copying(StackPlan plan) {
    // What is told again was copied when it was told first.
    return plan.functions().stream().filter(function -> function.environment().containsKey("NOTIFICATIONS_QUEUE_URL")
        && !function.logicalId().equals("NotificationFanOutFunction")).toList();
  }

  @Test
  void every_handler_is_a_class() {
    assertThat(plan.functions()).allSatisfy(function -> {
      Path classes = module(function).resolve("target/classes").resolve(function.handler().replace('.', '/') + ".class");
      assertThat(classes).exists();
    });
  }

  @Test
  void every_variable_is_read_by_the_code_and_every_variable_that_the_code_reads_is_there() throws IOException {
    Map<Path, List<FunctionPlan>> modules = plan.functions().stream().collect(Collectors.groupingBy(TemplateTest::module));
    for (var module : modules.entrySet()) {
      Set<String> given = module.getValue().stream().flatMap(function -> function.environment().keySet().stream()).collect(Collectors.toCollection(TreeSet::new));
      given.remove(REVISION);
      Set<String> named = namedIn(module.getKey());
      named.addAll(FOR_ALL);
      assertThat(named).as(module.getKey().getFileName().toString()).isEqualTo(given);
    }
  }

  @Test
  void what_is_deployed_is_never_taken_for_local() throws IOException {
    assertThat(Files.readString(ROOT.resolve("template.yaml"))).doesNotContain("OCTET_LOCAL");
  }

  @Test
  void against_the_platform_there_is_no_sandbox() {
    StackPlan meta = plan(Map.of("Platform", "meta"));
    assertThat(meta.functions()).noneMatch(function -> function.logicalId().startsWith("Sandbox"));
    assertThat(meta.queues()).noneMatch(queue -> queue.name().contains("sandbox"));
    assertThat(meta.tables()).extracting(StackPlan.TablePlan::name).containsExactly("octet-groups", "octet-notifications");
    assertThat(meta.functions()).filteredOn(function -> function.environment().containsKey("GRAPH_BASE_URL")).isNotEmpty()
        .allSatisfy(function -> assertThat(function.environment()).containsEntry("GRAPH_BASE_URL", "https://graph.facebook.com"));
  }

  @Test
  void the_sandbox_alone_is_its_functions_and_what_they_know_of() {
    StackPlan sandbox = plan.only("sandbox.jar", ENDPOINTS);
    assertThat(sandbox.functions()).extracting(FunctionPlan::logicalId).containsExactly("SandboxApiFunction", "SandboxWebhookFunction");
    assertThat(sandbox.functions()).flatExtracting(FunctionPlan::routes).extracting(StackPlan.RoutePlan::key).allMatch(key -> key.contains(" /sandbox"));
    assertThat(sandbox.queues()).extracting(QueuePlan::name).containsExactlyInAnyOrder("octet-sandbox-webhooks", "octet-sandbox-webhooks-dlq",
        "octet-sandbox-notifications");
    assertThat(sandbox.tables()).extracting(StackPlan.TablePlan::name).containsExactly("octet-sandbox", "octet-sandbox-traffic");
    assertThatThrownBy(() -> plan(Map.of("Platform", "meta")).only("sandbox.jar", ENDPOINTS))
        .isInstanceOf(IllegalArgumentException.class).hasMessage("The template, with these parameters, has no function whose code is sandbox.jar.");
  }

  @ParameterizedTest
  @CsvSource({"'', https://here/webhooks/whatsapp", "http://127.0.0.1:3000/hook, http://127.0.0.1:3000/hook", "none, none"})
  void the_sandbox_tells_octet_or_whom_it_is_told_to_or_nobody(String parameter, String address) {
    StackPlan sandbox = plan(Map.of("PublicUrl", "https://here", "SandboxWebhookUrl", parameter));
    assertThat(sandbox.functions()).filteredOn(function -> function.environment().containsKey("WEBHOOK_URL")).hasSize(2)
        .allSatisfy(function -> assertThat(function.environment()).containsEntry("WEBHOOK_URL", address));
  }

  @Test
  void state_outlives_the_stack_but_the_sandbox_s_does_not() throws IOException {
    String template = Files.readString(ROOT.resolve("template.yaml"));
    Pattern stateful = Pattern.compile("^  (\\w+):\n    Type: AWS::(?:DynamoDB::Table|SQS::Queue)\n((?:    .*\n)+)", Pattern.MULTILINE);
    Map<String, String> resources = stateful.matcher(template).results().collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
    assertThat(resources).hasSize(plan.queues().size() + plan.tables().size());
    resources.forEach((name, properties) -> assertThat(properties).as(name)
        .contains(name.startsWith("Sandbox") ? "DeletionPolicy: Delete\n" : "DeletionPolicy: RetainExceptOnCreate\n"));
  }

  private static Path module(FunctionPlan function) {
    return function.classPath().getFirst().toAbsolutePath().getParent().getParent();
  }

  private static Set<String> namedIn(Path module) throws IOException {
    Pattern variable = Pattern.compile("environment\\.(?:text|optional|duration)\\(\"([A-Z_]+)\"\\)");
    Set<String> named = new TreeSet<>();
    try (Stream<Path> files = Files.walk(module.resolve("src/main"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String code = Files.readString(file);
        variable.matcher(code).results().map((MatchResult match) -> match.group(1)).forEach(named::add);
        if (code.contains("SecretSource.of(environment,")) {
          named.add("SECRETS"); // for all of them in one place
        }
      }
    }
    return named;
  }
}
