package dev.octet.domain.group;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Bytes that begin as a JPEG does. */
final class Jpegs {
  static final String SOI = "FFD8";
  static final String JFIF = segment("E0", "4A46494600010100000100010000");
  /** A thumbnail inside, with a frame header of its own. */
  static final String EXIF = segment("E1", "457869660000" + "FFD8" + frame("C0", 160, 120, 3) + "FFD9");
  static final String TABLES = segment("DB", "00".repeat(65)) + segment("C4", "00".repeat(17));
  static final String SCAN = segment("DA", "01010000003F00") + "1234FFD9";

  private Jpegs() {}

  static String segment(String marker, String content) {
    return "FF" + marker + "%04X".formatted(2 + content.length() / 2) + content;
  }

  static String frame(String marker, int width, int height, int components) {
    return segment(marker, "08%04X%04X%02X".formatted(height, width, components) + "011100".repeat(components));
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  /** A whole one, as far as its header goes. */
  static byte[] of(int width, int height) {
    return bytes(SOI + JFIF + TABLES + frame("C0", width, height, 3) + SCAN);
  }

  static byte[] of(int width, int height, int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(of(width, height));
    out.writeBytes(new byte[size - out.size()]);
    return out.toByteArray();
  }
}
