package dev.octet.grouplifecycle.doctor;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether the access token of the number is one, and for what. */
final class TokenFindings {
  private static final Duration SOON = Duration.ofDays(7);
  private static final List<String> NEEDED = List.of("whatsapp_business_messaging", "whatsapp_business_management");
  private static final String ANOTHER = "Make a token of a system user that does not expire, and put it under `access_tokens` of the secret.";

  private TokenFindings() {}

  static Finding token(PlatformSays says, Instant now) {
    if (!says.hasToken()) {
      return Finding.problem(Check.TOKEN, "The secret has no access token for this number.", ANOTHER);
    }
    Outcome number = says.number().outcome();
    if (number instanceof Outcome.Refused(GraphError error) && PlatformSays.isOfToken(number)) {
      return Finding.problem(Check.TOKEN, "The platform does not take the access token: it has expired, was revoked, or is not of this platform.", ANOTHER).with(error);
    }
    Outcome inspection = says.inspection();
    if (says.refusedTokens() > 0) {
      return Finding.warning(Check.TOKEN, "The platform does not take the newest of the number's access tokens; an older one it takes.", ANOTHER);
    }
    JsonObject data = PlatformSays.inspected(inspection);
    if (data.isEmpty()) {
      return number instanceof Outcome.Answered ? Finding.ok(Check.TOKEN, "The platform takes the access token. Until when, it did not say.")
          : Finding.notSaid(Check.TOKEN, "Whether the access token is valid", number);
    }
    if (!data.bool("is_valid").orElse(true)) {
      return Finding.problem(Check.TOKEN, "The access token is not valid any more.", ANOTHER);
    }
    Optional<Instant> end = data.whole("expires_at").stream().filter(it -> it > 0).mapToObj(Instant::ofEpochSecond).findFirst();
    return end.map(at -> now.plus(SOON).isBefore(at) ? Finding.ok(Check.TOKEN, "The access token is valid until " + at + ".")
            : Finding.warning(Check.TOKEN, "The access token expires at " + at + ".", ANOTHER))
        .orElseGet(() -> Finding.ok(Check.TOKEN, "The access token is valid and does not expire."));
  }

  static Finding permissions(PlatformSays says) {
    Outcome inspection = says.inspection();
    JsonObject data = PlatformSays.inspected(inspection);
    if (!data.has("scopes") || !data.bool("is_valid").orElse(true)) {
      return data.isEmpty() ? Finding.notSaid(Check.PERMISSIONS, "What the access token may be used for", inspection)
          : Finding.unknown(Check.PERMISSIONS, "An access token that is not valid has no permissions to look at.", "See the finding about the token.");
    }
    List<String> missing = NEEDED.stream().filter(it -> !data.texts("scopes").contains(it)).toList();
    if (!missing.isEmpty()) {
      return Finding.problem(Check.PERMISSIONS, "The access token lacks " + String.join(" and ", missing) + ".",
          "Make a token that has " + String.join(" and ", NEEDED) + ", and put it into the secret.");
    }
    Optional<String> account = says.account();
    List<String> elsewhere = data.objects("granular_scopes").stream().filter(scope -> NEEDED.contains(scope.text("scope").orElse("")))
        .filter(scope -> account.isPresent() && !scope.texts("target_ids").isEmpty() && !scope.texts("target_ids").contains(account.get()))
        .flatMap(scope -> scope.text("scope").stream()).toList();
    return elsewhere.isEmpty() ? Finding.ok(Check.PERMISSIONS, "The access token has " + String.join(" and ", NEEDED) + ".")
        : Finding.problem(Check.PERMISSIONS, "The access token has " + String.join(" and ", elsewhere) + " for other business accounts than this number's.",
            "Give the system user the business account " + account.orElse("") + ", and make a new token.");
  }
}
