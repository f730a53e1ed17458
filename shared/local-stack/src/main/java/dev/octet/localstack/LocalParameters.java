package dev.octet.localstack;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What the template's parameters are on one machine: the sandbox, and secrets that are none. */
final class LocalParameters {
  static final String API_TOKEN = "local-token";
  private static final List<String> NUMBERS = List.of(
      "100000000000001", "100000000000002", "100000000000003", "100000000000004", "100000000000005");

  private LocalParameters() {}

  static Map<String, String> of(String publicUrl) {
    return Map.of("Platform", "sandbox", "PublicUrl", publicUrl, "SecretsId", secrets());
  }

  /** The document itself, where the deployed template has the name of a secret. */
  private static String secrets() {
    JsonObject accessTokens = JsonObject.EMPTY;
    for (String number : NUMBERS) {
      accessTokens = accessTokens.with(number, "sandbox-token");
    }
    return JsonObject.EMPTY
        .with("app_secrets", List.of("local-app-secret"))
        .with("verify_token", "local-verify-token")
        .with("api_tokens", List.of(JsonObject.EMPTY.with("sha256", HexFormat.of().formatHex(Hash.sha256(API_TOKEN.getBytes(StandardCharsets.UTF_8)))).with("phone_number_ids", NUMBERS)))
        .with("access_tokens", accessTokens)
        .toJson();
  }
}
