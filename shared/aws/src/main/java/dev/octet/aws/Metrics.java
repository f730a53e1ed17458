package dev.octet.aws;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What one invocation counts, as the members of one line in CloudWatch's embedded metric format: the log's own service reads
 * them out of it, so that no call is made and nothing is waited for. What did not happen is not told, and costs nothing.
 */
final class Metrics {
  private static final String NAMESPACE = "Octet";
  /** The format takes as many in one line. */
  private static final int MAX_VALUES = 100;

  private final Map<Metric, List<Long>> values = new EnumMap<>(Metric.class);

  /** Called by several threads: message groups may be handled at once. */
  synchronized void add(Metric metric, long value) {
    List<Long> known = values.computeIfAbsent(metric, _ -> new ArrayList<>());
    switch (metric.kind()) {
      case COUNT -> set(known, known.isEmpty() ? value : known.getFirst() + value);
      case OLDEST -> set(known, known.isEmpty() ? value : Math.max(known.getFirst(), value));
      case MILLISECONDS -> {
        if (known.size() < MAX_VALUES) {
          known.add(value);
        }
      }
    }
  }

  private static void set(List<Long> known, long value) {
    known.clear();
    known.add(value);
  }

  /** Empty when there is nothing to tell. */
  synchronized Optional<JsonObject> line(String stack, String function, Instant at) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    List<JsonObject> directives = new ArrayList<>();
    directives.add(directive(List.of("Stack", "Function"), _ -> true));
    if (values.keySet().stream().anyMatch(Metric::isOfStack)) {
      directives.add(directive(List.of("Stack"), Metric::isOfStack));
    }
    JsonObject line = JsonObject.EMPTY
        .with("_aws", JsonObject.EMPTY.with("Timestamp", at.toEpochMilli()).with("CloudWatchMetrics", directives))
        .with("Stack", stack).with("Function", function);
    for (Map.Entry<Metric, List<Long>> entry : values.entrySet()) {
      List<Long> all = entry.getValue();
      line = line.with(entry.getKey().word(), all.size() == 1 ? all.getFirst() : all);
    }
    return Optional.of(line);
  }

  private JsonObject directive(List<String> dimensions, Predicate<Metric> which) {
    return JsonObject.EMPTY.with("Namespace", NAMESPACE).with("Dimensions", List.of(dimensions))
        .with("Metrics", values.keySet().stream().filter(which)
            .map(metric -> JsonObject.EMPTY.with("Name", metric.word()).with("Unit", metric.unit())).toList());
  }
}
