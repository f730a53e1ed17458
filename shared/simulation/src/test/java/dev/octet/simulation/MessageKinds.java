package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What is sent to groups. Another kind is a line. */
final class MessageKinds {
  private static final JsonObject WHATSAPP = JsonObject.EMPTY.with("messaging_product", "whatsapp");
  private static final String LINK = "https://files.simulated/layout.";

  private MessageKinds() {}

  /**
   * What a message is made for.
   *
   * @param mark the command's id, which stands in what is sent
   * @param mediaId of an uploaded picture
   * @param sent what was sent to the group and taken
   */
  record Occasion(String groupId, String mark, String mediaId, List<String> sent) {}

  interface Body {
    /** What stands under the name of the type; empty where there is no occasion for it. */
    Optional<JsonObject> of(RandomGenerator random, Occasion occasion);
  }

  /** @param weight how often it comes, beside the others */
  record Kind(String name, int weight, String command, String type, Body body) {}

  /** A command and its body. */
  record Asked(String kind, String command, JsonObject body) {}

  static final List<Kind> ALL = List.of(
      new Kind("text", 12, "send_message", "text", (_, it) -> Optional.of(JsonObject.EMPTY.with("body", "Text " + it.mark()))),
      new Kind("image by link", 2, "send_message", "image", (_, it) -> Optional.of(JsonObject.EMPTY.with("link", LINK + "jpg").with("caption", it.mark()))),
      new Kind("image by id", 2, "send_message", "image", (_, it) -> Optional.of(JsonObject.EMPTY.with("id", it.mediaId()).with("caption", it.mark()))),
      new Kind("video", 1, "send_message", "video", (_, it) -> Optional.of(JsonObject.EMPTY.with("link", LINK + "mp4").with("caption", it.mark()))),
      new Kind("document", 1, "send_message", "document", (_, it) -> Optional.of(JsonObject.EMPTY.with("link", LINK + "pdf").with("filename", it.mark() + ".pdf"))),
      new Kind("voice note", 1, "send_message", "audio", (_, it) -> Optional.of(JsonObject.EMPTY.with("link", LINK + it.mark() + ".ogg").with("voice", true))),
      new Kind("sticker", 1, "send_message", "sticker", (_, it) -> Optional.of(JsonObject.EMPTY.with("link", LINK + it.mark() + ".webp"))),
      new Kind("utility template", 4, "send_message", "template", (_, it) -> Optional.of(template("group_visit_reminder", body(it)))),
      new Kind("marketing template", 2, "send_message", "template", (_, it) -> Optional.of(template("group_layout_ready", header(it), body(it)))),
      new Kind("pin", 1, "pin_message", "pin", (random, it) -> some(random, it).map(id -> pin("pin", id).with("expiration_days", random.nextInt(1, 31)))),
      new Kind("unpin", 1, "unpin_message", "pin", (random, it) -> some(random, it).map(id -> pin("unpin", id))));

  private static final int WEIGHTS = ALL.stream().mapToInt(Kind::weight).sum();

  static Asked draw(RandomGenerator random, Occasion occasion) {
    int at = random.nextInt(WEIGHTS);
    for (Kind kind : ALL) {
      at -= kind.weight();
      if (at < 0) {
        return kind.body().of(random, occasion).map(content -> asked(kind, occasion, content))
            .orElseGet(() -> asked(ALL.getFirst(), occasion, ALL.getFirst().body().of(random, occasion).orElseThrow()));
      }
    }
    throw new AssertionError("weights");
  }

  private static Asked asked(Kind kind, Occasion occasion, JsonObject content) {
    return new Asked(kind.name(), kind.command(), WHATSAPP.with("recipient_type", "group").with("to", occasion.groupId()).with("type", kind.type())
        .with(kind.type(), content).with("biz_opaque_callback_data", occasion.mark()));
  }

  private static JsonObject template(String name, JsonObject... components) {
    return JsonObject.EMPTY.with("name", name).with("language", JsonObject.EMPTY.with("code", "en")).with("components", List.of(components));
  }

  private static JsonObject header(Occasion occasion) {
    return JsonObject.EMPTY.with("type", "header").with("parameters", List.of(
        JsonObject.EMPTY.with("type", "image").with("image", JsonObject.EMPTY.with("id", occasion.mediaId()))));
  }

  private static JsonObject body(Occasion occasion) {
    return JsonObject.EMPTY.with("type", "body").with("parameters", List.of(JsonObject.EMPTY.with("type", "text").with("text", occasion.mark())));
  }

  private static JsonObject pin(String type, String messageId) {
    return JsonObject.EMPTY.with("type", type).with("message_id", messageId);
  }

  private static Optional<String> some(RandomGenerator random, Occasion occasion) {
    return occasion.sent().isEmpty() ? Optional.empty() : Optional.of(occasion.sent().get(random.nextInt(occasion.sent().size())));
  }
}
