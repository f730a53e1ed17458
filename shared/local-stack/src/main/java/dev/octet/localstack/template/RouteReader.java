package dev.octet.localstack.template;

import dev.octet.localstack.template.StackPlan.RoutePlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The routes of all functions, held to the rules of the one HTTP API that they are routes of. */
final class RouteReader {
  private static final Set<String> METHODS = Set.of("ANY", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final String ANY = "X-AMAZON-APIGATEWAY-ANY-METHOD";
  /** A variable is a whole segment, and one that takes the rest is the last. */
  private static final Pattern PATH = Pattern.compile("(/([^/{}]*|\\{[\\w.:-]+}))*(/\\{[\\w.:-]+\\+})?");
  private static final Pattern VARIABLE_NAME = Pattern.compile("\\{[^}+]*");
  /** What an HTTP API waits for a function, at most. */
  private static final int MAX_MILLIS = 30_000;

  private final Resources resources;
  private final Problems problems;
  private final Map<String, String> functions = new HashMap<>();

  RouteReader(Resources resources, Problems problems) {
    this.resources = resources;
    this.problems = problems;
  }

  RoutePlan read(String function, String event, Node.Fields fields) {
    Properties route = new Properties(event, fields, Set.of("ApiId", "Method", "Path", "PayloadFormatVersion", "TimeoutInMillis"),
        Set.of("RouteSettings"), resources.resolver(), problems);
    checkApi(route);
    if (!route.text("PayloadFormatVersion").orElse("2.0").equals("2.0")) {
      route.refuse("PayloadFormatVersion", "other than 2.0 is not supported");
    }
    String path = route.text("Path").orElse("$default");
    if (!path.equals("$default") && (path.isEmpty() || !PATH.matcher(path).matches())) {
      route.refuse("Path", "is none: it starts with a slash, a variable is a whole segment, and one with a plus is the last");
    }
    String method = route.text("Method").orElse("ANY").toUpperCase(Locale.ROOT);
    method = method.equals(ANY) ? "ANY" : method;
    if (!METHODS.contains(method)) {
      route.refuse("Method", "is none of HTTP's that an HTTP API knows");
    }
    RoutePlan plan = new RoutePlan(method, path, Duration.ofMillis(route.number("TimeoutInMillis", MAX_MILLIS, 50, MAX_MILLIS)));
    String first = functions.putIfAbsent(VARIABLE_NAME.matcher(plan.key()).replaceAll("{"), function);
    if (first != null) {
      route.refuse("Path", "is there a second time: " + plan.key() + " leads to " + first);
    }
    return plan;
  }

  private void checkApi(Properties route) {
    List<Resources.Resource> apis = resources.ofType(Resources.HTTP_API);
    if (!route.has("ApiId") && !apis.isEmpty()) {
      route.refuse("ApiId", "is missing: SAM would make a second HTTP API for it");
    }
    route.text("ApiId").filter(id -> apis.stream().noneMatch(api -> resources.name(api).equals(id)))
        .ifPresent(_ -> route.refuse("ApiId", "is none of the template's HTTP APIs"));
  }
}
