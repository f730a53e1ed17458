package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/** What comes of an operation on a group. */
public sealed interface GroupChange {
  /** The group is another now. Not every change is told of: nothing is sent for a new link or a rejected request (spec §2). */
  record Changed(PlatformGroup group, Optional<Webhook> webhook, JsonObject answer) implements GroupChange {}

  record Deleted(Optional<Webhook> webhook, JsonObject answer) implements GroupChange {}

  record Refused(Refusal refusal) implements GroupChange {}

  /** The answer of what is asynchronous: that it was taken. The outcome is in the webhook of the same id (spec §7 row 8). */
  static JsonObject taken(String requestId) {
    return JsonObject.EMPTY.with("messaging_product", "whatsapp").with("request_id", requestId);
  }
}
