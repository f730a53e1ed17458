package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading;
import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/** Where a message goes: to a group, or to a person, who is named by the sender. */
public sealed interface Destination {
  /** The longest number that there can be (E.164). */
  String NUMBER = "[1-9]\\d{4,14}";
  /** Also a parent's id (spec §6, "BSUID rules"). */
  String USER_ID = "[A-Z]{2}\\.[A-Za-z0-9.]{1,140}";
  int MAX_GROUP_ID = 512;

  /** @param id opaque */
  record Group(String id) implements Destination {}

  /** @param digits of the number, without {@code +} */
  record Phone(String digits) implements Destination {
    @Override
    public String toString() {
      return "a phone number"; // for nobody's log
    }
  }

  record User(String userId) implements Destination {}

  /** What is wrong with what a body says of it; empty when nothing is. A group is told from a person by {@code recipient_type} alone. */
  static Optional<RequestReading.Wrong> problem(JsonObject body) {
    Shape shape = Shape.of(body, "").text("recipient_type", 32).text("to", MAX_GROUP_ID).text("recipient", MAX_GROUP_ID);
    if (shape.problem().isPresent()) {
      return shape.problem();
    }
    return switch (body.text("recipient_type").orElse("individual")) {
      case "group" -> body.text("to").isEmpty() ? wrong(131008, "`to` is missing: it is the id of the group.")
          : body.text("to").filter(Destination::isPhone).isPresent()
              ? wrong(131009, "`recipient_type` is `group`, and `to` is a phone number: it is the id of a group.")
              : Optional.empty();
      case "individual" -> body.has("to")
          ? value(isPhone(body.text("to").orElse("")), "`to` is no phone number. A group is written to with `recipient_type` `group`.")
          : body.has("recipient")
              ? value(body.text("recipient").orElse("").matches(USER_ID), "`recipient` is no user id as webhooks have it, such as US.13491208655302741918.")
              : wrong(131008, "`to` is missing: it is the id of a group, with `recipient_type` `group`, or a person's phone number; `recipient` takes a user id.");
      default -> wrong(131009, "`recipient_type` must be `group` or `individual`.");
    };
  }

  /** Of a body without a problem. Where it has a phone number and a user id, the number wins (spec §6). */
  static Destination ofBody(JsonObject body) {
    Optional<String> to = body.text("to");
    if (isGroup(body)) {
      return new Group(to.orElseThrow());
    }
    return to.<Destination>map(number -> new Phone(digits(number))).orElseGet(() -> new User(body.text("recipient").orElseThrow()));
  }

  static boolean isGroup(JsonObject body) {
    return body.text("recipient_type").filter("group"::equals).isPresent();
  }

  /** The same for what goes to the same place: of that, one after the other is sent. */
  default String key() {
    return switch (this) {
      case Group group -> "group/" + group.id();
      case Phone phone -> "phone/" + phone.digits();
      case User user -> "user/" + user.userId();
    };
  }

  /** How the body that is sent names it. */
  default JsonObject toJson() {
    return switch (this) {
      case Group group -> JsonObject.EMPTY.with("recipient_type", "group").with("to", group.id());
      case Phone phone -> JsonObject.EMPTY.with("recipient_type", "individual").with("to", phone.digits());
      case User user -> JsonObject.EMPTY.with("recipient_type", "individual").with("recipient", user.userId());
    };
  }

  static boolean isPhone(String to) {
    return digits(to).matches(NUMBER);
  }

  private static String digits(String number) {
    return number.replaceAll("[+() .-]", "");
  }

  private static Optional<RequestReading.Wrong> value(boolean right, String sentence) {
    return right ? Optional.empty() : wrong(131009, sentence);
  }

  private static Optional<RequestReading.Wrong> wrong(int code, String sentence) {
    return Optional.of(new RequestReading.Wrong(code, sentence));
  }
}
