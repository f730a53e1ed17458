package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Metric;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.template.Deployed;
import dev.octet.localstack.template.Deployed.Resource;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Alarms and dashboard of {@code template.yaml}: what they look at is there, and everything that is there is looked at. */
class WatchingTest {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:on-call";
  /** AWS's own metrics, each with the dimension that it is looked at by. */
  private static final Map<String, Map<String, String>> AWS = Map.of(
      "AWS/Lambda", Map.of("Errors", "FunctionName", "Throttles", "FunctionName", "Duration", "FunctionName"),
      "AWS/SQS", Map.of("ApproximateAgeOfOldestMessage", "QueueName", "ApproximateNumberOfMessagesVisible", "QueueName"),
      "AWS/ApiGateway", Map.of("Count", "ApiId", "4xx", "ApiId", "5xx", "ApiId", "Latency", "ApiId"));
  private static final Map<String, String> UNWATCHED = Map.of("SandboxNotificationsQueue", "copies for the sandbox's page, kept an hour, missed by nobody");
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
      assertThat(alarm.text("TreatMissingData")).as(alarm.id()).isEqualTo("notBreaching");
      assertThat(Double.parseDouble(alarm.text("Threshold"))).as(alarm.id()).isPositive();
    });
  }

  @Test
  void a_topic_is_told_of_every_alarm_and_nobody_where_there_is_none() {
    assertThat(alarms(sandbox)).allSatisfy(alarm -> assertThat(List.of(alarm.items("AlarmActions"), alarm.items("OKActions")))
        .as(alarm.id()).containsOnly(List.of(TOPIC)));
    assertThat(alarms(meta)).allSatisfy(alarm -> assertThat(Stream.of("AlarmActions", "OKActions").flatMap(name -> alarm.items(name).stream())).as(alarm.id()).isEmpty());
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
    for (JsonObject widget : widgets()) {
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

  @Test
  void the_dashboard_lists_every_alarm_that_every_stack_has() throws JsonException {
    List<String> listed = widgets().stream().filter(widget -> widget.text("type").equals(Optional.of("alarm")))
        .flatMap(widget -> widget.object("properties").orElseThrow().texts("alarms").stream()).toList();
    Deployed least = Deployed.with(Map.of("Platform", "meta", "NotificationsKept", "P0D"));
    assertThat(listed).containsExactlyInAnyOrderElementsOf(alarms(least).map(alarm -> alarm.id() + ".Arn").toList());
  }

  /** Of 24 columns, none above another. */
  @Test
  void its_widgets_have_a_place_each() throws JsonException {
    Set<String> taken = new TreeSet<>();
    List<String> twice = new ArrayList<>();
    for (JsonObject widget : widgets()) {
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

  private List<JsonObject> widgets() throws JsonException {
    List<JsonObject> widgets = JsonObject.parse(meta.resource("Dashboard").text("DashboardBody")).objects("widgets");
    assertThat(widgets).hasSizeGreaterThan(8).allSatisfy(widget ->
        assertThat(widget.text("type").equals(Optional.of("alarm")) || widget.object("properties").orElseThrow().text("region").equals(Optional.of("eu-west-1"))).isTrue());
    return widgets;
  }

  @Test
  void the_address_of_the_dashboard_is_told() {
    assertThat(String.valueOf(meta.outputs().get("DashboardUrl"))).isEqualTo("https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards/dashboard/Dashboard");
    assertThat(meta.resource("Dashboard").text("DashboardName")).isEqualTo("octet-eu-west-1");
  }
}
