package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.GroupSnapshot;
import dev.octet.domain.operation.CreateMatch;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationNotifications;
import dev.octet.grouplifecycle.Groups.Standing;
import dev.octet.operations.Operations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose a group is that the platform has and the table does not know. One that an operation of Octet's may have made is
 * left to its webhook and to the settlement: taken from them, the operation would end without its group, or make a second.
 */
final class GroupClaims {
  /** Beyond the settle window, for the settlement to have looked. */
  private static final Duration SETTLEMENT = Duration.ofMinutes(5);

  private final CreatingLeases leases;
  private final Operations operations;
  private final Duration settleWindow;

  GroupClaims(CreatingLeases leases, Operations operations, Duration settleWindow) {
    this.leases = leases;
    this.operations = operations;
    this.settleWindow = settleWindow;
  }

  sealed interface Maker {
    /** An operation may still find it. */
    record Later(Instant when) implements Maker {}

    /**
     * Nobody will claim it any more.
     *
     * @param requestId of the operation that ended without it; empty when another tool made it
     * @param toTell of that operation
     */
    record Known(Optional<String> requestId, List<Notification> toTell) implements Maker {}
  }

  Maker maker(String phoneNumberId, String groupId, Optional<String> subject, Instant createdAt, Instant asked) {
    Instant claimed = createdAt.plus(settleWindow).plus(SETTLEMENT);
    if (claimed.isAfter(asked)) {
      return new Maker.Later(claimed);
    }
    Optional<Operation> holder = subject.flatMap(text -> leases.holder(phoneNumberId, text.strip()))
        .flatMap(operations::get).map(Operations.Recorded::operation);
    if (holder.isEmpty()) {
      return new Maker.Known(Optional.empty(), List.of());
    }
    return switch (CreateMatch.of(holder.get(), Optional.of(groupId), createdAt, asked)) {
      case CreateMatch.Wait _, CreateMatch.Adopt _ -> new Maker.Later(asked.plus(settleWindow));
      case CreateMatch.Foreign _ -> new Maker.Known(Optional.empty(), List.of());
      case CreateMatch.Late _ -> new Maker.Known(Optional.of(holder.get().requestId()),
          List.of(OperationNotifications.lateGroup(holder.get(), groupId, createdAt)));
    };
  }

  /**
   * The group as the platform made it, with what events have told of it. Of one that was adopted by an event all else is
   * left to be compared: what the platform says of it was not told with that.
   */
  static Group group(Standing read, String phoneNumberId, GroupSnapshot said, Instant createdAt, Optional<String> requestId) {
    Group known = read.group().map(it -> Group.ofJson(it.toJson().with("phone_number_id", phoneNumberId))).orElseGet(() -> Group.seen(read.groupId(), phoneNumberId));
    return isTold(read) ? known.created(known.subject(), Optional.empty(), Optional.empty(), createdAt, requestId)
        : known.created(said.subject(), said.inviteLink(), said.joinApprovalMode(), createdAt, requestId);
  }

  static boolean isTold(Standing read) {
    return read.group().flatMap(Group::foundBy).isPresent();
  }
}
