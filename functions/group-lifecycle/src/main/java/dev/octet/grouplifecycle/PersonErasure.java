package dev.octet.grouplifecycle;

import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
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
  /** One that has not ended by then was lost on its way: it begins anew. Twice at the same time does no harm. */
  private static final Duration LOST = Duration.ofHours(6);

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

  /** Begins it, begins it anew, or tells its end. */
  Handled advance(Recorded recorded) {
    Operation operation = recorded.operation();
    if (operation.state().ended()) {
      tell(recorded);
      return Handled.done();
    }
    Operation begun = operation.in(new OperationState.Calling(clock.instant()));
    operations.save(recorded, begun, clock.instant().plus(LOST)).ifPresent(_ -> here.send(first(begun).message()));
    return Handled.done();
  }

  private static Erasure first(Operation operation) {
    String person = operation.body().text(PERSON).orElseThrow();
    return Erasure.begun(operation.requestId(), operation.attempts(), operation.phoneNumberId(),
        new ErasedPerson(person, Set.of(person), Erasure.mark(operation.requestId())));
  }

  /** Takes it a share further. */
  Handled handle(Erasure at) {
    switch (at.step()) {
      case NAMES -> handOn(pass.learn(at, Erasure.Step.GROUPS));
      case GROUPS -> handOn(pass.blank(at, Erasure.Step.MESSAGES, GroupErasure.COUNTED, groups::fate));
      case MESSAGES, STORE -> handOn(at);
      case END -> operations.get(at.requestId()).ifPresent(recorded -> end(recorded, at));
    }
    return Handled.done();
  }

  private void handOn(Erasure next) {
    (next.step() == Erasure.Step.MESSAGES ? messages : here).send(next.message());
  }

  /** Of whom it was asked for, nothing is left in it. */
  private void end(Recorded recorded, Erasure at) {
    Operation operation = recorded.operation();
    Optional<Recorded> ended = operation.state().ended() ? Optional.of(recorded)
        : operations.save(recorded, operation.withBody(JsonObject.EMPTY.with(PERSON, at.person().mark()))
            .in(new OperationState.Succeeded(Optional.empty(), InlineOperations.SUCCESS.without("messaging_product").with("erased", at.counts()), 0)), clock.instant());
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
