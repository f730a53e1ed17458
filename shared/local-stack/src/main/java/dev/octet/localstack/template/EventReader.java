package dev.octet.localstack.template;

import dev.octet.localstack.template.StackPlan.RoutePlan;
import dev.octet.localstack.template.StackPlan.SchedulePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The events of one function: routes and schedules. */
final class EventReader {
  private static final Pattern RATE = Pattern.compile("rate\\((?:(1) (minute|hour|day)|(\\d{1,6}) (minutes|hours|days))\\)");

  private final String function;
  private final RouteReader routeReader;
  private final Resources resources;
  private final Problems problems;
  private final List<RoutePlan> routes = new ArrayList<>();
  private final List<SchedulePlan> schedules = new ArrayList<>();

  EventReader(String function, RouteReader routeReader, Resources resources, Problems problems) {
    this.function = function;
    this.routeReader = routeReader;
    this.resources = resources;
    this.problems = problems;
  }

  List<RoutePlan> routes() {
    return List.copyOf(routes);
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
        case "SQS" -> problems.add(head.line("Type"), "an event of type SQS is not supported: for it SAM lets " + function
            + " read every queue of the account, and for a resource of type " + Resources.MAPPING + " nothing but its own");
        case "Schedule", "ScheduleV2" -> schedule(event.name(), type, properties);
        default -> problems.add(head.line("Type"), "an event of type " + type + " is not supported");
      }
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
