package dev.octet.domain;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** {@code command.rejected}: a queue message that Octet read and will not act on. Nothing was recorded for it. */
public final class CommandRejection {
  private CommandRejection() {}

  /** For a body that is no command. The same queue message always gives the same notification. */
  public static Notification of(String sqsMessageId, Instant sentAt, Command.Parsed.Invalid invalid) {
    return notification(sqsMessageId, sentAt, invalid.commandId(), invalid.phoneNumberId(), Optional.empty(), Optional.empty(),
        invalid.code(), invalid.sentence());
  }

  /** For a command that its handler refuses: unknown to it, or an id that belongs to another command. */
  public static Notification of(String sqsMessageId, Instant sentAt, Command command, int code, String sentence) {
    return notification(sqsMessageId, sentAt, Optional.of(command.id()), Optional.of(command.phoneNumberId()), command.groupId(),
        Optional.of(command.name()), code, sentence);
  }

  private static Notification notification(
      String sqsMessageId, Instant sentAt, Optional<String> commandId, Optional<String> phoneNumberId,
      Optional<String> groupId, Optional<String> name, int code, String sentence) {
    JsonObject data = JsonObject.EMPTY
        .with("command_id", commandId)
        .with("command", name)
        .with("sqs_message_id", sqsMessageId)
        .with("code", code)
        .with("reason", sentence);
    return Notification.of("command.rejected", sentAt, phoneNumberId, groupId, data, sqsMessageId);
  }
}
