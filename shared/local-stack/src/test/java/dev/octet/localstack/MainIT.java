package dev.octet.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.octet.localstack.loopback.Loopback;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack as a process of its own: how it begins, and that nothing of it is left however it ends. */
class MainIT {
  private static final Duration AT_MOST = Duration.ofSeconds(10);
  /** To begin: several engines, on a machine that may be busy. */
  private static final Duration TO_BEGIN = Duration.ofMinutes(1);
  @TempDir private Path root;

  @Test
  void a_build_beside_it_changes_nothing_and_SIGTERM_ends_all_of_it() throws Exception {
    try (RunningMain main = RunningMain.start(root, List.of())) {
      ProcessHandle function = main.function();
      assertThat(main.runDirectories()).hasSize(1);
      main.spoilItsCode();
      assertThat(main.function()).isEqualTo(function);
      // What did not happen before needs code that was not used before.
      assertThat(main.get("/echo?fail-now").statusCode()).isEqualTo(500);
      assertThat(main.get("/nowhere").statusCode()).isEqualTo(404);
      assertThat(function.destroyForcibly()).isTrue();
      await().atMost(AT_MOST).until(() -> !function.isAlive());
      ProcessHandle next = main.function();

      main.process().destroy();

      assertThat(main.process().waitFor(AT_MOST.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(main.process().exitValue()).isEqualTo(128 + 15);
      assertThat(next.isAlive()).isFalse();
      assertThat(main.runDirectories()).isEmpty();
      assertThat(main.output()).endsWith("EchoFunction failed: java.lang.IllegalStateException: as it was asked to\n");
    }
  }

  @Test
  void SIGINT_ends_all_of_it() throws Exception {
    try (RunningMain main = RunningMain.start(root, List.of("env", "--default-signal=INT"))) {
      ProcessHandle function = main.function();

      assertThat(new ProcessBuilder("kill", "-INT", Long.toString(main.process().pid())).start().waitFor()).isZero();

      assertThat(main.process().waitFor(AT_MOST.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(main.process().exitValue()).isEqualTo(128 + 2);
      assertThat(function.isAlive()).isFalse();
      assertThat(main.runDirectories()).isEmpty();
    }
  }

  @Test
  void SIGKILL_leaves_no_function_behind_not_even_in_the_middle_of_an_event() throws IOException {
    try (RunningMain main = RunningMain.start(root, List.of())) {
      ProcessHandle function = main.function();
      main.keepTheFunctionBusy();

      main.process().destroyForcibly();

      await().atMost(AT_MOST).until(() -> !function.isAlive());
    }
  }

  @Test
  void it_ends_when_what_started_it_is_killed() throws IOException {
    // As Maven does: a child, waited for.
    try (RunningMain main = RunningMain.start(root, List.of("sh", "-c", "\"$@\" & wait", "sh"), "-Doctet.ends-with-parent=true")) {
      ProcessHandle function = main.function();
      ProcessHandle itself = main.main();
      assertThat(itself.parent()).contains(main.process().toHandle());

      main.process().destroyForcibly();

      await().atMost(AT_MOST).until(() -> !itself.isAlive());
      assertThat(function.isAlive()).isFalse();
      assertThat(main.runDirectories()).isEmpty();
    }
  }

  @Test
  void a_port_in_use_is_named_with_the_setting_that_moves_it() throws Exception {
    try (ServerSocket other = new ServerSocket()) {
      other.bind(Loopback.address(0));
      try (RunningMain main = RunningMain.start(root, List.of(), "-Doctet.queue-port=" + other.getLocalPort())) {
        assertThat(main.process().waitFor(TO_BEGIN.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(main.process().exitValue()).isEqualTo(1);
        assertThat(main.output()).isEqualToNormalizingNewlines("""
            Octet's local stack does not start:
            Port %d, where the queues should be, is in use. Stop what listens there, or move it with -Doctet.queue-port=… (0: any free port).
            """.formatted(other.getLocalPort()));
        assertThat(main.runDirectories()).isEmpty();
      }
    }
  }

  @Test
  void what_is_wrong_with_the_template_is_told_with_its_line() throws Exception {
    try (RunningMain main = RunningMain.start(root, List.of(), "-Doctet.parameters=Greeting=hi,Greting=hello")) {
      assertThat(main.process().waitFor(TO_BEGIN.toSeconds(), TimeUnit.SECONDS)).isTrue();

      assertThat(main.process().exitValue()).isEqualTo(1);
      assertThat(main.output()).contains("template.yaml:2: the template has no parameter Greting");
    }
  }

  @Test
  void a_function_that_does_not_come_up_ends_it() throws Exception {
    try (RunningMain main = RunningMain.start(root, List.of(), "-Doctet.parameters=Greeting=broken")) {
      assertThat(main.process().waitFor(TO_BEGIN.toSeconds(), TimeUnit.SECONDS)).isTrue();

      assertThat(main.process().exitValue()).isEqualTo(1);
      assertThat(main.output()).contains("EchoFunction did not start: java.lang.IllegalStateException: GREETING is broken");
      assertThat(main.runDirectories()).isEmpty();
      assertThat(Files.exists(root.resolve("shared/local-stack/target/logs/EchoFunction.log"))).isTrue();
    }
  }
}
