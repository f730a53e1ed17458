package dev.octet.grouplifecycle;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.group.Picture;
import dev.octet.domain.group.PictureSource;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Pictures beside the operations that are to set them, until these end: an answer that was lost is asked for again, and nobody
 * else has the picture then. An item holds 400 KB, so a picture is cut in parts. Each has a partition of its own, for one
 * partition takes three of them in a second. Their keys have the picture's hash, so that parts of two are never mixed.
 */
final class Pictures {
  /** In base64 these are 384,000 characters. */
  static final int PART = 288_000;
  /** As long as an operation's id is known. What waits for longer has lost its picture, and says so. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final Table table;

  Pictures(Table table) {
    this.table = table;
  }

  /** What keeps a picture beside an operation; empty where there is none. */
  Optional<Consumer<Operation>> keeping(Optional<Picture> picture) {
    return picture.map(it -> operation -> keep(operation, it));
  }

  /** Kept again, the same picture changes nothing. */
  void keep(Operation operation, Picture picture) {
    PictureSource.Kept source = PictureSource.of(picture);
    for (int n = 0; n < parts(source); n++) {
      byte[] part = Arrays.copyOfRange(picture.bytes(), n * PART, Math.min((n + 1) * PART, picture.bytes().length));
      table.put(Write.create(key(operation.requestId(), source, n), expiring(operation).with("part", Base64.getEncoder().encodeToString(part))));
    }
  }

  /** Empty when it is no longer there. */
  Optional<byte[]> get(Operation operation, PictureSource.Kept source) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(source.size());
    for (int n = 0; n < parts(source); n++) {
      table.get(key(operation.requestId(), source, n)).flatMap(item -> item.attributes().text("part"))
          .ifPresent(part -> bytes.writeBytes(Base64.getDecoder().decode(part)));
    }
    return Optional.of(bytes.toByteArray()).filter(all -> Picture.sha256(all).equals(source.sha256()));
  }

  void forget(Operation operation, PictureSource.Kept source) {
    for (int n = 0; n < parts(source); n++) {
      boolean _ = table.delete(new Stored(key(operation.requestId(), source, n), JsonObject.EMPTY, 1)); // a part is never written over
    }
  }

  /** Notes which picture a link led to: it may lead to another next time. */
  void noteSent(Operation operation, String sha256) {
    Key key = sentKey(operation);
    Optional<Stored> standing = table.get(key);
    if (standing.flatMap(item -> item.attributes().text("sha256")).equals(Optional.of(sha256))) {
      return;
    }
    boolean _ = table.put(Write.over(key, standing, expiring(operation).with("sha256", sha256))).applied(); // else another process is sending it
  }

  /** The hash of the picture that was sent last for a link. */
  Optional<String> sent(Operation operation) {
    return table.get(sentKey(operation)).flatMap(item -> item.attributes().text("sha256"));
  }

  private static int parts(PictureSource.Kept source) {
    return (source.size() + PART - 1) / PART;
  }

  private static JsonObject expiring(Operation operation) {
    return JsonObject.EMPTY.with("expires_at", operation.createdAt().plus(KEPT).getEpochSecond());
  }

  private static Key key(String requestId, PictureSource.Kept source, int n) {
    return new Key("PICTURE#" + requestId + "#" + n, source.sha256());
  }

  private static Key sentKey(Operation operation) {
    return new Key("OPERATION#" + operation.requestId(), "PICTURE");
  }
}
