package dev.octet.story;

import static dev.octet.story.Business.WHATSAPP;

import dev.octet.domain.json.JsonObject;
import dev.octet.story.Progress.Kind;
import java.util.List;
import java.util.Optional;

/** What is said in the group, both ways, and what becomes of it. */
final class Talk {
  private final Scene scene;
  private final Business business;
  private final Gathering group;
  private final Person ada;
  private final Person ben;
  private final Person dara;

  Talk(Scene scene, Business business, Gathering group, Cast cast) {
    this.scene = scene;
    this.business = business;
    this.group = group;
    this.ada = cast.ada();
    this.ben = cast.ben();
    this.dara = cast.dara();
  }

  void play() {
    scene.step(Kind.MESSAGES, "Ben writes, and the business reads it", () -> {
      JsonObject message = received(scene.people.writes(ben, group.id, text("When do you come?")));
      Scene.same("what he wrote", Optional.of("When do you come?"), message.object("text").flatMap(it -> it.text("body")));
    });
    String answer = scene.gives(Kind.MESSAGES, "The business answers, and it reaches Ada and Ben", () ->
        reaches(group.message("text", JsonObject.EMPTY.with("body", "Thursday at ten. Please leave the gate open.")), ada, ben));
    scene.step(Kind.MESSAGES, "Ada replies to that message", () -> {
      JsonObject message = received(scene.people.writes(ada, group.id, text("Thursday is fine.").with("context", JsonObject.EMPTY.with("message_id", answer))));
      Scene.same("what she replies to", Optional.of(answer), message.object("context").flatMap(it -> it.text("id")));
    });
    scene.step(Kind.MESSAGES, "Ada sends a picture", () -> {
      JsonObject message = received(scene.people.writes(ada, group.id,
          JsonObject.EMPTY.with("type", "image").with("image", JsonObject.EMPTY.with("caption", "It leaks here."))));
      Scene.same("its caption", Optional.of("It leaks here."), message.object("image").flatMap(it -> it.text("caption")));
    });
    String picture = scene.gives(Kind.MESSAGES, "The business sends one, too", () ->
        reaches(group.message("image", JsonObject.EMPTY.with("id", upload()).with("caption", "As it will be.")), ada, ben));
    scene.step(Kind.MESSAGES, "Ada and Ben read, and both messages are read by all", () -> readBy(List.of(answer, picture), ada, ben));
    scene.step(Kind.MESSAGES, "The answer is pinned", () -> {
      String _ = business.sent(group.message("pin", JsonObject.EMPTY.with("type", "pin").with("message_id", answer).with("expiration_days", 7)));
      JsonObject _ = scene.seen("message.pinned", () -> business.told("message.pinned", answer));
      scene.seen("it among the group's pins", () -> business.reads("/v1/groups/" + group.id + "/messages?limit=1").objects("pinned").stream()
          .anyMatch(pin -> pin.text("message_id").equals(Optional.of(answer))));
    });
  }

  /** Ben has gone, Dara has come. */
  void lastWord() {
    scene.step(Kind.MESSAGES, "A template goes to the group, and all who are left read it", () -> {
      JsonObject template = JsonObject.EMPTY.with("name", "group_visit_reminder").with("language", JsonObject.EMPTY.with("code", "en"))
          .with("components", List.of(JsonObject.EMPTY.with("type", "body").with("parameters", List.of(JsonObject.EMPTY.with("type", "text").with("text", "Thursday")))));
      readBy(List.of(reaches(group.message("template", template), ada, dara)), ada, dara);
    });
  }

  private static JsonObject text(String body) {
    return JsonObject.EMPTY.with("type", "text").with("text", JsonObject.EMPTY.with("body", body));
  }

  /** The platform's object, as Octet tells it. */
  private JsonObject received(String messageId) {
    return scene.seen("message.received", () -> business.told("message.received", messageId)).object("message").orElseThrow();
  }

  /** Returns its id. A phone that is off has it later: with the reading. */
  private String reaches(JsonObject message, Person... people) {
    String id = business.sent(message);
    for (Person person : people) {
      scene.told("message.delivered to " + person.name(), () -> receipt("message.delivered", id, person));
    }
    return id;
  }

  private void readBy(List<String> messages, Person... people) {
    for (Person person : people) {
      scene.people.reads(person, group.id);
    }
    for (String id : messages) {
      for (Person person : people) {
        JsonObject _ = scene.seen("message.read by " + person.name(), () -> receipt("message.read", id, person));
      }
      // While it is in doubt who is in the group, nobody can say that all have read.
      scene.told("message.read_by_all", () -> business.told("message.read_by_all", id));
    }
  }

  private Optional<JsonObject> receipt(String type, String messageId, Person person) {
    return scene.heard.told(type, data -> data.object("message").flatMap(it -> it.text("id")).equals(Optional.of(messageId))
        && data.object("participant").filter(person::is).isPresent());
  }

  /** Uploads are not recorded: who gets no answer uploads again. */
  private String upload() {
    Request request = Picture.upload("/graph/v26.0/" + scene.stage.number() + "/media", WHATSAPP);
    return scene.seen("an uploaded picture", () -> scene.stage.call(request).body().text("id"));
  }
}
