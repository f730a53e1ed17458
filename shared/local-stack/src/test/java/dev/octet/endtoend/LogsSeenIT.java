package dev.octet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.octet.aws.EmbeddedMetrics;
import dev.octet.aws.Metric;
import dev.octet.aws.WatchDocument;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs when all other tests of this module are over: what every function of every stack has logged. */
class LogsSeenIT {
  private static final int SHOWN = 300;
  /** Lambda's own runtime prints these, of a run that failed; ours says no more than that. */
  private static final Pattern OF_THE_RUNTIME = Pattern.compile("The run failed: schedule_failed in the log says where\\..*"
      + "|dev\\.octet\\.aws\\.ScheduleHandler\\$RunFailedException: The run failed: schedule_failed in the log says where\\.");
  /** Words of the code, or of the template: what people write never gets there, and may be the same word. */
  private static final Set<String> OF_THE_CODE = Set.of("level", "time", "event", "function", "version", "outcome", "state", "command", "error", "at", "cause",
      "route", "method", "platform_outcome", "reason", "Stack", "Function", "_aws", "failing", "members");
  private static final Set<String> SECRETS = Set.of("local-token", "local-verify-token", "local-app-secret", "sandbox-token", "Bearer");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  /** What not every run shows, and why. */
  private static final Map<String, String> NEVER_SEEN = Map.of(
      "CallsNotSent", "the platform would have to be out of reach",
      "Failures", "something would have to be thrown that nobody foresaw");

  private static final List<JsonObject> LINES = new ArrayList<>();
  private static final List<String> NO_OBJECTS = new ArrayList<>();

  @BeforeAll
  static void read() {
    for (RunLogs.Line line : RunLogs.lines()) {
      try {
        LINES.add(JsonObject.parse(line.text()));
      } catch (JsonException e) {
        NO_OBJECTS.add(line.file() + ": " + shown(line.text()));
      }
    }
    assumeTrue(!LINES.isEmpty(), "no stack was started");
  }

  @Test
  void every_line_is_one_object_with_the_keys_that_all_have() {
    assertThat(NO_OBJECTS).allMatch(line -> OF_THE_RUNTIME.matcher(line.substring(line.indexOf(": ") + 2)).matches());
    assertThat(LINES).allSatisfy(line -> assertThat(line.fields()).containsKeys("level", "time", "event", "function", "version"));
  }

  @Test
  void nothing_personal_and_nothing_secret_stands_in_them() throws IOException, JsonException {
    Set<String> personal = Personal.all();
    assumeTrue(!personal.isEmpty(), "nobody wrote anything");
    Set<String> words = personal.stream().filter(text -> WORD.matcher(text).matches() && !isNumberId(text)).collect(Collectors.toSet());
    List<String> sentences = Stream.concat(personal.stream().filter(text -> !WORD.matcher(text).matches()), SECRETS.stream()).filter(text -> text.length() > 3).toList();
    Set<String> leaked = new TreeSet<>();
    for (JsonObject line : LINES) {
      for (String value : values(line)) {
        WORD.matcher(value).results().filter(word -> words.contains(word.group())).forEach(word -> leaked.add(word.group() + " in " + shown(line.toJson())));
        sentences.stream().filter(value::contains).forEach(text -> leaked.add(text + " in " + shown(line.toJson())));
      }
    }
    assertThat(leaked).as("of %s texts, in %s lines", personal.size(), LINES.size()).isEmpty();
  }

  /** The business numbers' own ids stand where a person's number may, and are in every log. */
  private static boolean isNumberId(String text) {
    return text.matches("1000000000000\\d\\d");
  }

  private static Set<String> values(JsonObject line) {
    Set<String> values = new HashSet<>();
    line.fields().forEach((key, value) -> {
      if (!OF_THE_CODE.contains(key)) {
        Stream<?> all = value instanceof List<?> list ? list.stream() : Stream.of(String.valueOf(value));
        all.filter(String.class::isInstance).forEach(text -> values.add((String) text));
      }
    });
    return values;
  }

  @Test
  void keys_and_events_are_those_of_the_document() {
    Set<String> metrics = Arrays.stream(Metric.values()).map(Metric::word).collect(Collectors.toSet());
    Map<String, String> unknown = new TreeMap<>();
    for (JsonObject line : LINES) {
      line.fields().keySet().stream().filter(key -> !WatchDocument.keys().contains(key) && !(line.has("_aws") && metrics.contains(key)))
          .forEach(key -> unknown.put(key, shown(line.toJson())));
      line.text("event").filter(event -> !WatchDocument.events().contains(event)).ifPresent(event -> unknown.put(event, shown(line.toJson())));
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void metrics_are_lines_that_cloudwatch_takes_one_to_an_invocation() {
    List<JsonObject> metrics = LINES.stream().filter(line -> line.text("event").equals(Optional.of("metrics"))).toList();
    assertThat(metrics).isNotEmpty().allSatisfy(line -> assertThat(EmbeddedMetrics.problems(line)).isEmpty());
    assertThat(metrics).extracting(line -> line.text("aws_request_id").orElseThrow() + line.text("function")).doesNotHaveDuplicates();
  }

  @Test
  void every_metric_is_one_that_some_function_tells() {
    assumeTrue(System.getProperty("it.test") == null, "only a part of the tests was run: what it did not count others may");

    Set<String> untold = Arrays.stream(Metric.values()).map(Metric::word).collect(Collectors.toCollection(TreeSet::new));
    LINES.forEach(line -> EmbeddedMetrics.told(line).forEach(told -> untold.remove(told.getKey())));
    untold.removeAll(NEVER_SEEN.keySet());
    assertThat(untold).isEmpty();
  }

  /** Over HTTP, by queue, or from the settlement: its id is on the line of whoever had it in hand, to what was told of it. */
  @Test
  void a_request_is_followed_from_its_recording_to_its_notification() {
    assumeTrue(System.getProperty("it.test") == null, "only a part of the tests was run");

    Map<String, List<JsonObject>> requests = LINES.stream().filter(line -> line.has("request_id"))
        .collect(Collectors.groupingBy(line -> line.text("request_id").orElseThrow()));
    assertThat(requests.values()).as("from the api, by the command's queue and the webhook's event, to the notification").anySatisfy(lines -> {
      assertThat(lines).extracting(line -> line.text("function").orElse("")).contains("group-api", "group-commands", "group-events");
      assertThat(lines).anySatisfy(line -> assertThat(line.fields()).containsEntry("function", "group-commands").containsKey("platform_request_id"));
      assertThat(lines).anySatisfy(line -> assertThat(line.fields()).containsEntry("function", "group-events")
          .containsKeys("platform_request_id", "event_id", "notification_ids"));
    });
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(SHOWN, text.length()));
  }
}
