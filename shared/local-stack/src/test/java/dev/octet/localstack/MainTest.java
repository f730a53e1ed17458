package dev.octet.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void without_settings_the_ports_are_the_well_known_ones() {
    // As Maven passes what nobody set.
    Settings settings = Main.settings(properties(Map.of("octet.root", "/octet", "octet.port", "", "octet.parameters", "")));

    assertThat(settings.template()).isEqualTo(Path.of("/octet/template.yaml"));
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.queuePort()).isEqualTo(9324);
    assertThat(settings.tablePort()).isEqualTo(8000);
    assertThat(settings.parameters()).isEmpty();
    assertThat(settings.schedules()).isTrue();
  }

  @Test
  void every_port_can_be_moved() {
    Settings settings = Main.settings(properties(Map.of("octet.port", "1", "octet.queue-port", "0", "octet.table-port", "65535")));

    assertThat(settings.port()).isEqualTo(1);
    assertThat(settings.queuePort()).isZero();
    assertThat(settings.tablePort()).isEqualTo(65_535);
  }

  @Test
  void an_emulator_has_everything_at_its_address() {
    assertThat(Main.settings(properties(Map.of("octet.emulator", ""))).emulator()).isEmpty();
    Settings settings = Main.settings(properties(Map.of("octet.emulator", "http://127.0.0.1:4566/")));

    assertThat(settings.emulator()).contains(Emulator.at(URI.create("http://127.0.0.1:4566")));
    assertThat(LocalParameters.of(settings, "http://here")).as("its secret is in it").containsEntry("SecretsId", "octet/secrets");
    assertThat(settings.emulator().orElseThrow().variables()).isEqualTo(Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:4566",
        "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:4566", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:4566"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:4566", "file:/emulator", "http://", "localhost"})
  void what_is_no_address_of_an_emulator_is_refused(String text) {
    assertThatThrownBy(() -> Main.settings(properties(Map.of("octet.emulator", text)))).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "-1", "65536", "123456", "80 80"})
  void what_is_no_port_is_refused(String text) {
    assertThatThrownBy(() -> Main.settings(properties(Map.of("octet.queue-port", text))))
        .isInstanceOf(IllegalArgumentException.class).hasMessage("-Doctet.queue-port=" + text + " is not a port.");
  }

  @Test
  void parameters_are_names_and_values() {
    assertThat(Main.settings(properties(Map.of("octet.parameters", "SettleWindow=PT5S, RulesEdition = 2026-06,,Url=http://x?a=b"))).parameters())
        .isEqualTo(Map.of("SettleWindow", "PT5S", "RulesEdition", "2026-06", "Url", "http://x?a=b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SettleWindow", "=PT5S", "A=1,B"})
  void a_parameter_without_a_name_or_a_value_is_refused(String text) {
    assertThatThrownBy(() -> Main.settings(properties(Map.of("octet.parameters", text))))
        .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("-Doctet.parameters takes Name=Value");
  }

  @Test
  void what_the_sandbox_is_told_is_a_setting_too() {
    Settings settings = Main.settings(properties(Map.of("octet.sandbox-only", "true", "octet.webhook-url", "http://127.0.0.1:3000/hook",
        "octet.access-token", "a-token", "octet.app-secret", "a-secret", "octet.verify-token", "a-word", "octet.logs", "/logs")));

    assertThat(settings.sandboxOnly()).isTrue();
    assertThat(settings.parameters()).isEqualTo(Map.of("SandboxWebhookUrl", "http://127.0.0.1:3000/hook"));
    assertThat(settings.secrets()).isEqualTo(new LocalSecrets("local-token", "a-token", "a-secret", "a-word", "local-sandbox-token"));
    assertThat(settings.secrets().document()).contains("\"app_secrets\":[\"a-secret\"]", "\"100000000000005\":\"a-token\"", "\"verify_token\":\"a-word\"");
    assertThat(settings.logs()).isEqualTo(Path.of("/logs"));
  }

  @Test
  void the_sandbox_alone_tells_nobody_unless_it_is_told_whom() {
    Settings settings = Main.settings(properties(Map.of("octet.sandbox-only", "true")));

    assertThat(LocalParameters.of(settings, "http://here")).containsEntry("SandboxWebhookUrl", "none");
    assertThat(LocalParameters.of(settings.withSandboxOnly(false), "http://here")).doesNotContainKey("SandboxWebhookUrl");
  }

  private static Properties properties(Map<String, String> values) {
    var properties = new Properties();
    properties.putAll(values);
    return properties;
  }
}
