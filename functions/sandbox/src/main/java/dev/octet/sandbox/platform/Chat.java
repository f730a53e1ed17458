package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;

/** Where messages are exchanged. */
public sealed interface Chat {
  record OfGroup(String groupId) implements Chat {}

  /**
   * Between a business number and one person.
   *
   * @param whom the person's id; for who is not on the platform, what the message was addressed to
   */
  record OfPerson(String phoneNumberId, String whom) implements Chat {}

  default JsonObject toJson() {
    return switch (this) {
      case OfGroup group -> JsonObject.EMPTY.with("group_id", group.groupId());
      case OfPerson person -> JsonObject.EMPTY.with("phone_number_id", person.phoneNumberId()).with("whom", person.whom());
    };
  }

  static Chat ofJson(JsonObject json) {
    return json.text("group_id").<Chat>map(OfGroup::new)
        .orElseGet(() -> new OfPerson(json.text("phone_number_id").orElseThrow(), json.text("whom").orElseThrow()));
  }
}
