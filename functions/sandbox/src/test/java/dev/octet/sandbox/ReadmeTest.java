package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.Faults;
import dev.octet.sandbox.platform.Membership;
import dev.octet.sandbox.platform.PlatformError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's tables against the code that they describe. */
class ReadmeTest {
  private final String readme;

  ReadmeTest() throws Exception {
    readme = Files.readString(Path.of(System.getProperty("octet.root", "../.."), "functions/sandbox/README.md"));
  }

  @Test
  void every_fault_has_its_row_and_every_row_its_fault() {
    String table = readme.substring(readme.indexOf("| fault |"), readme.indexOf("## How true"));
    List<String> rows = table.lines().filter(line -> line.startsWith("| `")).map(line -> line.substring(3, line.indexOf('`', 3))).toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(Faults.names());
  }

  @Test
  void every_prepared_number_every_reason_and_every_code_is_named() {
    assertThat(BusinessNumber.prepared()).allSatisfy(number -> assertThat(readme).contains("| `" + number.id() + "` |"));
    assertThat(Arrays.stream(Membership.Reason.values())).allSatisfy(reason -> assertThat(readme).contains("`" + reason + "`"));
    assertThat(Arrays.stream(PlatformError.values())).allSatisfy(error -> assertThat(readme).contains(Integer.toString(error.code())));
  }
}
