package dev.octet.grouplifecycle;

import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.table.Table;
import dev.octet.domain.Notification;
import dev.octet.domain.group.ErasedPerson;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationNotifications;
import dev.octet.domain.operation.OperationState;
import dev.octet.operations.Erasure;
import dev.octet.operations.ErasurePass;
import dev.octet.operations.InlineOperations;
import dev.octet.operations.Operations;
import dev.octet.operations.Operations.Recorded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * {@code erase_person}: begins it, does what concerns group-lifecycle's own items, hands on to message-sending, and ends the
 * operation when the last of all has handed back.
 */
final class PersonErasure {
  static final String COMMAND = "erase_person";
  /** In the operation's body, until it ends. */
  static final String PERSON = "person";
  private static final String KEY = "command_id";
  /** One that has not ended by then was lost on its way: it begins anew. */
  private static final Duration LOST = Duration.ofHours(6);
  /** Less than the five minutes in which a queue drops a repetition. */
  private static final Duration SENT_AGAIN = Duration.ofMinutes(4);

  private final Operations operations;
  private final Notifications notifications;
  private final ErasurePass pass;
  private final GroupErasure groups;
  private final Queue here;
  private final Queue messages;
  private final Clock clock;

  /**
   * @param here the queue of group-lifecycle's share of it
   * @param messages the queue of message-sending's
   */
  PersonErasure(Table table, Operations operations, Notifications notifications, Queue here, Queue messages, Clock clock, ErasurePass pass) {
    this.operations = operations;
    this.notifications = notifications;
    this.pass = pass;
    this.groups = new GroupErasure(table);
    this.here = here;
    this.messages = messages;
    this.clock = clock;
  }

  static boolean isOne(Operation operation) {
    return operation.command().equals(COMMAND);
  }

  /** Begins it, begins it anew when it was lost, or tells its end. */
  Handled advance(Recorded recorded) {
    Operation operation = recorded.operation();
    Instant now = clock.instant();
    if (operation.state().ended()) {
      tell(recorded);
    } else if (operation.state() instanceof OperationState.Calling(Instant since) && now.isBefore(since.plus(LOST))) {
      if (now.isBefore(since.plus(SENT_AGAIN))) {
        send(operation); // who began it may have died before
      }
    } else {
      operations.save(recorded, operation.in(new OperationState.Calling(now)), now.plus(LOST)).ifPresent(begun -> send(begun.operation()));
    }
    return Handled.done();
  }

  private void send(Operation begun) {
    here.send(first(begun).message("run " + begun.attempts()));
  }

  private static Erasure first(Operation operation) {
    String person = operation.body().text(PERSON).orElseThrow();
    return Erasure.begun(operation.requestId(), operation.attempts(), operation.phoneNumberId(),
        new ErasedPerson(person, Set.of(person), Erasure.mark(operation.requestId())));
  }

  /** Takes it a share further. What is not of the run that the operation is in goes no further. */
  Handled handle(Erasure at, QueueMessage message) {
    operations.get(at.requestId()).filter(it -> it.operation().attempts() == at.run()).ifPresent(recorded -> {
      if (recorded.operation().state().ended()) {
        tell(recorded);
        return;
      }
      switch (at.step()) {
        case NAMES -> here.send(pass.learn(at, Erasure.Step.GROUPS).message(message.id()));
        case GROUPS -> here.send(pass.blank(at, Erasure.Step.MESSAGES, GroupErasure.COUNTED, groups::fate).message(message.id()));
        case MESSAGES -> messages.send(at.message(message.id()));
        case STORE, END -> end(recorded, at); // a store that is there no more has nothing
      }
    });
    return Handled.done();
  }

  /** Of whom it was asked for, nothing is left in it. */
  private void end(Recorded recorded, Erasure at) {
    Operation operation = recorded.operation();
    Optional<String> key = at.person().blank(JsonObject.EMPTY.with(KEY, operation.commandId())).text(KEY);
    Operation left = operation.left(key, JsonObject.EMPTY.with(PERSON, at.person().mark()));
    Optional<Recorded> ended = operations.save(recorded, left.in(new OperationState.Succeeded(Optional.empty(),
        InlineOperations.SUCCESS.without("messaging_product").with("erased", at.counts()), 0)), clock.instant());
    tell(ended.orElseGet(() -> operations.reread(recorded)));
  }

  private void tell(Recorded ended) {
    Optional<Notification> told = OperationNotifications.ofEnd(ended.operation(), clock.instant());
    notifications.send(told.stream().toList());
    if (!ended.operation().told()) {
      operations.save(ended, ended.operation().withAllTold(), clock.instant());
    }
  }
}
