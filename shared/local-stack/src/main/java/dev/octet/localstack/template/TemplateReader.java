package dev.octet.localstack.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a SAM template into a {@link StackPlan}. Supports what Octet's template uses, and names everything else. */
public final class TemplateReader {
  private static final Set<String> SECTIONS = Set.of("AWSTemplateFormatVersion", "Transform", "Description", "Metadata",
      "Parameters", "Mappings", "Conditions", "Globals", "Resources", "Outputs");
  private static final String SAM = "AWS::Serverless-2016-10-31";
  private static final Set<String> API_MEANINGLESS = Set.of("Name", "Description", "DefaultRouteSettings", "RouteSettings",
      "AccessLogSettings", "Tags", "FailOnWarnings", "DisableExecuteApiEndpoint");

  private final Path file;
  private final Problems problems;
  private final Node.Fields root;

  private TemplateReader(Path file, String text) {
    this.file = file.toAbsolutePath();
    this.problems = new Problems(String.valueOf(file.getFileName()));
    this.root = YamlText.read(text, problems);
  }

  /**
   * @param parameters values for the template's parameters, which win over its defaults
   * @param overrides what tests change of functions, by logical id
   * @throws TemplateException naming everything that is not supported or wrong, each with its line
   */
  public static StackPlan read(Path file, Map<String, String> parameters, Map<String, FunctionOverride> overrides, Endpoints endpoints)
      throws IOException {
    return new TemplateReader(file, Files.readString(file)).plan(parameters, overrides, endpoints);
  }

  /** The names of the parameters that the template declares. */
  public static Set<String> parameterNames(Path file) throws IOException {
    return new TemplateReader(file, Files.readString(file)).section("Parameters").fields().keySet();
  }

  private StackPlan plan(Map<String, String> parameters, Map<String, FunctionOverride> overrides, Endpoints endpoints) {
    if (root.fields().isEmpty()) {
      problems.throwIfAny(); // of what is no YAML, nothing more can be said
    }
    for (Node.Field section : root.fields().values()) {
      if (!SECTIONS.contains(section.name())) {
        problems.add(section.line(), "the section " + section.name() + " is not supported");
      }
    }
    if (!(root.get("Transform").orElse(null) instanceof Node.Text transform && transform.value().equals(SAM))) {
      problems.add(root.get("Transform").map(Node::line).orElse(1), "Transform must be " + SAM);
    }
    Map<String, String> values = new HashMap<>(endpoints.pseudoParameters());
    values.putAll(Parameters.read(section("Parameters"), parameters, problems));
    Resources resources = new Resources(section("Resources"), functionGlobals(), endpoints, values, Parameters.lists(section("Parameters")), section("Mappings"), section("Conditions"), problems);
    checkConditions(resources.resolver());
    checkApis(resources);
    var functions = new FunctionReader(file.resolveSibling(".").normalize(), overrides, resources, problems);
    var tables = new TableReader(resources, problems);
    checkOverrides(overrides, resources);
    resources.secondOfTheirName().forEach(second -> problems.add(second.line(), second.logicalId() + " has the name of another: " + resources.name(second)));
    StackPlan plan = new StackPlan(
        resources.ofType(Resources.FUNCTION).stream().map(functions::read).toList(),
        resources.ofType(Resources.QUEUE).stream().map(queue -> QueueReader.read(queue, resources, problems)).toList(),
        resources.ofType(Resources.TABLE).stream().map(tables::read).toList());
    problems.throwIfAny();
    return plan;
  }

  /** Every condition, used or not: one that nothing uses yet is as wrong. */
  private void checkConditions(Resolver resolver) {
    section("Conditions").fields().values().forEach(condition -> resolver.holds(condition.name(), condition.line()));
  }

  private void checkOverrides(Map<String, FunctionOverride> overrides, Resources resources) {
    for (String id : overrides.keySet()) {
      if (resources.ofType(Resources.FUNCTION).stream().noneMatch(function -> function.logicalId().equals(id))) {
        problems.add(section("Resources").line(), "there is no function " + id + " to override");
      }
    }
  }

  private void checkApis(Resources resources) {
    List<Resources.Resource> apis = resources.ofType(Resources.HTTP_API);
    apis.forEach(api -> new Properties(api.logicalId(), api.properties(), Set.of(), API_MEANINGLESS, resources.resolver(), problems));
    apis.stream().skip(1).forEach(api -> problems.add(api.line(), "a second HTTP API is not supported"));
  }

  private Node.Fields functionGlobals() {
    for (Node.Field global : section("Globals").fields().values()) {
      if (!global.name().equals("Function")) {
        problems.add(global.line(), "Globals of " + global.name() + " are not supported");
      }
    }
    Node.Field global = section("Globals").fields().get("Function");
    if (global != null && !(global.value() instanceof Node.Fields)) {
      problems.add(global.line(), "Globals of Function are not a mapping");
    }
    return global != null && global.value() instanceof Node.Fields fields ? fields : Node.Fields.empty(1);
  }

  private Node.Fields section(String name) {
    Node.Field field = root.fields().get(name);
    if (field == null) {
      return Node.Fields.empty(1);
    }
    if (field.value() instanceof Node.Fields fields) {
      return new Node.Fields(fields.fields(), field.line());
    }
    problems.add(field.line(), name + " is not a mapping");
    return Node.Fields.empty(field.line());
  }
}
