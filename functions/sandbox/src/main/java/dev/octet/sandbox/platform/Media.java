package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file that a business uploaded, or a person sent; its bytes are elsewhere.
 *
 * @param holder the phone number id whose file it is; of what a person has not sent yet, the person's id
 * @param sha256 of the file's own bytes, in hexadecimal digits
 * @param fileId whose bytes it has; empty where there are none, and a placeholder stands in their place
 * @param until by the platform's clock
 */
public record Media(String id, String holder, String mimeType, String sha256, long size, Optional<String> fileId, Instant until) {
  private static final Duration UPLOADED = Duration.ofDays(30);
  private static final Duration RECEIVED = Duration.ofDays(7);
  /** For so long somebody may think about sending it. */
  private static final Duration UNSENT = Duration.ofDays(1);
  /** How long an address is good for. */
  private static final Duration ADDRESS = Duration.ofMinutes(5);

  static Media uploaded(String id, String phoneNumberId, String mimeType, byte[] content, Instant now) {
    return new Media(id, phoneNumberId, mimeType, hash(content), content.length, Optional.of(id), now.plus(UPLOADED));
  }

  /** What somebody has on their phone, and can send. */
  public static Media chosen(String id, String personId, String mimeType, byte[] content, Instant now) {
    return new Media(id, personId, mimeType, hash(content), content.length, Optional.of(id), now.plus(UNSENT));
  }

  /** What somebody sent: another file to the business with each message, with the same bytes. */
  Media received(String receivedId, String phoneNumberId, Instant now) {
    return new Media(receivedId, phoneNumberId, mimeType, sha256, size, fileId, now.plus(RECEIVED));
  }

  /** Sent without any bytes: what the sandbox makes up is the file itself, and so its hash is true. */
  static Media madeUp(String id, String phoneNumberId, String mimeType, Instant now) {
    byte[] content = MediaPlaceholder.of(mimeType);
    return new Media(id, phoneNumberId, mimeType, hash(content), content.length, Optional.empty(), now.plus(RECEIVED));
  }

  public boolean gone(Instant now) {
    return !now.isBefore(until);
  }

  /** What stands in the place of bytes that there are none of. */
  public byte[] placeholder() {
    return MediaPlaceholder.of(mimeType);
  }

  /** Whether a message of this type can carry it. A document may be of any type. */
  public boolean fits(String messageType) {
    boolean webp = mimeType.equals(MediaType.WEBP.mimeType());
    return switch (messageType) {
      case "sticker" -> webp;
      case "image" -> mimeType.startsWith("image/") && !webp;
      case "video", "audio" -> mimeType.startsWith(messageType + "/");
      default -> true;
    };
  }

  /** The type as a header may carry it: people's phones say what they like. */
  public String contentType() {
    return isType(mimeType) ? mimeType : "application/octet-stream";
  }

  static boolean isType(String text) {
    return text.matches("[\\w.+-]+/[\\w.+-]+(; ?[\\w-]+=[\\w.,-]+)*");
  }

  /** As the webhook of a message has it, in base64. */
  String sha256InWebhook() {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
  }

  /** {@code GET /{media_id}}. */
  public JsonObject info(String publicUrl, Instant now) {
    return JsonObject.EMPTY
        .with("messaging_product", "whatsapp")
        .with("url", address(publicUrl, now))
        .with("mime_type", mimeType)
        .with("sha256", sha256)
        .with("file_size", size)
        .with("id", id);
  }

  /** Where it is downloaded from, for five minutes. */
  String address(String publicUrl, Instant now) {
    long until = now.plus(ADDRESS).getEpochSecond();
    return publicUrl + "/sandbox/media?mid=" + id + "&ext=" + until + "&hash=" + seal(until);
  }

  /** Whether an address is one that was given out, and not over. */
  public boolean opens(String ext, String seal, Instant now) {
    return ext.matches("\\d{1,12}") && seal(Long.parseLong(ext)).equals(seal) && now.getEpochSecond() < Long.parseLong(ext);
  }

  private String seal(long ext) {
    return hash((id + ' ' + ext + ' ' + sha256).getBytes(StandardCharsets.US_ASCII)).substring(0, 32);
  }

  static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY
        .with("id", id)
        .with("holder", holder)
        .with("mime_type", mimeType)
        .with("sha256", sha256)
        .with("size", size)
        .with("file_id", fileId)
        .with("until", until.toEpochMilli());
  }

  public static Media ofJson(JsonObject json) {
    return new Media(
        json.text("id").orElseThrow(),
        json.text("holder").orElseThrow(),
        json.text("mime_type").orElseThrow(),
        json.text("sha256").orElseThrow(),
        json.whole("size").orElse(0),
        json.text("file_id"),
        Instant.ofEpochMilli(json.whole("until").orElse(0)));
  }

  @Override
  public String toString() {
    return "media " + id;
  }
}
