package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What people do in a {@link Scene}: one with a number, one more, one with a username alone, and one with both. */
final class ScenePeople {
  private static final String ANOTHER_NUMBER = "447700900125";
  private static final Map<String, JsonObject> PEOPLE = Map.of(
      "Ada", JsonObject.EMPTY.with("wa_id", "447700900123"),
      "Ben", JsonObject.EMPTY.with("wa_id", "447700900124"),
      "Cleo", JsonObject.EMPTY.with("username", "cleo.fits"),
      "Dev", JsonObject.EMPTY.with("wa_id", "447700900126").with("username", "dev.roofs"));

  private final Scene scene;

  ScenePeople(Scene scene) {
    this.scene = scene;
    PEOPLE.forEach((name, person) -> person.text("wa_id").ifPresent(number -> scene.name(lower(name), number)));
  }

  static boolean has(String name) {
    return PEOPLE.containsKey(name);
  }

  void does(String name, String what) {
    switch (what) {
      case "is about" -> made(name, PEOPLE.get(name));
      case "is in" -> joins(made(name, PEOPLE.get(name)), lower(name), "joined");
      case "has asked" -> joins(made(name, PEOPLE.get(name)), lower(name), "requested");
      case "has asked without the newer terms" -> joins(made(name, PEOPLE.get(name).with("accepted_terms", false)), lower(name), "requested");
      case "has cancelled" -> act(name, "cancel", inGroup());
      case "is out" -> act(name, "leave", inGroup());
      case "reads" -> act(name, "read", inGroup());
      case "plays it" -> act(name, "play", inGroup().with("message_id", scene.name("sent")));
      case "is another user" -> scene.name(lower(name) + "_user_id", act(name, "identity", JsonObject.EMPTY.with("user_id", true)).text("user_id"));
      case "has another number" -> act(name, "identity", JsonObject.EMPTY.with("wa_id", ANOTHER_NUMBER));
      default -> act(name, "messages", message(what));
    }
  }

  private JsonObject message(String what) {
    return switch (what) {
      case "has written" -> says("text", JsonObject.EMPTY.with("body", "Thursday instead?"));
      case "writes to the business alone" -> says("text", JsonObject.EMPTY.with("body", "Are you there?")).without("group_id").with("phone_number_id", scene.name("number"));
      case "replies" -> says("text", JsonObject.EMPTY.with("body", "Yes, at ten.")).with("context", JsonObject.EMPTY.with("message_id", scene.name("sent")));
      case "reacts" -> says("reaction", JsonObject.EMPTY.with("message_id", scene.name("sent")).with("emoji", "\uD83D\uDC4D"));
      case "sends what is unsupported" -> inGroup().with("type", "unsupported");
      case "sends a poll" -> says("unsupported", JsonObject.EMPTY.with("type", "poll"));
      case "sends an image" -> says("image", JsonObject.EMPTY.with("caption", "Look"));
      case "sends a video" -> says("video", JsonObject.EMPTY.with("caption", "Look"));
      case "sends an audio" -> says("audio", JsonObject.EMPTY);
      case "sends a document" -> says("document", JsonObject.EMPTY.with("caption", "Look").with("filename", "roof.pdf"));
      case "sends a sticker" -> says("sticker", JsonObject.EMPTY);
      default -> throw new IllegalArgumentException("Nobody knows how to do this: " + what);
    };
  }

  /** As many without a phone number, who ask and are let in. */
  void comeIn(int people) {
    for (int i = 0; i < people; i++) {
      String guest = "guest" + i;
      joins(made(guest, JsonObject.EMPTY), guest, "requested");
      Scene.answered(scene.platform.operate("POST", scene.name("group"), "join_requests",
          JsonObject.EMPTY.with("join_requests", List.of(scene.name(guest + "_request")))));
    }
  }

  private String made(String name, JsonObject person) {
    JsonObject made = Scene.answered(scene.platform.api("POST", "people", JsonObject.EMPTY.with("name", name).withAll(person).toJson())).json();
    scene.name(lower(name) + "_id", made.text("id").orElseThrow());
    scene.name(lower(name) + "_user_id", made.text("user_id").orElseThrow());
    return made.text("id").orElseThrow();
  }

  private void joins(String person, String name, String status) {
    assertThat(scene.platform.join(person, scene.name("group_link")).text("status")).isEqualTo(status);
    scene.platform.clock.advance(Duration.ofMillis(3)); // the next one comes later
    scene.platform.truth(scene.name("group")).objects("join_requests").stream().filter(request -> request.text("id").orElse("").equals(person))
        .forEach(request -> scene.name(name + "_request", request.text("join_request_id").orElseThrow()));
  }

  private Platform.Answer act(String name, String action, JsonObject body) {
    Platform.Answer answer = Scene.answered(scene.platform.act(scene.name(lower(name) + "_id"), action, body));
    answer.json().text("message_id").ifPresent(id -> scene.name("received", id));
    return answer;
  }

  private JsonObject inGroup() {
    return JsonObject.EMPTY.with("group_id", scene.name("group"));
  }

  private JsonObject says(String type, JsonObject content) {
    return inGroup().with("type", type).with(type, content);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
