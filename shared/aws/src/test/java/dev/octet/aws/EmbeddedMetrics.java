package dev.octet.aws;

import dev.octet.domain.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CloudWatch's embedded metric format, as AWS specifies it: what a line must be for its numbers to be taken. */
public final class EmbeddedMetrics {
  private static final int MAX_BYTES = 1 << 20;
  private static final Set<String> UNITS = Set.of("Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes",
      "Bits", "Kilobits", "Megabits", "Gigabits", "Terabits", "Percent", "Count", "Bytes/Second", "Kilobytes/Second", "Megabytes/Second",
      "Gigabytes/Second", "Terabytes/Second", "Bits/Second", "Kilobits/Second", "Megabits/Second", "Gigabits/Second", "Terabits/Second",
      "Count/Second", "None");

  private final JsonObject line;
  private final List<String> wrong = new ArrayList<>();

  private EmbeddedMetrics(JsonObject line) {
    this.line = line;
  }

  /** What of it CloudWatch would not take; empty when it is right. */
  public static List<String> problems(JsonObject line) {
    return new EmbeddedMetrics(line).check();
  }

  /** The metrics of a line: names, each with the sets of dimensions that it is told under. */
  public static List<Map.Entry<String, List<String>>> told(JsonObject line) {
    List<Map.Entry<String, List<String>>> told = new ArrayList<>();
    for (JsonObject directive : line.object("_aws").orElse(JsonObject.EMPTY).objects("CloudWatchMetrics")) {
      for (Object dimensions : directive.items("Dimensions")) {
        directive.objects("Metrics").forEach(metric -> told.add(Map.entry(metric.text("Name").orElseThrow(),
            ((List<?>) dimensions).stream().map(String::valueOf).toList())));
      }
    }
    return told;
  }

  private List<String> check() {
    expect(line.toJson().getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES, "the line is larger than 1 MiB");
    Optional<JsonObject> metadata = line.object("_aws");
    if (metadata.isEmpty()) {
      return List.of("_aws is missing");
    }
    expect(metadata.get().get("Timestamp") instanceof Long at && at >= 0, "Timestamp is no number of milliseconds");
    expect(Set.of("Timestamp", "CloudWatchMetrics").containsAll(metadata.get().fields().keySet()), "_aws has more than it may");
    List<JsonObject> directives = metadata.get().objects("CloudWatchMetrics");
    expect(!directives.isEmpty() && directives.size() == metadata.get().items("CloudWatchMetrics").size(), "CloudWatchMetrics is no list of directives");
    directives.forEach(this::directive);
    return wrong;
  }

  private void directive(JsonObject directive) {
    String namespace = directive.text("Namespace").orElse("");
    expect(namespace.matches("[A-Za-z0-9._/#-]{1,255}") && !namespace.startsWith("AWS/"), "Namespace: " + namespace);
    expect(!directive.items("Dimensions").isEmpty(), "Dimensions has no set");
    directive.items("Dimensions").forEach(set -> dimensions(set instanceof List<?> names ? names : List.of(1)));
    List<JsonObject> metrics = directive.objects("Metrics");
    expect(!metrics.isEmpty() && metrics.size() <= 100, "Metrics are not 1 to 100");
    Set<String> names = new HashSet<>();
    for (JsonObject metric : metrics) {
      String name = metric.text("Name").orElse("");
      expect(name.matches("[\\x21-\\x7e]{1,255}") && names.add(name), "Name: " + name);
      expect(UNITS.contains(metric.text("Unit").orElse("None")), "Unit of " + name);
      expect(Set.of(1L, 60L).contains(metric.whole("StorageResolution").orElse(60)), "StorageResolution of " + name);
      expect(isValue(line.get(name)), "the value of " + name);
    }
  }

  private void dimensions(List<?> names) {
    expect(names.size() <= 30, "more than 30 dimensions");
    for (Object name : names) {
      expect(name instanceof String text && text.matches("[\\x21-\\x7e]{1,250}") && !text.startsWith(":"), "dimension " + name);
      expect(line.get(String.valueOf(name)) instanceof String value && !value.isBlank() && value.length() <= 1024, "the value of dimension " + name);
    }
  }

  private static boolean isValue(@Nullable Object value) {
    return value instanceof List<?> many ? !many.isEmpty() && many.size() <= 100 && many.stream().allMatch(EmbeddedMetrics::isNumber) : isNumber(value);
  }

  private static boolean isNumber(@Nullable Object value) {
    return value instanceof Long || value instanceof BigInteger || value instanceof BigDecimal;
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }
}
