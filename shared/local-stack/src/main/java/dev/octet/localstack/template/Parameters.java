package dev.octet.localstack.template;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values of a template's parameters: given or default, held to what the template allows. */
final class Parameters {
  private static final Set<String> KNOWN = Set.of("Type", "Default", "Description", "AllowedValues", "AllowedPattern",
      "ConstraintDescription", "MinLength", "MaxLength", "MinValue", "MaxValue", "NoEcho");

  private static final String LIST = "CommaDelimitedList";
  private static final Set<String> TYPES = Set.of("String", "Number", LIST);
  private static final Set<String> LIMITS = Set.of("MinLength", "MaxLength", "MinValue", "MaxValue");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

  private Parameters() {}

  /** @param given values by name; what the template does not declare is a problem */
  static Map<String, String> read(Node.Fields section, Map<String, String> given, Problems problems) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Node.Field parameter : section.fields().values()) {
      if (parameter.value() instanceof Node.Fields declaration) {
        read(parameter, declaration, given, problems, values);
      } else {
        problems.add(parameter.line(), "parameter " + parameter.name() + " has no Type");
      }
    }
    for (String name : given.keySet()) {
      if (!section.fields().containsKey(name)) {
        problems.add(section.line(), "the template has no parameter " + name);
      }
    }
    return values;
  }

  private static void read(Node.Field parameter, Node.Fields declaration, Map<String, String> given, Problems problems,
      Map<String, String> values) {
    for (Node.Field field : declaration.fields().values()) {
      if (!KNOWN.contains(field.name())) {
        problems.add(field.line(), field.name() + " of a parameter is not supported");
      } else if (!(field.value() instanceof Node.Text) && !field.name().equals("AllowedValues")) {
        problems.add(field.line(), field.name() + " of a parameter is not plain text");
      } else if (LIMITS.contains(field.name()) && !NUMBER.matcher(text(declaration, field.name())).matches()) {
        problems.add(field.line(), field.name() + " of a parameter is not a number");
        return;
      } else if (field.name().equals("AllowedValues") && !(field.value() instanceof Node.Items)) {
        problems.add(field.line(), "AllowedValues of a parameter is not a list");
      }
    }
    String type = text(declaration, "Type");
    if (!TYPES.contains(type)) {
      problems.add(parameter.line(), "parameter type " + (type.isEmpty() ? "(none)" : type) + " is not supported: String, Number and CommaDelimitedList are");
    }
    String value = given.get(parameter.name());
    if (value == null) {
      if (declaration.get("Default").isEmpty()) {
        problems.add(parameter.line(), "parameter " + parameter.name() + " has no default, and no value was given");
      }
      value = text(declaration, "Default");
    }
    values.put(parameter.name(), value);
    // Of a list, what the template allows is said of each item.
    String wrong = (type.equals(LIST) ? items(value) : List.of(value)).stream().map(item -> refusal(type, declaration, item))
        .filter(refusal -> !refusal.isEmpty()).findFirst().orElse("");
    if (!wrong.isEmpty()) {
      // Without the value: it may be a secret.
      problems.add(parameter.line(), "the value of parameter " + parameter.name() + " " + wrong);
    }
  }

  /** The names of those whose value is a list, separated by commas. */
  static Set<String> lists(Node.Fields section) {
    return section.fields().values().stream()
        .filter(parameter -> parameter.value() instanceof Node.Fields declaration && text(declaration, "Type").equals(LIST))
        .map(Node.Field::name).collect(Collectors.toUnmodifiableSet());
  }

  static List<String> items(String value) {
    return Stream.of(value.split(",", -1)).map(String::strip).toList();
  }

  /** Why the value is refused; empty when it is not. */
  private static String refusal(String type, Node.Fields declaration, String value) {
    if (declaration.get("AllowedValues").orElse(null) instanceof Node.Items allowed
        && allowed.items().stream().noneMatch(item -> item instanceof Node.Text text && text.value().equals(value))) {
      return "is none of " + String.join(", ", allowed.items().stream().map(item -> item instanceof Node.Text text ? text.value() : "").toList());
    }
    String pattern = text(declaration, "AllowedPattern");
    try {
      if (!pattern.isEmpty() && !Pattern.matches(pattern, value)) {
        return "does not match " + pattern;
      }
    } catch (PatternSyntaxException e) {
      return "cannot be checked: AllowedPattern is not a regular expression";
    }
    if (below(value.length(), text(declaration, "MinLength")) || above(value.length(), text(declaration, "MaxLength"))) {
      return "is too short or too long";
    }
    if (type.equals("Number")) {
      try {
        BigDecimal number = new BigDecimal(value);
        String min = text(declaration, "MinValue");
        String max = text(declaration, "MaxValue");
        if ((!min.isEmpty() && number.compareTo(new BigDecimal(min)) < 0) || (!max.isEmpty() && number.compareTo(new BigDecimal(max)) > 0)) {
          return "is out of range";
        }
      } catch (NumberFormatException e) {
        return "is not a number";
      }
    }
    return "";
  }

  private static boolean below(int length, String limit) {
    return !limit.isEmpty() && length < Integer.parseInt(limit);
  }

  private static boolean above(int length, String limit) {
    return !limit.isEmpty() && length > Integer.parseInt(limit);
  }

  private static String text(Node.Fields fields, String name) {
    return fields.get(name).orElse(null) instanceof Node.Text text ? text.value() : "";
  }
}
