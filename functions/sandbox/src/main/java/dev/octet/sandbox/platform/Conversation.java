package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a chat is in, beside its messages: the customer service window (spec §3.1), and what is pinned (spec §3.3).
 *
 * @param windowUntil when the window closes, or closed; empty when nobody ever wrote
 * @param pins the latest last, those that have run out among them
 */
public record Conversation(Optional<Instant> windowUntil, List<Pin> pins) {
  public static final Conversation NONE = new Conversation(Optional.empty(), List.of());

  static final int MAX_PINS = 3;
  private static final Duration WINDOW = Duration.ofHours(24);

  /** @param saidAt when the message itself was said, which is what pins are shown by */
  public record Pin(String messageId, Instant saidAt, Instant pinnedAt, Instant expiresAt) {
    public JsonObject shown() {
      return JsonObject.EMPTY.with("message_id", messageId).with("pinned_at", pinnedAt.toString()).with("expires_at", expiresAt.toString());
    }
  }

  /** Somebody wrote: whoever it was, the window is open to the whole group from now on. */
  public Conversation written(Instant now) {
    Instant until = now.plus(WINDOW);
    return new Conversation(windowUntil.filter(until::isBefore).or(() -> Optional.of(until)), pins);
  }

  public boolean windowOpen(Instant now) {
    return windowUntil.filter(now::isBefore).isPresent();
  }

  /** A pin more than fits takes the place of the oldest; who pins a message again pins it anew. */
  Conversation pinned(String messageId, Instant saidAt, int days, Instant now) {
    List<Pin> standing = new ArrayList<>(unpinned(messageId).activePins(now));
    standing.sort(Comparator.comparing(Pin::pinnedAt));
    standing.add(new Pin(messageId, saidAt, now, now.plus(Duration.ofDays(days))));
    return new Conversation(windowUntil, List.copyOf(standing.subList(Math.max(0, standing.size() - MAX_PINS), standing.size())));
  }

  Conversation unpinned(String messageId) {
    return new Conversation(windowUntil, pins.stream().filter(pin -> !pin.messageId().equals(messageId)).toList());
  }

  /** As they are shown: what was said last stands first. */
  public List<Pin> activePins(Instant now) {
    return pins.stream().filter(pin -> now.isBefore(pin.expiresAt())).sorted(Comparator.comparing(Pin::saidAt).reversed()).toList();
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY
        .with("window_until", windowUntil.map(Instant::toEpochMilli))
        .with("pins", pins.stream().map(pin -> JsonObject.EMPTY.with("message_id", pin.messageId()).with("said_at", pin.saidAt().toEpochMilli())
            .with("pinned_at", pin.pinnedAt().toEpochMilli()).with("expires_at", pin.expiresAt().toEpochMilli())).toList());
  }

  public static Conversation ofJson(JsonObject json) {
    return new Conversation(
        json.whole("window_until").isPresent() ? Optional.of(time(json, "window_until")) : Optional.empty(),
        json.objects("pins").stream().map(pin ->
            new Pin(pin.text("message_id").orElseThrow(), time(pin, "said_at"), time(pin, "pinned_at"), time(pin, "expires_at"))).toList());
  }

  private static Instant time(JsonObject json, String name) {
    return Instant.ofEpochMilli(json.whole(name).orElse(0));
  }
}
