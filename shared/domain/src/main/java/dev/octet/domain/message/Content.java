package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading.Wrong;
import dev.octet.domain.json.JsonObject;
import java.math.BigDecimal;
import java.util.Optional;

/** What a message holds, by its type (spec §3.1). */
final class Content {
  private static final int MAX_TEXT = 4096;
  private static final int MAX_EMOJI = 64;

  private Content() {}

  static Optional<Wrong> problem(String type, JsonObject body) {
    return switch (type) {
      case "text" -> Shape.required(body, "text", "text").requiredText("body", MAX_TEXT).bool("preview_url").problem();
      case "image", "video", "audio", "document", "sticker" -> MediaContent.problem(body, type, type);
      case "template" -> TemplateContent.problem(body);
      case "pin" -> PinContent.problem(body);
      case "reaction" -> Shape.required(body, "reaction", "reaction").requiredText("message_id", SendMessage.MAX_ID).and(Content::emoji).problem();
      case "location" -> Shape.required(body, "location", "location").and(Content::place).problem();
      case "contacts" -> Shape.of(body, "").check(!body.items("contacts").isEmpty(), 131008, "`contacts` is missing or empty.").objects("contacts").problem();
      default -> Optional.of(new Wrong(131051, "There is no such type of message. "
          + "Groups take `text`, `image`, `video`, `audio`, `document`, `sticker`, `template` and `pin`."));
    };
  }

  /** An empty one takes the reaction away. */
  private static Optional<Wrong> emoji(JsonObject reaction) {
    return Shape.of(reaction, "reaction").check(reaction.get("emoji") != null, 131008, "`reaction.emoji` is missing; empty, it takes the reaction away.")
        .check(reaction.get("emoji") instanceof String emoji && emoji.length() <= MAX_EMOJI, 131009, "`reaction.emoji` must be one emoji.").problem();
  }

  private static Optional<Wrong> place(JsonObject location) {
    return Shape.of(location, "location").check(location.get("latitude") != null && location.get("longitude") != null, 131008,
            "`location.latitude` or `location.longitude` is missing.")
        .check(within(location, "latitude", 90) && within(location, "longitude", 180), 131009,
            "`location.latitude` is from -90 to 90, and `location.longitude` from -180 to 180.").problem();
  }

  private static boolean within(JsonObject location, String name, int most) {
    try {
      return new BigDecimal(location.text(name).orElse("")).abs().compareTo(BigDecimal.valueOf(most)) <= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
