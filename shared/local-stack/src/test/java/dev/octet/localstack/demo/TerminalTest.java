package dev.octet.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.story.Progress.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void in_a_file_a_step_is_one_line_without_colours() {
    assertThat(step(false)).matches("  ✓ Ben writes {70,}1\\.3 s\n");
  }

  @Test
  void who_watches_sees_what_is_being_done_and_then_that_it_was() {
    assertThat(step(true)).startsWith("  \u001b[2m… Ben writes\u001b[0m\r\u001b[K").contains("\u001b[32m✓\u001b[0m Ben writes").endsWith("1.3 s\u001b[0m\n");
  }

  private String step(boolean watched) {
    Terminal terminal = new Terminal(new PrintStream(printed, true, StandardCharsets.UTF_8), watched);
    terminal.begins("Ben writes", Kind.MESSAGES);
    terminal.seen("Ben writes", Duration.ofMillis(1250));
    return printed.toString(StandardCharsets.UTF_8);
  }
}
