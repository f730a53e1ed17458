package dev.octet.localstack.template;

import dev.octet.localstack.template.StackPlan.FunctionPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Functions: the template's global properties, and over them each function's own. */
final class FunctionReader {
  static final Set<String> USED = Set.of("FunctionName", "CodeUri", "Handler", "Runtime", "PackageType", "MemorySize", "Timeout",
      "Environment", "AutoPublishAlias", "ReservedConcurrentExecutions", "Events");
  static final Set<String> MEANINGLESS = Set.of("Description", "Architectures", "Policies", "Role", "PermissionsBoundary",
      "Tracing", "LoggingConfig", "Tags", "SnapStart", "DeploymentPreference", "AutoPublishAliasAllProperties",
      "AutoPublishCodeSha256", "VersionDescription", "EphemeralStorage", "RuntimeManagementConfig", "KmsKeyArn");
  private static final String RUNTIME = "java25";

  private final Path directory;
  private final Node.Fields globals;
  private final Resources resources;
  private final Problems problems;

  /** @param directory the template's, from which {@code CodeUri} starts */
  FunctionReader(Path directory, Node.Fields globals, Resources resources, Problems problems) {
    this.directory = directory;
    this.globals = globals;
    this.resources = resources;
    this.problems = problems;
  }

  FunctionPlan read(Resources.Resource resource) {
    Properties properties = new Properties(resource.logicalId(), merged(globals, resource.properties()), USED, MEANINGLESS,
        resources.resolver(), problems);
    if (!properties.required("Runtime").equals(RUNTIME)) {
      properties.refuse("Runtime", "other than " + RUNTIME + " is not supported");
    }
    if (!properties.text("PackageType").orElse("Zip").equals("Zip")) {
      properties.refuse("PackageType", "other than Zip is not supported");
    }
    Properties environment = new Properties("Environment", properties.fields("Environment"), Set.of("Variables"), Set.of(), resources.resolver(), problems);
    Duration timeout = Duration.ofSeconds(properties.number("Timeout", 3, 1, 900));
    Optional<String> alias = properties.text("AutoPublishAlias");
    var events = new EventReader(resource.logicalId(), timeout, resources, problems);
    events.read(properties.fields("Events"));
    return new FunctionPlan(
        resource.logicalId(),
        resources.name(resource),
        code(properties),
        properties.required("Handler"),
        properties.number("MemorySize", 128, 128, 10_240),
        timeout,
        alias,
        alias.isPresent() ? "1" : "$LATEST",
        properties.has("ReservedConcurrentExecutions")
            ? Optional.of(properties.number("ReservedConcurrentExecutions", 1, 1, 1000)) : Optional.empty(),
        environment.textFields("Variables"),
        events.routes(), events.queueEvents(), events.schedules());
  }

  private Path code(Properties properties) {
    Path code = directory.resolve(properties.required("CodeUri")).normalize();
    if (!Files.exists(code)) {
      properties.refuse("CodeUri", "is " + directory.relativize(code) + ", which does not exist: it is built by mvn package");
    }
    return code;
  }

  /** As SAM merges: mappings field by field, everything else the function's own. */
  private static Node.Fields merged(Node.Fields below, Node.Fields above) {
    Map<String, Node.Field> fields = new LinkedHashMap<>(below.fields());
    above.fields().forEach((name, field) -> {
      Node.Field other = below.fields().get(name);
      boolean both = field.value() instanceof Node.Fields && other != null && other.value() instanceof Node.Fields;
      fields.put(name, both
          ? new Node.Field(name, merged((Node.Fields) other.value(), (Node.Fields) field.value()), field.line())
          : field);
    });
    return new Node.Fields(fields, above.line());
  }
}
