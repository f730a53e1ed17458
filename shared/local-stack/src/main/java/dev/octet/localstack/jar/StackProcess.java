package dev.octet.localstack.jar;

import dev.octet.localstack.code.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stack, unpacked and in a process of its own. */
final class StackProcess {
  private static final int LONGEST_END_SECONDS = 20;
  private static final String MAIN = "dev.octet.localstack.Main"; // on the class path of its own process alone

  private final RunDirectory run;
  private @Nullable Process process;
  private boolean ended;

  StackProcess(RunDirectory run) {
    this.run = run;
  }

  /**
   * Unpacks it and starts it, as one step: whoever ends it meanwhile waits.
   *
   * @param properties what it is told
   * @return nothing when it was ended before
   */
  synchronized Optional<Process> start(Path jar, Map<String, String> properties) throws IOException {
    if (ended) {
      return Optional.empty();
    }
    List<Path> classPath = Contents.unpack(jar, run.path());
    Process started = new ProcessBuilder(command(classPath, properties))
        .directory(run.path().toFile()) // whatever is written there by accident goes with it
        .redirectOutput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process = started;
    return Optional.of(started);
  }

  private List<String> command(List<Path> classPath, Map<String, String> properties) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m",
        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
        "-Djava.io.tmpdir=" + run.directory("tmp"), // the engines unpack native code
        "-Doctet.root=" + run.path(),
        "-Doctet.unpacked=" + run.path()));
    Map<String, String> all = new TreeMap<>(Map.of("octet.logs", run.path().resolve("logs").toString()));
    all.putAll(properties);
    all.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-classpath", classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)), MAIN));
    return command;
  }

  /** Ends it, and takes away what was unpacked. */
  synchronized void end() {
    ended = true;
    try {
      Process running = process;
      if (running != null) {
        running.destroy();
        if (!running.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
          running.destroyForcibly().waitFor();
        }
      }
      run.close();
    } catch (IOException e) {
      System.err.println("What was unpacked is still there: " + e.getMessage()); // the next run takes it away
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
