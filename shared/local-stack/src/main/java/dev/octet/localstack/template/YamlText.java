package dev.octet.localstack.template;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML to {@link Node}s. Both spellings of an intrinsic function become the same {@link Node.Call}. */
final class YamlText {
  private final Problems problems;

  private YamlText(Problems problems) {
    this.problems = problems;
  }

  static Node.Fields read(String text, Problems problems) {
    try {
      org.yaml.snakeyaml.nodes.Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root != null && new YamlText(problems).convert(root) instanceof Node.Fields fields) {
        return fields;
      }
      problems.add(1, "a template is a mapping of sections such as Resources");
    } catch (MarkedYAMLException e) {
      problems.add(e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1, "this is not YAML: " + e.getProblem());
    }
    return Node.Fields.empty(1);
  }

  private Node convert(org.yaml.snakeyaml.nodes.Node node) {
    String tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return plain(node);
    }
    String name = tag.substring(1);
    String function = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
    return new Node.Call(function, plain(node), line(node));
  }

  private Node plain(org.yaml.snakeyaml.nodes.Node node) {
    return switch (node) {
      case ScalarNode scalar -> new Node.Text(scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue(), line(node));
      case SequenceNode sequence -> new Node.Items(sequence.getValue().stream().map(this::convert).toList(), line(node));
      case MappingNode mapping -> fieldsOrCall(mapping);
      default -> throw new IllegalStateException("YAML has no other kind of node.");
    };
  }

  private Node fieldsOrCall(MappingNode mapping) {
    Map<String, Node.Field> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
      int line = line(tuple.getKeyNode());
      if (name.isEmpty()) {
        problems.add(line, "a key must be plain text");
      }
      if (fields.put(name, new Node.Field(name, convert(tuple.getValueNode()), line)) != null) {
        problems.add(line, name + " stands here a second time");
      }
    }
    if (fields.size() == 1) {
      Node.Field only = List.copyOf(fields.values()).getFirst();
      boolean isCall = only.name().equals("Ref") || only.name().startsWith("Fn::")
          || (only.name().equals("Condition") && only.value() instanceof Node.Text);
      if (isCall) {
        return new Node.Call(only.name(), only.value(), only.line());
      }
    }
    fields.values().stream().filter(field -> field.name().startsWith("Fn::"))
        .forEach(field -> problems.add(field.line(), field.name() + " beside other keys is not supported"));
    return new Node.Fields(fields, line(mapping));
  }

  private static int line(org.yaml.snakeyaml.nodes.Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
