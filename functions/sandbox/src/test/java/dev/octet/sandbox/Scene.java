package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A business on the sandbox, and what has happened before a test begins: told in sentences, each done over the sandbox's
 * public API. What came into being thereby has names, which the tests' files have in braces.
 */
final class Scene {
  private static final String ADA = "447700900123";
  private static final String BEN = "447700900124";
  private static final String DEV = "447700900126";

  final Platform platform;
  private final Map<String, String> names = new HashMap<>(Map.of(
      "number", Platform.NUMBER, "account", "200000000000001", "ada", ADA, "ben", BEN, "dev", DEV, "long", "x".repeat(1025),
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
    platform.deliver();
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
      case "Dev is in" -> join("dev", person("Dev", JsonObject.EMPTY.with("wa_id", DEV).with("username", "dev.roofs")), "joined");
      case "Cleo is about" -> cleo();
      case "Ada is about" -> person("Ada", JsonObject.EMPTY.with("wa_id", ADA));
      case "Ben has cancelled" -> act("ben", "cancel", inGroup());
      case "Ada is out" -> act("ada", "leave", inGroup());
      case "Cleo is out" -> act("cleo", "leave", inGroup());
      case "Ada reads" -> act("ada", "read", inGroup());
      case "Cleo reads" -> act("cleo", "read", inGroup());
      case "Ada plays it" -> act("ada", "play", inGroup().with("message_id", name("sent")));
      case "Ada is another user" -> names.put("ada_user_id", act("ada", "identity", JsonObject.EMPTY.with("user_id", true)).text("user_id"));
      case "Ada has another number" -> act("ada", "identity", JsonObject.EMPTY.with("wa_id", "447700900125"));
      case "Ada has written" -> names.put("received", platform.write(name("ada_id"), name("group"), "Thursday instead?"));
      case "Cleo has written" -> platform.write(name("cleo_id"), name("group"), "Thursday suits me.");
      case "Dev has written" -> platform.write(name("dev_id"), name("group"), "Me too.");
      case "Ada replies" -> says("ada", "text", JsonObject.EMPTY.with("body", "Yes, at ten."), JsonObject.EMPTY.with("message_id", name("sent")));
      case "Ada reacts" -> says("ada", "reaction", JsonObject.EMPTY.with("message_id", name("sent")).with("emoji", "\uD83D\uDC4D"), null);
      case "Ada sends what is unsupported" -> says("ada", "unsupported", null, null);
      case "Ada sends a poll" -> says("ada", "unsupported", JsonObject.EMPTY.with("type", "poll"), null);
      case "Ada writes to the business alone" -> act("ada", "messages", JsonObject.EMPTY.with("phone_number_id", name("number"))
          .with("type", "text").with("text", JsonObject.EMPTY.with("body", "Are you there?")));
      case "Ben sends an image" -> says("ben", "image", JsonObject.EMPTY.with("caption", "Look"), null);
      case "Ben sends a video" -> says("ben", "video", JsonObject.EMPTY.with("caption", "Look"), null);
      case "Ben sends an audio" -> says("ben", "audio", JsonObject.EMPTY, null);
      case "Ben sends a document" -> says("ben", "document", JsonObject.EMPTY.with("caption", "Look").with("filename", "roof.pdf"), null);
      case "Ben sends a sticker" -> says("ben", "sticker", JsonObject.EMPTY, null);
      case "the business has reacted" -> sent("reaction", JsonObject.EMPTY.with("message_id", "wamid.any").with("emoji", "\uD83D\uDC4D"));
      case "the business has sent a voice note" -> sent("audio", JsonObject.EMPTY.with("id", name("audio")).with("voice", true));
      case "the business has sent the reminder" -> sent("template", Platform.ofTemplate("group_visit_reminder"));
      case "the business has invited Ada" -> names.put("sent", answered(platform.send(JsonObject.EMPTY.with("to", ADA).with("type", "template")
          .with("template", Platform.ofTemplate("order_group_invite").with("components", List.of(JsonObject.EMPTY.with("type", "body").with("parameters", List.of(
              JsonObject.EMPTY.with("type", "group_id").with("group_id", name("group")), JsonObject.EMPTY.with("type", "text").with("text", "your roof")))))))).json()
          .objects("messages").getFirst().text("id").orElseThrow());
      case "the business has sent the layout" -> sent("template", Platform.ofTemplate("group_layout_ready").with("components", List.of(
          component("header", "image", JsonObject.EMPTY.with("id", name("image"))), component("body", "text", "7"))));
      case "the business has written" -> names.put("sent", platform.text(name("group"), "Thursday?"));
      case "that is pinned" -> names.put("pin", message("pin",
          JsonObject.EMPTY.with("type", "pin").with("message_id", name("sent")).with("expiration_days", 7)));
      case "files are uploaded" -> Map.of("image", "image/jpeg", "video", "video/mp4", "audio", "audio/ogg", "document", "application/pdf", "sticker", "image/webp")
          .forEach((name, type) -> names.put(name, platform.media(type)));
      case "the suspension is cleared" -> answered(platform.api("POST", "groups/" + name("group") + "/clear_suspension", ""));
      case "something is wrong with the number" -> answered(platform.api("POST", "numbers/" + name("number") + "/errors", "{\"code\":130429}"));
      case "the template is rejected" -> decide("roof_done", "reject");
      case "the reminder is marketing" -> decide("group_visit_reminder", "category", "{\"category\":\"MARKETING\"}");
      case "the group is suspended" -> answered(platform.api("POST", "groups/" + name("group") + "/suspend", ""));
      case "the first page was read" -> names.put("cursor", answered(platform.get(Platform.GROUPS + "?limit=2")).json()
          .object("paging").orElseThrow().object("cursors").orElseThrow().text("after").orElseThrow());
      case "the group is deleted" -> answered(platform.delete(name("group")));
      case "eight people are in" -> IntStream.range(0, 8).forEach(i -> {
        String name = "Guest" + i;
        join(name.toLowerCase(Locale.ROOT), person(name, JsonObject.EMPTY), "requested");
        answered(platform.operate("POST", name("group"), "join_requests", JsonObject.EMPTY.with("join_requests", List.of(name(name.toLowerCase(Locale.ROOT) + "_request")))));
      });
      case "a template is made" -> answered(platform.graph("POST", "/sandbox/graph/v26.0/" + name("account") + "/message_templates", JsonObject.EMPTY
          .with("name", "roof_done").with("category", "UTILITY").with("language", "en")
          .with("components", List.of(JsonObject.EMPTY.with("type", "BODY").with("text", "Your roof is done.")))));
      case "the reminder is paused" -> decide("group_visit_reminder", "pause");
      case "the reminder is disabled" -> decide("group_visit_reminder", "disable");
      case "a day has passed" -> pass(Duration.ofHours(25));
      case "October 2026 has come" -> pass(Duration.between(Instant.now(), Instant.parse("2026-10-01T00:00:00Z")));
      default -> throw new IllegalArgumentException("Nobody knows how to do this: " + sentence);
    }
  }

