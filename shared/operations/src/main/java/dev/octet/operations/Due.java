package dev.octet.operations;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Table;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the settlement is to look at, and when: a sparse index. An operation stands in it until all is told, a pause while
 * operations wait for its end.
 *
 * @param key of the item
 * @param queue of an operation: where it goes on
 * @param at in Unix seconds
 */
public record Due(Key key, CommandQueue queue, long at) {
  static final String OPERATION = "OPERATION#";
  static final String PAUSE = "PAUSE#";
  /** The index is spread over some partitions: one would take 1,000 writes a second. */
  private static final int SHARDS = 4;

  /** What was due by then, of each queue at most so many; the oldest of each shard. */
  public static List<Due> by(Table table, Instant by, int limit) {
    List<Due> due = new ArrayList<>();
    for (CommandQueue queue : CommandQueue.values()) {
      for (int shard = 0; shard < SHARDS; shard++) {
        Query query = Query.index("open-operations", "open", "due_at", queue.shard(shard), limit / SHARDS)
            .where("#pk = :pk AND #sk <= :by", JsonObject.EMPTY.with(":by", by.getEpochSecond()));
        table.query(query).items().forEach(item -> due.add(new Due(item.key(), queue, item.attributes().whole("due_at").orElse(0))));
      }
    }
    return due;
  }

  /** With what puts an item into the index. Never before it is due. */
  static JsonObject attributes(JsonObject item, CommandQueue queue, String id, Instant at) {
    return item.with("open", queue.shard(shard(id))).with("due_at", at.plusNanos(999_999_999).getEpochSecond());
  }

  public static int shard(String id) {
    return Integer.parseInt(Hash.hex(id).substring(0, 4), 16) % SHARDS;
  }

  public boolean isOperation() {
    return key.pk().startsWith(OPERATION);
  }

  /** What its key names: a request id, or a phone number id. */
  public String id() {
    return key.pk().substring(key.pk().indexOf('#') + 1);
  }
}
