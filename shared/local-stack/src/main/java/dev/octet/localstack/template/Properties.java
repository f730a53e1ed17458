package dev.octet.localstack.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of one thing, each either used, or known to mean nothing on one machine, or a problem. What means
 * nothing here is not even resolved.
 */
final class Properties {
  private final String of;
  private final Map<String, Node.Field> used = new LinkedHashMap<>();
  private final int line;
  private final Problems problems;

  /**
   * @param of what they are properties of, for messages
   * @param used names that the stack acts on
   * @param meaningless names that AWS acts on and one machine cannot
   */
  Properties(String of, Node.Fields fields, Set<String> used, Set<String> meaningless, Resolver resolver, Problems problems) {
    this.of = of;
    this.line = fields.line();
    this.problems = problems;
    for (Node.Field field : fields.fields().values()) {
      if (used.contains(field.name())) {
        Node value = resolver.resolve(field.value());
        if (!(value instanceof Node.Nothing)) {
          this.used.put(field.name(), new Node.Field(field.name(), value, field.line()));
        }
      } else if (!meaningless.contains(field.name())) {
        problems.add(field.line(), field.name() + " of " + of + " is not supported");
      }
    }
  }

  boolean has(String name) {
    return used.containsKey(name);
  }

  /** The line of the property, or of what it is missing from. */
  int line(String name) {
    Node.Field field = used.get(name);
    return field == null ? line : field.line();
  }

  void refuse(String name, String what) {
    problems.add(line(name), name + " of " + of + " " + what);
  }

  String required(String name) {
    if (!has(name)) {
      refuse(name, "is missing");
    }
    return text(name).orElse("");
  }

  Optional<String> text(String name) {
    Node.Field field = used.get(name);
    if (field == null) {
      return Optional.empty();
    }
    if (field.value() instanceof Node.Text text) {
      return Optional.of(text.value());
    }
    refuse(name, "is not plain text");
    return Optional.empty();
  }

  /** A whole number within bounds; the fallback when there is none. */
  int number(String name, int fallback, int min, int max) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return fallback;
    }
    if (text.get().matches("\\d{1,9}")) {
      int number = Integer.parseInt(text.get());
      if (number >= min && number <= max) {
        return number;
      }
    }
    refuse(name, "must be a whole number from " + min + " to " + max);
    return fallback;
  }

  boolean flag(String name, boolean fallback) {
    Optional<String> text = text(name);
    if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
      refuse(name, "must be true or false");
    }
    return text.map("true"::equals).orElse(fallback);
  }

  List<Node> items(String name) {
    Node.Field field = used.get(name);
    if (field == null) {
      return List.of();
    }
    if (field.value() instanceof Node.Items items) {
      return items.items();
    }
    refuse(name, "is not a list");
    return List.of();
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(name)) {
      if (item instanceof Node.Text text) {
        texts.add(text.value());
      } else {
        problems.add(item, "plain text is expected here");
      }
    }
    return texts;
  }

  /** One or several; that there is none is a problem. */
  List<String> textOrTexts(String name) {
    Node.Field field = used.get(name);
    if (field != null && field.value() instanceof Node.Text text) {
      return List.of(text.value());
    }
    if (field == null || (field.value() instanceof Node.Items items && items.items().isEmpty())) {
      refuse(name, "is missing");
    }
    return texts(name);
  }

  /** Fields under a name; none when there are none. */
  Node.Fields fields(String name) {
    Node.Field field = used.get(name);
    if (field == null) {
      return Node.Fields.empty(line);
    }
    if (field.value() instanceof Node.Fields fields) {
      return fields;
    }
    refuse(name, "is not a mapping");
    return Node.Fields.empty(field.line());
  }

  /** Every field under a name as text. */
  Map<String, String> textFields(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Node.Field field : fields(name).fields().values()) {
      if (field.value() instanceof Node.Text text) {
        texts.put(field.name(), text.value());
      } else {
        problems.add(field.line(), field.name() + " is not plain text");
      }
    }
    return texts;
  }
}
