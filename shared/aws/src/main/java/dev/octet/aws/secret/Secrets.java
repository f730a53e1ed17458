package dev.octet.aws.secret;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What must not be known, as one JSON document. Old and new app secrets and tokens may stand side by side while they
 * are rotated.
 */
public final class Secrets {
  private final JsonObject document;

  public Secrets(JsonObject document) {
    this.document = document;
  }

  /** The Meta app's secrets, any of which may have signed a webhook. */
  public List<String> appSecrets() {
    return document.texts("app_secrets");
  }

  public Optional<String> verifyToken() {
    return document.text("verify_token");
  }

  /** The token for calls to the platform in the name of a business number. */
  public Optional<String> accessToken(String phoneNumberId) {
    return document.object("access_tokens").flatMap(tokens -> tokens.text(phoneNumberId));
  }

  /** The business numbers that have an access token. */
  public List<String> phoneNumberIds() {
    return document.object("access_tokens").map(tokens -> List.copyOf(tokens.fields().keySet())).orElse(List.of());
  }

  /** Who calls with this token; compared as hashes, all of them, in constant time. */
  public Optional<ApiToken> apiToken(String token) {
    byte[] hash = Hash.sha256(token.getBytes(StandardCharsets.UTF_8));
    Optional<ApiToken> found = Optional.empty();
    for (JsonObject known : document.objects("api_tokens")) {
      if (MessageDigest.isEqual(hash, bytes(known.text("sha256").orElse("")))) {
        found = Optional.of(new ApiToken(known.text("client").orElse(""), known.texts("phone_number_ids"), known.bool("operator").orElse(false)));
      }
    }
    return found;
  }

  private static byte[] bytes(String hex) {
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  @Override
  public String toString() {
    return "secrets";
  }

  /**
   * @param client a name for a caller with idempotency keys of its own; empty shares them with the command queue
   * @param phoneNumberIds the numbers that the token may act for
   * @param operator whether it may also see and move dead letters of all numbers, and those that belong to none
   */
  public record ApiToken(String client, List<String> phoneNumberIds, boolean operator) {
    public ApiToken(String client, List<String> phoneNumberIds) {
      this(client, phoneNumberIds, false);
    }

    public boolean mayUse(String phoneNumberId) {
      return phoneNumberIds.contains(phoneNumberId);
    }
  }
}
