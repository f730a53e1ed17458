package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.localstack.template.Deployed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code samconfig.toml}: what {@code sam deploy} takes from it fits the template. */
class SamConfigTest {
  private static final Map<String, Map<String, String>> SECTIONS = new LinkedHashMap<>();

  static {
    try {
      read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As much of TOML as is there: sections, and names with a text, a number or a flag. */
  private static void read() throws IOException {
    Map<String, String> section = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Deployed.TEMPLATE.resolveSibling("samconfig.toml"))) {
      if (line.startsWith("[")) {
        section = SECTIONS.computeIfAbsent(line.substring(1, line.length() - 1), _ -> new LinkedHashMap<>());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(" = ", 2);
        assertThat(parts).as(line).hasSize(2);
        assertThat(parts[1]).as(line).matches("\"[^\"]*\"|true|false|[0-9.]+");
        section.put(parts[0], parts[1].replace("\"", ""));
      }
    }
  }

  @Test
  void there_is_a_staging_with_the_sandbox_and_a_production_with_meta() {
    assertThat(SECTIONS.keySet()).containsExactly("default.deploy.parameters", "production.deploy.parameters");
    assertThat(deployed("default").resources("AWS::Serverless::Function")).anyMatch(function -> function.id().startsWith("Sandbox"));
    assertThat(deployed("production").resources("AWS::Serverless::Function")).isNotEmpty().noneMatch(function -> function.id().startsWith("Sandbox"));
    assertThat(parameters("default")).containsEntry("DeploymentPreference", "AllAtOnce");
    assertThat(parameters("production")).containsEntry("DeploymentPreference", "Canary10Percent5Minutes");
  }

  @Test
  void the_two_share_nothing() {
    for (String name : List.of("stack_name", "s3_prefix")) {
      assertThat(SECTIONS.values()).extracting(section -> section.get(name)).doesNotHaveDuplicates().doesNotContainNull();
    }
    assertThat(parameters("default").get("SecretsId")).isNotEqualTo(parameters("production").get("SecretsId"));
  }

  /** IAM_CAPABILITY alone: no role has a name. */
  @Test
  void what_sam_asks_is_answered() {
    assertThat(SECTIONS.values()).allSatisfy(section -> assertThat(section).containsEntry("capabilities", "CAPABILITY_IAM").containsEntry("resolve_s3", "true"));
  }

  static Deployed deployed(String environment) {
    return Deployed.with(parameters(environment)); // a name or value that the template does not take is refused
  }

  private static Map<String, String> parameters(String environment) {
    return Stream.of(SECTIONS.get(environment + ".deploy.parameters").get("parameter_overrides").split(" ")).map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
