package dev.octet.webhookintake;

import dev.octet.aws.queue.Queue;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.DeliveredEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A delivery on its way to another receiver: its bytes, compressed, and what its sender wrote beside them. What a queue message
 * does not carry then travels in parts, in a message group of its own.
 */
record Forward(byte[] body, String signature, String contentType) {
  /** As Base64 a million characters: with what stands around them, less than the 1 MiB of a queue message. */
  static final int PART = 750_000;
  private static final String USUAL_TYPE = "application/json";

  /** @param contentType as the sender wrote it */
  static Forward of(byte[] body, String signature, Optional<String> contentType) {
    return new Forward(body, signature, contentType.filter(type -> type.matches("[ -~]{1,200}")).orElse(USUAL_TYPE));
  }

  /** @param judged what says in which order it goes: that of what its first event concerns */
  List<Queue.Entry> entries(Judged judged) {
    String sha256 = HexFormat.of().formatHex(Hash.sha256(body));
    byte[] packed = packed(body);
    int count = (packed.length + PART - 1) / PART;
    String order = count > 1 ? sha256 : order(judged).orElse(sha256);
    List<Queue.Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] part = Arrays.copyOfRange(packed, i * PART, Math.min(packed.length, (i + 1) * PART));
      String text = JsonObject.EMPTY.with("sha256", sha256).with("part", i + 1).with("parts", count).with("signature", signature)
          .with("content_type", contentType).with("data", Base64.getEncoder().encodeToString(part)).toJson();
      entries.add(new Queue.Entry("forward " + order, "forward " + sha256 + " " + (i + 1), text));
    }
    return entries;
  }

  private static Optional<String> order(Judged judged) {
    return switch (judged) {
      case Judged.Events(List<DeliveredEvent> events) -> events.stream().findFirst().map(event -> Route.of(event).messageGroup());
      case Judged.TooLarge _, Judged.NotSigned _, Judged.Unreadable _ -> Optional.empty();
    };
  }

  /** A queue message of those above. */
  record Part(String sha256, int part, int parts, JsonObject text) {
    static Optional<Part> read(String message) {
      try {
        JsonObject text = JsonObject.parse(message);
        return text.text("sha256").map(sha256 -> new Part(sha256, number(text, "part"), number(text, "parts"), text)).filter(it -> it.parts > 0);
      } catch (JsonException e) {
        return Optional.empty();
      }
    }

    private static int number(JsonObject text, String name) {
      return (int) text.whole(name).orElse(0);
    }

    @Override
    public String toString() {
      return "part " + part + " of " + parts; // the text holds what people wrote
    }
  }

  sealed interface Joined {
    record Whole(Forward forward) implements Joined {}

    /** Others of its parts are not here. */
    record Lacking() implements Joined {}

    record Broken() implements Joined {}
  }

  /** @param parts of one delivery, in any order; one that comes twice is the same */
  static Joined join(List<Part> parts) {
    Map<Integer, Part> byNumber = new TreeMap<>();
    parts.forEach(part -> byNumber.put(part.part(), part));
    Part first = parts.getFirst();
    if (byNumber.size() < first.parts()) {
      return new Joined.Lacking();
    }
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      for (Part part : byNumber.values()) {
        packed.writeBytes(Base64.getDecoder().decode(part.text().text("data").orElse("")));
      }
      byte[] body = unpacked(packed.toByteArray());
      return HexFormat.of().formatHex(Hash.sha256(body)).equals(first.sha256())
          ? new Joined.Whole(new Forward(body, first.text().text("signature").orElse(""), first.text().text("content_type").orElse(USUAL_TYPE)))
          : new Joined.Broken();
    } catch (IOException | IllegalArgumentException e) {
      return new Joined.Broken();
    }
  }

  private static byte[] packed(byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing can fail in memory.", e);
    }
    return packed.toByteArray();
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readNBytes(Judged.MAX_BODY_BYTES);
    }
  }

  @Override
  public String toString() {
    return "delivery of " + body.length + " bytes"; // it holds what people wrote
  }
}
