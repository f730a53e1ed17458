package dev.octet.localstack.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Works out intrinsic functions. What it does not know is a problem with a line, and stands as empty text from there on. */
final class Resolver {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)}");

  private final Map<String, String> values;
  private final Set<String> lists;
  private final Node.Fields mappings;
  private final Conditions conditions;
  private final References references;
  private final Problems problems;

  /**
   * @param values of parameters and pseudo parameters
   * @param lists which of them are lists, separated by commas
   */
  Resolver(Map<String, String> values, Set<String> lists, Node.Fields mappings, Node.Fields conditions, References references, Problems problems) {
    this.values = values;
    this.lists = lists;
    this.mappings = mappings;
    this.references = references;
    this.problems = problems;
    this.conditions = new Conditions(conditions, this, problems);
  }

  boolean holds(String condition, int line) {
    return conditions.holds(condition, line);
  }

  /** The same node without any call left in it. */
  Node resolve(Node node) {
    return switch (node) {
      case Node.Text text -> text;
      case Node.Nothing nothing -> nothing;
      case Node.Items items -> new Node.Items(
          items.items().stream().map(this::resolve).filter(item -> !(item instanceof Node.Nothing)).toList(), items.line());
      case Node.Fields fields -> {
        Map<String, Node.Field> resolved = new LinkedHashMap<>();
        for (Node.Field field : fields.fields().values()) {
          Node value = resolve(field.value());
          if (!(value instanceof Node.Nothing)) {
            resolved.put(field.name(), new Node.Field(field.name(), value, field.line()));
          }
        }
        yield new Node.Fields(resolved, fields.line());
      }
      case Node.Call call -> call(call);
    };
  }

  /** The text that a node comes to; anything else is a problem. */
  String text(Node node) {
    Node resolved = resolve(node);
    if (resolved instanceof Node.Text text) {
      return text.value();
    }
    problems.add(node, "plain text is expected here");
    return "";
  }

  private Node call(Node.Call call) {
    int line = call.line();
    return switch (call.function()) {
      case "Ref" -> ref(text(call.argument()), line);
      case "Fn::GetAtt" -> getAtt(call);
      case "Fn::Sub" -> sub(call);
      case "Fn::If" -> choose(call);
      case "Fn::Join" -> join(call);
      case "Fn::Select" -> select(call);
      case "Fn::Split" -> split(call);
      case "Fn::FindInMap" -> findInMap(call);
      default -> {
        problems.add(line, call.function() + " is not supported" + (Conditions.isOne(call) ? " outside of Conditions" : ""));
        yield new Node.Text("", line);
      }
    };
  }

  private Node ref(String name, int line) {
    if (name.equals("AWS::NoValue")) {
      return new Node.Nothing(line);
    }
    if (lists.contains(name)) {
      return new Node.Items(Parameters.items(named(name, line)).stream().<Node>map(item -> new Node.Text(item, line)).toList(), line);
    }
    return new Node.Text(named(name, line), line);
  }

  private String named(String name, int line) {
    String value = values.get(name);
    if (value != null) {
      return value;
    }
    return required(references.ref(name), name, "Ref", line);
  }

  private String required(Optional<String> value, String name, String how, int line) {
    if (value.isEmpty()) {
      String id = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
      problems.add(line, references.exists(id) || name.startsWith("AWS::")
          ? how + " of " + name + " is not supported"
          : name + " names nothing that exists here");
    }
    return value.orElse("");
  }

  private Node getAtt(Node.Call call) {
    String name = call.argument() instanceof Node.Items items
        ? String.join(".", items.items().stream().map(this::text).toList())
        : text(call.argument());
    return new Node.Text(attribute(name, call.line()), call.line());
  }

  private String attribute(String name, int line) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      problems.add(line, "Fn::GetAtt takes a resource and an attribute");
      return "";
    }
    return required(references.attribute(name.substring(0, dot), name.substring(dot + 1)), name, "Fn::GetAtt", line);
  }

  private Node sub(Node.Call call) {
    Map<String, String> own = new LinkedHashMap<>();
    Node template = call.argument();
    if (template instanceof Node.Items items) {
      List<Node> parts = arguments(call, 2);
      template = parts.getFirst();
      if (parts.get(1) instanceof Node.Fields fields) {
        fields.fields().values().forEach(field -> own.put(field.name(), text(field.value())));
      } else {
        problems.add(items, "the second part of Fn::Sub is a mapping");
      }
    }
    Matcher matcher = PLACEHOLDER.matcher(text(template));
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String name = String.valueOf(matcher.group(2));
      boolean literal = !String.valueOf(matcher.group(1)).isEmpty();
      String value = literal ? "${" + name + "}" : own.getOrDefault(name, "");
      if (!literal && !own.containsKey(name)) {
        value = name.contains(".") ? attribute(name, call.line()) : named(name, call.line());
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return new Node.Text(matcher.appendTail(result).toString(), call.line());
  }

  private Node choose(Node.Call call) {
    List<Node> parts = arguments(call, 3);
    // Only the branch that is taken: the other may name what does not exist here.
    return resolve(parts.get(holds(text(parts.getFirst()), call.line()) ? 1 : 2));
  }

  private Node join(Node.Call call) {
    List<Node> parts = arguments(call, 2);
    List<String> texts = list(parts.get(1)).stream().map(this::text).toList();
    return new Node.Text(String.join(text(parts.getFirst()), texts), call.line());
  }

  private Node select(Node.Call call) {
    List<Node> parts = arguments(call, 2);
    List<Node> items = list(parts.get(1));
    String index = text(parts.getFirst());
    if (!index.matches("\\d{1,6}") || Integer.parseInt(index) >= items.size()) {
      problems.add(call, "Fn::Select: there is no item " + index);
      return new Node.Text("", call.line());
    }
    return resolve(items.get(Integer.parseInt(index)));
  }

  private Node split(Node.Call call) {
    List<Node> parts = arguments(call, 2);
    List<Node> items = new ArrayList<>();
    for (String part : text(parts.get(1)).split(Pattern.quote(text(parts.getFirst())), -1)) {
      items.add(new Node.Text(part, call.line()));
    }
    return new Node.Items(items, call.line());
  }

  private Node findInMap(Node.Call call) {
    List<String> names = arguments(call, 3).stream().map(this::text).toList();
    Optional<Node> found = Optional.of(mappings);
    for (String name : names) {
      found = found.flatMap(node -> node instanceof Node.Fields fields ? fields.get(name) : Optional.empty());
    }
    if (found.isEmpty()) {
      problems.add(call, "Fn::FindInMap: there is no " + String.join(" / ", names));
    }
    return found.map(this::resolve).orElse(new Node.Text("", call.line()));
  }

  private List<Node> list(Node node) {
    if (resolve(node) instanceof Node.Items items) {
      return items.items();
    }
    problems.add(node, "a list is expected here");
    return List.of();
  }

  /** The parts of a call that takes so many; when it has others, that is a problem and they are empty. */
  List<Node> arguments(Node.Call call, int count) {
    if (call.argument() instanceof Node.Items items && items.items().size() == count) {
      return items.items();
    }
    problems.add(call, call.function() + " takes a list of " + count);
    return java.util.Collections.nCopies(count, new Node.Text("", call.line()));
  }
}
