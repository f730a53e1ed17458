package dev.octet.grouplifecycle;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.json.JsonObject;
import java.time.Clock;
import java.util.Optional;

/** What the reconciliation has to look at: an item for each group that is in doubt, under its number. */
final class ReconcileMarks {
  private final Table table;
  private final Clock clock;

  ReconcileMarks(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  void mark(String phoneNumberId, String groupId) {
    Write write = write(phoneNumberId, groupId);
    while (table.put(write) instanceof Written.Refused refused) {
      write = over(write.key(), refused.item());
    }
  }

  /**
   * A mark as a part of what puts the group in doubt, so that there is never one without the other. It is written over one
   * that stands there: whoever is just then taking that away, having looked before, does not get it.
   */
  Write write(String phoneNumberId, String groupId) {
    Key key = new Key("RECONCILE#" + phoneNumberId, "GROUP#" + groupId);
    return over(key, table.get(key));
  }

  private Write over(Key key, Optional<Stored> standing) {
    JsonObject since = standing.map(Stored::attributes).orElseGet(() -> JsonObject.EMPTY.with("since", clock.instant().getEpochSecond()));
    return Write.over(key, standing, since);
  }
}
