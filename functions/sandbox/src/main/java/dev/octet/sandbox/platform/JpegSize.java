package dev.octet.sandbox.platform;

import java.util.Optional;

/**
 * How large a JPEG is, by its frame header (ITU T.81, B.2.2), when it is whole: segment by segment to the end of the image.
 * That is all that the rules ask of a picture; its points are not decoded.
 */
record JpegSize(int width, int height) {
  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int TEMPORARY = 0x01;
  /** In the frame header before its components. */
  private static final int FIXED = 8;
  private static final int PER_COMPONENT = 3;

  /** Empty when it is no JPEG, one that ends too early, or one whose frame header does not say both. */
  static Optional<JpegSize> of(byte[] bytes) {
    if (unsigned(bytes, 0) != 0xFF || unsigned(bytes, 1) != START_OF_IMAGE) {
      return Optional.empty();
    }
    Optional<JpegSize> size = Optional.empty();
    boolean scanned = false;
    int at = 2;
    while (unsigned(bytes, at) == 0xFF) {
      int marker = unsigned(bytes, at + 1);
      int length = word(bytes, at + 2);
      if (marker == 0xFF) {
        at++; // any number of these may fill the place before a marker
      } else if (marker == TEMPORARY || restart(marker)) {
        at += 2; // stands alone
      } else if (marker == END_OF_IMAGE) {
        return scanned ? size : Optional.empty();
      } else if (marker <= 0 || marker == START_OF_IMAGE || length < 2 || at + 2 + length > bytes.length) {
        return Optional.empty();
      } else if (marker == START_OF_SCAN) {
        at = endOfScan(bytes, at + 2 + length);
        scanned = true;
      } else {
        size = frame(marker) ? frameAt(bytes, at + 2) : size;
        at += 2 + length;
      }
    }
    return Optional.empty();
  }

  /** Where the marker after a scan's data stands: a byte FF in the data has 00, or a restart marker, behind it. */
  private static int endOfScan(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && (unsigned(bytes, at) != 0xFF || unsigned(bytes, at + 1) == 0 || restart(unsigned(bytes, at + 1)))) {
      at++;
    }
    return at;
  }

  private static Optional<JpegSize> frameAt(byte[] bytes, int at) {
    int length = word(bytes, at);
    int components = unsigned(bytes, at + FIXED - 1);
    int height = word(bytes, at + 3);
    int width = word(bytes, at + 5);
    boolean whole = components > 0 && length == FIXED + PER_COMPONENT * components && at + length <= bytes.length;
    return whole && width > 0 && height > 0 ? Optional.of(new JpegSize(width, height)) : Optional.empty();
  }

  /** C0 to CF, without the three among them that are tables and an extension. */
  private static boolean frame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean restart(int marker) {
    return marker >= 0xD0 && marker <= 0xD7;
  }

  private static int word(byte[] bytes, int at) {
    int high = unsigned(bytes, at);
    int low = unsigned(bytes, at + 1);
    return high < 0 || low < 0 ? -1 : high << 8 | low;
  }

  /** Beyond the end, -1: that is no marker and no length. */
  private static int unsigned(byte[] bytes, int at) {
    return at < bytes.length ? bytes[at] & 0xFF : -1;
  }
}
