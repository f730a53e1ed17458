package dev.octet.domain.group;

import java.util.Optional;

/** How large a JPEG says it is, in its frame header (ITU-T T.81, B.2.2). The picture itself is not decoded. */
record Jpeg(int width, int height) {

  /** Empty when the bytes are no JPEG, or end before they say both. */
  static Optional<Jpeg> of(byte[] bytes) {
    if (byteAt(bytes, 0) != 0xFF || byteAt(bytes, 1) != 0xD8) {
      return Optional.empty();
    }
    int at = 2;
    while (byteAt(bytes, at) == 0xFF) {
      int marker = byteAt(bytes, at + 1);
      int length = wordAt(bytes, at + 2);
      if (marker == 0xFF) {
        at++; // a marker may have any number of these before it
      } else if (isFrame(marker)) {
        return frame(bytes, at + 2, length);
      } else if (!isTable(marker) || length < 2) {
        return Optional.empty(); // image data, the end, or nothing of a JPEG's: a frame header comes before all that
      } else {
        at += 2 + length;
      }
    }
    return Optional.empty();
  }

  /** Its length, bits per sample, height, width, how many components, and three bytes for each. */
  private static Optional<Jpeg> frame(byte[] bytes, int at, int length) {
    int height = wordAt(bytes, at + 3);
    int width = wordAt(bytes, at + 5);
    int components = byteAt(bytes, at + 7);
    boolean whole = components > 0 && length == 8 + 3 * components && at + length <= bytes.length;
    return whole && height > 0 && width > 0 ? Optional.of(new Jpeg(width, height)) : Optional.empty();
  }

  /** Baseline, progressive, and the rarer ones: all but what stands among their numbers and is a table (C4, CC) or reserved (C8). */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** What may stand before the frame header: tables, application data (where cameras put theirs), comments. */
  private static boolean isTable(int marker) {
    return marker == 0xC4 || marker == 0xCC || marker == 0xDB || marker == 0xDD || (marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE;
  }

  private static int wordAt(byte[] bytes, int at) {
    return byteAt(bytes, at + 1) < 0 ? -1 : byteAt(bytes, at) << 8 | byteAt(bytes, at + 1);
  }

  /** -1 beyond the end. */
  private static int byteAt(byte[] bytes, int at) {
    return at < bytes.length ? bytes[at] & 0xFF : -1;
  }
}
