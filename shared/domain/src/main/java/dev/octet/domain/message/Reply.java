package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading.Wrong;
import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/** What a message answers to, where it says so (spec §3.1). */
final class Reply {
  private Reply() {}

  static Optional<Wrong> problem(JsonObject body) {
    return body.get("context") == null ? Optional.empty()
        : Shape.required(body, "context", "context").requiredText("message_id", SendMessage.MAX_ID).problem();
  }
}
