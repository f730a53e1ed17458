package dev.octet.localstack.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunDirectoryTest {
  @TempDir private Path directory;

  @Test
  void a_jar_is_copied_once_and_stays_as_it_was() throws IOException {
    Path jar = Files.writeString(directory.resolve("a-function.jar"), "then");
    try (RunDirectory run = RunDirectory.create(directory)) {
      Path copy = run.copy(jar);
      Files.writeString(jar, "now");

      assertThat(copy).hasContent("then");
      assertThat(run.copy(directory.resolve("elsewhere").resolve("..").resolve("a-function.jar"))).isEqualTo(copy);
    }
  }

  @Test
  void two_jars_of_one_name_are_two_copies() throws IOException {
    Path first = Files.writeString(Files.createDirectory(directory.resolve("1")).resolve("classes.jar"), "first");
    Path second = Files.writeString(Files.createDirectory(directory.resolve("2")).resolve("classes.jar"), "second");
    try (RunDirectory run = RunDirectory.create(directory)) {
      assertThat(run.copy(first)).hasContent("first");
      assertThat(run.copy(second)).hasContent("second");
    }
  }

  @Test
  void a_directory_of_classes_is_copied_with_what_is_in_it() throws IOException {
    Path classes = directory.resolve("classes");
    Files.writeString(Files.createDirectories(classes.resolve("dev").resolve("octet")).resolve("A.class"), "then");
    try (RunDirectory run = RunDirectory.create(directory)) {
      Path copy = run.copy(classes);
      Files.writeString(classes.resolve("dev").resolve("octet").resolve("A.class"), "now");

      assertThat(copy.resolve("dev").resolve("octet").resolve("A.class")).hasContent("then");
    }
  }

  @Test
  void what_a_maven_repository_holds_is_used_from_there() throws IOException {
    Path jar = Files.createFile(Files.createDirectories(directory.resolve("snakeyaml").resolve("2.4")).resolve("snakeyaml-2.4.jar"));
    try (RunDirectory run = RunDirectory.create(directory)) {
      assertThat(run.copy(jar)).isEqualTo(jar);
    }
  }

  @ParameterizedTest
  @CsvSource({
      "/repository/org/yaml/snakeyaml/2.4/snakeyaml-2.4.jar, false",
      "/repository/io/x/y/1.0/y-1.0-linux.jar, false",
      "/octet/functions/sandbox/target/sandbox.jar, true",
      "/octet/shared/domain/target/domain-0.1.0.jar, true",
      "/octet/shared/domain/target/classes, true",
      "/tmp/octet-run-17-1/functions/sandbox/target/sandbox.jar, false",
      "/a.jar, true"})
  void only_what_a_maven_repository_holds_or_a_run_unpacked_never_changes(Path place, boolean mayChange) {
    assertThat(BuiltCode.mayChange(place)).isEqualTo(mayChange);
  }

  @Test
  void nothing_is_left_when_it_ends() throws IOException {
    RunDirectory run = RunDirectory.create(directory);
    run.copy(Files.createFile(directory.resolve("a.jar")));
    run.directory("task");
    assertThat(run.path()).exists();

    run.close();

    assertThat(run.path()).doesNotExist();
  }

  @Test
  void what_is_still_being_written_goes_once_it_is() throws Exception {
    Path run = runOf("0", false);
    Thread writer = Thread.ofPlatform().start(() -> {
      for (int file = 0; file < 2000; file++) {
        try {
          Files.createFile(run.resolve("log-" + file));
        } catch (IOException e) {
          return; // the directory is gone
        }
      }
    });

    RunDirectory.remove(run);

    writer.join();
    assertThat(run).doesNotExist();
    RunDirectory.remove(run); // whoever comes second finds nothing to do
  }

  @Test
  void what_a_killed_run_left_goes_with_the_next() throws IOException {
    Path abandoned = runOf("0", true);

    try (RunDirectory run = RunDirectory.create(directory)) {
      assertThat(run.path()).exists();
      assertThat(abandoned).doesNotExist();
    }
  }

  @Test
  void what_may_be_about_to_run_stays() throws IOException {
    Path young = runOf("0", false);
    Path other = Files.createDirectory(directory.resolve("octet-run-notes"));

    RunDirectory.create(directory).close();

    assertThat(young).exists();
    assertThat(other).exists();
  }

  @Test
  void what_runs_stays() throws IOException {
    try (RunDirectory first = RunDirectory.create(directory)) {
      // By other processes: to open and close the file here would give its lock up.
      elsewhere("age", first.path());
      RunDirectory.create(directory).close();
      assertThat(first.path()).as("after another stack of this JVM").exists();
      elsewhere("begin", directory);
      assertThat(first.path()).as("after a stack of another JVM").exists();
    }
  }

  private Path runOf(String process, boolean old) throws IOException {
    Path run = Files.createDirectory(directory.resolve("octet-run-" + process + "-1"));
    Files.createFile(run.resolve("lock"));
    Files.createFile(run.resolve("0-sandbox.jar"));
    if (old) {
      age(run);
    }
    return run;
  }

  private static void age(Path run) throws IOException {
    Files.setLastModifiedTime(run.resolve("lock"), FileTime.from(Instant.now().minusSeconds(90)));
  }

  private static void elsewhere(String what, Path where) throws IOException {
    Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
        System.getProperty("java.class.path"), Elsewhere.class.getName(), what, where.toString()).inheritIO().start();
    assertThat(other.onExit().join().exitValue()).isZero();
  }

  static final class Elsewhere {
    private Elsewhere() {}

    public static void main(String[] arguments) throws IOException {
      Path where = Path.of(arguments[1]);
      if (arguments[0].equals("age")) {
        age(where);
      } else {
        RunDirectory.create(where).close();
      }
    }
  }
}
