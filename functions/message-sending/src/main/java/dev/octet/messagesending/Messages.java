package dev.octet.messagesending;

import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.Metric;
import dev.octet.aws.table.Add;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Retention;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Message;
import dev.octet.domain.message.MessageJson;
import dev.octet.domain.message.PriceLine;
import dev.octet.operations.PageRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The messages in the table, under the platform's id, whoever wrote or sent them; what they cost, and what becomes of templates, is counted with them. */
final class Messages {
  /** Then the queue waits, which does it with more patience. */
  private static final int MAX_ATTEMPTS = 20;

  /** In bytes: longer than any id that the platform gives, and short enough for the keys that are made of it. */
  private static final int MAX_ID = 512;
  private static final String PREFIX = "MESSAGE#";
  private static final String ORDER = "message_order";

  private final Table table;
  private final CostCounters counters;
  private final TemplateCounters templates;
  private final Retention retention;
  private final Clock clock;

  /** @param retention of a message with its receipts, since it was sent or written */
  Messages(Table table, CostCounters counters, TemplateCounters templates, Retention retention, Clock clock) {
    this.table = table;
    this.counters = counters;
    this.templates = templates;
    this.retention = retention;
    this.clock = clock;
  }

  /** A message and the version of its item, which notifications give as {@code sequence}. */
  record Saved(Message message, long version) {}

  /** What becomes of a message, and what that costs; both are written, or neither. */
  record Change(Message message, Optional<PriceLine> line) {
    static Change of(Message message) {
      return new Change(message, Optional.empty());
    }
  }

  Optional<Saved> get(String id) {
    return isTooLong(id) ? Optional.empty() : table.get(key(id)).filter(this::isThere).map(Messages::saved);
  }

  /**
   * Applies a change to the newest state of a message; asked for again, it must change nothing.
   *
   * @param unknown what to begin with when nothing is known of it
   * @throws BeyondLimitException when no item can hold it
   */
  Saved update(String id, Supplier<Message> unknown, Function<Message, Change> change) {
    return update(id, isTooLong(id) ? Optional.empty() : table.get(key(id)), unknown, change);
  }

  /** The same where nothing is likely to be known yet: that is found out by writing, which saves a read. */
  Saved first(String id, Supplier<Message> unknown, Function<Message, Change> change) {
    return update(id, Optional.empty(), unknown, change);
  }

  private Saved update(String id, Optional<Stored> read, Supplier<Message> unknown, Function<Message, Change> change) {
    if (isTooLong(id)) {
      throw new BeyondLimitException("The message's id is longer than any of the platform's.");
    }
    Optional<Stored> standing = read;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<Stored> known = standing.filter(this::isThere);
      Optional<Message> before = known.map(item -> saved(item).message());
      Message from = before.orElseGet(unknown);
      Change next = change.apply(from);
      if (before.equals(Optional.of(next.message()))) {
        return saved(standing.orElseThrow());
      }
      TemplateCounters.Added added = templates.added(from, next.message());
      List<Write> writes = new ArrayList<>(List.of(Write.over(key(id), standing, attributes(next.message(), known))));
      writes.addAll(added.firsts());
      List<Add> additions = new ArrayList<>(added.additions());
      next.line().ifPresent(line -> additions.addAll(counters.additions(next.message(), line)));
      switch (table.putAll(writes, additions)) {
        case Written.Applied applied -> {
          Metric.COST_LINES.count(next.line().isPresent() ? 1 : 0);
          return new Saved(next.message(), applied.version());
        }
        case Written.Refused refused -> standing = refused.item();
      }
    }
    throw new IllegalStateException("Others write this message, or count what its kind costs, all the time: later.");
  }

  /** A page of the messages of a group, newest first; of each what the index holds. */
  PageRequest.Rows ofGroup(String groupId, PageRequest page) {
    if (isTooLong(groupId)) {
      return new PageRequest.Rows(List.of(), false);
    }
    PageRequest.Rows found = page.read(table, limit -> Query.index("messages-by-group", "message_group", ORDER, groupId, limit));
    return new PageRequest.Rows(found.rows().stream().filter(row -> !retention.isOver(at(row), clock.instant())).toList(), found.more());
  }

  /** The latest messages that were sent to a group, newest first, as far as the index knows them. */
  List<String> latestSent(String groupId, int limit) {
    return isTooLong(groupId) ? List.of()
        : table.query(Query.index("messages-by-group", "message_group", ORDER, groupId, limit).descending()).items().stream().map(Stored::attributes)
            .filter(row -> row.text("direction").equals(Optional.of("out"))).map(Messages::idAt).toList();
  }

  /** Where a message of that index stands in it. */
  static String place(JsonObject row) {
    return row.text(ORDER).orElseThrow();
  }

  private static Instant at(JsonObject row) {
    return Instant.ofEpochMilli(Long.parseLong(place(row).substring(0, place(row).indexOf('#'))));
  }

  /** The table deletes when it has time. */
  private boolean isThere(Stored item) {
    return !Retention.isOver(item.attributes(), clock.instant());
  }

  static String idAt(JsonObject row) {
    return place(row).substring(place(row).indexOf('#') + 1);
  }

  private static Saved saved(Stored item) {
    return new Saved(MessageJson.read(item.key().pk().substring(PREFIX.length()), item.attributes()), item.version());
  }

  private static boolean isTooLong(String id) {
    return id.getBytes(StandardCharsets.UTF_8).length > MAX_ID;
  }

  /** Its place among those of its group stays: by the platform's second, and within that as it was first heard of. */
  private JsonObject attributes(Message message, Optional<Stored> standing) {
    if (message.groupId().filter(Messages::isTooLong).isPresent()) {
      throw new BeyondLimitException("The group's id is longer than any of the platform's.");
    }
    return MessageJson.of(message)
        .with(Retention.EXPIRES_AT, retention.expiresAt(message.at()))
        .with("message_group", message.groupId())
        .with(ORDER, message.groupId().map(_ -> standing.flatMap(item -> item.attributes().text(ORDER))
            .orElseGet(() -> String.format(Locale.ROOT, "%013d#%s", message.at().toEpochMilli(), message.id()))));
  }

  private static Key key(String id) {
    return new Key(PREFIX + id, "STATE");
  }
}
