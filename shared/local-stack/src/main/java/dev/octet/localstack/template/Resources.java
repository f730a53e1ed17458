package dev.octet.localstack.template;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resources of the template by logical id, and the names that {@code Ref} and {@code Fn::GetAtt} give for them. */
final class Resources implements References {
  static final String FUNCTION = "AWS::Serverless::Function";
  static final String HTTP_API = "AWS::Serverless::HttpApi";
  static final String QUEUE = "AWS::SQS::Queue";
  static final String TABLE = "AWS::DynamoDB::Table";
  static final String MAPPING = "AWS::Lambda::EventSourceMapping";

  private static final Set<String> RUN = Set.of(FUNCTION, HTTP_API, QUEUE, TABLE, MAPPING);
  /** SAM's word behind a function's logical id, for the alias that it makes of the property. */
  private static final String ALIAS = ".Alias";
  /** What has no meaning on one machine: nobody watches, pays, or has to be let in. */
  private static final Set<String> SKIPPED = Set.of("AWS::Logs::LogGroup", "AWS::CloudWatch::Alarm",
      "AWS::CloudWatch::Dashboard", "AWS::SQS::QueuePolicy", "AWS::Logs::MetricFilter");
  private static final Set<String> SKIPPED_SERVICES = Set.of("AWS::IAM::", "AWS::CodeDeploy::");
  private static final Set<String> ATTRIBUTES = Set.of("Type", "Properties", "Condition", "DependsOn", "Metadata",
      "DeletionPolicy", "UpdateReplacePolicy");

  /** @param line of the logical id */
  record Resource(String logicalId, String type, Node.Fields properties, int line) {}

  private final Map<String, Resource> all = new LinkedHashMap<>();
  private final Map<String, String> conditions = new LinkedHashMap<>();
  private final Node.Fields functionGlobals;
  private final Endpoints endpoints;
  private final Resolver resolver;

  /** @param functionGlobals what every function has that does not say otherwise */
  Resources(Node.Fields section, Node.Fields functionGlobals, Endpoints endpoints, Map<String, String> values, Set<String> lists, Node.Fields mappings,
      Node.Fields conditions, Problems problems) {
    this.functionGlobals = functionGlobals;
    this.endpoints = endpoints;
    this.resolver = new Resolver(values, lists, mappings, conditions, this, problems);
    section.fields().values().forEach(field -> read(field, problems));
    this.conditions.forEach((id, condition) -> {
      Resource resource = all.get(id);
      if (resource != null && !resolver.holds(condition, resource.line())) {
        all.remove(id);
      }
    });
  }

  private void read(Node.Field field, Problems problems) {
    if (!(field.value() instanceof Node.Fields fields)) {
      problems.add(field.line(), field.name() + " is not a resource");
      return;
    }
    for (Node.Field attribute : fields.fields().values()) {
      if (!ATTRIBUTES.contains(attribute.name())) {
        problems.add(attribute.line(), attribute.name() + " of a resource is not supported");
      }
    }
    String type = fields.get("Type").orElse(null) instanceof Node.Text text ? text.value() : "";
    int typeLine = fields.fields().containsKey("Type") ? fields.get("Type").orElseThrow().line() : field.line();
    if (!RUN.contains(type) && !SKIPPED.contains(type) && SKIPPED_SERVICES.stream().noneMatch(type::startsWith)) {
      problems.add(typeLine, "a resource of type " + (type.isEmpty() ? "(none)" : type) + " is not supported");
    }
    Node.Fields properties = properties(fields, field.line(), problems);
    all.put(field.name(), new Resource(field.name(), type, type.equals(FUNCTION) ? merged(functionGlobals, properties) : properties, field.line()));
    Node.Field condition = fields.fields().get("Condition");
    if (condition != null && condition.value() instanceof Node.Text name) {
      conditions.put(field.name(), name.value());
    } else if (condition != null) {
      problems.add(condition.line(), "Condition of " + field.name() + " is not the name of a condition");
    }
  }

