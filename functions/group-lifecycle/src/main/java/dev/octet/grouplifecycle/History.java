package dev.octet.grouplifecycle;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Retention;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happened in a group and who did it, beside the group: an item for each event, by the platform's clock. */
final class History {
  static final Retention USUAL = Retention.ofDays(90);
  private static final String PREFIX = "HISTORY#";
  private static final int HASH_DIGITS = 16;
  private static final int SEARCHED = 25;

  private final Table table;
  private final Retention retention;
  private final Clock clock;

  History(Table table, Retention retention, Clock clock) {
    this.table = table;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * Adds what happened. The same again, from another pass or another source, is the entry that is there already, at the cost
   * of one refused put.
   *
   * @param at the time that counts, the same in each pass
   * @param event the type of the notification that tells it, such as {@code participant.joined}
   * @param details {@code participants} who it is about, {@code how} they came, and what else is to be seen of it
   * @param what tells it apart from other such events of the same second
   */
  void add(String groupId, Instant at, String event, JsonObject details, String... what) {
    if (!retention.keepsNothing()) {
      Written _ = table.put(write(groupId, at, event, details, what));
    }
  }

  /** The same as a write of its own, for a transaction. */
  Write write(String groupId, Instant at, String event, JsonObject details, String... what) {
    JsonObject entry = JsonObject.EMPTY.with("timestamp", Long.toString(at.getEpochSecond())).with("event", event).withAll(details);
    String place = String.format(Locale.ROOT, "%012d#%s", at.getEpochSecond(), Hash.hex(event, Hash.hex(what)).substring(0, HASH_DIGITS));
    return Write.create(new Key(pk(groupId), PREFIX + place),
        JsonObject.EMPTY.with("entry", entry).with(Retention.EXPIRES_AT, retention.expiresAt(at)));
  }

  /** A page of entries, newest first. */
  PageRequest.Rows read(String groupId, int limit, Optional<String> after) {
    Query all = Query.under(pk(groupId), PREFIX, limit + 1).descending(); // one more than asked for tells whether there is more
    Page page = table.query(all.after(after.map(place -> JsonObject.EMPTY.with("pk", pk(groupId)).with("sk", PREFIX + place))));
    List<JsonObject> rows = page.items().stream().limit(limit).filter(item -> !Retention.isOver(item.attributes(), clock.instant()))
        .map(item -> item.attributes().with("place", item.key().sk().substring(PREFIX.length()))).toList();
    return new PageRequest.Rows(rows, page.items().size() > limit || page.last().filter(_ -> !rows.isEmpty()).isPresent());
  }

  /** The last entries, newest first, as far as they are of then or later. */
  List<JsonObject> since(String groupId, Instant then) {
    return read(groupId, SEARCHED, Optional.empty()).rows().stream().map(History::entry)
        .filter(entry -> entry.whole("timestamp").orElse(0) >= then.getEpochSecond()).toList();
  }

  static JsonObject entry(JsonObject row) {
    return row.object("entry").orElse(JsonObject.EMPTY);
  }

  /** Where an entry stands in the list, which a cursor names. */
  static String place(JsonObject row) {
    return row.text("place").orElseThrow();
  }

  private static String pk(String groupId) {
    return "GROUP#" + groupId;
  }
}
