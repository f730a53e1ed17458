package dev.octet.grouplifecycle;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.group.Reconciliation;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The groups that are to be compared with the platform, per number: one item each, there until all is done and told. */
final class ReconcileMarks {
  private final Table table;
  private final Clock clock;

  ReconcileMarks(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  /** Something about the group is doubtful. It is looked at when what made it so is old enough that the platform's answer knows it. */
  void mark(String phoneNumberId, String groupId) {
    note(phoneNumberId, groupId, clock.instant().plus(Reconciliation.SETTLED));
  }

  /** Somebody wants it to be looked at. */
  void request(String phoneNumberId, String groupId) {
    note(phoneNumberId, groupId, clock.instant());
  }

  /**
   * A mark as a part of what puts the group in doubt, so that there is never one without the other. It is written over one
   * that stands there: whoever is just then taking that away, having looked before, does not get it.
   */
  Write write(String phoneNumberId, String groupId) {
    return over(phoneNumberId, groupId, table.get(key(phoneNumberId, groupId)), clock.instant().plus(Reconciliation.SETTLED));
  }

  private void note(String phoneNumberId, String groupId, Instant due) {
    Written written = table.put(over(phoneNumberId, groupId, Optional.empty(), due));
    while (written instanceof Written.Refused refused) {
      written = table.put(over(phoneNumberId, groupId, refused.item(), due));
    }
  }

  /** What is noted already stays. */
  private Write over(String phoneNumberId, String groupId, Optional<Stored> item, Instant due) {
    return write(item.map(ToDo::of).map(standing -> standing.dueAt(standing.due().isAfter(due) ? due : standing.due()))
        .orElseGet(() -> ToDo.unwritten(phoneNumberId, groupId, clock.instant()).dueAt(due)));
  }

  boolean isNoted(String phoneNumberId, String groupId) {
    return table.get(key(phoneNumberId, groupId)).isPresent();
  }

  /** The write of its item over the one that was read. */
  static Write write(ToDo toDo) {
    return Write.over(key(toDo.phoneNumberId(), toDo.groupId()), toDo.stored(), toDo.toJson());
  }

  /** Empty when somebody else has written to it since it was read: then it stays as that is. */
  Optional<ToDo> save(ToDo toDo) {
    return switch (table.put(write(toDo))) {
      case Written.Applied applied -> Optional.of(written(toDo, applied.version()));
      case Written.Refused _ -> Optional.empty();
    };
  }

  /** It is done with, unless somebody has asked for it once more since it was read. */
  void done(ToDo toDo) {
    toDo.stored().ifPresent(table::delete);
  }

  static ToDo written(ToDo toDo, long version) {
    return toDo.as(Optional.of(new Stored(key(toDo.phoneNumberId(), toDo.groupId()), toDo.toJson(), version)));
  }

  private static Key key(String phoneNumberId, String groupId) {
    return new Key("RECONCILE#" + phoneNumberId, "GROUP#" + groupId);
  }
}
