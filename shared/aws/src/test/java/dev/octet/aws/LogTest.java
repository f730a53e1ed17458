package dev.octet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Log log = Log.of("test", new PrintStream(out, true, StandardCharsets.UTF_8));

  /** The template counts these lines, by both fields. */
  @Test
  void an_error_says_in_which_version_of_the_function() throws Exception {
    log.error("failed", new IllegalStateException("Ada is not here"));

    JsonObject line = JsonObject.parse(out.toByteArray());
    assertThat(line.text("level")).contains("ERROR");
    assertThat(line.text("version")).contains("none"); // of a process that Lambda did not start
    assertThat(line.toJson()).doesNotContain("Ada");
  }

  @Test
  void what_is_no_error_is_not_counted_as_one() throws Exception {
    log.warn("looked", JsonObject.EMPTY);

    assertThat(JsonObject.parse(out.toByteArray()).text("level")).contains("WARN");
  }
}
