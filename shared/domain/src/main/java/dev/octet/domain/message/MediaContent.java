package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading.Wrong;
import dev.octet.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** A file that is shown, played or handed over: uploaded before, or fetched by the platform (spec §3.1). */
final class MediaContent {
  private static final int MAX_ID = 128;
  private static final int MAX_LINK = 2048;
  private static final int MAX_CAPTION = 1024;
  private static final int MAX_FILENAME = 240;
  private static final Set<String> WITH_CAPTION = Set.of("image", "video", "document");
  /** The platform fetches it: what it makes of the rest is for it to say. */
  private static final String ADDRESS = "(?i)https?://[^\\s/?#@]+(?:[/?#]\\S*)?";

  private MediaContent() {}

  /**
   * @param type the name of the member
   * @param path how sentences call it
   */
  static Optional<Wrong> problem(JsonObject parent, String type, String path) {
    JsonObject media = parent.object(type).orElse(JsonObject.EMPTY);
    return Shape.required(parent, type, path)
        .check(media.get("id") != null || media.get("link") != null, 131008, "`" + path + "` needs `id`, of a file that was uploaded, or `link`.")
        .check(media.get("id") == null || media.get("link") == null, 100, "`" + path + "` has either `id` or `link`, never both.")
        .text("id", MAX_ID)
        .text("link", MAX_LINK)
        .check(media.text("link").map(link -> link.matches(ADDRESS)).orElse(true), 131009, "`" + path + ".link` must be a complete http or https address.")
        .check(media.get("caption") == null || WITH_CAPTION.contains(type), 100, "`" + path + "` takes no `caption`: only images, videos and documents do.")
        .text("caption", MAX_CAPTION)
        .check(media.get("filename") == null || type.equals("document"), 100, "`" + path + "` takes no `filename`: only documents do.")
        .text("filename", MAX_FILENAME)
        .check(media.get("voice") == null || type.equals("audio"), 100, "`" + path + "` takes no `voice`: only audio does.")
        .bool("voice")
        .problem();
  }
}
