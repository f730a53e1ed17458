package dev.octet.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The logs of every function of one run of the end-to-end tests, whichever process started it: {@code LogsSeenIT} reads them when all is over. */
public final class RunLogs {
  /** One for each run, so that nothing of an earlier one counts. */
  private static final Path RUN = Path.of("target", "logs", "run-" + System.getProperty("octet.run", "").replaceAll("[^0-9A-Za-z]", "_"));

  private RunLogs() {}

  /** Where one stack has its logs. */
  public static Path directory(String stack) {
    return RUN.resolve(stack + "-" + UUID.randomUUID());
  }

  /** Every line, with the file that it stands in. */
  static List<Line> lines() {
    if (!Files.isDirectory(RUN)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(RUN)) {
      return files.filter(file -> file.toString().endsWith(".log")).flatMap(RunLogs::lines).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record Line(String file, String text) {}

  private static Stream<Line> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).map(line -> new Line(RUN.relativize(file).toString(), line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
