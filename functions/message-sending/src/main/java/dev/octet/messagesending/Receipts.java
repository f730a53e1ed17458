package dev.octet.messagesending;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.Person;
import dev.octet.domain.message.Message.Applied;
import dev.octet.domain.message.Message;
import dev.octet.domain.message.Price;
import dev.octet.domain.message.ReceiptState;
import dev.octet.domain.message.Sending;
import dev.octet.domain.message.StatusReport;
import dev.octet.graph.webhook.StatusEvent;
import dev.octet.graph.webhook.WebhookEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What became of messages: applied to each message's state, counted where it costs, and told. */
final class Receipts {
  private final Messages messages;
  private final Rosters rosters;
  private final Inviting inviting;
  private final FailedPins failedPins;
  private final SendSettlement settlement;

  Receipts(Messages messages, Rosters rosters, Inviting inviting, FailedPins failedPins, SendSettlement settlement) {
    this.messages = messages;
    this.rosters = rosters;
    this.inviting = inviting;
    this.failedPins = failedPins;
    this.settlement = settlement;
  }

  List<Notification> handle(WebhookEvent event, String phoneNumberId, StatusEvent status) {
    Optional<String> own = OwnId.requestId(status.callbackData());
    own.filter(_ -> messages.get(status.messageId()).flatMap(it -> it.message().sending().requestId()).isEmpty())
        .ifPresent(requestId -> settlement.sentAs(requestId, status.messageId(), status.time()));
    Optional<Group> group = status.groupId().flatMap(rosters::get);
    StatusReport report = report(status);
    AtomicReference<Applied> applied = new AtomicReference<>();
    Messages.Saved saved = messages.update(status.messageId(),
        () -> Message.sent(status.messageId(), phoneNumberId, status.groupId(), status.time(), group),
        message -> {
          Message known = own.map(requestId -> message.ours(Sending.of(requestId), Optional.empty(), Optional.empty())).orElse(message);
          Applied next = known.with(report, group);
          applied.set(next);
          return new Messages.Change(next.message(), next.line());
        });
    List<Notification> told = new ArrayList<>();
    told.add(MessageNotifications.receipt(event, status, applied.get(), saved.version()));
    if (applied.get().readByAll()) {
      told.add(MessageNotifications.readByAll(event, status.time(), status.groupId(), saved));
    }
    failedPins.of(status, saved).ifPresent(told::add);
    if (status.groupId().isEmpty()) {
      saved.message().sending().requestId().ifPresent(requestId -> told.addAll(inviting.received(requestId, status.messageId(), report)));
    }
    return told;
  }

  private static StatusReport report(StatusEvent status) {
    return new StatusReport(state(status.status()), status.time(), status.person(), Person.ofJson(status.participant()), status.pricing().map(Price::of), status.errors());
  }

  private static ReceiptState state(StatusEvent.Status status) {
    return switch (status) {
      case SENT -> ReceiptState.SENT;
      case DELIVERED -> ReceiptState.DELIVERED;
      case READ -> ReceiptState.READ;
      case PLAYED -> ReceiptState.PLAYED;
      case FAILED -> ReceiptState.FAILED;
    };
  }
}
