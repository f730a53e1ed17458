package dev.octet.grouplifecycle;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operations in the table. Until all is told, an operation stands in the sparse {@code open} index under the time at
 * which the settlement should look at it; afterwards it is kept for 30 days, which is how long its id is known.
 */
final class Operations {
  private static final Duration KEPT = Duration.ofDays(30);
  /** The open index is spread over some partitions: one would take 1,000 writes a second. */
  private static final int SHARDS = 4;

  private final Table table;

  Operations(Table table) {
    this.table = table;
  }

  /** An operation as the table holds it. */
  record Recorded(Operation operation, Stored stored) {}

  /** What became of recording an operation: made now, or there before. */
  record Begun(Recorded recorded, boolean isNew) {}

  Optional<Recorded> get(String requestId) {
    return table.get(key(requestId)).map(Operations::recorded);
  }

  /** What another process has made of it since it was read. */
  Recorded reread(Recorded read) {
    return get(read.operation().requestId()).orElseThrow();
  }

  /** Records the operation unless one with its id is there. */
  Begun begin(Operation operation, Instant due) {
    JsonObject attributes = attributes(operation, due);
    return switch (table.put(Write.create(key(operation.requestId()), attributes))) {
      case Written.Applied applied ->
          new Begun(new Recorded(operation, new Stored(key(operation.requestId()), attributes, applied.version())), true);
      case Written.Refused refused -> new Begun(refused.item().map(Operations::recorded).orElseThrow(), false);
    };
  }

  /** Writes the next state over what was read. Empty when another process came first. */
  Optional<Recorded> save(Recorded read, Operation next, Instant due) {
    JsonObject attributes = attributes(next, due);
    return switch (table.put(Write.replace(read.stored(), attributes))) {
      case Written.Applied applied -> Optional.of(new Recorded(next, new Stored(read.stored().key(), attributes, applied.version())));
      case Written.Refused _ -> Optional.empty();
    };
  }

  /** An open operation, and when it was to be looked at (Unix seconds). */
  record Due(String requestId, long dueAt) {}

  /** The operations that were due by then, at most so many; the oldest of each shard. */
  List<Due> due(Instant by, int limit) {
    List<Due> due = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      Query query = Query.index("open-operations", "open", "due_at", Integer.toString(shard), limit / SHARDS)
          .where("#pk = :pk AND #sk <= :by", JsonObject.EMPTY.with(":by", by.getEpochSecond()));
      table.query(query).items().forEach(item -> due.add(
          new Due(item.key().pk().substring("OPERATION#".length()), item.attributes().whole("due_at").orElse(0))));
    }
    return due;
  }

  private static Key key(String requestId) {
    return new Key("OPERATION#" + requestId, "OPERATION");
  }

  private static Recorded recorded(Stored stored) {
    return new Recorded(Operation.ofJson(stored.attributes()), stored);
  }

  private static JsonObject attributes(Operation operation, Instant due) {
    JsonObject json = operation.toJson();
    return operation.told()
        ? json.with("expires_at", operation.createdAt().plus(KEPT).getEpochSecond())
        : json.with("open", shard(operation.requestId())).with("due_at", due.plusNanos(999_999_999).getEpochSecond()); // never before it is due
  }

  static String shard(String requestId) {
    return Integer.toString(Integer.parseInt(Hash.hex(requestId).substring(0, 4), 16) % SHARDS);
  }
}
