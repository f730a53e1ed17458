package dev.octet.sandbox;

import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformMessage;
import java.util.Optional;

/**
 * Marking as read (spec §3.2): one message at a time, of those that people wrote. Who wrote it sees it on their phone,
 * which is nothing that the sandbox keeps or tells of.
 */
final class ReadMarks {
  private final MessageStore messages;

  ReadMarks(MessageStore messages) {
    this.messages = messages;
  }

  static boolean asked(JsonObject body) {
    return body.text("status").filter("read"::equals).isPresent();
  }

  /** Whether it is of a message outside of groups, which no edition of the rules refuses. */
  boolean oneToOne(Control control, BusinessNumber number, JsonObject body) {
    return received(control, number, body).filter(message -> !message.inGroup()).isPresent();
  }

  GraphAnswer mark(Control control, BusinessNumber number, JsonObject body) {
    if (body.get("message_id") == null) {
      return GraphAnswer.refused(PlatformError.MISSING_PARAMETER, "message_id is required.");
    }
    return received(control, number, body).isPresent() ? GraphAnswer.ok(JsonObject.EMPTY.with("success", true))
        : GraphAnswer.refused(PlatformError.BAD_VALUE, "message_id must be the id of a message that this number received.");
  }

  private Optional<PlatformMessage> received(Control control, BusinessNumber number, JsonObject body) {
    return Optional.of(body).filter(it -> it.get("message_id") instanceof String).flatMap(it -> it.text("message_id"))
        .flatMap(id -> messages.get(control.keys(), id)).map(MessageStore.Saved::message)
        .filter(message -> message.from().isPresent() && message.phoneNumberId().equals(number.id()));
  }
}
