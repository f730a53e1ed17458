package dev.octet.aws.secret;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must not be known, as one JSON document. Of everything that is rotated several may stand side by side, the newest
 * first, and all of them are good (README of this module, "Secrets").
 */
public final class Secrets {
  private final List<String> appSecrets;
  private final List<String> verifyTokens;
  private final Map<String, List<String>> accessTokens;
  private final List<TokenHash> apiTokens;
  private final List<TokenHash> sandboxTokens;
  private final List<String> deliverySecrets;
  private final Optional<String> appId;

  /** @throws WrongSecretException naming the member that is not what it must be */
  public Secrets(JsonObject document) {
    SecretReading reading = new SecretReading(document);
    this.appSecrets = reading.texts("app_secrets");
    this.verifyTokens = reading.texts("verify_token", "verify_tokens");
    this.accessTokens = reading.textsByName("access_tokens");
    this.apiTokens = reading.tokenHashes("api_tokens");
    this.sandboxTokens = reading.tokenHashes("sandbox_tokens");
    this.deliverySecrets = reading.deliverySecrets("delivery_secrets");
    this.appId = reading.texts("app_id").stream().findFirst();
  }

  /** The Meta app's secrets, any of which may have signed a webhook. */
  public List<String> appSecrets() {
    return appSecrets;
  }

  /** Any of which may be shown in the handshake of the webhook address. */
  public List<String> verifyTokens() {
    return verifyTokens;
  }

  /** The tokens for calls to the platform in the name of a business number, the newest first. */
  public List<String> accessTokens(String phoneNumberId) {
    return accessTokens.getOrDefault(phoneNumberId, List.of());
  }

  /** The business numbers that have an access token. */
  public List<String> phoneNumberIds() {
    return List.copyOf(accessTokens.keySet());
  }

  /** Who calls with this token; compared as hashes, all of them, in constant time. */
  public Optional<ApiToken> apiToken(String token) {
    return known(apiTokens, token).map(it -> new ApiToken(it.client(), it.shortHash(), it.phoneNumberIds(), it.operator()));
  }

  /** Whether the sandbox's page and people are for who has this token. */
  public boolean sandboxToken(String token) {
    return known(sandboxTokens, token).isPresent();
  }

  private static Optional<TokenHash> known(List<TokenHash> tokens, String token) {
    byte[] hash = Hash.sha256(token.getBytes(StandardCharsets.UTF_8));
    Optional<TokenHash> found = Optional.empty();
    for (TokenHash known : tokens) {
      if (MessageDigest.isEqual(hash, HexFormat.of().parseHex(known.sha256()))) {
        found = Optional.of(known);
      }
    }
    return found;
  }

  /** What notifications that go out by HTTPS are signed with, by each of them: {@code whsec_} and Base64, the newest first. */
  public List<String> deliverySecrets() {
    return deliverySecrets;
  }

  /** The Meta app's id. */
  public Optional<String> appId() {
    return appId;
  }

  @Override
  public String toString() {
    return "secrets";
  }

  /**
   * @param client a name for a caller with idempotency keys of its own; empty shares them with the command queue
   * @param shortHash the first eight hex digits of the token's hash
   * @param phoneNumberIds the numbers that the token may act for
   * @param operator whether it may also see and move dead letters of all numbers, and those that belong to none
   */
  public record ApiToken(String client, String shortHash, List<String> phoneNumberIds, boolean operator) {
    /** For whoever asks later who called: never the token, nor enough of its hash to find it. */
    public String name() {
      return client.isEmpty() ? shortHash : client;
    }

    public boolean mayUse(String phoneNumberId) {
      return phoneNumberIds.contains(phoneNumberId);
    }
  }

  /** @param sha256 64 lower-case hex digits */
  record TokenHash(String client, String sha256, List<String> phoneNumberIds, boolean operator) {
    String shortHash() {
      return sha256.substring(0, 8);
    }
  }
}
