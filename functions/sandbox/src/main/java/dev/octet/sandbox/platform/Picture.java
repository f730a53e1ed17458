package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * A group's picture (spec §2.9); its bytes are elsewhere.
 *
 * @param sha256 in base64, as the webhook has it
 */
public record Picture(String sha256, int width, int height) {
  /** The one type that is taken. */
  public static final String JPEG = "image/jpeg";
  /** 5 MB. */
  static final int MAX_BYTES = 5 << 20;
  /** Pixels on each side (spec §7 row 13). */
  static final int LEAST = 192;

  /** Empty when these are not the bytes of a JPEG. */
  static Optional<Picture> of(byte[] bytes) {
    return JpegSize.of(bytes).map(size -> new Picture(sha256(bytes), size.width(), size.height()));
  }

  /** What keeps a group from having it. */
  Optional<PlatformError> wrong() {
    return width != height ? Optional.of(PlatformError.PICTURE_NOT_SQUARE)
        : width < LEAST ? Optional.of(PlatformError.PICTURE_TOO_SMALL) : Optional.empty();
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY.with("mime_type", JPEG).with("sha256", sha256).with("width", width).with("height", height);
  }

  static Picture ofJson(JsonObject json) {
    return new Picture(json.text("sha256").orElseThrow(), (int) json.whole("width").orElse(0), (int) json.whole("height").orElse(0));
  }

  /** By which its bytes are found: the same picture of the same group is the same. */
  public String fileId(String groupId) {
    return groupId + "#" + sha256;
  }

  private static String sha256(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
