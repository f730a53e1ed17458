package dev.octet.sandbox;

import dev.octet.aws.secret.Secrets;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.App;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.Permission;
import dev.octet.sandbox.platform.PlatformError;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /debug_token}: what a token is good for. Of a token of several numbers it says what holds for all of them. */
final class TokenInspection {
  private final AccessTokens tokens;
  private final NumberGate gate;
  private final Supplier<Secrets> secrets;

  TokenInspection(AccessTokens tokens, NumberGate gate, Supplier<Secrets> secrets) {
    this.tokens = tokens;
    this.gate = gate;
    this.secrets = secrets;
  }

  GraphAnswer of(String token, Control control) {
    List<String> numbers = tokens.numbersOf(token);
    if (numbers.isEmpty()) {
      return data(JsonObject.EMPTY.with("error", error("The access token could not be decrypted")).with("is_valid", false).with("scopes", List.of()));
    }
    // Valid while it is for one of its numbers: the others' trouble shows where they are asked for.
    boolean valid = numbers.stream().anyMatch(number -> gate.hasToken(control, number));
    List<String> scopes = Arrays.stream(Permission.values())
        .filter(permission -> numbers.stream().allMatch(number -> control.settings(number).tokenPermissions().contains(permission))).map(Permission::toString).toList();
    List<String> accounts = numbers.stream().map(BusinessNumber::of).map(BusinessNumber::accountId).distinct().toList();
    Optional<Instant> end = numbers.stream().flatMap(number -> control.settings(number).tokenExpiresAt().stream()).min(Comparator.naturalOrder());
    return data(JsonObject.EMPTY
        .with("app_id", AppEndpoints.id(secrets.get()))
        .with("type", "SYSTEM_USER")
        .with("application", App.NAME)
        .with("data_access_expires_at", 0)
        .with("error", valid ? Optional.empty() : Optional.of(error("Error validating access token: Session has expired.").with("subcode", 463)))
        .with("expires_at", end.map(Instant::getEpochSecond).orElse(0L))
        .with("is_valid", valid)
        .with("scopes", scopes)
        .with("granular_scopes", scopes.stream().map(scope -> JsonObject.EMPTY.with("scope", scope).with("target_ids", accounts)).toList()));
  }

  private static GraphAnswer data(JsonObject data) {
    return GraphAnswer.ok(JsonObject.EMPTY.with("data", data));
  }

  private static JsonObject error(String message) {
    return JsonObject.EMPTY.with("code", PlatformError.TOKEN.code()).with("message", message);
  }
}
