package dev.octet.localstack.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The template as it would be deployed with some parameters: every resource, also those that mean nothing on one machine, with its
 * properties worked out. What only a deployment can know stands in them by its name: {@code Table.Arn}, or {@code Table} for a Ref.
 */
public final class Deployed {
  public static final Path TEMPLATE = Path.of(System.getProperty("octet.root", "../..")).resolve("template.yaml");

  /** SAM's word for the alias of a function. */
  private static final String ALIAS = ".Alias";

  /** Read once: a test looks at a hundred deployments of it. */
  private static final Node.Fields ROOT = read();

  private final Resolver resolver;
  private final Problems problems = new Problems("template.yaml");

  /** @param deletion what becomes of it when the stack, or it, is deleted; empty where the template says nothing */
  public record Resource(String id, String type, Map<String, Object> properties, String deletion, String replacement, List<String> dependsOn) {
    /** A property, or what is in it: maps, lists and texts. */
    public Object at(String... path) {
      Object value = properties;
      for (String name : path) {
        value = value instanceof Map<?, ?> fields && fields.containsKey(name) ? fields.get(name) : "";
      }
      return value;
    }

    public List<?> items(String... path) {
      return at(path) instanceof List<?> items ? items : at(path).equals("") ? List.of() : List.of(at(path));
    }

    public String text(String... path) {
      return String.valueOf(at(path));
    }
  }

  private static Node.Fields read() {
    Problems problems = new Problems("template.yaml");
    try {
      Node.Fields root = YamlText.read(Files.readString(TEMPLATE), problems);
      problems.throwIfAny();
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Deployed(Map<String, String> parameters) {
    Map<String, String> values = new LinkedHashMap<>(new Endpoints("https://queues").pseudoParameters());
    values.putAll(Parameters.read(section("Parameters"), parameters, problems));
    resolver = new Resolver(values, Parameters.lists(section("Parameters")), Node.Fields.empty(1), section("Conditions"), new Names(), problems);
  }

  /** @throws TemplateException when a parameter is refused */
  public static Deployed with(Map<String, String> parameters) {
    Deployed deployed = new Deployed(parameters);
    deployed.resources().forEach(resource -> resource.id().length());
    deployed.problems.throwIfAny();
    return deployed;
  }

  public List<String> parameterNames() {
    return List.copyOf(section("Parameters").fields().keySet());
  }

  public String parameter(String name, String what) {
    return section("Parameters").get(name).orElseThrow() instanceof Node.Fields fields && fields.get(what).orElse(null) instanceof Node.Text text ? text.value() : "";
  }

  /** Every resource of the template, whether its condition holds or not. */
  public List<String> declared() {
    return List.copyOf(section("Resources").fields().keySet());
  }

  /** Empty where the template lists none. */
  public List<String> allowedValues(String parameter) {
    return section("Parameters").get(parameter).orElseThrow() instanceof Node.Fields fields && fields.get("AllowedValues").orElse(null) instanceof Node.Items items
        ? items.items().stream().map(item -> String.valueOf(plain(item))).toList() : List.of();
  }

  public boolean allows(String parameter, String value) {
    Problems found = new Problems("template.yaml");
    Parameters.read(section("Parameters"), Map.of(parameter, value), found);
    return found.isEmpty();
  }

  public boolean holds(String condition) {
    return resolver.holds(condition, 1);
  }

  public Object metadata(String name) {
    return section("Metadata").get(name).map(Deployed::plain).orElse("");
  }

  /** What the template sets for all functions. */
  public Resource functionDefaults() {
    return resource("Globals", (Node.Fields) section("Globals").get("Function").orElseThrow(), Optional.empty());
  }

  public List<Resource> resources() {
    return exist("Resources").map(field -> resource(field.getKey(), field.getValue(), field.getValue().get("Properties"))).toList();
  }

  public List<Resource> resources(String type) {
    return resources().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  public Resource resource(String id) {
    return resources().stream().filter(resource -> resource.id().equals(id)).findFirst().orElseThrow(() -> new AssertionError("there is no " + id));
  }

  /** Their values by their names. */
  public Map<String, Object> outputs() {
    Map<String, Object> outputs = new LinkedHashMap<>();
    exist("Outputs").forEach(output -> outputs.put(output.getKey(), plain(resolver.resolve(output.getValue().get("Value").orElseThrow()))));
    return outputs;
  }

  private java.util.stream.Stream<Map.Entry<String, Node.Fields>> exist(String section) {
    return section(section).fields().values().stream().map(field -> Map.entry(field.name(), (Node.Fields) field.value()))
        .filter(entry -> !(entry.getValue().get("Condition").orElse(null) instanceof Node.Text condition) || resolver.holds(condition.value(), condition.line()));
  }

  @SuppressWarnings("unchecked")
  private Resource resource(String id, Node.Fields fields, Optional<Node> properties) {
    Object resolved = plain(resolver.resolve(properties.orElse(id.equals("Globals") ? fields : Node.Fields.empty(1))));
    return new Resource(id, text(fields, "Type"), (Map<String, Object>) resolved, text(fields, "DeletionPolicy"), text(fields, "UpdateReplacePolicy"),
        fields.get("DependsOn").map(Deployed::plain).map(on -> on instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of(String.valueOf(on)))
            .orElse(List.of()));
  }

  private static String text(Node.Fields fields, String name) {
    return fields.get(name).orElse(null) instanceof Node.Text text ? text.value() : "";
  }

  private static Object plain(Node node) {
    return switch (node) {
      case Node.Text text -> text.value();
      case Node.Items items -> new ArrayList<>(items.items().stream().map(Deployed::plain).toList());
      case Node.Fields fields -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        fields.fields().values().forEach(field -> plain.put(field.name(), plain(field.value())));
        yield plain;
      }
      case Node.Call call -> call.function() + " of " + plain(call.argument());
      case Node.Nothing _ -> "";
    };
  }

  private Node.Fields section(String name) {
    return ROOT.get(name).orElse(null) instanceof Node.Fields fields ? fields : Node.Fields.empty(1);
  }

  /** What exists, exists under its name; SAM makes roles, versions and aliases of functions beside. */
  private final class Names implements References {
    @Override
    public boolean exists(String logicalId) {
      return section("Resources").get(logicalId).map(Node.Fields.class::cast)
          .filter(fields -> !(fields.get("Condition").orElse(null) instanceof Node.Text condition) || resolver.holds(condition.value(), condition.line()))
          .isPresent();
    }

    @Override
    public Optional<String> ref(String logicalId) {
      return Optional.of(logicalId).filter(_ -> exists(logicalId.endsWith(ALIAS) ? logicalId.substring(0, logicalId.length() - ALIAS.length()) : logicalId));
    }

    @Override
    public Optional<String> attribute(String logicalId, String attribute) {
      return Optional.of(logicalId + "." + attribute).filter(_ -> exists(logicalId) || (logicalId.endsWith("Role") && exists(logicalId.substring(0, logicalId.length() - 4))));
    }
  }
}
