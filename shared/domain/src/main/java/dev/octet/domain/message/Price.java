package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/**
 * What the platform says the delivery of a message to one person costs (spec §3.6): a category and a type, no amount.
 *
 * @param category such as {@code group_utility}
 * @param type {@code regular} is charged, what begins with {@code free} is not
 * @param billable the same in the platform's older word, which a later version drops
 */
public record Price(String category, String type, Optional<Boolean> billable) {
  public static final String UNKNOWN = "unknown";
  private static final String REGULAR = "regular";
  private static final int MAX_WORD = 64;

  /** As it stands in a status. A word that is none counts as unknown, and is counted all the same. */
  public static Price of(JsonObject pricing) {
    Optional<Boolean> billable = pricing.bool("billable");
    String type = word(pricing, "type").or(() -> billable.map(it -> it ? REGULAR : "free")).orElse(UNKNOWN);
    return new Price(word(pricing, "category").orElse(UNKNOWN), type, billable);
  }

  private static Optional<String> word(JsonObject pricing, String name) {
    return pricing.text(name).filter(text -> text.matches("\\w{1," + MAX_WORD + "}"));
  }

  public boolean isCharged() {
    return type.equals(REGULAR);
  }

  public boolean isFree() {
    return type.startsWith("free");
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY.with("category", category).with("type", type).with("billable", billable);
  }
}
