package dev.octet.localstack.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a function's process is told of its policy, and what it tells of its calls. */
public final class PolicyFiles {
  private static final String ENDING = ".txt";

  private PolicyFiles() {}

  /**
   * Writes a function's policy, and returns the system properties by which its process finds it.
   *
   * @param directory for policies alone
   * @param function its name
   * @param needed a directory to write down in what its calls needed, by its logical id
   */
  public static Map<String, String> write(Path directory, String logicalId, String function, List<Permission> policy, Optional<Path> needed)
      throws IOException {
    Path file = directory.resolve(logicalId + ENDING);
    // No ARN holds a control character. Away from AWS a secret document stands where deployed there is a name.
    Files.write(file, policy.stream().map(Permission::toString).filter(line -> line.chars().noneMatch(Character::isISOControl)).toList());
    if (needed.isEmpty()) {
      return Map.of(PolicyInterceptor.POLICY, file.toString(), PolicyInterceptor.FUNCTION, function);
    }
    Files.createDirectories(needed.get());
    return Map.of(PolicyInterceptor.POLICY, file.toString(), PolicyInterceptor.FUNCTION, function,
        PolicyInterceptor.NEEDED, needed.get().resolve(logicalId + ENDING).toAbsolutePath().toString());
  }

  static List<Permission> read(Path file) {
    try {
      return Files.readAllLines(file).stream().map(Permission::of).distinct().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was written down in this directory, if there is one, by logical id. */
  public static Map<String, List<Permission>> needed(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Map.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.collect(Collectors.toMap(file -> String.valueOf(file.getFileName()).replace(ENDING, ""), PolicyFiles::read));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
