package dev.octet.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * What was built, as Maven wrote it into the jar.
 *
 * @param commit where the build was told it ({@code -Doctet.commit=…}): a build that looked for it itself would give another jar
 *     in another clone
 */
public record Build(String version, Optional<String> commit) {

  public static Build current() {
    Properties properties = new Properties();
    try (InputStream file = Build.class.getResourceAsStream("build.properties")) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Build(properties.getProperty("version", "unknown"), Optional.of(properties.getProperty("commit", "")).filter(it -> !it.isBlank()));
  }
}
