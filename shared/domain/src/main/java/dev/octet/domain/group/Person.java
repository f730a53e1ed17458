package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/**
 * A WhatsApp user as a business sees them: the business-scoped user id is who they are, the phone number may be absent
 * (spec §6, "BSUID rules").
 */
public record Person(Optional<String> userId, Optional<String> waId, Optional<String> parentUserId, Optional<String> username) {

  /** What is blank is absent; a phone number is its digits, however it is written. */
  public static Person ofJson(JsonObject json) {
    return new Person(text(json, "user_id"), text(json, "wa_id").map(Person::plain), text(json, "parent_user_id"), text(json, "username"));
  }

  /** Whom a business names by an identifier alone: digits are a phone number, anything else a user id (spec §2.6). */
  public static Person named(String identifier) {
    String plain = plain(identifier.strip());
    return plain.matches("\\d+")
        ? new Person(Optional.empty(), Optional.of(plain), Optional.empty(), Optional.empty())
        : new Person(Optional.of(identifier.strip()), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static String plain(String number) {
    String digits = number.replaceAll("[+() .-]", "");
    return digits.matches("\\d+") ? digits : number;
  }

  private static Optional<String> text(JsonObject json, String name) {
    return json.text(name).filter(text -> !text.isBlank());
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY.with("user_id", userId).with("wa_id", waId).with("parent_user_id", parentUserId).with("username", username);
  }

  /** Whether both name the same human being: by user id where both have one, else by phone number. */
  public boolean is(Person other) {
    if (userId.isPresent() && other.userId.isPresent()) {
      return userId.equals(other.userId);
    }
    return waId.isPresent() && waId.equals(other.waId);
  }

  /** What is known of the person from both. The other, newer one wins. */
  public Person and(Person newer) {
    return new Person(newer.userId.or(() -> userId), newer.waId.or(() -> waId), newer.parentUserId.or(() -> parentUserId), newer.username.or(() -> username));
  }

  /** The word that stands for the person in a notification's id. */
  public String key() {
    return userId.or(() -> waId).orElse("");
  }

  /** Whether anything tells who it is. */
  public boolean known() {
    return userId.isPresent() || waId.isPresent();
  }
}
