package dev.octet.messagesending;

import dev.octet.domain.message.ClosedWindow;
import dev.octet.domain.message.Destination;
import dev.octet.domain.message.MessageCommand;
import dev.octet.domain.message.SendMessage;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.GraphError;
import java.time.Clock;
import java.util.Optional;

/** What is looked at before the platform is asked to send: the customer service window, as the installation wishes, and templates. */
final class SendGuard {
  private final Conversations conversations;
  private final ClosedWindow closedWindow;
  private final Templates templates;
  private final Clock clock;

  SendGuard(Conversations conversations, ClosedWindow closedWindow, Templates templates, Clock clock) {
    this.conversations = conversations;
    this.closedWindow = closedWindow;
    this.templates = templates;
    this.clock = clock;
  }

  /** Why it is not sent; empty when nothing is against it. */
  Optional<GraphError> refusal(Operation operation) {
    return closedWindow == ClosedWindow.REFUSE && seemsClosed(operation) ? sentence() : ofTemplate(operation);
  }

  /** What the caller of something that was sent is warned of. */
  Optional<GraphError> warning(Operation operation) {
    return closedWindow == ClosedWindow.WARN && seemsClosed(operation) ? sentence() : Optional.empty();
  }

  private Optional<GraphError> sentence() {
    return closedWindow.sentence().map(wrong -> GraphError.of(wrong.code(), wrong.sentence()));
  }

  private Optional<GraphError> ofTemplate(Operation operation) {
    return operation.command().equals(MessageCommand.SEND_MESSAGE.word()) ? templates.refusal(operation, SendMessage.ofBody(operation.body())) : Optional.empty();
  }

  /** Only what is written freely needs an open window. */
  private boolean seemsClosed(Operation operation) {
    if (!operation.command().equals(MessageCommand.SEND_MESSAGE.word())) {
      return false;
    }
    SendMessage message = SendMessage.ofBody(operation.body());
    return message.template().isEmpty() && message.destination() instanceof Destination.Group(String groupId)
        && !conversations.get(groupId).window().isOpen(clock.instant());
  }
}
