package dev.octet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's tables are what the code logs and counts. */
class WatchReadmeTest {
  /** What is in any function's jar. */
  private static final List<String> MODULES = List.of("shared/aws", "shared/graph", "shared/operations", "functions");
  private static final Pattern EVENT = Pattern.compile("(?:log\\.|log\\.with\\([^;]*?\\)\\.|-> )(?:info|warn|error)\\(\\s*\"([^\"]+)\"");
  private static final Pattern NOTED = Pattern.compile("\\b(?:note|noteAll|apart)\\(\\s*\"([^\"]+)\"|leave\\(\\s*\"([^\"]+)\"|log\\.with\\(\\s*\"([^\"]+)\"");

  private static final String CODE = code();

  private static String code() {
    StringBuilder code = new StringBuilder();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(WatchDocument.repository().resolve(module))) {
        for (Path file : files.filter(path -> path.toString().contains("/src/main/") && path.toString().endsWith(".java")).toList()) {
          code.append(Files.readString(file)).append('\n');
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return code.toString();
  }

  @Test
  void every_event_that_is_logged_is_in_the_table_and_no_other() {
    Set<String> logged = EVENT.matcher(CODE).results().map(event -> event.group(1)).collect(Collectors.toCollection(TreeSet::new));

    assertThat(logged).hasSizeGreaterThan(15).isEqualTo(WatchDocument.events());
    assertThat(logged).allMatch(event -> event.matches("[a-z_]+"));
  }

  @Test
  void every_key_that_is_left_on_a_trail_is_in_the_table() {
    Set<String> left = NOTED.matcher(CODE).results().flatMap(key -> Stream.of(key.group(1), key.group(2), key.group(3))).filter(key -> key != null)
        .collect(Collectors.toCollection(TreeSet::new));

    assertThat(left).contains("request_id", "platform_request_id", "group_id", "notification_ids");
    assertThat(WatchDocument.keys()).containsAll(left).contains("sqs_message_id", "aws_request_id", "cold_start");
  }

  @Test
  void every_metric_is_in_the_table_and_counted_somewhere() {
    assertThat(WatchDocument.metrics()).isEqualTo(Arrays.stream(Metric.values()).map(Metric::word).collect(Collectors.toCollection(TreeSet::new)));
    for (Metric metric : Metric.values()) {
      assertThat(Pattern.compile("Metric\\." + metric.name() + "\\b").matcher(CODE).find()).as("%s is counted somewhere", metric).isTrue();
    }
  }
}
