package dev.octet.messagesending;

import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.MessageCommand;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationNotifications;
import dev.octet.graph.webhook.StatusEvent;
import dev.octet.operations.Operations;
import java.util.Optional;

/** Pins that the platform took and that failed afterwards, as their statuses say: what they were to pin is not pinned. */
final class FailedPins {
  private final Operations operations;
  private final Conversations conversations;

  FailedPins(Operations operations, Conversations conversations) {
    this.operations = operations;
    this.conversations = conversations;
  }

  /** @param message that a status is about, with what is known of it */
  Optional<Notification> of(StatusEvent status, Messages.Saved message) {
    if (status.status() != StatusEvent.Status.FAILED || !message.message().type().equals(Optional.of("pin"))) {
      return Optional.empty();
    }
    return message.message().sending().requestId().flatMap(operations::get).map(Operations.Recorded::operation)
        .filter(operation -> operation.command().equals(MessageCommand.PIN_MESSAGE.word())).map(operation -> unpinned(operation, status));
  }

  private Notification unpinned(Operation operation, StatusEvent status) {
    String pinned = operation.body().object("pin").flatMap(pin -> pin.text("message_id")).orElseThrow();
    conversations.update(operation.groupId().orElseThrow(), known -> known.with(known.pins().without(pinned, operation.createdAt())));
    JsonObject data = JsonObject.EMPTY.with("message", JsonObject.EMPTY.with("id", pinned)).with("reason", "failed");
    return OperationNotifications.ofGroup("message.unpinned", operation, status.time(), data, pinned, operation.requestId());
  }
}
