package dev.octet.localstack;

import java.util.HashMap;
import java.util.Map;

/** What the template's parameters are on one machine: the sandbox, and secrets that are none. */
final class LocalParameters {
  private LocalParameters() {}

  static Map<String, String> of(Settings settings, String publicUrl) {
    Map<String, String> values = new HashMap<>(Map.of("Platform", "sandbox", "PublicUrl", publicUrl, "SecretsId", settings.secrets().document()));
    if (settings.sandboxOnly()) {
      values.put("SandboxWebhookUrl", "none"); // there is no Octet that could take them
    }
    return values;
  }
}
