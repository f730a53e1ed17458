package dev.octet.localstack.template;

import dev.octet.localstack.template.StackPlan.QueueEventPlan;
import dev.octet.localstack.template.StackPlan.RoutePlan;
import dev.octet.localstack.template.StackPlan.SchedulePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The events of one function: routes, queues, schedules. */
final class EventReader {
  private static final Pattern RATE = Pattern.compile("rate\\((?:(1) (minute|hour|day)|(\\d{1,6}) (minutes|hours|days))\\)");

  private final String function;
  private final Duration timeout;
  private final RouteReader routeReader;
  private final Resources resources;
  private final Problems problems;
  private final List<RoutePlan> routes = new ArrayList<>();
  private final List<QueueEventPlan> queueEvents = new ArrayList<>();
  private final List<SchedulePlan> schedules = new ArrayList<>();

  EventReader(String function, Duration timeout, RouteReader routeReader, Resources resources, Problems problems) {
    this.function = function;
    this.timeout = timeout;
    this.routeReader = routeReader;
    this.resources = resources;
    this.problems = problems;
  }

  List<RoutePlan> routes() {
    return List.copyOf(routes);
  }

  List<QueueEventPlan> queueEvents() {
    return List.copyOf(queueEvents);
  }

  List<SchedulePlan> schedules() {
    return List.copyOf(schedules);
  }

  void read(Node.Fields events) {
    for (Node.Field event : events.fields().values()) {
      Node.Fields fields = event.value() instanceof Node.Fields given ? given : Node.Fields.empty(event.line());
      Properties head = new Properties(event.name(), fields, Set.of("Type", "Properties"), Set.of(), resources.resolver(), problems);
      String type = head.required("Type");
      Node.Fields properties = head.fields("Properties");
      switch (type) {
        case "HttpApi" -> routes.add(routeReader.read(function, event.name(), properties));
        case "SQS" -> queue(event.name(), properties);
        case "Schedule", "ScheduleV2" -> schedule(event.name(), type, properties);
        default -> problems.add(head.line("Type"), "an event of type " + type + " is not supported");
      }
    }
  }

  private void queue(String event, Node.Fields fields) {
    Properties source = properties(event, fields, Set.of("Queue", "BatchSize", "FunctionResponseTypes", "ScalingConfig", "Enabled"), Set.of());
    String arn = source.required("Queue");
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    Optional<Resources.Resource> queue = resources.ofType(Resources.QUEUE).stream()
        .filter(resource -> resources.name(resource).equals(name)).findFirst();
    if (queue.isEmpty()) {
      source.refuse("Queue", "is none of the template's queues");
    } else {
      int visibility = QueueReader.read(queue.get(), resources, problems).attributes().getOrDefault("VisibilityTimeout", "30")
          .transform(Integer::parseInt);
      if (visibility < timeout.toSeconds()) {
        source.refuse("Queue", "has a visibility timeout shorter than the function's timeout, which Lambda refuses");
      }
    }
    List<String> answers = source.texts("FunctionResponseTypes");
    if (!answers.isEmpty() && !answers.equals(List.of("ReportBatchItemFailures"))) {
      source.refuse("FunctionResponseTypes", "other than ReportBatchItemFailures is not supported");
    }
    Properties scaling = properties("ScalingConfig", source.fields("ScalingConfig"), Set.of("MaximumConcurrency"), Set.of());
    var plan = new QueueEventPlan(name, source.number("BatchSize", 10, 1, 10), !answers.isEmpty(),
        scaling.has("MaximumConcurrency") ? Optional.of(scaling.number("MaximumConcurrency", 2, 2, 1000)) : Optional.empty());
    if (source.flag("Enabled", true)) {
      queueEvents.add(plan);
    }
  }

  private void schedule(String event, String type, Node.Fields fields) {
    boolean scheduler = type.equals("ScheduleV2");
    String expression = scheduler ? "ScheduleExpression" : "Schedule";
    Properties schedule = properties(event, fields, Set.of(expression, "Input", "Name", "Enabled", "State"),
        Set.of("Description", "RetryPolicy", "DeadLetterConfig", "FlexibleTimeWindow", "RoleArn", "PermissionsBoundary", "OmitName"));
    if (!Set.of("ENABLED", "DISABLED").contains(schedule.text("State").orElse("ENABLED"))) {
      schedule.refuse("State", "must be ENABLED or DISABLED");
    }
    Matcher rate = RATE.matcher(schedule.required(expression));
    if (!rate.matches()) {
      schedule.refuse(expression, "must be rate(1 minute), rate(5 minutes) or the like here; other expressions are not supported");
      return;
    }
    boolean one = rate.group(1) != null;
    long count = one ? 1 : Long.parseLong(String.valueOf(rate.group(3)));
    Duration every = switch (String.valueOf(rate.group(one ? 2 : 4)).charAt(0)) {
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
    if (every.isZero()) {
      schedule.refuse(expression, "must not be zero");
    } else if (schedule.flag("Enabled", true) && !schedule.text("State").orElse("ENABLED").equals("DISABLED")) {
      schedules.add(new SchedulePlan(schedule.text("Name").orElse(Endpoints.STACK + "-" + function + event), every, scheduler, schedule.text("Input")));
    }
  }

  private Properties properties(String of, Node.Fields fields, Set<String> used, Set<String> meaningless) {
    return new Properties(of, fields, used, meaningless, resources.resolver(), problems);
  }
}
