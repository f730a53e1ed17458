package dev.octet.localstack.template;

import dev.octet.localstack.policy.Needs;
import dev.octet.localstack.policy.Permission;
import dev.octet.localstack.template.StackPlan.QueueEventPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which queues Lambda reads for which function. */
final class MappingReader {
  private final Resources resources;
  private final Problems problems;
  private final List<Mapping> mappings;

  private record Mapping(String target, Properties properties) {}

  MappingReader(Resources resources, Problems problems) {
    this.resources = resources;
    this.problems = problems;
    this.mappings = resources.ofType(Resources.MAPPING).stream().map(resource -> {
      Properties properties = new Properties(resource.logicalId(), resource.properties(),
          Set.of("FunctionName", "EventSourceArn", "BatchSize", "FunctionResponseTypes", "ScalingConfig", "Enabled"), Set.of("Tags"), resources.resolver(), problems);
      Mapping mapping = new Mapping(properties.required("FunctionName"), properties);
      if (resources.ofType(Resources.FUNCTION).stream().noneMatch(function -> resources.isTarget(mapping.target(), function))) {
        properties.refuse("FunctionName", "must be the alias of a function here, such as !Ref TheFunction.Alias, or where it has none the function itself");
      }
      return mapping;
    }).toList();
  }

  /** @param policy the function's, in whose name Lambda reads the queue */
  List<QueueEventPlan> of(Resources.Resource function, Duration timeout, List<Permission> policy) {
    List<QueueEventPlan> plans = new ArrayList<>();
    for (Mapping mapping : mappings) {
      if (resources.isTarget(mapping.target(), function)) {
        QueueEventPlan plan = read(mapping.properties(), timeout, policy);
        if (mapping.properties().flag("Enabled", true)) {
          plans.add(plan);
        }
      }
    }
    return plans;
  }

  private QueueEventPlan read(Properties source, Duration timeout, List<Permission> policy) {
    String arn = source.required("EventSourceArn");
    checkQueue(source, arn, timeout, policy);
    List<String> answers = source.texts("FunctionResponseTypes");
    if (!answers.isEmpty() && !answers.equals(List.of("ReportBatchItemFailures"))) {
      source.refuse("FunctionResponseTypes", "other than ReportBatchItemFailures is not supported");
    }
    Properties scaling = new Properties("ScalingConfig", source.fields("ScalingConfig"), Set.of("MaximumConcurrency"), Set.of(), resources.resolver(), problems);
    return new QueueEventPlan(arn.substring(arn.lastIndexOf(':') + 1), source.number("BatchSize", 10, 1, 10), !answers.isEmpty(),
        scaling.has("MaximumConcurrency") ? Optional.of(scaling.number("MaximumConcurrency", 2, 2, 1000)) : Optional.empty());
  }

  private void checkQueue(Properties source, String arn, Duration timeout, List<Permission> policy) {
    Optional<Resources.Resource> queue = resources.ofType(Resources.QUEUE).stream()
        .filter(resource -> resources.attribute(resource.logicalId(), "Arn").equals(Optional.of(arn))).findFirst();
    if (queue.isEmpty()) {
      source.refuse("EventSourceArn", "is none of the template's queues");
      return;
    }
    int visibility = QueueReader.read(queue.get(), resources, problems).attributes().getOrDefault("VisibilityTimeout", "30")
        .transform(Integer::parseInt);
    if (visibility < timeout.toSeconds()) {
      source.refuse("EventSourceArn", "has a visibility timeout shorter than the function's timeout, which Lambda refuses");
    }
    Needs.ofPolling(arn).stream().filter(need -> policy.stream().noneMatch(grant -> grant.covers(need))).forEach(need ->
        source.refuse("EventSourceArn", "is not the function's to read: its policy lacks " + need.action()));
  }
}
