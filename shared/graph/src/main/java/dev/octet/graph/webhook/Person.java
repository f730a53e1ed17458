package dev.octet.graph.webhook;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Who an item of the field {@code messages} names, in the platform's own spellings, and what the matching contact adds.
 *
 * <p>The business-scoped user id is the person. A phone number may be absent, also of somebody who writes in a group
 * (spec §6, "BSUID rules"); an empty field counts as absent.
 */
record Person(Optional<String> userId, Optional<String> parentUserId, Optional<String> phone) {
  static final Person NOBODY = new Person(Optional.empty(), Optional.empty(), Optional.empty());

  /** The sender of a message. */
  static Person ofMessage(JsonObject message) {
    return new Person(named(message, "from_user_id"), named(message, "from_parent_user_id"), named(message, "from"));
  }

  static Person ofContact(JsonObject contact) {
    return new Person(named(contact, "user_id"), named(contact, "parent_user_id"), named(contact, "wa_id"));
  }

  static Optional<String> named(JsonObject item, String... names) {
    for (String name : names) {
      Optional<String> value = item.text(name).filter(text -> !text.isBlank());
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  boolean isNobody() {
    return userId.isEmpty() && parentUserId.isEmpty() && phone.isEmpty();
  }

  /** The same text for the same person in every spelling of the phone number; empty for nobody. */
  String key() {
    return userId.map(id -> "user:" + id)
        .or(() -> phone.map(number -> "phone:" + digits(number)))
        .or(() -> parentUserId.map(id -> "parent:" + id))
        .orElse("");
  }

  /** As notifications name people: {@code user_id}, {@code parent_user_id}, {@code wa_id}, {@code username}, {@code profile}. */
  JsonObject describe(JsonObject value) {
    JsonObject contact = contact(value);
    JsonObject profile = contact.object("profile").orElse(JsonObject.EMPTY);
    return JsonObject.EMPTY
        .with("user_id", userId.or(() -> named(contact, "user_id")))
        .with("parent_user_id", parentUserId.or(() -> named(contact, "parent_user_id")))
        .with("wa_id", phone.or(() -> named(contact, "wa_id")))
        .with("username", named(profile, "username").or(() -> named(contact, "username")))
        .with("profile", named(profile, "name").map(name -> JsonObject.EMPTY.with("name", name)));
  }

  /** The person's own contact among those of the delivery, which may hold everybody's, or none at all. */
  private JsonObject contact(JsonObject value) {
    List<JsonObject> contacts = value.objects("contacts");
    if (isNobody()) {
      return contacts.size() == 1 ? contacts.getFirst() : JsonObject.EMPTY;
    }
    return contacts.stream().filter(contact -> is(ofContact(contact))).findFirst().orElse(JsonObject.EMPTY);
  }

  /** Whether it is the same person. */
  boolean is(Person other) {
    // Where both have a user id, it decides: a phone number may have passed from one person to another.
    if (userId.isPresent() && other.userId.isPresent()) {
      return userId.equals(other.userId);
    }
    return phone.isPresent() && phone.map(Person::digits).equals(other.phone.map(Person::digits));
  }

  static String digits(String number) {
    return number.replaceAll("\\D", "");
  }
}
