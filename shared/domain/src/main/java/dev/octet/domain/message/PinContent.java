package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading.Wrong;
import dev.octet.domain.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message is pinned for some days, or not pinned any more (spec §3.3). */
final class PinContent {
  private static final int MAX_DAYS = 30;

  private PinContent() {}

  /** Only groups have pins: what goes to a person was refused before. */
  static Optional<Wrong> problem(JsonObject body) {
    JsonObject pin = body.object("pin").orElse(JsonObject.EMPTY);
    boolean unpin = pin.text("type").equals(Optional.of("unpin"));
    return Shape.required(body, "pin", "pin")
        .requiredText("type", 32)
        .check(unpin || pin.text("type").equals(Optional.of("pin")), 131009, "`pin.type` is `pin` or `unpin`.")
        .requiredText("message_id", SendMessage.MAX_ID)
        .check(!unpin || pin.get("expiration_days") == null, 100, "`pin.expiration_days` has no place where a message is unpinned.")
        .check(unpin || pin.get("expiration_days") != null, 131008, "`pin.expiration_days` is missing: a message is pinned for 1 to 30 days.")
        .check(unpin || isPeriod(pin.get("expiration_days")), 131009, "`pin.expiration_days` is a whole number from 1 to 30.")
        .problem();
  }

  private static boolean isPeriod(@Nullable Object value) {
    return value instanceof Long days && days >= 1 && days <= MAX_DAYS;
  }
}
