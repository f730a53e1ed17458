package dev.octet.sandbox.traffic;

import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What went over the wires, for as long as it is kept. Recording is never in the way: it costs one small write, and when that
 * fails, what was recorded is missing and nothing else is.
 */
public final class Traffic {
  /** A write takes a few milliseconds; the first one of a process longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  /** So much is answered at most: a function answers with 6 MB, in base64, and this is JSON within JSON. */
  private static final int MOST_IN_A_PAGE = 2 << 20;

  private final Table table;
  private final Duration kept;
  private final Clock clock;
  private final Log log;

  private Traffic(Table table, Duration kept, Clock clock, Log log) {
    this.table = table;
    this.kept = kept;
    this.clock = clock;
    this.log = log;
  }

  /** @param kept how long it is kept; of zero, nothing is recorded */
  public static Traffic of(DynamoDbClient dynamoDb, String tableName, Duration kept, Clock clock, Log log) {
    if (kept.isNegative()) {
      throw new IllegalStateException("Traffic cannot be kept for less than no time: SANDBOX_TRAFFIC_KEPT is negative.");
    }
    return new Traffic(new Table(dynamoDb, tableName, Ids.random()), kept, clock, log);
  }

  /** As the environment has it. */
  public static Traffic of(DynamoDbClient dynamoDb, Environment environment, Clock clock, Log log) {
    return of(dynamoDb, environment.text("SANDBOX_TRAFFIC_TABLE_NAME"), environment.duration("SANDBOX_TRAFFIC_KEPT"), clock, log);
  }

  public Duration kept() {
    return kept;
  }

  /**
   * Records, or does not: it throws nothing.
   *
   * @param generation in which state of the sandbox; a reset begins the next
   * @param entries asked for only where something is recorded
   */
  public void record(long generation, Supplier<List<TrafficEntry>> entries) {
    record(() -> generation, entries);
  }

  /** The same where the generation has to be asked for first. */
  public void record(LongSupplier generation, Supplier<List<TrafficEntry>> entries) {
    if (kept.isZero()) {
      return;
    }
    try {
      long expires = clock.instant().plus(kept).getEpochSecond();
      long of = generation.getAsLong();
      List<Write> writes = entries.get().stream().map(entry -> write(of, entry, expires)).toList();
      int left = 0;
      for (int i = 0; i < writes.size(); i += Table.MOST_APPENDED) {
        left += table.append(writes.subList(i, Math.min(writes.size(), i + Table.MOST_APPENDED)), PATIENCE);
      }
      if (left > 0) {
        log.warn("traffic_not_recorded", JsonObject.EMPTY.with("entries", left));
      }
    } catch (RuntimeException e) {
      log.warn("traffic_not_recorded", JsonObject.EMPTY.with("error", e.getClass().getName())); // its message may quote what was said
    }
  }

  private static Write write(long generation, TrafficEntry entry, long expires) {
    return Write.create(new Key(Shards.of(generation, entry.id()), TrafficCursor.place(entry.place()) + "#" + entry.id()),
        JsonObject.EMPTY.with("entry", entry.toJson().toJson()).with("expires_at", expires));
  }

  /**
   * Some of it, the oldest first, each in the state in which it was last recorded among these.
   *
   * @param next where to go on
   */
  public record TrafficPage(List<JsonObject> entries, String next) {}

  /** The newest; or, with the {@code next} of a page, what came after it. Empty when that is none. */
  public Optional<TrafficPage> page(long generation, Optional<String> after, int limit) {
    Instant now = clock.instant();
    Instant oldest = now.minus(kept);
    if (kept.isZero()) {
      return Optional.of(new TrafficPage(List.of(), TrafficCursor.since(now).toText()));
    }
    return after.isEmpty() ? Optional.of(newest(generation, oldest, now, limit))
        : TrafficCursor.read(after.get()).map(cursor -> following(generation, cursor, oldest, now, limit));
  }

  private TrafficPage newest(long generation, Instant oldest, Instant now, int limit) {
    Taken taken = take(Shards.read(table, generation, TrafficCursor.place(oldest), false, limit), limit);
    return new TrafficPage(lastOfEach(taken.items().reversed()), TrafficCursor.since(now.minus(TrafficCursor.LATE)).toText());
  }

  /** What has expired goes from the table later than it should. */
  private TrafficPage following(long generation, TrafficCursor cursor, Instant oldest, Instant now, int limit) {
    String expired = TrafficCursor.place(oldest);
    String from = cursor.place().compareTo(expired) > 0 ? cursor.place() : expired;
    Taken taken = take(Shards.read(table, generation, from, true, limit), limit);
    Optional<String> moreAfter = taken.more() ? Optional.of(taken.items().getLast().key().sk()) : Optional.empty();
    return new TrafficPage(lastOfEach(taken.items()), cursor.next(moreAfter, now).toText());
  }

  /** @param more whether it was left off there */
  private record Taken(List<Stored> items, boolean more) {}

  private static Taken take(Shards shards, int limit) {
    List<Stored> items = new ArrayList<>();
    int size = 0;
    while (items.size() < limit && size < MOST_IN_A_PAGE && shards.hasNext()) {
      Stored item = shards.next();
      items.add(item);
      size += item.attributes().text("entry").orElse("").length();
    }
    return new Taken(items, items.size() == limit || size >= MOST_IN_A_PAGE);
  }

  private static List<JsonObject> lastOfEach(List<Stored> items) {
    Map<String, JsonObject> byId = new LinkedHashMap<>();
    for (Stored item : items) {
      JsonObject entry = TrafficEntry.parse(item.attributes().text("entry").orElse(""));
      byId.put(entry.text("id").orElse(item.key().sk()), entry);
    }
    return byId.values().stream().sorted(Comparator.comparing(entry -> Instant.parse(entry.text("at").orElse(Instant.EPOCH.toString())))).map(ShownTraffic::of).toList();
  }
}
