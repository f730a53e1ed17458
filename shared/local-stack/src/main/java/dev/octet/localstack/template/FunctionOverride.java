package dev.octet.localstack.template;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a test changes of one function: another handler, classes before the template's own, more environment variables.
 *
 * @param classPath jars or directories that come before the function's own code
 */
public record FunctionOverride(Optional<String> handler, List<Path> classPath, Map<String, String> environment) {
  public static final FunctionOverride NONE = new FunctionOverride(Optional.empty(), List.of(), Map.of());

  public FunctionOverride {
    classPath = List.copyOf(classPath);
    environment = Map.copyOf(environment);
  }

  public FunctionOverride withHandler(String className) {
    return new FunctionOverride(Optional.of(className), classPath, environment);
  }

  public FunctionOverride withClassPath(Path... before) {
    return new FunctionOverride(handler, List.of(before), environment);
  }

  public FunctionOverride withEnvironment(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new FunctionOverride(handler, classPath, more);
  }
}
