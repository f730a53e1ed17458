package dev.octet.graph.webhook;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A part of an event that cannot travel whole. The parts' {@code data}, decoded and joined in order, are the event's
 * bytes: {@code {"octet":{"event_key","received_at","part","parts","bytes","sha256"},"data":"<Base64>"}}.
 *
 * @param id the same for the same part of the same bytes, whenever they arrive
 */
public record EventPart(String id, String text) {
  /** As Base64 a million characters: with what stands around them, less than the 1 MiB of a queue message. */
  private static final int BYTES = 750_000;

  /** At least one. */
  public static List<EventPart> of(DeliveredEvent event, Instant receivedAt) {
    int count = Math.max(1, (event.size() + BYTES - 1) / BYTES);
    String sha256 = event.sha256();
    List<EventPart> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonObject octet = JsonObject.EMPTY
          .with("event_key", event.key())
          .with("received_at", receivedAt.toString())
          .with("part", i + 1)
          .with("parts", count)
          .with("bytes", event.size())
          .with("sha256", sha256);
      String text = JsonObject.EMPTY.with("octet", octet).with("data", Base64.getEncoder().encodeToString(event.part(i, BYTES))).toJson();
      parts.add(new EventPart(event.key() + ":" + sha256 + ":" + (i + 1), text));
    }
    return parts;
  }
}
