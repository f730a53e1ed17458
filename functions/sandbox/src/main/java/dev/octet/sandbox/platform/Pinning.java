package dev.octet.sandbox.platform;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * What is asked about the pin of a message (spec §3.3).
 *
 * @param days empty to take the pin away; of what is not pinned that changes nothing
 */
public record Pinning(PlatformMessage message, OptionalLong days) {

  public static Pinning of(SendContent content, PlatformMessage message) {
    return new Pinning(message, content.fields().text("type").filter("pin"::equals).isPresent() ? content.fields().whole("expiration_days") : OptionalLong.empty());
  }

  public Conversation of(Conversation conversation, Instant now) {
    return days.isEmpty() ? conversation.unpinned(message.id()) : conversation.pinned(message.id(), message.at(), (int) days.getAsLong(), now);
  }
}
