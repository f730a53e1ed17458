package dev.octet.localstack.function;

import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan.FunctionPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Starts the processes of functions: a JVM, its Runtime API, its log. */
final class Launcher {
  private final RuntimeApi api;
  private final FunctionCommand command;
  private final Path workingDirectory;
  private final Path logs;
  private final Endpoints endpoints;

  /**
   * @param workingDirectory of every process. The runtime client looks for classes and jars there: an empty one holds
   *     none by accident.
   */
  Launcher(RuntimeApi api, FunctionCommand command, Path workingDirectory, Path logs, Endpoints endpoints) {
    this.api = api;
    this.command = command;
    this.workingDirectory = workingDirectory;
    this.logs = logs;
    this.endpoints = endpoints;
  }

  FunctionProcess launch(FunctionPlan plan, FunctionProcess.Listener listener) throws IOException {
    Files.createDirectories(logs);
    var process = new FunctionProcess(UUID.randomUUID().toString(), listener);
    String arn = endpoints.arn("lambda", "function:" + plan.name()) + plan.alias().map(alias -> ":" + alias).orElse("");
    var builder = new ProcessBuilder(command.line(plan));
    builder.environment().clear();
    builder.environment().putAll(command.environment(plan, api.attach(process, arn), process.id()));
    // Each appends, so that the processes of one function share its file.
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log(plan).toFile()));
    builder.directory(workingDirectory.toFile());
    process.runs(builder.start());
    return process;
  }

  void forget(FunctionProcess process) {
    api.detach(process);
  }

  Path log(FunctionPlan plan) {
    return logs.resolve(plan.logicalId() + ".log");
  }
}
