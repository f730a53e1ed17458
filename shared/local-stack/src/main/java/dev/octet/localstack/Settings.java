package dev.octet.localstack;

import dev.octet.localstack.function.RuntimeClient;
import dev.octet.localstack.template.FunctionOverride;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What to run, and where.
 *
 * @param port of the HTTP API; 0 for a free one, like the next two
 * @param parameters of the template, over the local values
 * @param overrides what a test changes of functions, by logical id
 * @param redeliverAfter when the messages of a failed invocation come back; empty as on AWS: when their visibility ends
 * @param schedules whether schedules fire by themselves
 * @param logs the directory of the functions' logs
 * @param sandboxOnly whether the platform alone runs, without Octet
 * @param emulator what keeps tables, queues and the secret, if embedded engines do not
 * @param needed a directory where what the functions' calls need of a policy is written down, if it is
 */
public record Settings(
    Path template, int port, int queuePort, int tablePort, Map<String, String> parameters, Map<String, FunctionOverride> overrides,
    Optional<Duration> redeliverAfter, boolean schedules, RuntimeClient runtimeClient, Path logs,
    LocalSecrets secrets, boolean sandboxOnly, Optional<Emulator> emulator, Optional<Path> needed) {
  static final String PORT = "octet.port";
  static final String QUEUE_PORT = "octet.queue-port";
  static final String TABLE_PORT = "octet.table-port";

  public Settings {
    parameters = Map.copyOf(parameters);
    overrides = Map.copyOf(overrides);
  }

  /** The well-known ports. */
  public static Settings standard(Path template) {
    Path logs = template.toAbsolutePath().resolveSibling("shared").resolve("local-stack").resolve("target").resolve("logs");
    return new Settings(template, 8080, 9324, 8000, Map.of(), Map.of(), Optional.empty(), true, RuntimeClient.ofThisMachine(), logs,
        LocalSecrets.STANDARD, false, Optional.empty(), Optional.empty());
  }

  /** Free ports, so that several stacks run side by side; schedules fire only when they are told to. */
  public static Settings forTests(Path template, Path logs) {
    return standard(template).withPorts(0, 0, 0).withSchedules(false).withLogs(logs);
  }

  public Settings withPorts(int http, int queues, int tables) {
    return new Settings(template, http, queues, tables, parameters, overrides, redeliverAfter, schedules, runtimeClient, logs, secrets, sandboxOnly, emulator, needed);
  }

  public Settings withParameter(String name, String value) {
    Map<String, String> more = new HashMap<>(parameters);
    more.put(name, value);
    return new Settings(template, port, queuePort, tablePort, more, overrides, redeliverAfter, schedules, runtimeClient, logs, secrets, sandboxOnly, emulator, needed);
  }

  public Settings withOverride(String logicalId, FunctionOverride override) {
    Map<String, FunctionOverride> more = new HashMap<>(overrides);
    more.put(logicalId, override);
    return new Settings(template, port, queuePort, tablePort, parameters, more, redeliverAfter, schedules, runtimeClient, logs, secrets, sandboxOnly, emulator, needed);
  }

  public Settings withRedeliverAfter(Duration after) {
    return new Settings(template, port, queuePort, tablePort, parameters, overrides, Optional.of(after), schedules, runtimeClient, logs, secrets, sandboxOnly, emulator, needed);
  }

  public Settings withSchedules(boolean fire) {
    return new Settings(template, port, queuePort, tablePort, parameters, overrides, redeliverAfter, fire, runtimeClient, logs, secrets, sandboxOnly, emulator, needed);
  }

  public Settings withRuntimeClient(RuntimeClient client) {
    return new Settings(template, port, queuePort, tablePort, parameters, overrides, redeliverAfter, schedules, client, logs, secrets, sandboxOnly, emulator, needed);
  }

  public Settings withLogs(Path directory) {
    return new Settings(template, port, queuePort, tablePort, parameters, overrides, redeliverAfter, schedules, runtimeClient, directory, secrets, sandboxOnly, emulator, needed);
  }

  public Settings withSecrets(LocalSecrets others) {
    return new Settings(template, port, queuePort, tablePort, parameters, overrides, redeliverAfter, schedules, runtimeClient, logs, others, sandboxOnly, emulator, needed);
  }

  public Settings withSandboxOnly(boolean only) {
    return new Settings(template, port, queuePort, tablePort, parameters, overrides, redeliverAfter, schedules, runtimeClient, logs, secrets, only, emulator, needed);
  }

  /** Instead of embedded engines: the ports of queues and tables mean nothing then. */
  public Settings withEmulator(Emulator engines) {
    return new Settings(template, port, 0, 0, parameters, overrides, redeliverAfter, schedules, runtimeClient, logs, secrets, sandboxOnly, Optional.of(engines), needed);
  }

  public Settings withNeeded(Path directory) {
    return new Settings(template, port, queuePort, tablePort, parameters, overrides, redeliverAfter, schedules, runtimeClient, logs, secrets, sandboxOnly, emulator,
        Optional.of(directory));
  }
}
