package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/**
 * Somebody with a phone.
 *
 * @param id the sandbox's own name for them, never seen by a business
 * @param userId business-scoped, the same for every business of the sandbox
 * @param waId the phone number; absent, everywhere, for who has none that the business may see (spec §6, "BSUID rules")
 * @param acceptedTerms the platform's newer ones; who has not can be added to no group (spec §2.3)
 */
public record Person(String id, String userId, Optional<String> waId, Optional<String> username, String name, boolean acceptedTerms) {

  public static Person ofJson(JsonObject json) {
    return new Person(
        json.text("id").orElseThrow(),
        json.text("user_id").orElseThrow(),
        json.text("wa_id"),
        json.text("username"),
        json.text("name").orElse(""),
        json.bool("accepted_terms").orElse(true));
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY.with("id", id).with("user_id", userId).with("wa_id", waId).with("username", username).with("name", name)
        .with("accepted_terms", acceptedTerms ? Optional.empty() : Optional.of(false)); // the rule is not worth saying
  }

  /** As group info and group webhooks name people (spec §2.7, §4.3). */
  public JsonObject identity() {
    return JsonObject.EMPTY.with("wa_id", waId).with("user_id", userId).with("username", username);
  }

  /** As webhooks of messages name them (spec §3.4, §3.5). */
  JsonObject contact() {
    return JsonObject.EMPTY.with("profile", JsonObject.EMPTY.with("name", name).with("username", username)).with("wa_id", waId).with("user_id", userId);
  }

  /** The same person with the phone number kept from the business. */
  public Person withoutPhone() {
    return new Person(id, userId, Optional.empty(), username, name, acceptedTerms);
  }

  /** As a business knows them after a change: this is how it knew them. */
  Person becoming(Person before, Person after) {
    return waId.isEmpty() && before.waId().isPresent() ? after.withoutPhone() : after;
  }

  public Person accepting(boolean terms) {
    return new Person(id, userId, waId, username, name, terms);
  }

  @Override
  public String toString() {
    return "person " + id; // name and number are theirs
  }
}
