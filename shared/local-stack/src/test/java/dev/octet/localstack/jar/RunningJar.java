package dev.octet.localstack.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code octet-local.jar} as somebody runs it: from a directory with nothing in it, knowing its output alone. */
final class RunningJar implements AutoCloseable {
  private static final Path JAR = Path.of("target", "octet-local.jar").toAbsolutePath();
  private static final Pattern URL = Pattern.compile("(?:HTTP|Graph) API +(http://127\\.0\\.0\\.1:\\d+)");
  /** Several JVMs, on a machine that may be busy. */
  private static final Duration TO_BEGIN = Duration.ofMinutes(2);

  private final Path root;
  private final Process process;

  private RunningJar(Path root, Process process) {
    this.root = root;
    this.process = process;
  }

  /** On free ports, whatever else is asked for. */
  static RunningJar start(Path root, String... flags) throws IOException {
    List<String> all = new ArrayList<>(List.of("--port", "0", "--queue-port", "0", "--table-port=0"));
    all.addAll(List.of(flags));
    return run(root, all);
  }

  static RunningJar run(Path root, List<String> flags) throws IOException {
    assertThat(JAR).as("mvn package builds it").isRegularFile();
    Files.createDirectories(root.resolve("empty"));
    Files.createDirectories(root.resolve("tmp"));
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.io.tmpdir=" + root.resolve("tmp"), "-jar", JAR.toString()));
    command.addAll(flags);
    return new RunningJar(root, new ProcessBuilder(command).directory(root.resolve("empty").toFile()).redirectErrorStream(true)
        .redirectOutput(root.resolve("output").toFile()).start());
  }

  /** Waits until it is up, or at its end. */
  URI url() {
    await().atMost(TO_BEGIN).until(() -> URL.matcher(output()).find() || !process.isAlive());
    Matcher url = URL.matcher(output());
    assertThat(url.find()).as(output()).isTrue();
    return URI.create(url.group(1));
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(url().resolve(path)).method(method, HttpRequest.BodyPublishers.ofString(body));
      return http.send((headers.length == 0 ? request : request.headers(headers)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String output() {
    try {
      return Files.readString(root.resolve("output"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was started: it reads the flags, and starts the others. */
  Process process() {
    return process;
  }

  /** The stack's process, and those of its functions. */
  List<ProcessHandle> others() {
    return process.descendants().toList();
  }

  int exitValue() throws InterruptedException {
    return process.waitFor();
  }

  List<Path> leftInTheDirectory() {
    return list("empty");
  }

  List<Path> leftAmongTemporaryFiles() {
    return list("tmp");
  }

  private List<Path> list(String directory) {
    try (Stream<Path> files = Files.list(root.resolve(directory))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
