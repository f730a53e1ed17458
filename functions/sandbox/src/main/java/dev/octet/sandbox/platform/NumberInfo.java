package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code GET /{phone_number_id}?fields=}: what a business asks of its own number before it begins. */
public final class NumberInfo {
  private static final List<String> DEFAULTS = List.of("verified_name", "display_phone_number", "quality_rating", "id");

  private NumberInfo() {}

  /** Messaging limits as the platform names them, the largest first. */
  private static final List<Integer> TIERS = List.of(100_000, 10_000, 2_000, 250);

  /** @param callbackUrl where its webhooks go; empty while nobody is told */
  public static GraphAnswer answer(BusinessNumber number, Optional<String> callbackUrl, Optional<String> fields) {
    JsonObject all = JsonObject.EMPTY
        .with("verified_name", number.verifiedName())
        .with("display_phone_number", number.display())
        .with("quality_rating", "GREEN")
        .with("is_official_business_account", number.officialBusinessAccount())
        .with("status", "CONNECTED")
        .with("platform_type", "CLOUD_API")
        .with("is_on_biz_app", number.coexistence())
        .with("whatsapp_business_manager_messaging_limit", tier(number))
        .with("throughput", JsonObject.EMPTY.with("level", "STANDARD"))
        .with("webhook_configuration", JsonObject.EMPTY.with("application", callbackUrl))
        .with("whatsapp_business_account", JsonObject.EMPTY.with("id", number.accountId())) // inferred: Graph shows it from the account's side
        .with("id", number.id());
    List<String> asked = fields.isEmpty() ? DEFAULTS
        : Arrays.stream(fields.get().split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    if (!all.fields().keySet().containsAll(asked)) {
      return GraphAnswer.refused(PlatformError.INVALID_PARAMETER,
          "fields names a field that a number does not have here. It has " + String.join(", ", all.fields().keySet()) + ".");
    }
    JsonObject answer = JsonObject.EMPTY;
    for (String name : asked) {
      answer = answer.with(name, all.get(name));
    }
    return GraphAnswer.ok(answer.with("id", number.id()));
  }

  private static String tier(BusinessNumber number) {
    int limit = TIERS.stream().filter(tier -> number.messagingLimit() >= tier).findFirst().orElse(50);
    return "TIER_" + (limit >= 1000 ? limit / 1000 + "K" : Integer.toString(limit));
  }
}
