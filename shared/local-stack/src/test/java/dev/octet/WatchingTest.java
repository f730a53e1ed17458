package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Metric;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.template.Deployed;
import dev.octet.localstack.template.Deployed.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alarms and dashboard of {@code template.yaml}: what they look at is there, and everything that is there is looked at. */
class WatchingTest {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:on-call";
  /** AWS's own metrics, each with the dimension that it is looked at by. */
  private static final Map<String, Map<String, String>> AWS = Map.of(
      "AWS/Lambda", Map.of("Errors", "FunctionName", "Throttles", "FunctionName", "Duration", "FunctionName", "Invocations", "FunctionName"),
      "AWS/SQS", Map.of("ApproximateAgeOfOldestMessage", "QueueName", "ApproximateNumberOfMessagesVisible", "QueueName"),
      "AWS/ApiGateway", Map.of("Count", "ApiId", "4xx", "ApiId", "5xx", "ApiId", "Latency", "ApiId"));
  private static final Map<String, String> UNWATCHED = Map.of("SandboxNotificationsQueue", "copies for the sandbox's page, kept an hour, missed by nobody");
  /** Nothing is mended because it does not happen a second time. */
  private static final Set<String> HAPPENINGS = Set.of("SignaturesRefused", "OutcomesUnknown");
  private static final Pattern SEARCH = Pattern.compile("SEARCH\\('\\{Octet,Function,Stack} MetricName=\"(\\w+)\" Stack=\"octet\"', '(\\w+)', 300\\)");
  private static final Map<String, Metric> OWN = Arrays.stream(Metric.values()).collect(Collectors.toMap(Metric::word, Function.identity()));

  private final Deployed sandbox = Deployed.with(Map.of("Platform", "sandbox", "AlarmTopicArn", TOPIC, "ForwardWebhooksTo", "https://elsewhere.example", "WebhooksByQueue", "open",
      "DeliverTo", "https://elsewhere.example"));
  private final Deployed meta = Deployed.with(Map.of("Platform", "meta"));

  /** @param dimensions by their names */
  private record Looked(String namespace, String metric, Map<String, String> dimensions) {}

  private static Stream<Resource> alarms(Deployed deployed) {
    return deployed.resources("AWS::CloudWatch::Alarm").stream().filter(alarm -> !alarm.id().endsWith("VersionErrors")); // CodeDeploy's
  }

  private static List<Looked> looksAt(Resource alarm) {
    if (alarm.items("Metrics").isEmpty()) {
      return List.of(looked(alarm.properties()));
    }
    return alarm.items("Metrics").stream().map(metric -> ((Map<?, ?>) metric).get("MetricStat")).filter(stat -> stat != null)
        .map(stat -> looked((Map<?, ?>) ((Map<?, ?>) stat).get("Metric"))).toList();
  }

