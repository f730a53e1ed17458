package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A business on the sandbox, and what has happened before a test begins: told in sentences, each done over the sandbox's
 * public API. What came into being thereby has names, which the tests' files have in braces.
 */
final class Scene {
  private static final String ADA = "447700900123";
  private static final String BEN = "447700900124";

  final Platform platform;
  private final Map<String, String> names = new HashMap<>(Map.of(
      "number", Platform.NUMBER, "account", "200000000000001", "ada", ADA, "ben", BEN,
      "unknown", "Y2FwaV9ncm91cDoxNTU1MDEwMDAwMToxMjAzNjM0MDAwMDAwMDAwMDAZD"));

  /** Whatever happened before is forgotten. */
  Scene(Platform platform) {
    this.platform = platform;
    answered(platform.api("POST", "reset", ""));
    platform.deliver();
    platform.receiver.deliveries().clear();
  }

  String name(String name) {
    String value = names.get(name);
    assertThat(value).as("what {%s} is", name).isNotNull();
    return value;
  }

  void name(String name, String value) {
    names.put(name, value);
  }

  /** The text with everything in braces that has a name. */
  String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      filled = filled.replace("{" + name.getKey() + "}", name.getValue());
    }
    return filled;
  }

  Scene given(List<String> sentences) {
    sentences.forEach(this::given);
    return this;
  }

  Scene given(String... sentences) {
    return given(List.of(sentences));
  }

  private void given(String sentence) {
    switch (sentence) {
      case "a group" -> group("group", JsonObject.EMPTY);
      case "a group with approval" -> group("group", JsonObject.EMPTY.with("join_approval_mode", "approval_required"));
      case "a group with a description" -> group("group", JsonObject.EMPTY.with("description", "Tiles, gutters and the chimney."));
      case "another group" -> group("other_group", JsonObject.EMPTY);
      case "a third group" -> group("third_group", JsonObject.EMPTY);
      case "Ada is in" -> join("ada", person("Ada", JsonObject.EMPTY.with("wa_id", ADA)), "joined");
      case "Ben is in" -> join("ben", person("Ben", JsonObject.EMPTY.with("wa_id", BEN)), "joined");
      case "Cleo is in" -> join("cleo", cleo(), "joined");
      case "Ada has asked" -> join("ada", person("Ada", JsonObject.EMPTY.with("wa_id", ADA)), "requested");
      case "Ben has asked" -> join("ben", person("Ben", JsonObject.EMPTY.with("wa_id", BEN)), "requested");
      case "Ben has asked without the newer terms" ->
          join("ben", person("Ben", JsonObject.EMPTY.with("wa_id", BEN).with("accepted_terms", false)), "requested");
      case "Cleo has asked" -> join("cleo", cleo(), "requested");
      case "Cleo is about" -> cleo();
      case "Ben has cancelled" -> act("ben", "cancel", JsonObject.EMPTY.with("group_id", name("group")));
      case "Ada is out" -> act("ada", "leave", JsonObject.EMPTY.with("group_id", name("group")));
      case "Ada has written" -> names.put("received", platform.write(name("ada_id"), name("group"), "Thursday instead?"));
      case "the business has written" -> names.put("sent", platform.text(name("group"), "Thursday?"));
      case "that is pinned" -> answered(platform.sendToGroup(name("group"), "pin",
          JsonObject.EMPTY.with("type", "pin").with("message_id", name("sent")).with("expiration_days", 7)));
      case "files are uploaded" -> Map.of("image", "image/jpeg", "video", "video/mp4", "audio", "audio/ogg", "document", "application/pdf", "sticker", "image/webp")
          .forEach((name, type) -> names.put(name, platform.media(type)));
      case "the group is suspended" -> answered(platform.api("POST", "groups/" + name("group") + "/suspend", ""));
      case "the first page was read" -> names.put("cursor", answered(platform.get(Platform.GROUPS + "?limit=2")).json()
          .object("paging").orElseThrow().object("cursors").orElseThrow().text("after").orElseThrow());
      case "a day has passed" -> answered(platform.api("POST", "clock", "{\"advance\":\"PT25H\"}"));
      default -> throw new IllegalArgumentException("Nobody knows how to do this: " + sentence);
    }
    platform.deliver();
  }

  private void group(String name, JsonObject more) {
    JsonObject made = platform.group("Roof repair", more);
    names.put(name, made.text("group_id").orElseThrow());
    names.put(name + "_link", made.text("invite_link").orElseThrow());
    platform.clock.advance(Duration.ofMillis(3)); // the next one is newer
  }

  /** Somebody with a username, and no phone number for a business to see. */
  private JsonObject cleo() {
    return person("Cleo", JsonObject.EMPTY.with("username", "cleo.fits"));
  }

  private JsonObject person(String called, JsonObject more) {
    JsonObject made = answered(platform.api("POST", "people", JsonObject.EMPTY.with("name", called).withAll(more).toJson())).json();
    String name = called.toLowerCase(Locale.ROOT);
    names.put(name + "_id", made.text("id").orElseThrow());
    names.put(name + "_user_id", made.text("user_id").orElseThrow());
    return made;
  }

  private void join(String name, JsonObject person, String status) {
    assertThat(platform.join(person.text("id").orElseThrow(), name("group_link")).text("status")).isEqualTo(status);
    platform.clock.advance(Duration.ofMillis(3));
    Stream.of(platform.truth(name("group"))).flatMap(group -> group.objects("join_requests").stream())
        .filter(request -> request.text("id").equals(person.text("id")))
        .forEach(request -> names.put(name + "_request", request.text("join_request_id").orElseThrow()));
  }

  Platform.Answer act(String person, String action, JsonObject body) {
    return answered(platform.act(name(person + "_id"), action, body));
  }

  static Platform.Answer answered(Platform.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  /** What a row of a test's file sets, and asks. */
  Platform.Answer asked(JsonObject request) {
    String path = "/sandbox/graph/" + request.text("version").orElse("v26.0") + "/" + request.text("path").orElseThrow();
    Map<String, String> headers = new HashMap<>(Map.of("authorization", "Bearer " + Platform.TOKEN));
    byte[] body = request.object("body").map(JsonObject::toBytes).orElse(new byte[0]);
    if (request.has("body")) {
      headers.put("content-type", "application/json");
    }
    if (request.has("form")) {
      headers.put("content-type", Pictures.FORM);
      body = Pictures.form(request.objects("form").stream().map(Scene::part).toArray(byte[][]::new));
    }
    return platform.call(request.text("method").orElseThrow(), path, headers, body);
  }

  private static byte[] part(JsonObject part) {
    String name = part.text("name").orElseThrow();
    return part.text("picture").map(size -> Pictures.file(name, "image/jpeg",
            Pictures.jpeg(Integer.parseInt(size.split("x", -1)[0]), Integer.parseInt(size.split("x", -1)[1]))))
        .orElseGet(() -> Pictures.text(name, part.text("value").orElseThrow()));
  }
}
