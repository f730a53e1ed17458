package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading.Wrong;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What files of a kind the platform takes (spec §3.1), as data.
 *
 * @param kind as messages call it
 * @param types of its files
 * @param most bytes
 */
public record MediaRule(String kind, Set<String> types, long most) {
  private static final long KB = 1 << 10;
  private static final long MB = 1 << 20;
  /** Of a sticker that does not move. */
  private static final long MOST_STILL = 100 * KB;
  private static final String WEBP = "image/webp";

  public static final List<MediaRule> TABLE = List.of(
      new MediaRule("image", Set.of("image/jpeg", "image/png"), 5 * MB),
      new MediaRule("sticker", Set.of(WEBP), 500 * KB),
      new MediaRule("video", Set.of("video/mp4", "video/3gpp"), 16 * MB),
      new MediaRule("audio", Set.of("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"), 16 * MB),
      new MediaRule("document", Set.of("text/plain", "application/pdf", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation"), 100 * MB));

  public MediaRule {
    types = Set.copyOf(types);
  }

  /** @param type such as {@code audio/ogg; codecs=opus} */
  public static Optional<MediaRule> of(String type) {
    String bare = bare(type);
    return TABLE.stream().filter(rule -> rule.types.contains(bare)).findFirst();
  }

  /** Why the platform would not take a file of this type and size; empty when nothing is known against it. */
  public static Optional<Wrong> problem(String type, long size) {
    Optional<MediaRule> rule = of(type);
    if (rule.isEmpty()) {
      return Optional.of(new Wrong(100, "The platform takes no file of this type. It takes JPEG, PNG and WebP; MP4 and 3GPP; AAC, AMR, MP3, MP4 and Ogg with Opus; "
          + "text, PDF and the documents of Word, Excel and PowerPoint."));
    }
    if (size <= 0) {
      return Optional.of(new Wrong(100, "The file is empty."));
    }
    return size > rule.get().most ? Optional.of(tooLarge(rule.get().kind, rule.get().most)) : Optional.empty();
  }

  /** As {@link #problem(String, long)}; of a sticker, by whether it moves. */
  public static Optional<Wrong> problem(String type, byte[] bytes) {
    return problem(type, bytes.length).or(() -> bare(type).equals(WEBP) && bytes.length > MOST_STILL && !isMoving(bytes)
        ? Optional.of(tooLarge("sticker that does not move", MOST_STILL)) : Optional.empty());
  }

  private static Wrong tooLarge(String what, long most) {
    return new Wrong(131053, "The file is too large for a" + ("aio".indexOf(what.charAt(0)) < 0 ? " " : "n ") + what + ", which has at most "
        + (most < MB ? most / KB + " KB." : most / MB + " MB."));
  }

  private static String bare(String type) {
    return type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  /** A WebP that moves has the extended header, and says so in it. */
  private static boolean isMoving(byte[] webp) {
    return webp.length > 20 && webp[12] == 'V' && webp[13] == 'P' && webp[14] == '8' && webp[15] == 'X' && (webp[20] & 2) != 0;
  }
}
