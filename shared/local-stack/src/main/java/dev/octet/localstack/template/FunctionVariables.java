package dev.octet.localstack.template;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** A function's environment variables, held to Lambda's rules: the names it takes, and 4 KB for all together. */
final class FunctionVariables {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");
  private static final Pattern RESERVED = Pattern.compile("_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_ACCESS_KEY(_ID)?"
      + "|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AWS_LAMBDA_.+|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR");
  private static final int MAX_BYTES = 4096;

  private FunctionVariables() {}

  static Map<String, String> read(Properties environment, Problems problems) {
    Map<String, String> variables = environment.textFields("Variables");
    for (Node.Field variable : environment.fields("Variables").fields().values()) {
      if (RESERVED.matcher(variable.name()).matches()) {
        problems.add(variable.line(), "the variable " + variable.name() + " is Lambda's own");
      } else if (!NAME.matcher(variable.name()).matches()) {
        problems.add(variable.line(), "the variable " + variable.name() + " has no name that Lambda takes: letters, digits and _, two at least");
      }
    }
    int bytes = variables.entrySet().stream().mapToInt(one -> (one.getKey() + one.getValue()).getBytes(StandardCharsets.UTF_8).length).sum();
    if (bytes > MAX_BYTES) {
      environment.refuse("Variables", "are " + bytes + " bytes together, more than Lambda takes (" + MAX_BYTES + ")");
    }
    return variables;
  }
}
