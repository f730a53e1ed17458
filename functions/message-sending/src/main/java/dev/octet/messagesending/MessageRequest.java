package dev.octet.messagesending;

import dev.octet.domain.Command;
import dev.octet.domain.message.MessageCommand;
import dev.octet.domain.message.SendMessage;

/** A command about messages as it is recorded: with the group that its body names, and what becomes of it where its answer is lost. */
final class MessageRequest {
  private MessageRequest() {}

  /** @param command whose body was read */
  static Command of(MessageCommand what, Command command) {
    return switch (what) {
      case SEND_MESSAGE -> command.about(SendMessage.ofBody(command.body()).group(), onUnknown(command.delivery()));
      // Asked for twice, they do no harm.
      case PIN_MESSAGE, UNPIN_MESSAGE -> command.about(SendMessage.ofBody(command.body()).group(), Command.OnUnknown.REPEAT);
      case MARK_MESSAGE_READ -> command.about(command.groupId(), Command.OnUnknown.REPEAT);
    };
  }

  private static Command.OnUnknown onUnknown(Command.Delivery delivery) {
    return switch (delivery) {
      case AT_MOST_ONCE -> Command.OnUnknown.REPORT;
      case AT_LEAST_ONCE -> Command.OnUnknown.REPEAT;
    };
  }
}
