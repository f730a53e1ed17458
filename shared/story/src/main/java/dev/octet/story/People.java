package dev.octet.story;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who plays a part, and what they do in their app. */
final class People {
  /** Numbers that are kept free for plays, 07700 900000 to 900999. */
  private static final long FIRST_NUMBER = 447_700_900_100L;
  private static final int NUMBERS = 900;
  private static final String API = "/sandbox/api/people";

  private final Stage stage;
  private final List<Person> all = new ArrayList<>();
  private int numbersTried;

  People(Stage stage) {
    this.stage = stage;
  }

  Person comesWithNumber(String name) {
    for (; numbersTried < NUMBERS; numbersTried++) {
      Answer answer = add(JsonObject.EMPTY.with("name", name).with("wa_id", Long.toString(FIRST_NUMBER + numbersTried)));
      if (answer.status() != 409) { // that number is somebody's: of an earlier story
        return met(name, answer);
      }
    }
    throw new NotSeenException("a phone number for " + name, "all are taken; POST /sandbox/api/reset frees them");
  }

  Person comesWithoutNumber(String name) {
    return met(name, add(JsonObject.EMPTY.with("name", name)));
  }

  private Answer add(JsonObject person) {
    return stage.call(Request.of("POST", API, person));
  }

  private Person met(String name, Answer answer) {
    if (!answer.ok()) {
      throw new NotSeenException("somebody called " + name, answer.toString());
    }
    Person person = new Person(answer.text("id"), name, answer.body());
    all.add(person);
    return person;
  }

  /** Empty of whom the story does not know. */
  Optional<Person> known(JsonObject participant) {
    return all.stream().filter(person -> person.is(participant)).findFirst();
  }

  String name(JsonObject participant) {
    return known(participant).map(Person::name).orElseGet(() -> "somebody " + participant.text("user_id").or(() -> participant.text("wa_id")).orElse(""));
  }

  String nameOfId(String personId) {
    return all.stream().filter(person -> person.id().equals(personId)).findFirst().map(Person::name).orElse("somebody " + personId);
  }

  /** @return what became of it: {@code joined}, {@code requested}, or {@code refused: } and the reason */
  String opens(Person person, String inviteLink) {
    Answer answer = does(person, "join", JsonObject.EMPTY.with("invite_link", inviteLink));
    return answer.text("status") + answer.body().text("reason").map(reason -> ": " + reason).orElse("");
  }

  /** @return the message's id */
  String writes(Person person, String groupId, JsonObject message) {
    return does(person, "messages", message.with("group_id", groupId)).text("message_id");
  }

  void reads(Person person, String groupId) {
    does(person, "read", JsonObject.EMPTY.with("group_id", groupId)).text("status");
  }

  private Answer does(Person person, String what, JsonObject body) {
    return stage.call(Request.of("POST", API + "/" + person.id() + "/" + what, body));
  }

  /** The chat with the business alone, as they see it. */
  List<JsonObject> chat(Person person) {
    return stage.call(Request.get(API + "/" + person.id() + "/messages?phone_number_id=" + stage.number())).body().objects("messages");
  }
}
