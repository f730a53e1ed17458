package dev.octet.localstack;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Secrets that are none: what deployed comes out of Secrets Manager.
 *
 * @param apiToken good for Octet's own API
 * @param accessToken good for the platform's
 * @param sandboxToken good for a sandbox that asks for one, which locally it does not
 */
public record LocalSecrets(String apiToken, String accessToken, String appSecret, String verifyToken, String sandboxToken) {
  public static final LocalSecrets STANDARD = new LocalSecrets("local-token", "sandbox-token", "local-app-secret", "local-verify-token", "local-sandbox-token");
  /** The sandbox's app. */
  private static final String APP_ID = "300000000000001";
  /** What notifications that go out by HTTPS are signed with. */
  public static final String DELIVERY_SECRET = "whsec_bG9jYWwtZGVsaXZlcnktc2VjcmV0LW9mLW9jdGV0";
  private static final List<String> NUMBERS = List.of(
      "100000000000001", "100000000000002", "100000000000003", "100000000000004", "100000000000005");

  /** The document itself, where the deployed template has the name of a secret. */
  String document() {
    JsonObject accessTokens = JsonObject.EMPTY;
    for (String number : NUMBERS) {
      accessTokens = accessTokens.with(number, accessToken);
    }
    return JsonObject.EMPTY
        .with("app_id", APP_ID)
        .with("app_secrets", List.of(appSecret))
        .with("verify_token", verifyToken)
        .with("api_tokens", List.of(hashed(apiToken).with("phone_number_ids", NUMBERS).with("operator", true)))
        .with("sandbox_tokens", List.of(hashed(sandboxToken)))
        .with("access_tokens", accessTokens)
        .with("delivery_secrets", List.of(DELIVERY_SECRET))
        .toJson();
  }

  private static JsonObject hashed(String token) {
    return JsonObject.EMPTY.with("sha256", HexFormat.of().formatHex(Hash.sha256(token.getBytes(StandardCharsets.UTF_8))));
  }
}
