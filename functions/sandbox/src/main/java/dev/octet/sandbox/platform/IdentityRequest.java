package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/** Somebody becomes another to businesses: another phone number, another user id, or both, as it is when a number changes (spec §6). */
public record IdentityRequest(Optional<String> waId, boolean newUserId) {

  /** What reading gives: the request, or a sentence that says what is wrong. */
  public sealed interface Read {
    record Valid(IdentityRequest request) implements Read {}

    record Invalid(String sentence) implements Read {}
  }

  public static Read read(JsonObject body) {
    if (body.get("user_id") != null && !(body.get("user_id") instanceof Boolean)) {
      return new Read.Invalid("`user_id` must be true for another one: the platform chooses it.");
    }
    Optional<String> waId = PersonRequest.waId(body);
    boolean newUserId = body.bool("user_id").orElse(false);
    return Text.noText(body, "wa_id")
        .or(() -> waId.flatMap(PersonRequest::wrongPhone))
        .or(() -> waId.isPresent() || newUserId ? Optional.empty() : Optional.of("`wa_id`, another phone number, or `user_id` as true is needed."))
        .<Read>map(Read.Invalid::new)
        .orElseGet(() -> new Read.Valid(new IdentityRequest(waId, newUserId)));
  }

  /** @param userId which they have afterwards, if another is asked for */
  public Person of(Person person, String userId) {
    return new Person(person.id(), newUserId ? userId : person.userId(), waId.or(person::waId), person.username(), person.name(), person.acceptedTerms());
  }
}
