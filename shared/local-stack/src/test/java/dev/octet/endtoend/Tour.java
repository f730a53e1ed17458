package dev.octet.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The blocks of a README that are to be pasted, each with what it prints. */
final class Tour {
  private static final Pattern BLOCK = Pattern.compile("^```sh\\n(.*?)^```\\n(?:^```json\\n(.*?)^```\\n)?", Pattern.MULTILINE | Pattern.DOTALL);

  private Tour() {}

  /** @param prints one line of output to a line; {@code …} stands for anything */
  record Block(String commands, List<String> prints) {
    String name() {
      return commands.lines().findFirst().orElseThrow();
    }
  }

  static List<Block> of(Path readme) throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (MatchResult match : BLOCK.matcher(Files.readString(readme)).results().toList()) {
      if (match.group(2) == null) {
        throw new AssertionError("A block does not say what it prints: " + match.group(1));
      }
      blocks.add(new Block(match.group(1), match.group(2).lines().toList()));
    }
    return blocks;
  }

  /** A line of a README as a pattern. */
  static Pattern pattern(String line) {
    return Pattern.compile(String.join(".*", List.of(line.split("…", -1)).stream().map(Pattern::quote).toList()));
  }
}
