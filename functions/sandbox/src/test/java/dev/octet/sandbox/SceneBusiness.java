package dev.octet.sandbox;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Map;

/** What the business of a {@link Scene} sends. */
final class SceneBusiness {
  private static final Map<String, String> FILES = Map.of(
      "image", "image/jpeg", "video", "video/mp4", "audio", "audio/ogg", "document", "application/pdf", "sticker", "image/webp");

  private final Scene scene;

  SceneBusiness(Scene scene) {
    this.scene = scene;
  }

  void does(String what) {
    switch (what) {
      case "has uploaded files" -> FILES.forEach((name, type) -> scene.name(name, scene.platform.media(type)));
      case "has made a template" -> Scene.answered(scene.platform.graph("POST", "/sandbox/graph/v26.0/" + scene.name("account") + "/message_templates",
          JsonObject.EMPTY.with("name", "roof_done").with("category", "UTILITY").with("language", "en")
              .with("components", List.of(JsonObject.EMPTY.with("type", "BODY").with("text", "Your roof is done.")))));
      case "has pinned it" -> scene.name("pin", sent(toGroup("pin",
          JsonObject.EMPTY.with("type", "pin").with("message_id", scene.name("sent")).with("expiration_days", 7))));
      case "has deleted the group" -> Scene.answered(scene.platform.delete(scene.name("group")));
      case "has read the first page of its groups" -> scene.name("cursor", Scene.answered(scene.platform.get(Platform.GROUPS + "?limit=2")).json()
          .object("paging").orElseThrow().object("cursors").orElseThrow().text("after").orElseThrow());
      default -> scene.name("sent", sent(message(what)));
    }
  }

  private JsonObject message(String what) {
    return switch (what) {
      case "has written" -> toGroup("text", JsonObject.EMPTY.with("body", "Thursday?"));
      case "has written with a mark" -> toGroup("text", JsonObject.EMPTY.with("body", "Thursday?")).with("biz_opaque_callback_data", "roof-7");
      case "has reacted" -> toGroup("reaction", JsonObject.EMPTY.with("message_id", scene.name("received")).with("emoji", "\uD83D\uDC4D"));
      case "has sent a voice note" -> toGroup("audio", JsonObject.EMPTY.with("id", scene.name("audio")).with("voice", true));
      case "has sent the reminder" -> toGroup("template", Platform.ofTemplate("group_visit_reminder"));
      case "has sent the layout" -> toGroup("template", Platform.ofTemplate("group_layout_ready").with("components", List.of(
          component("header", parameter("image", JsonObject.EMPTY.with("id", scene.name("image")))), component("body", parameter("text", "7")))));
      case "has invited Ada" -> JsonObject.EMPTY.with("to", scene.name("ada")).with("type", "template")
          .with("template", Platform.ofTemplate("order_group_invite").with("components", List.of(
              component("body", parameter("group_id", scene.name("group")), parameter("text", "your roof")))));
      default -> throw new IllegalArgumentException("No business knows how to do this: " + what);
    };
  }

  private JsonObject toGroup(String type, JsonObject content) {
    return JsonObject.EMPTY.with("recipient_type", "group").with("to", scene.name("group")).with("type", type).with(type, content);
  }

  private String sent(JsonObject message) {
    return Scene.answered(scene.platform.send(message)).json().objects("messages").getFirst().text("id").orElseThrow();
  }

  private static JsonObject component(String type, JsonObject... parameters) {
    return JsonObject.EMPTY.with("type", type).with("parameters", List.of(parameters));
  }

  private static JsonObject parameter(String type, Object value) {
    return JsonObject.EMPTY.with("type", type).with(type, value);
  }
}