  private static Looked looked(Map<?, ?> metric) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    ((List<?>) metric.get("Dimensions")).forEach(one -> dimensions.put(String.valueOf(((Map<?, ?>) one).get("Name")), String.valueOf(((Map<?, ?>) one).get("Value"))));
    return new Looked(String.valueOf(metric.get("Namespace")), String.valueOf(metric.get("MetricName")), dimensions);
  }

  /** By whom a metric is told under just these dimensions. */
  private static void assertTold(Looked looked, Deployed deployed, String where) {
    if (looked.namespace().equals("Octet")) {
      assertThat(OWN).as(where).containsKey(looked.metric());
      assertThat(OWN.get(looked.metric()).isOfStack()).as("%s: %s is told of the whole stack", where, looked.metric()).isTrue();
      assertThat(looked.dimensions()).as(where).isEqualTo(Map.of("Stack", "octet"));
      return;
    }
    assertThat(AWS).as(where).containsKey(looked.namespace());
    assertThat(AWS.get(looked.namespace())).as(where).containsKey(looked.metric());
    assertThat(looked.dimensions().keySet()).as(where).containsExactly(AWS.get(looked.namespace()).get(looked.metric()));
    String of = looked.dimensions().values().iterator().next().replace(".QueueName", "");
    assertThat(deployed.resource(of).type()).as(where).isEqualTo(switch (looked.namespace()) {
      case "AWS/Lambda" -> "AWS::Serverless::Function";
      case "AWS/SQS" -> "AWS::SQS::Queue";
      default -> "AWS::Serverless::HttpApi";
    });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void every_alarm_is_about_something_that_is_told_and_says_what_to_do(boolean withSandbox) {
    Deployed deployed = withSandbox ? sandbox : meta;
    assertThat(alarms(deployed)).hasSizeGreaterThan(25).allSatisfy(alarm -> {
      looksAt(alarm).forEach(looked -> assertTold(looked, deployed, alarm.id()));
      assertThat(alarm.text("AlarmDescription")).as(alarm.id()).matches("[A-Z].*[.] [A-Z].*[.]").hasSizeLessThanOrEqualTo(1024)
          .containsPattern("\\b([Ss]ee|[Rr]ead|[Ff]ind|add|mend)\\b");
      assertThat(alarm.text("TreatMissingData")).as(alarm.id()).isEqualTo(alarm.id().endsWith("Stopped") ? "breaching" : "notBreaching");
      assertThat(Double.parseDouble(alarm.text("Threshold"))).as(alarm.id()).isPositive();
    });
  }

  @Test
  void nobody_is_called_for_what_nobody_reads() {
    assertThat(alarms(Deployed.with(Map.of("NotificationsRead", "no")))).extracting(Resource::id).doesNotContain("NotificationsLate").contains("NotificationsPutAside");
    assertThat(alarms(meta)).extracting(Resource::id).contains("NotificationsLate");
  }

  @Test
  void a_topic_is_told_of_every_alarm_and_nobody_where_there_is_none() {
    assertThat(alarms(sandbox)).allSatisfy(alarm -> {
      assertThat(alarm.items("AlarmActions")).as(alarm.id()).isEqualTo(List.of(TOPIC));
      assertThat(alarm.items("OKActions")).as(alarm.id()).isEqualTo(HAPPENINGS.contains(alarm.id()) ? List.of() : List.of(TOPIC));
    });
    assertThat(alarms(meta)).allSatisfy(alarm -> assertThat(Stream.of("AlarmActions", "OKActions").flatMap(name -> alarm.items(name).stream())).as(alarm.id()).isEmpty());
  }

  /** A pause is counted at least once in ten minutes for as long as something waits in it (PausesTest). */
  @Test
  void the_alarm_of_a_pause_is_on_for_as_long_as_it_lasts() {
    Resource alarm = meta.resource("NumberPaused");
    assertThat(Integer.parseInt(alarm.text("Period")) * Integer.parseInt(alarm.text("EvaluationPeriods"))).isGreaterThan(10 * 60);
    assertThat(alarm.text("DatapointsToAlarm")).isEqualTo("1");
  }

  @Test
  void a_function_with_a_schedule_that_does_not_run_is_noticed() {
    List<String> scheduled = meta.resources("AWS::Serverless::Function").stream().filter(function -> function.text("Events").contains("ScheduleV2")).map(Resource::id).toList();
    assertThat(scheduled).isNotEmpty().containsExactlyInAnyOrderElementsOf(alarms(meta).filter(alarm -> alarm.text("MetricName").equals("Invocations"))
        .map(alarm -> looksAt(alarm).getFirst().dimensions().get("FunctionName")).toList());
  }

  @Test
  void every_function_and_every_queue_has_its_alarm() {
    Set<String> watched = alarms(sandbox).flatMap(alarm -> looksAt(alarm).stream())
        .map(looked -> looked.metric() + " " + looked.dimensions().values().iterator().next()).collect(Collectors.toSet());
    Set<String> unwatched = new TreeSet<>();
    for (Resource function : sandbox.resources("AWS::Serverless::Function")) {
      Stream.of("Errors " + function.id(), "Throttles " + function.id()).filter(it -> !watched.contains(it)).forEach(unwatched::add);
    }
    for (Resource queue : sandbox.resources("AWS::SQS::Queue")) {
      String metric = queue.text("QueueName").contains("-dlq") ? "ApproximateNumberOfMessagesVisible" : "ApproximateAgeOfOldestMessage";
      if (UNWATCHED.containsKey(queue.id()) == watched.contains(metric + " " + queue.id() + ".QueueName")) {
        unwatched.add(queue.id() + (UNWATCHED.containsKey(queue.id()) ? " is watched after all" : ""));
      }
    }
    assertThat(unwatched).isEmpty();
  }

  @Test
  void the_dashboard_shows_what_is_told_and_all_of_it() throws JsonException {
    Set<String> shown = new TreeSet<>();
    for (JsonObject widget : widgets(sandbox)) {
      JsonObject properties = widget.object("properties").orElseThrow();
      String title = properties.text("title").orElseThrow();
      for (Object row : properties.items("metrics")) {
        List<?> cells = (List<?>) row;
        if (cells.getFirst() instanceof Map<?, ?> expression) {
          String text = String.valueOf(expression.get("expression"));
          List<String> searched = SEARCH.matcher(text).results().map(match -> match.group(1)).toList();
          assertThat(searched).as(text).hasSize(1);
          assertThat(OWN).as(title).containsKey(searched.getFirst());
          shown.add(searched.getFirst());
        } else {
          Map<String, String> dimensions = new LinkedHashMap<>();
          for (int i = 2; i + 1 < cells.size() && cells.get(i) instanceof String name; i += 2) {
            dimensions.put(name, String.valueOf(cells.get(i + 1)));
          }
          assertTold(new Looked((String) cells.get(0), (String) cells.get(1), dimensions), sandbox, title);
          shown.add((String) cells.get(1));
        }
      }
    }
    assertThat(shown).containsAll(OWN.keySet());
  }

  private static Stream<Deployed> deployments() {
    return Stream.concat(DeploymentTest.DEPLOYMENTS.values().stream(), Stream.of(Map.of("Platform", "meta", "NotificationsKept", "P0D", "NotificationsRead", "no"))).map(Deployed::with);
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void the_dashboard_lists_every_alarm_and_every_function(Deployed deployed) throws JsonException {
    List<String> listed = widgets(deployed).stream().filter(widget -> widget.text("type").equals(Optional.of("alarm")))
        .flatMap(widget -> widget.object("properties").orElseThrow().texts("alarms").stream()).toList();
    assertThat(listed).containsExactlyInAnyOrderElementsOf(alarms(deployed).map(alarm -> alarm.id() + ".Arn").toList());
    for (String metric : List.of("Errors", "Throttles", "Duration")) {
      assertThat(shown(deployed, metric)).as(metric).containsExactlyInAnyOrderElementsOf(deployed.resources("AWS::Serverless::Function").stream().map(Resource::id).toList());
    }
    assertThat(shown(deployed, "ApproximateNumberOfMessagesVisible")).containsExactlyInAnyOrderElementsOf(
        deployed.resources("AWS::SQS::Queue").stream().map(Resource::id).filter(id -> id.endsWith("DeadLetters")).map(id -> id + ".QueueName").toList());
  }

  /** Of which functions, or queues, the dashboard shows a metric of AWS's. */
  private static List<String> shown(Deployed deployed, String metric) throws JsonException {
    return widgets(deployed).stream().flatMap(widget -> widget.object("properties").orElseThrow().items("metrics").stream()).map(row -> (List<?>) row)
        .filter(row -> row.size() > 3 && metric.equals(row.get(1))).map(row -> String.valueOf(row.get(3))).toList();
  }

  /** Of 24 columns, none above another. */
  @Test
  void its_widgets_have_a_place_each() throws JsonException {
    Set<String> taken = new TreeSet<>();
    List<String> twice = new ArrayList<>();
    for (JsonObject widget : widgets(meta)) {
      long x = widget.whole("x").orElseThrow();
      long y = widget.whole("y").orElseThrow();
      assertThat(x + widget.whole("width").orElseThrow()).isLessThanOrEqualTo(24);
      for (long column = x; column < x + widget.whole("width").orElseThrow(); column++) {
        for (long row = y; row < y + widget.whole("height").orElseThrow(); row++) {
          if (!taken.add(column + "/" + row)) {
            twice.add(widget.object("properties").orElseThrow().text("title").orElseThrow());
          }
        }
      }
    }
    assertThat(twice).isEmpty();
  }

  private static List<JsonObject> widgets(Deployed deployed) throws JsonException {
    List<JsonObject> widgets = JsonObject.parse(deployed.resource("Dashboard").text("DashboardBody")).objects("widgets");
    assertThat(widgets).hasSizeGreaterThan(8).allSatisfy(widget ->
        assertThat(widget.text("type").equals(Optional.of("alarm")) || widget.object("properties").orElseThrow().text("region").equals(Optional.of("eu-west-1"))).isTrue());
    return widgets;
  }

  @Test
  void what_it_costs_is_as_the_readme_says() throws IOException {
    List<String> rows = Files.readAllLines(Deployed.TEMPLATE.resolveSibling("shared/aws/README.md"));
    List<Deployed> stacks = List.of(SamConfigTest.deployed("default"), SamConfigTest.deployed("production"));
    assertThat(rows).filteredOn(row -> row.startsWith("| alarms,")).singleElement().asString().endsWith(cells(stacks, deployed -> {
      List<Resource> all = deployed.resources("AWS::CloudWatch::Alarm");
      int metrics = all.stream().mapToInt(alarm -> Math.max(1, alarm.items("Metrics").size() - 1)).sum();
      return "%d over %d metrics: %.2f".formatted(all.size(), metrics, metrics * 0.10);
    }));
    assertThat(rows).filteredOn(row -> row.startsWith("| failures of new versions,")).singleElement().asString().endsWith(cells(stacks, deployed -> {
      int metrics = deployed.resources("AWS::Logs::MetricFilter").size();
      return "%d: %.2f".formatted(metrics, metrics * 0.30);
    }));
    assertThat(rows).filteredOn(row -> row.startsWith("| queues that functions read")).singleElement().asString().endsWith(cells(stacks, deployed -> {
      int sources = deployed.resources("AWS::Lambda::EventSourceMapping").size();
      return "%d: %.2f".formatted(sources, sources * 5 * 30 * 24 * 180 * 0.50 / 1_000_000);
    }));
  }

  private static String cells(List<Deployed> stacks, Function<Deployed, String> cell) {
    return stacks.stream().map(cell).collect(Collectors.joining(" | ", " | ", " |"));
  }

  @Test
  void the_address_of_the_dashboard_is_told() {
    assertThat(String.valueOf(meta.outputs().get("DashboardUrl"))).isEqualTo("https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards/dashboard/Dashboard");
    assertThat(meta.resource("Dashboard").text("DashboardName")).isEqualTo("octet-eu-west-1");
  }
}
