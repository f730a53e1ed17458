package dev.octet.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The README of shared/aws: the events and keys of the log, and the metrics, as its tables list them. */
public final class WatchDocument {
  private static final Pattern NAME = Pattern.compile("`([A-Za-z_]+)`");

  private WatchDocument() {}

  public static Set<String> events() {
    return table("## Events");
  }

  public static Set<String> keys() {
    return table("## Keys");
  }

  public static Set<String> metrics() {
    return table("## Metrics");
  }

  static Path repository() {
    return Schema.directory().getParent().getParent();
  }

  /** What stands in the first column. */
  private static Set<String> table(String heading) {
    try {
      String text = Files.readString(repository().resolve("shared/aws/README.md"));
      String section = text.substring(text.indexOf("\n" + heading + "\n") + heading.length() + 2);
      int end = section.indexOf("\n## ");
      return (end < 0 ? section : section.substring(0, end)).lines().filter(line -> line.startsWith("| `"))
          .flatMap(line -> NAME.matcher(line.substring(0, line.indexOf(" | "))).results()).map(name -> name.group(1)).collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
