package dev.octet.localstack.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.octet.localstack.policy.PolicyInterceptor;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one file: what it takes, what it runs, and that nothing of it is left however it ends. */
class OctetLocalIT {
  private static final Duration AT_MOST = Duration.ofSeconds(15);
  /** Through the queues, and functions that were never called: on a machine that may be busy. */
  private static final Duration TO_BE_MADE = Duration.ofMinutes(1);
  private static final String CREATE = "{\"messaging_product\":\"whatsapp\",\"subject\":\"Roof repair\"}";
  @TempDir private Path root;

  @Test
  void it_runs_the_whole_stack() throws Exception {
    try (RunningJar jar = RunningJar.start(root, "--parameters", "RulesEdition=2026-06", "--logs", "logs")) {
      assertThat(jar.send("GET", "/health", "").body()).startsWith("{\"status\":\"ok\"");

      // By the newer rules alone this number is eligible.
      assertThat(jar.send("POST", "/graph/v26.0/100000000000003/groups", CREATE, "Authorization", "Bearer local-token").statusCode()).isEqualTo(200);
      await().atMost(TO_BE_MADE).until(() ->
          jar.send("GET", "/graph/v26.0/100000000000003/groups", "", "Authorization", "Bearer local-token").body().contains("\"subject\":\"Roof repair\""));

      assertThat(root.resolve("empty/logs/GroupApiFunction.log")).isRegularFile();
      List<ProcessHandle> others = jar.others();
      assertThat(others).hasSizeGreaterThan(11);
      jar.process().destroy();

      assertThat(jar.exitValue()).isEqualTo(128 + 15);
      assertThat(others).noneMatch(ProcessHandle::isAlive);
      assertThat(jar.leftAmongTemporaryFiles()).isEmpty();
      assertThat(jar.leftInTheDirectory()).containsExactly(root.resolve("empty/logs"));
    }
  }

  @Test
  void the_platform_alone_has_nothing_of_octet_and_when_it_is_killed_nothing_is_left() throws IOException {
    try (RunningJar jar = RunningJar.start(root, "--sandbox-only")) {
      assertThat(jar.send("GET", "/sandbox/api/clock", "").statusCode()).isEqualTo(200);
      assertThat(jar.send("GET", "/health", "").statusCode()).isEqualTo(404);
      assertThat(jar.send("GET", "/graph/v26.0/100000000000001/groups", "", "Authorization", "Bearer local-token").statusCode()).isEqualTo(404);
      assertThat(jar.send("POST", "/sandbox/graph/v26.0/100000000000001/groups", CREATE, "Authorization", "Bearer sandbox-token").statusCode()).isEqualTo(200);
      await().atMost(TO_BE_MADE).until(() -> jar.send("GET", "/sandbox/api/traffic", "").body().contains("\"state\":\"unsent\""));
      assertThat(jar.output()).contains("Octet's sandbox is up", "written down and not sent").doesNotContain("WARNING");
      List<ProcessHandle> others = jar.others();
      assertThat(others).as("the stack, and the sandbox's two functions").hasSize(3);
      assertTheEnginesAreOnNoClassPath(jar.process().children().flatMap(ProcessHandle::children).toList());
      assertThat(jar.leftAmongTemporaryFiles()).hasSize(1);

      jar.process().destroyForcibly();

      await().atMost(AT_MOST).until(() -> others.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(jar.leftAmongTemporaryFiles()).isEmpty();
      assertThat(jar.leftInTheDirectory()).isEmpty();
    }
  }

  private static void assertTheEnginesAreOnNoClassPath(List<ProcessHandle> functions) {
    assertThat(functions).hasSize(2).allSatisfy(function -> {
      List<String> line = List.of(function.info().arguments().orElseThrow());
      List<String> classPath = List.of(line.get(line.indexOf("-cp") + 1).split(File.pathSeparator));
      assertThat(classPath).anyMatch(place -> place.endsWith("sandbox.jar"))
          .noneMatch(place -> place.contains("DynamoDBLocal") || place.contains("elasticmq") || place.contains("pekko"))
          .allSatisfy(place -> assertThat(Path.of(place)).isRegularFile());
      assertItsPolicyIsEnforced(line, classPath);
    });
  }

  /** The SDK asks every class path for this file; a call without a right is in {@code FunctionsIT}. */
  private static void assertItsPolicyIsEnforced(List<String> line, List<String> classPath) {
    assertThat(classPath.stream().map(OctetLocalIT::interceptors).toList()).containsOnlyOnce(PolicyInterceptor.class.getName());
    String policy = line.stream().filter(one -> one.startsWith("-Doctet.policy=")).findFirst().orElseThrow();
    assertThat(Path.of(policy.substring(policy.indexOf('=') + 1))).content()
        .contains("dynamodb:PutItem arn:aws:dynamodb:eu-west-1:000000000000:table/octet-sandbox\n").doesNotContain("octet-groups", "*");
  }

  private static String interceptors(String jar) {
    try (JarFile file = new JarFile(jar)) {
      ZipEntry list = file.getEntry("software/amazon/awssdk/global/handlers/execution.interceptors");
      return list == null ? "" : new String(file.getInputStream(list).readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void when_the_stack_is_killed_it_ends_and_nothing_is_left() throws Exception {
    try (RunningJar jar = RunningJar.start(root, "--sandbox-only")) {
      jar.url();
      List<ProcessHandle> others = jar.others();

      jar.process().children().forEach(ProcessHandle::destroyForcibly);

      assertThat(jar.exitValue()).isEqualTo(128 + 9);
      await().atMost(AT_MOST).until(() -> others.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(jar.leftAmongTemporaryFiles()).isEmpty();
    }
  }

  @Test
  void a_port_in_use_is_named_with_the_flag_that_moves_it() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        RunningJar jar = RunningJar.run(root, List.of("--sandbox-only", "--port", Integer.toString(other.getLocalPort()), "--queue-port", "0", "--table-port", "0"))) {
      assertThat(jar.exitValue()).isEqualTo(1);
      assertThat(jar.output()).isEqualToNormalizingNewlines("""
          Octet's local stack does not start:
          Port %d, where the HTTP API should be, is in use. Stop what listens there, or move it with --port … (0: any free port).
          """.formatted(other.getLocalPort()));
      assertThat(jar.leftAmongTemporaryFiles()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--sandbox", "--port http", "--webhook-url localhost"})
  void a_flag_that_is_not_understood_is_a_sentence_and_2(String flags) throws Exception {
    try (RunningJar jar = RunningJar.run(root, List.of(flags.split(" ")))) {
      assertThat(jar.exitValue()).isEqualTo(2);
      assertThat(jar.output()).contains(flags.split(" ")[0]).endsWith(" What there is: java -jar octet-local.jar --help\n").hasLineCount(1);
      assertThat(jar.leftAmongTemporaryFiles()).isEmpty();
    }
  }

  @Test
  void help_is_told_and_nothing_is_started() throws Exception {
    try (RunningJar jar = RunningJar.run(root, List.of("--help"))) {
      assertThat(jar.exitValue()).isZero();
      assertThat(jar.output()).isEqualTo(Flags.HELP);
    }
  }
}
