package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading.Wrong;
import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/** A message is marked as read (spec §3.2). */
final class ReadMark {
  private ReadMark() {}

  static Optional<Wrong> problem(JsonObject body, MessagePolicy policy) {
    return Shape.of(body, "")
        .and(it -> Refusals.of(Asked.message(it), policy).map(Refusal::toWrong))
        .text("status", 32)
        .check(body.text("status").equals(Optional.of("read")), 131009, "`status` is `read`.")
        .requiredText("message_id", SendMessage.MAX_ID)
        .problem();
  }
}
