package dev.octet.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import dev.octet.aws.http.HttpHandler;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Log log = Log.of("a-function", new PrintStream(printed, true, UTF_8));
  private final Watch watch = new Watch(log);

  @Test
  void ids_that_are_left_are_on_every_later_line_and_on_no_line_of_what_comes_after() {
    try (Watch.Invocation invocation = watch.begin(context())) {
      invocation.follow(JsonObject.EMPTY.with("sqs_message_id", "m1"), () -> {
        log.info("first", JsonObject.EMPTY);
        Trail.note("request_id", "R1");
        log.info("second", JsonObject.EMPTY);
        Trail.note("platform_request_id", Optional.of("P1"));
        log.error("third", new IllegalStateException("Ana wrote this"));
        return "";
      });
      invocation.follow(JsonObject.EMPTY.with("sqs_message_id", "m2"), () -> {
        log.info("other", JsonObject.EMPTY);
        return "";
      });
    }

    assertThat(line("first").has("request_id")).isFalse();
    assertThat(line("first").fields()).as("what a deployment watches").containsEntry("level", "INFO").containsEntry("version", "none");
    assertThat(line("second").text("request_id")).contains("R1");
    assertThat(line("third").fields()).containsEntry("request_id", "R1").containsEntry("platform_request_id", "P1").containsEntry("sqs_message_id", "m1")
        .containsEntry("aws_request_id", "A1").containsEntry("level", "ERROR").containsEntry("error", "java.lang.IllegalStateException");
    assertThat(line("other").fields()).containsEntry("sqs_message_id", "m2").doesNotContainKeys("request_id", "platform_request_id");
    assertThat(printed.toString(UTF_8)).doesNotContain("Ana");
  }

  @Test
  void what_is_done_apart_leaves_nothing_behind_but_what_it_counts() {
    invoke(() -> {
      Trail.note("request_id", "R1");
      Trail.apart("group_id", "G1", () -> {
        Trail.note("request_id", "R2");
        log.info("inside", JsonObject.EMPTY);
        Metric.EVENTS.count();
        return "";
      });
      log.info("outside", JsonObject.EMPTY);
    });

    assertThat(line("inside").fields()).containsEntry("request_id", "R2").containsEntry("group_id", "G1");
    assertThat(line("outside").fields()).containsEntry("request_id", "R1").doesNotContainKey("group_id");
    assertThat(line("metrics").whole("Events")).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Ana Example", "Grüße", "a\"b", "+44 7700 900123", "a@b.example", "x\ny"})
  void what_does_not_look_like_an_id_is_left_out(String text) {
    invoke(() -> {
      Trail.note("group_id", text);
      Trail.told(List.of(text));
      log.info("line", JsonObject.EMPTY);
    });

    assertThat(line("line").has("group_id")).isFalse();
    assertThat(line("line").texts("notification_ids")).isEmpty();
  }

  @Test
  void the_first_invocation_of_a_process_is_cold_and_no_other() {
    for (int i = 0; i < 3; i++) {
      invoke(() -> log.info("line", JsonObject.EMPTY));
    }

    assertThat(lines("line")).extracting(line -> line.get("cold_start")).containsExactly(true, false, false);
  }

  @Test
  void an_invocation_has_one_line_of_metrics_that_cloudwatch_takes() {
    invoke(() -> {
      Metric.COMMANDS.count();
      Metric.COMMANDS.count(2);
      Metric.RETRIES.count(0);
      Metric.OLDEST_AGE.measure(Duration.ofSeconds(9));
      Metric.OLDEST_AGE.measure(Duration.ofSeconds(70));
      Metric.OLDEST_AGE.measure(Duration.ofSeconds(-3));
      Metric.CALL_TIME.measure(Duration.ofMillis(120));
      Metric.CALL_TIME.measure(Duration.ofMillis(80));
      Metric.PAUSES.count();
    });

    assertThat(lines("metrics")).hasSize(1);
    JsonObject line = line("metrics");
    assertThat(EmbeddedMetrics.problems(line)).isEmpty();
    assertThat(line.fields()).containsEntry("Stack", "none").containsEntry("Function", "a-function").containsEntry("aws_request_id", "A1")
        .containsEntry("Commands", 3L).containsEntry("OldestAge", 70L).containsEntry("CallTime", List.of(120L, 80L)).containsEntry("Pauses", 1L)
        .doesNotContainKey("Retries");
    assertThat(EmbeddedMetrics.told(line)).contains(Map.entry("Commands", List.of("Stack", "Function")), Map.entry("Pauses", List.of("Stack")))
        .doesNotContain(Map.entry("Commands", List.of("Stack")));
  }

  @Test
  void every_metric_at_once_and_more_values_than_a_line_takes_are_still_one_right_line() {
    invoke(() -> {
      for (Metric metric : Metric.values()) {
        IntStream.range(0, 250).forEach(i -> metric.measure(Duration.ofSeconds(i)));
      }
    });

    assertThat(EmbeddedMetrics.problems(line("metrics"))).isEmpty();
    assertThat(line("metrics").items("CallTime")).hasSize(100);
    assertThat(line("metrics").whole("OldestAge")).hasValue(249);
  }

  @Test
  void nothing_that_happened_is_no_line() {
    invoke(() -> { });

    assertThat(printed.size()).isZero();
  }

  @Test
  void a_line_that_cloudwatch_would_not_take_is_found_out() {
    JsonObject directive = JsonObject.EMPTY.with("Namespace", "AWS/Octet").with("Dimensions", List.of(List.of("Stack", "Missing")))
        .with("Metrics", List.of(JsonObject.EMPTY.with("Name", "A").with("Unit", "Apples"), JsonObject.EMPTY.with("Name", "B")));
    JsonObject line = JsonObject.EMPTY.with("Stack", "s").with("A", "1")
        .with("_aws", JsonObject.EMPTY.with("Timestamp", "now").with("CloudWatchMetrics", List.of(directive)));

    assertThat(EmbeddedMetrics.problems(line)).containsExactly("Timestamp is no number of milliseconds", "Namespace: AWS/Octet",
        "the value of dimension Missing", "Unit of A", "the value of A", "the value of B");
    assertThat(EmbeddedMetrics.problems(JsonObject.EMPTY)).containsExactly("_aws is missing");
  }

  @Test
  void a_run_that_fails_is_one_line_and_an_error_that_says_nothing() {
    ScheduleHandler handler = new ScheduleHandler(log) {
      @Override
      protected JsonObject run() {
        throw new IllegalStateException("Ana wrote this");
      }
    };

    assertThatThrownBy(() -> QueueTrigger.invoke(handler, JsonObject.EMPTY)).hasMessageNotContaining("Ana").hasNoCause();

    assertThat(line("schedule_failed").fields()).containsEntry("outcome", "failed").containsEntry("error", "java.lang.IllegalStateException");
    assertThat(line("metrics").whole("Failures")).hasValue(1);
  }

  @Test
  void a_run_is_one_line_with_what_it_did() {
    ScheduleHandler handler = new ScheduleHandler(log) {
      @Override
      protected JsonObject run() {
        return JsonObject.EMPTY.with("due", 3);
      }
    };

    assertThat(QueueTrigger.invoke(handler, JsonObject.EMPTY)).isEqualTo(JsonObject.EMPTY.with("due", 3));
    assertThat(line("schedule_run").fields()).containsEntry("outcome", "done").containsEntry("due", 3L).containsKey("duration_ms");
  }

  @Test
  void what_came_by_a_webhook_is_measured_from_its_arrival() {
    invoke(() -> {
      assertThat(Trail.arrivedAt()).isEmpty();
      Trail.arrived(Instant.EPOCH);
      assertThat(Trail.arrivedAt()).contains(Instant.EPOCH);
    });
    assertThat(Trail.arrivedAt()).isEmpty();
  }

  @Test
  void the_path_of_a_request_is_not_logged_and_its_route_is() {
    QueueTrigger.invoke(new HttpHandler(log) {
      @Override
      protected HttpResponse handle(HttpRequest request) {
        return HttpResponse.empty(404);
      }
    }, JsonObject.EMPTY.with("rawPath", "/v1/people/447700900123/erase").with("routeKey", "ANY /v1/{proxy+}")
        .with("requestContext", JsonObject.EMPTY.with("http", JsonObject.EMPTY.with("method", "ANA"))));

    assertThat(line("http_request").fields()).containsEntry("route", "ANY /v1/{proxy+}").containsEntry("status", 404L).containsEntry("outcome", "refused");
    assertThat(printed.toString(UTF_8)).doesNotContain("4477").doesNotContain("ANA");
  }

  private void invoke(Runnable work) {
    try (Watch.Invocation invocation = watch.begin(context())) {
      invocation.follow(JsonObject.EMPTY, () -> {
        work.run();
        return "";
      });
    }
  }

  private JsonObject line(String event) {
    return lines(event).getFirst();
  }

  private List<JsonObject> lines(String event) {
    return printed.toString(UTF_8).lines().map(WatchTest::read).filter(line -> line.text("event").equals(Optional.of(event))).toList();
  }

  private static JsonObject read(String line) {
    try {
      return JsonObject.parse(line);
    } catch (JsonException e) {
      throw new AssertionError(line, e);
    }
  }

  private static Context context() {
    return (Context) Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class},
        (_, method, _) -> method.getName().equals("getAwsRequestId") ? "A1" : null);
  }
}
