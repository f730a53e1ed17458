package dev.octet.localstack.http;

import dev.octet.localstack.function.Function;
import dev.octet.localstack.template.StackPlan.RoutePlan;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which function a request is for. As the HTTP API chooses: the most specific path, segment by segment (plain text
 * before a variable, a variable before {@code {proxy+}}), then the route that names the method; {@code $default} last.
 */
final class Routes {
  private final List<Route> routes;

  record Route(RoutePlan plan, Function function) {
    private String[] segments() {
      return split(plan.path());
    }

    private boolean isDefault() {
      return plan.path().equals("$default");
    }

    /** Per segment: 0 for text, 1 for a variable, 2 for the rest of the path. */
    private String rank() {
      StringBuilder rank = new StringBuilder();
      for (String segment : segments()) {
        rank.append(!segment.startsWith("{") ? '0' : segment.endsWith("+}") ? '2' : '1');
      }
      return (isDefault() ? "9" : "0") + rank + (plan.method().equals("ANY") ? "1" : "0");
    }
  }

  /** @param parameters the path's variables, decoded */
  record Match(Route route, Map<String, String> parameters) {}

  Routes(List<Route> routes) {
    List<Route> sorted = new ArrayList<>(routes);
    sorted.sort(Comparator.comparing(Route::rank));
    this.routes = sorted;
  }

  Optional<Match> find(String method, String rawPath) {
    String[] path = split(rawPath);
    for (Route route : routes) {
      if (route.plan().method().equals("ANY") || route.plan().method().equals(method)) {
        Optional<Map<String, String>> parameters = route.isDefault() ? Optional.of(Map.of()) : parameters(route.segments(), path);
        if (parameters.isPresent()) {
          return Optional.of(new Match(route, parameters.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Map<String, String>> parameters(String[] pattern, String[] path) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < pattern.length; i++) {
      String segment = pattern[i];
      boolean rest = segment.endsWith("+}");
      if (i >= path.length) {
        return Optional.empty();
      }
      boolean nothing = path[i].isEmpty() && (!rest || i == path.length - 1);
      if (nothing && segment.startsWith("{")) {
        return Optional.empty(); // a variable stands for something
      }
      if (rest) {
        String all = String.join("/", List.of(path).subList(i, path.length));
        parameters.put(segment.substring(1, segment.length() - 2), decode(all));
        return Optional.of(parameters);
      }
      if (segment.startsWith("{")) {
        parameters.put(segment.substring(1, segment.length() - 1), decode(path[i]));
      } else if (!segment.equals(path[i])) {
        return Optional.empty();
      }
    }
    return pattern.length == path.length ? Optional.of(parameters) : Optional.empty();
  }

  private static String[] split(String path) {
    return path.substring(1).split("/", -1);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
