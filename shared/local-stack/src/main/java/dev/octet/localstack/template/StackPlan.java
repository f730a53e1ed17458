package dev.octet.localstack.template;

import dev.octet.localstack.policy.Permission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the template asks to be run, with every intrinsic function worked out. */
public record StackPlan(List<FunctionPlan> functions, List<QueuePlan> queues, List<TablePlan> tables) {

  /**
   * What is left of it for some functions alone: they, the queues and tables that they are told of, and the queues' dead letters.
   *
   * @param code the file name of the functions' code
   * @throws IllegalArgumentException when no function has such code
   */
  public StackPlan only(String code, Endpoints endpoints) {
    List<FunctionPlan> chosen = functions.stream()
        .filter(function -> function.classPath().stream().anyMatch(place -> place.endsWith(code))).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException("The template, with these parameters, has no function whose code is " + code + ".");
    }
    Set<String> told = new HashSet<>();
    for (FunctionPlan function : chosen) {
      told.addAll(function.environment().values());
      function.queueEvents().forEach(event -> told.add(endpoints.queueUrl(event.queue())));
    }
    Set<String> used = new HashSet<>();
    for (QueuePlan queue : queues) {
      if (told.contains(endpoints.queueUrl(queue.name()))) {
        used.add(endpoints.arn("sqs", queue.name()));
        queue.redrive().ifPresent(redrive -> used.add(redrive.deadLetters()));
      }
    }
    return new StackPlan(chosen,
        queues.stream().filter(queue -> used.contains(endpoints.arn("sqs", queue.name()))).toList(),
        tables.stream().filter(table -> told.contains(table.name())).toList());
  }

  /**
   * @param logicalId the resource's name in the template
   * @param name the function's name
   * @param classPath jars, or directories of classes
   * @param memory in MB
   * @param version what the alias points at, or {@code $LATEST} where there is none
   * @param snapStart whether AWS would start it from a snapshot of its version
   * @param concurrency at most so many invocations at once, where the template limits them
   * @param policy what it may do on AWS
   */
  public record FunctionPlan(
      String logicalId, String name, List<Path> classPath, String handler, int memory, Duration timeout, Optional<String> alias,
      String version, boolean snapStart, Optional<Integer> concurrency, Map<String, String> environment, List<RoutePlan> routes,
      List<QueueEventPlan> queueEvents, List<SchedulePlan> schedules, List<Permission> policy) {}

  /** @param method such as {@code GET}, or {@code ANY} */
  public record RoutePlan(String method, String path, Duration timeout) {
    /** As the event's {@code routeKey}: the one route without a path is {@code $default}. */
    public String key() {
      return path.equals("$default") ? path : method + " " + path;
    }
  }

  /**
   * @param queue the queue's name
   * @param reportsItemFailures whether the function's answer names what failed, or a batch succeeds as a whole
   */
  public record QueueEventPlan(String queue, int batchSize, boolean reportsItemFailures, Optional<Integer> concurrency) {}

  /** @param input what the function gets instead of the scheduled event, where the template gives it */
  public record SchedulePlan(String name, Duration rate, boolean scheduler, Optional<String> input) {}

  /** @param attributes as {@code CreateQueue} takes them, without the redrive policy */
  public record QueuePlan(String logicalId, String name, boolean fifo, Map<String, String> attributes, Optional<Redrive> redrive) {}

  /** @param deadLetters the ARN of the dead-letter queue */
  public record Redrive(String deadLetters, int maxReceiveCount) {}

  /** @param timeToLive the attribute that holds the time to live, where there is one */
  public record TablePlan(
      String logicalId, String name, Map<String, String> attributes, List<KeyPlan> keys, List<IndexPlan> indexes,
      Optional<String> timeToLive) {}

  /** @param type {@code HASH} or {@code RANGE} */
  public record KeyPlan(String attribute, String type) {}

  /** @param projection such as {@code ALL}; with {@code INCLUDE}, the attributes beside the keys */
  public record IndexPlan(String name, List<KeyPlan> keys, String projection, List<String> attributes) {}
}
