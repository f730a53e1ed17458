package dev.octet.localstack.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The template's conditions, each worked out once. */
final class Conditions {
  private static final Set<String> FUNCTIONS = Set.of("Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or", "Condition");

  private final Node.Fields section;
  private final Resolver resolver;
  private final Problems problems;
  private final Map<String, Boolean> known = new HashMap<>();
  private final Set<String> beingWorkedOut = new HashSet<>();

  Conditions(Node.Fields section, Resolver resolver, Problems problems) {
    this.section = section;
    this.resolver = resolver;
    this.problems = problems;
  }

  static boolean isOne(Node.Call call) {
    return FUNCTIONS.contains(call.function());
  }

  boolean holds(String name, int line) {
    Boolean value = known.get(name);
    if (value != null) {
      return value;
    }
    Node.Field field = section.fields().get(name);
    boolean result = false;
    if (field == null) {
      problems.add(line, "there is no condition " + name);
    } else if (!beingWorkedOut.add(name)) {
      problems.add(field.line(), "condition " + name + " depends on itself");
    } else {
      result = holds(field.value());
      beingWorkedOut.remove(name);
    }
    known.put(name, result);
    return result;
  }

  private boolean holds(Node node) {
    if (!(node instanceof Node.Call call)) {
      problems.add(node, "a condition is expected here");
      return false;
    }
    return switch (call.function()) {
      case "Fn::Equals" -> {
        List<Node> sides = resolver.arguments(call, 2);
        yield resolver.text(sides.get(0)).equals(resolver.text(sides.get(1)));
      }
      case "Fn::Not" -> !holds(resolver.arguments(call, 1).getFirst());
      // Every part is worked out, so that every problem is found.
      case "Fn::And" -> parts(call).stream().map(this::holds).toList().stream().allMatch(part -> part);
      case "Fn::Or" -> parts(call).stream().map(this::holds).toList().stream().anyMatch(part -> part);
      case "Condition" -> holds(resolver.text(call.argument()), call.line());
      default -> {
        problems.add(call, call.function() + " is not supported in a condition");
        yield false;
      }
    };
  }

  private List<Node> parts(Node.Call call) {
    if (call.argument() instanceof Node.Items items) {
      return items.items();
    }
    problems.add(call, call.function() + " takes a list of conditions");
    return List.of();
  }
}
