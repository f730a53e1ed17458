package dev.octet.domain.group;

import dev.octet.domain.Hash;
import java.util.Base64;
import java.util.Optional;

/**
 * A picture for a group, which the platform would take (spec §2.9).
 *
 * @param sha256 in base64, as the platform's webhook has it
 */
public record Picture(byte[] bytes, String sha256) {
  /** The one type that there is. */
  public static final String TYPE = "image/jpeg";
  /** 5 MB. */
  public static final int MAX_BYTES = 5 << 20;
  /** On each side. The texts disagree about 192 itself (spec §7 row 13): the platform decides. */
  private static final int LEAST_PIXELS = 192;

  public static Picture of(byte[] bytes) {
    return new Picture(bytes, sha256(bytes));
  }

  public static String sha256(byte[] bytes) {
    return Base64.getEncoder().encodeToString(Hash.sha256(bytes));
  }

  /** Why the platform would not take it; empty when nothing is known against it. */
  public static Optional<RequestReading.Wrong> problem(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return wrong(131009, "The picture is larger than 5 MB.");
    }
    Optional<Jpeg> jpeg = Jpeg.of(bytes);
    if (jpeg.isEmpty()) {
      return wrong(131009, "The picture is not a JPEG, whatever it is called.");
    }
    if (jpeg.get().width() != jpeg.get().height()) {
      return wrong(131209, "The picture is not as wide as it is high. Cut it square.");
    }
    return jpeg.get().width() < LEAST_PIXELS ? wrong(131210, "The picture is smaller than 192 x 192 pixels.") : Optional.empty();
  }

  private static Optional<RequestReading.Wrong> wrong(int code, String sentence) {
    return Optional.of(new RequestReading.Wrong(code, sentence));
  }

  @Override
  public String toString() {
    return "picture of " + bytes.length + " bytes";
  }
}
