package dev.octet.localstack;

import java.util.HashMap;
import java.util.Map;

/** What the template's parameters are on one machine: the sandbox, and secrets that are none. */
final class LocalParameters {
  /** The name of the secret, where there is a Secrets Manager. */
  static final String SECRET = "octet/secrets";

  private LocalParameters() {}

  static Map<String, String> of(Settings settings, String publicUrl) {
    Map<String, String> values = new HashMap<>(Map.of("Platform", "sandbox", "PublicUrl", publicUrl, "SecretsId", settings.emulator().isPresent() ? SECRET : settings.secrets().document()));
    if (settings.sandboxOnly()) {
      values.put("SandboxWebhookUrl", "none"); // there is no Octet that could take them
    }
    return values;
  }
}
