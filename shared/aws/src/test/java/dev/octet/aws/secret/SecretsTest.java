package dev.octet.aws.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  private static final String HASH = sha256("a token");

  @Test
  void every_member_is_read_and_what_may_be_one_or_several_may_be_either() throws Exception {
    Secrets secrets = secrets("""
        {"app_secrets": ["new", "old"], "verify_token": "one", "verify_tokens": ["two"], "app_id": 4711,
         "access_tokens": {"100": "alone", "101": ["newest", "older"]},
         "api_tokens": [{"client": "shop", "sha256": "%s", "phone_number_ids": ["100", 101]}],
         "sandbox_tokens": [{"sha256": "%s"}], "delivery_secrets": ["whsec_AAAA", "whsec_BBBB"], "somebody_elses": {"x": []}}
        """.formatted(HASH, HASH.toUpperCase(java.util.Locale.ROOT)));

    assertThat(secrets.appSecrets()).containsExactly("new", "old");
    assertThat(secrets.verifyTokens()).containsExactly("one", "two");
    assertThat(secrets.accessTokens("100")).containsExactly("alone");
    assertThat(secrets.accessTokens("101")).containsExactly("newest", "older");
    assertThat(secrets.accessTokens("102")).isEmpty();
    assertThat(secrets.phoneNumberIds()).containsExactly("100", "101");
    assertThat(secrets.apiToken("a token")).contains(new ApiToken("shop", HASH.substring(0, 8), List.of("100", "101"), false));
    assertThat(secrets.apiToken("another")).isEmpty();
    assertThat(secrets.sandboxToken("a token")).isTrue();
    assertThat(secrets.sandboxToken("another")).isFalse();
    assertThat(secrets.deliverySecrets()).containsExactly("whsec_AAAA", "whsec_BBBB");
    assertThat(secrets.appId()).contains("4711");
    assertThat(secrets).hasToString("secrets");
  }

  @Test
  void what_is_not_there_is_empty() throws Exception {
    Secrets secrets = secrets("{\"app_secrets\": null}");
    assertThat(secrets.appSecrets()).isEmpty();
    assertThat(secrets.verifyTokens()).isEmpty();
    assertThat(secrets.phoneNumberIds()).isEmpty();
    assertThat(secrets.apiToken("")).isEmpty();
    assertThat(secrets.sandboxToken("")).isFalse();
    assertThat(secrets.deliverySecrets()).isEmpty();
    assertThat(secrets.appId()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
      "{\"app_secrets\": {\"SECRET\": 1}} | `app_secrets` of the secret is not a text.",
      "{\"app_secrets\": [\"SECRET\", 1.5]} | `app_secrets[1]` of the secret is not a text.",
      "{\"app_secrets\": [\"SECRET\", \" \"]} | `app_secrets[1]` of the secret is empty.",
      "{\"app_secrets\": [null]} | `app_secrets[0]` of the secret is not a text.",
      "{\"verify_token\": true} | `verify_token` of the secret is not a text.",
      "{\"verify_tokens\": \"\"} | `verify_tokens` of the secret is empty.",
      "{\"access_tokens\": \"SECRET\"} | `access_tokens` of the secret is not an object.",
      "{\"access_tokens\": {\"100\": {\"token\": \"SECRET\"}}} | `access_tokens.100` of the secret is not a text.",
      "{\"access_tokens\": {\"100\": [\"SECRET\", []]}} | `access_tokens.100[1]` of the secret is not a text.",
      "{\"api_tokens\": {\"SECRET\": []}} | `api_tokens` of the secret is not a list.",
      "{\"api_tokens\": [\"SECRET\"]} | `api_tokens[0]` of the secret is not an object.",
      "{\"api_tokens\": [{\"sha256\": \"SECRET\"}]} | `api_tokens[0].sha256` of the secret is not the 64 hex digits of a token's SHA-256.",
      "{\"api_tokens\": [{\"token\": \"SECRET\"}]} | `api_tokens[0].sha256` of the secret is not the 64 hex digits of a token's SHA-256.",
      "{\"api_tokens\": [{\"sha256\": \"HASH\", \"client\": [\"SECRET\"]}]} | `api_tokens[0].client` of the secret is not a text.",
      "{\"api_tokens\": [{\"sha256\": \"HASH\", \"phone_number_ids\": {\"SECRET\": 1}}]} | `api_tokens[0].phone_number_ids` of the secret is not a text.",
      "{\"sandbox_tokens\": [{\"sha256\": \"HASH\"}, {}]} | `sandbox_tokens[1].sha256` of the secret is not the 64 hex digits of a token's SHA-256.",
      "{\"delivery_secrets\": [\"SECRET\"]} | `delivery_secrets[0]` of the secret is not whsec_ and Base64 behind it.",
      "{\"delivery_secrets\": \"whsec_SECRET!\"} | `delivery_secrets[0]` of the secret is not whsec_ and Base64 behind it.",
      "{\"app_id\": {\"SECRET\": 1}} | `app_id` of the secret is not a text."})
  void a_wrong_shape_is_named_and_its_value_is_not(String document, String sentence) {
    assertThatThrownBy(() -> secrets(document.replace("HASH", HASH))).isInstanceOf(WrongSecretException.class).hasMessage(sentence)
        .message().doesNotContain("SECRET");
  }

  private static Secrets secrets(String document) throws JsonException {
    return new Secrets(JsonObject.parse(document));
  }

  static String sha256(String text) {
    return HexFormat.of().formatHex(Hash.sha256(text.getBytes(StandardCharsets.UTF_8)));
  }
}
