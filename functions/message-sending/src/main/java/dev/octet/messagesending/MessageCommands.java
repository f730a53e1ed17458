package dev.octet.messagesending;

import dev.octet.domain.Command;
import dev.octet.domain.Command.Parsed;
import dev.octet.domain.CommandRejection;
import dev.octet.domain.Notification;
import java.time.Instant;
import java.util.Set;

/** What a queue message of {@code message-commands.fifo} is answered with. */
final class MessageCommands {
  /** The commands of later versions: their callers are told apart from those who mistyped. */
  private static final Set<String> NOT_YET = Set.of("send_message", "pin_message", "unpin_message", "mark_message_read");

  /** The platform's codes for an invalid request, and for what an app is not capable of (spec §5.3). */
  private static final int INVALID = 100;
  private static final int NOT_CAPABLE = 3;

  private MessageCommands() {}

  static Notification answer(String sqsMessageId, Instant sentAt, String body) {
    return switch (Command.parse(body)) {
      case Parsed.Invalid invalid -> CommandRejection.of(sqsMessageId, sentAt, invalid);
      case Parsed.Valid(Command command) when NOT_YET.contains(command.name()) ->
          CommandRejection.of(sqsMessageId, sentAt, command, NOT_CAPABLE, "This version of Octet does not send messages yet.");
      case Parsed.Valid(Command command) ->
          CommandRejection.of(sqsMessageId, sentAt, command, INVALID, "message-commands.fifo takes no command of this name. Commands of groups go to group-commands.fifo.");
    };
  }
}
