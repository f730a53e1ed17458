package dev.octet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.octet.endtoend.Tour.Block;
import dev.octet.localstack.LocalStack;
import dev.octet.localstack.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The README's tour, run as pasted, against the stack as {@code mvn -Plocal} runs it but for its ports. */
class TourIT {
  private static final Path README = Octet.ROOT.resolve("README.md");
  private static final String END_OF_BLOCK = "==== end of a block ====";

  @TestFactory
  Stream<DynamicTest> every_block_prints_what_the_readme_says() throws Exception {
    assumeTrue(isThere("bash") && isThere("curl"), "the tour needs bash and curl");
    List<Block> blocks = Tour.of(README);
    assertThat(blocks).hasSizeGreaterThan(5);
    List<List<String>> printed = paste(blocks);
    return blocks.stream().map(block -> DynamicTest.dynamicTest(block.name(), () -> assertThatItPrints(block, printed.get(blocks.indexOf(block)))));
  }

  @Test
  void the_readme_has_at_most_300_lines() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(300);
  }

  private static void assertThatItPrints(Block block, List<String> printed) {
    assertThat(printed).as("%s", String.join("\n", printed)).hasSameSizeAs(block.prints());
    IntStream.range(0, printed.size()).forEach(i -> assertThat(printed.get(i)).matches(Tour.pattern(block.prints().get(i))));
  }

  /** What each block prints, blank lines aside, in one shell. */
  private static List<List<String>> paste(List<Block> blocks) throws IOException, InterruptedException {
    Path output = Path.of("target", "tour.txt").toAbsolutePath();
    Settings settings = Settings.forTests(Octet.ROOT.resolve("template.yaml"), RunLogs.directory("tour")).withSchedules(true);
    try (LocalStack stack = LocalStack.start(settings)) {
      ProcessBuilder shell = new ProcessBuilder("bash", "-s").redirectErrorStream(true).redirectOutput(output.toFile());
      shell.environment().put("OCTET", stack.url().toString());
      shell.environment().put("QUEUES", stack.queues().toString());
      Process bash = shell.start();
      try (var pasted = bash.outputWriter(StandardCharsets.UTF_8)) {
        for (Block block : blocks) {
          pasted.write(block.commands() + "\necho; echo '" + END_OF_BLOCK + "'\n");
        }
      }
      assertThat(bash.waitFor(3, TimeUnit.MINUTES)).as("the tour ends").isTrue();
    }
    List<List<String>> printed = new ArrayList<>();
    for (String block : Files.readString(output).split(END_OF_BLOCK)) {
      printed.add(block.lines().filter(line -> !line.isBlank()).toList());
    }
    return printed;
  }

  private static boolean isThere(String command) {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
