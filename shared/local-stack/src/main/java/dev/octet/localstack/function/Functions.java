package dev.octet.localstack.function;

import dev.octet.localstack.code.RunDirectory;
import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan.FunctionPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All functions of the stack, each in JVMs of its own. */
public final class Functions implements AutoCloseable {
  /** For all together: generous, because a small machine starts ten JVMs at once. */
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final RuntimeApi api;
  private final Launcher launcher;
  private final Map<String, Function> byLogicalId = new LinkedHashMap<>();

  /**
   * @param services the variables by which the SDK is told where each service is
   * @param run where their code is copied to
   * @param logs where each function's log is, emptied here
   * @param needed where what each function's calls need of a policy is written down, if it is
   */
  public Functions(List<FunctionPlan> plans, RuntimeClient client, Endpoints endpoints, Map<String, String> services, RunDirectory run, Path logs,
      Optional<Path> needed) throws IOException {
    var command = new FunctionCommand(plans, client, services, run, needed);
    this.api = new RuntimeApi();
    this.launcher = new Launcher(api, command, run.directory("task"), logs, endpoints);
    for (FunctionPlan plan : plans) {
      byLogicalId.put(plan.logicalId(), new Function(plan, launcher));
      Files.deleteIfExists(launcher.log(plan));
    }
  }

  /**
   * Starts a process of each, all at once, and waits until every one asks for its first event.
   *
   * @throws FunctionStartException naming each that did not come up, and its log
   */
  public void start() {
    Map<Function, CompletableFuture<Void>> starting = new LinkedHashMap<>();
    byLogicalId.values().forEach(function -> starting.put(function, function.start()));
    List<String> problems = new ArrayList<>();
    long end = System.nanoTime() + START_LIMIT.toNanos();
    for (var entry : starting.entrySet()) {
      FunctionPlan plan = entry.getKey().plan();
      try {
        entry.getValue().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        problems.add(plan.logicalId() + " did not start: " + reason(e) + " (log: " + launcher.log(plan) + ")");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        problems.add(plan.logicalId() + " was not waited for");
      } catch (TimeoutException e) {
        problems.add(plan.logicalId() + " did not start within " + START_LIMIT.toSeconds() + " s (log: " + launcher.log(plan) + ")");
      }
    }
    if (!problems.isEmpty()) {
      throw new FunctionStartException(String.join(System.lineSeparator(), problems));
    }
  }

  private static String reason(ExecutionException e) {
    return e.getCause() == null ? "for no known reason" : String.valueOf(e.getCause().getMessage());
  }

  public List<Function> all() {
    return List.copyOf(byLogicalId.values());
  }

  /** @throws IllegalArgumentException when the template has no such function */
  public Function function(String logicalId) {
    Function function = byLogicalId.get(logicalId);
    if (function == null) {
      throw new IllegalArgumentException("The template has no function " + logicalId + ": it has " + byLogicalId.keySet() + ".");
    }
    return function;
  }

  /** Kills every process and waits for its end. */
  @Override
  public void close() {
    byLogicalId.values().forEach(Function::close);
    api.close();
  }
}
