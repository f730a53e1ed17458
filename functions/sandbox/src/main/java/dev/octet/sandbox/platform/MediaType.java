package dev.octet.sandbox.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of files that messages carry, with the largest size of each (spec §3.1). */
enum MediaType {
  JPEG("image/jpeg", 5 << 20),
  PNG("image/png", 5 << 20),
  WEBP("image/webp", 500 << 10),
  MP4("video/mp4", 16 << 20),
  VIDEO_3GPP("video/3gpp", 16 << 20),
  AAC("audio/aac", 16 << 20),
  AMR("audio/amr", 16 << 20),
  MP3("audio/mpeg", 16 << 20),
  M4A("audio/mp4", 16 << 20),
  OGG("audio/ogg", 16 << 20),
  TEXT("text/plain", 100 << 20),
  PDF("application/pdf", 100 << 20),
  WORD("application/msword", 100 << 20),
  EXCEL("application/vnd.ms-excel", 100 << 20),
  POWERPOINT("application/vnd.ms-powerpoint", 100 << 20),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", 100 << 20),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 100 << 20),
  PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", 100 << 20);

  /** Of a sticker that does not move. */
  private static final int STATIC_STICKER = 100 << 10;

  private final String mimeType;
  private final int most;

  MediaType(String mimeType, int most) {
    this.mimeType = mimeType;
    this.most = most;
  }

  /** With parameters, such as {@code audio/ogg; codecs=opus}, or without. */
  static Optional<MediaType> of(String type) {
    String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(it -> it.mimeType.equals(bare)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(MediaType::mimeType).collect(Collectors.joining(", "));
  }

  String mimeType() {
    return mimeType;
  }

  /** How many bytes a file of these may have. */
  int most(byte[] content) {
    return this == WEBP && !animated(content) ? STATIC_STICKER : most;
  }

  /** By the flag of the extended header, without which nothing moves (WebP container specification). */
  private static boolean animated(byte[] webp) {
    return webp.length > 20 && webp[12] == 'V' && webp[13] == 'P' && webp[14] == '8' && webp[15] == 'X' && (webp[20] & 2) != 0;
  }
}