  private static Node.Fields properties(Node.Fields resource, int line, Problems problems) {
    Node.Field properties = resource.fields().get("Properties");
    if (properties != null && properties.value() instanceof Node.Fields fields) {
      return fields;
    }
    if (properties != null) {
      problems.add(properties.line(), "Properties is not a mapping");
    }
    return Node.Fields.empty(line);
  }

  /** As SAM merges: mappings field by field, everything else the function's own. (Lists it would join: none is used here.) */
  private static Node.Fields merged(Node.Fields global, Node.Fields above) {
    Map<String, Node.Field> fields = new LinkedHashMap<>(global.fields());
    above.fields().forEach((name, field) -> {
      Node.Field other = global.fields().get(name);
      fields.put(name, other != null && other.value() instanceof Node.Fields below && field.value() instanceof Node.Fields own
          ? new Node.Field(name, merged(below, own), field.line())
          : field);
    });
    return new Node.Fields(fields, above.line());
  }

  Resolver resolver() {
    return resolver;
  }

  /** Those of a type whose condition holds, in the order of the template. */
  List<Resource> ofType(String type) {
    return all.values().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /** Those whose name another of their type has already. */
  List<Resource> secondOfTheirName() {
    Set<String> names = new HashSet<>();
    return all.values().stream().filter(resource -> RUN.contains(resource.type()) && !names.add(resource.type() + " " + name(resource))).toList();
  }

  /** The resource's own name: given, or made of the stack's name and the logical id, as CloudFormation would. */
  String name(Resource resource) {
    String property = switch (resource.type()) {
      case FUNCTION -> "FunctionName";
      case QUEUE -> "QueueName";
      case TABLE -> "TableName";
      default -> "Name";
    };
    Optional<Node> given = resource.properties().get(property);
    if (given.isPresent()) {
      return resolver.text(given.get());
    }
    boolean fifo = resource.properties().get("FifoQueue").orElse(null) instanceof Node.Text text && text.value().equals("true");
    return endpoints.stackName() + "-" + resource.logicalId() + (fifo ? ".fifo" : "");
  }

  @Override
  public boolean exists(String logicalId) {
    return all.containsKey(logicalId);
  }

  /** Whether this is what the function's triggers point at: its alias, or where it has none, the function itself. */
  boolean isTarget(String name, Resource function) {
    return alias(function).map(name::equals).orElseGet(() -> name.equals(name(function)) || name.equals(endpoints.arn("lambda", "function:" + name(function))));
  }

  private Optional<String> alias(Resource function) {
    return function.properties().get("AutoPublishAlias").map(resolver::resolve).flatMap(alias -> alias instanceof Node.Text text
        ? Optional.of(endpoints.arn("lambda", "function:" + name(function) + ":" + text.value())) : Optional.empty());
  }

  @Override
  public Optional<String> ref(String logicalId) {
    if (logicalId.endsWith(ALIAS)) {
      return Optional.ofNullable(all.get(logicalId.substring(0, logicalId.length() - ALIAS.length())))
          .filter(resource -> resource.type().equals(FUNCTION)).flatMap(this::alias);
    }
    return Optional.ofNullable(all.get(logicalId)).map(resource -> resource.type().equals(QUEUE)
        ? endpoints.queueUrl(name(resource))
        : name(resource));
  }

  @Override
  public Optional<String> attribute(String logicalId, String attribute) {
    Resource resource = all.get(logicalId);
    if (resource == null) {
      return Optional.empty();
    }
    return switch (resource.type() + " " + attribute) {
      case QUEUE + " Arn" -> Optional.of(endpoints.arn("sqs", name(resource)));
      case QUEUE + " QueueName" -> Optional.of(name(resource));
      case QUEUE + " QueueUrl" -> Optional.of(endpoints.queueUrl(name(resource)));
      case TABLE + " Arn" -> Optional.of(endpoints.arn("dynamodb", "table/" + name(resource)));
      case FUNCTION + " Arn" -> Optional.of(endpoints.arn("lambda", "function:" + name(resource)));
      default -> Optional.empty();
    };
  }
}