  private void group(String name, JsonObject more) {
    JsonObject made = platform.group("Roof repair", more);
    names.put(name, made.text("group_id").orElseThrow());
    names.put(name + "_link", made.text("invite_link").orElseThrow());
    platform.clock.advance(Duration.ofMillis(3)); // the next one is newer
  }

  /** What the platform does to a template of the account. */
  private void decide(String template, String what) {
    decide(template, what, "{}");
  }

  private void decide(String template, String what, String body) {
    String id = platform.api("GET", "templates", "").json().objects("templates").stream()
        .filter(it -> it.text("name").orElse("").equals(template) && it.text("account_id").orElse("").equals(name("account"))).findFirst().orElseThrow().text("id").orElseThrow();
    answered(platform.api("POST", "templates/" + id + "/" + what, body));
  }

  private void pass(Duration time) {
    if (time.isPositive()) {
      answered(platform.api("POST", "clock", JsonObject.EMPTY.with("advance", time.toString()).toJson()));
    }
  }

  private JsonObject inGroup() {
    return JsonObject.EMPTY.with("group_id", name("group"));
  }

  private void says(String person, String type, @Nullable JsonObject content, @Nullable JsonObject context) {
    JsonObject message = inGroup().with("type", type);
    JsonObject whole = content == null ? message : message.with(type, content);
    act(person, "messages", context == null ? whole : whole.with("context", context));
  }

  private void sent(String type, JsonObject content) {
    names.put("sent", message(type, content));
  }

  /** What the business sends to the group; its id. */
  private String message(String type, JsonObject content) {
    return answered(platform.sendToGroup(name("group"), type, content)).json().objects("messages").getFirst().text("id").orElseThrow();
  }

  private static JsonObject component(String of, String type, Object parameter) {
    return JsonObject.EMPTY.with("type", of).with("parameters", List.of(JsonObject.EMPTY.with("type", type).with(type, parameter)));
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
      body = Arrays.copyOf(body, body.length + (int) request.whole("spaces_after").orElse(0));
      Arrays.fill(body, request.object("body").orElseThrow().toBytes().length, body.length, (byte) ' ');
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
