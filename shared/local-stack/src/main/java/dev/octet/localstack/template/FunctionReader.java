package dev.octet.localstack.template;

import dev.octet.localstack.policy.Permission;
import dev.octet.localstack.template.StackPlan.FunctionPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Functions, each with the template's global properties below its own, and with what triggers it. */
final class FunctionReader {
  static final Set<String> USED = Set.of("FunctionName", "CodeUri", "Handler", "Runtime", "PackageType", "MemorySize", "Timeout",
      "Environment", "AutoPublishAlias", "ReservedConcurrentExecutions", "SnapStart", "Events", "Policies");
  static final Set<String> MEANINGLESS = Set.of("Description", "Architectures",
      "Tracing", "LoggingConfig", "Tags", "DeploymentPreference", "AutoPublishAliasAllProperties",
      "AutoPublishCodeSha256", "VersionDescription", "EphemeralStorage", "RuntimeManagementConfig", "KmsKeyArn");
  private static final String RUNTIME = "java25";

  private final Path directory;
  private final Map<String, FunctionOverride> overrides;
  private final Resources resources;
  private final Problems problems;
  private final RouteReader routes;
  private final MappingReader mappings;

  /**
   * @param directory the template's, from which {@code CodeUri} starts
   * @param overrides by logical id
   */
  FunctionReader(Path directory, Map<String, FunctionOverride> overrides, Resources resources, Problems problems) {
    this.directory = directory;
    this.overrides = overrides;
    this.resources = resources;
    this.problems = problems;
    this.routes = new RouteReader(resources, problems);
    this.mappings = new MappingReader(resources, problems);
  }

  FunctionPlan read(Resources.Resource resource) {
    Properties properties = new Properties(resource.logicalId(), resource.properties(), USED, MEANINGLESS,
        resources.resolver(), problems);
    if (!properties.required("Runtime").equals(RUNTIME)) {
      properties.refuse("Runtime", "other than " + RUNTIME + " is not supported");
    }
    if (!properties.text("PackageType").orElse("Zip").equals("Zip")) {
      properties.refuse("PackageType", "other than Zip is not supported");
    }
    Properties environment = new Properties("Environment", properties.fields("Environment"), Set.of("Variables"), Set.of(), resources.resolver(), problems);
    Properties snapshots = new Properties("SnapStart", properties.fields("SnapStart"), Set.of("ApplyOn"), Set.of(), resources.resolver(), problems);
    if (!Set.of("None", "PublishedVersions").contains(snapshots.text("ApplyOn").orElse("None"))) {
      snapshots.refuse("ApplyOn", "must be None or PublishedVersions");
    }
    Duration timeout = Duration.ofSeconds(properties.number("Timeout", 3, 1, 900));
    Optional<String> alias = properties.text("AutoPublishAlias");
    var events = new EventReader(resource.logicalId(), routes, resources, problems);
    events.read(properties.fields("Events"));
    FunctionOverride override = overrides.getOrDefault(resource.logicalId(), FunctionOverride.NONE);
    String handler = override.handler().orElseGet(() -> properties.required("Handler"));
    Map<String, String> variables = FunctionVariables.read(environment, problems);
    variables.putAll(override.environment());
    List<Permission> policy = new PolicyReader(resource.logicalId(), resources, problems).read(properties.items("Policies"));
    return new FunctionPlan(
        resource.logicalId(),
        resources.name(resource),
        classPath(properties, handler, override),
        handler,
        properties.number("MemorySize", 128, 128, 10_240),
        timeout,
        alias,
        alias.isPresent() ? "1" : "$LATEST",
        // Of a version only: without an alias there is none.
        alias.isPresent() && snapshots.text("ApplyOn").orElse("None").equals("PublishedVersions"),
        properties.has("ReservedConcurrentExecutions")
            ? Optional.of(properties.number("ReservedConcurrentExecutions", 1, 1, 1000)) : Optional.empty(),
        variables,
        events.routes(), mappings.of(resource, timeout, policy), events.schedules(), policy);
  }

  private List<Path> classPath(Properties properties, String handler, FunctionOverride override) {
    Path code = directory.resolve(properties.required("CodeUri")).normalize();
    List<Path> classPath = new ArrayList<>(override.classPath());
    classPath.add(code);
    if (!Files.exists(code)) {
      properties.refuse("CodeUri", "is " + directory.relativize(code) + ", which does not exist: it is built by mvn package");
    } else if (!FunctionCode.holds(classPath, handler)) {
      properties.refuse("Handler", "is " + handler + ", which " + directory.relativize(code) + " does not hold");
    }
    return classPath;
  }
}
