package dev.octet.localstack.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagsTest {
  @Test
  void without_flags_nothing_is_told() throws FlagException {
    assertThat(Flags.read()).isEqualTo(new Flags(false, Map.of()));
  }

  @Test
  void every_flag_is_a_property_whichever_way_its_value_is_given() throws FlagException {
    assertThat(Flags.read("--sandbox-only", "--port", "8081", "--queue-port=0", "--table-port", "65535", "--emulator=http://127.0.0.1:4566", "--webhook-url=https://host/hook?a=b",
        "--app-secret", "a=b", "--access-token", "t", "--verify-token=v", "--parameters", "SettleWindow=PT5S,Url=http://x?a=b", "--logs", "logs").properties())
        .isEqualTo(Map.ofEntries(
            Map.entry("octet.sandbox-only", "true"),
            Map.entry("octet.port", "8081"),
            Map.entry("octet.queue-port", "0"),
            Map.entry("octet.table-port", "65535"),
            Map.entry("octet.emulator", "http://127.0.0.1:4566"),
            Map.entry("octet.webhook-url", "https://host/hook?a=b"),
            Map.entry("octet.app-secret", "a=b"),
            Map.entry("octet.access-token", "t"),
            Map.entry("octet.verify-token", "v"),
            Map.entry("octet.parameters", "SettleWindow=PT5S,Url=http://x?a=b"),
            Map.entry("octet.logs", Path.of("logs").toAbsolutePath().toString())));
  }

  @Test
  void help_names_every_flag() throws FlagException {
    assertThat(Flags.read("--port", "1", "--help")).isEqualTo(new Flags(true, Map.of("octet.port", "1")));
    assertThat(flagsIn(Flags.HELP)).containsExactlyInAnyOrder("--sandbox-only", "--port", "--queue-port", "--table-port", "--emulator", "--webhook-url", "--app-secret",
        "--access-token", "--verify-token", "--parameters", "--logs", "--help");
  }

  @Test
  void the_readme_lists_each_flag_and_no_other() throws IOException {
    String readme = Files.readString(Path.of(System.getProperty("octet.root", "../..")).resolve("shared/local-stack/README.md"));
    assertThat(flagsIn(readme)).isEqualTo(flagsIn(Flags.HELP));
  }

  private static Set<String> flagsIn(String text) {
    return Pattern.compile("(?<![^\\s`])--[a-z-]+").matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--prot 80                     | There is no flag --prot.",
      "sandbox-only                  | There is no flag sandbox-only.",
      "-port 80                      | There is no flag -port.",
      "--port                        | --port takes a port, 0 to 65535 (0: any free one).",
      "--port http                   | --port takes a port, 0 to 65535 (0: any free one); not: http",
      "--queue-port=65536            | --queue-port takes a port, 0 to 65535 (0: any free one); not: 65536",
      "--table-port --port 1         | --table-port takes a port, 0 to 65535 (0: any free one); not: --port",
      "--sandbox-only=yes            | --sandbox-only takes no value.",
      "--sandbox-only yes            | There is no flag yes.",
      "--port 1 --port 2             | --port is given twice.",
      "--webhook-url localhost:3000  | --webhook-url takes an address that begins with http:// or https://; not: localhost:3000",
      "--webhook-url http://         | --webhook-url takes an address that begins with http:// or https://; not: http://",
      "--webhook-url none            | --webhook-url takes an address that begins with http:// or https://; not: none",
      "--parameters RulesEdition     | --parameters takes parameters of the template as Name=Value, separated by commas; not: RulesEdition",
      "--parameters =2026-06         | --parameters takes parameters of the template as Name=Value, separated by commas; not: =2026-06",
      "--app-secret                  | --app-secret takes some text."})
  void what_is_not_understood_is_told_with_what_would_be(String arguments, String why) {
    assertThatThrownBy(() -> Flags.read(arguments.split(" "))).isInstanceOf(FlagException.class).hasMessage(why);
  }
}
