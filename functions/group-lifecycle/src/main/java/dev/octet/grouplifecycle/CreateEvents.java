package dev.octet.grouplifecycle;

import dev.octet.aws.Trail;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Notifications;
import dev.octet.domain.Notification;
import dev.octet.domain.operation.CreateMatch;
import dev.octet.domain.operation.Operation;
import dev.octet.operations.Operations.Recorded;
import dev.octet.operations.Operations;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Finds the operation that an outcome of a create belongs to, and completes it. */
final class CreateEvents {
  private final Operations operations;
  private final RequestPointers pointers;
  private final CreatingLeases leases;
  private final Groups groups;
  private final GroupCreation creation;
  private final Notifications notifications;
  private final Clock clock;

  CreateEvents(
      Operations operations, RequestPointers pointers, CreatingLeases leases, Groups groups, GroupCreation creation,
      Notifications notifications, Clock clock) {
    this.operations = operations;
    this.pointers = pointers;
    this.leases = leases;
    this.groups = groups;
    this.creation = creation;
    this.notifications = notifications;
    this.clock = clock;
  }

  /** @param eventKey stands for the outcome where the platform gave it no request id */
  Handled handle(String phoneNumberId, CreateOutcome outcome, String eventKey) {
    // The outcome first, then the look for our half: who comes second always sees both.
    Optional<Recorded> asked = outcome.platformRequestId()
        .flatMap(id -> pointers.addOutcome(phoneNumberId, id, outcome.toJson()).operation())
        .or(() -> outcome.groupId().flatMap(groups::get).flatMap(known -> known.group().requestId()))
        .flatMap(operations::get);
    if (asked.isPresent()) {
      return creation.complete(asked.get(), outcome);
    }
    Optional<Recorded> holder = outcome.subject()
        .flatMap(subject -> leases.holder(phoneNumberId, subject))
        // Whether the event belongs to it is still to be seen.
        .flatMap(requestId -> Trail.apart("request_id", requestId, () -> operations.get(requestId)));
    CreateMatch match = holder
        .map(held -> CreateMatch.of(held.operation(), outcome.groupId(), outcome.at(), clock.instant()))
        .orElse(new CreateMatch.Foreign());
    return switch (match) {
      case CreateMatch.Wait wait -> Handled.later(wait.time());
      case CreateMatch.Adopt _ -> adopt(holder.orElseThrow(), outcome);
      case CreateMatch.Late _ when outcome.succeeded() -> creation.late(holder.orElseThrow().operation(), outcome);
      case CreateMatch.Late _, CreateMatch.Foreign _ -> foreign(phoneNumberId, outcome, eventKey);
    };
  }

  private Handled adopt(Recorded holder, CreateOutcome outcome) {
    Operation operation = holder.operation();
    outcome.platformRequestId().ifPresent(id -> pointers.addOperation(operation.phoneNumberId(), id, operation.requestId()));
    return creation.complete(holder, outcome);
  }

  private Handled foreign(String phoneNumberId, CreateOutcome outcome, String eventKey) {
    // The answer may have come, and the subject been let go, since the first look.
    Optional<Recorded> asked = outcome.platformRequestId()
        .flatMap(id -> pointers.get(phoneNumberId, id).operation())
        .flatMap(operations::get);
    if (asked.isPresent()) {
      return creation.complete(asked.get(), outcome);
    }
    Notification notification = outcome.succeeded()
        ? GroupNotifications.foreign(phoneNumberId, outcome, groups.created(phoneNumberId, outcome, Optional.empty()))
        : GroupNotifications.foreignFailure(phoneNumberId, outcome, eventKey);
    notifications.send(List.of(notification));
    return Handled.done();
  }
}
