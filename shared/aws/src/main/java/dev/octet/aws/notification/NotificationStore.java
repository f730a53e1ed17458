package dev.octet.aws.notification;

import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.Hash;
import dev.octet.domain.group.ErasedPerson;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Octet told, kept for a time. Under one partition key stands, in the order of telling, what concerns one group of a
 * number, or no group; an index has all of a number in that order. What concerns no number nobody could ask for: it is not kept.
 *
 * <p>It is a record of telling: what was told a second time, minutes later and under the same id, stands there twice.
 */
public final class NotificationStore {
  /** The index's writes of one number, over so many partition keys: each takes 1,000 a second. */
  private static final int SHARDS = 16;
  private static final String BY_NUMBER = "by-number";
  /** Who was erased is looked up for what comes as late as that; what comes earlier, whoever erases them waits for. */
  private static final Duration LATE = Duration.ofSeconds(2);
  /** With what the index may be behind. */
  private static final Duration SETTLED = LATE.plusSeconds(3);

  private final Table table;
  private final Pieces pieces;
  private final Erasures erasures;
  private final Duration kept;
  private final Clock clock;

  /** @param kept how long each is kept from when it was told */
  public NotificationStore(Table table, Duration kept, Clock clock) {
    this.table = table;
    this.pieces = new Pieces(table);
    this.erasures = new Erasures(table, kept, clock);
    this.kept = kept;
    this.clock = clock;
  }

  /** The place of what a message of the queue tells. */
  public static String place(QueueMessage message) {
    return Place.of(message).text();
  }

  /**
   * Keeps one; again, when it is there already, does nothing. Who was erased after it was told is not in it any more on return.
   *
   * @param event the CloudEvent
   * @param place as {@link #place} gives it
   * @throws dev.octet.aws.BeyondLimitException when its ids are longer than a key may be: nobody could ask for it
   */
  public void keep(JsonObject event, String place) {
    JsonObject data = event.object("data").orElse(JsonObject.EMPTY);
    Optional<String> number = data.text("phone_number_id");
    if (number.isEmpty()) {
      return;
    }
    Key key = new Key(pk(number.get(), data.text("group_id")), place);
    Instant told = new Place(place).at();
    long expiresAt = told.plus(kept).getEpochSecond();
    JsonObject item = withText(key, event.toJson(), JsonObject.EMPTY
        .with("by_number", indexPk(number.get(), shard(key.pk()))).with("expires_at", expiresAt));
    if (table.put(Write.create(key, item)) instanceof Written.Refused refused) {
      unwanted(item, refused);
    }
    if (Duration.between(told, clock.instant()).compareTo(LATE) >= 0) { // now that it stands there: who is erased later finds it
      blank(key, number.get(), told);
    }
  }

  private void blank(Key key, String number, Instant told) {
    boolean settled = false;
    while (!settled) {
      Optional<KeptNotification> standing = table.get(key).flatMap(this::read);
      settled = standing.map(it -> {
        JsonObject left = erasures.blank(number, told, it.event());
        return left.equals(it.event()) || replace(it, left);
      }).orElse(true);
    }
  }

  /**
   * From then on, a person is blanked in whatever comes that was told before. Returns from when on they are found in all else that was
   * told before.
   *
   * @param run what tells this erasure of them from all others
   */
  public Instant erasing(String phoneNumberId, ErasedPerson person, String run) {
    return erasures.begin(phoneNumberId, person, run).plus(SETTLED);
  }

  /** What concerns a group of a number; or, without a group, what concerns the number and no group of it. */
  public KeptPage ofGroup(String phoneNumberId, Optional<String> groupId, Span span, int limit) {
    if (span.isEmpty()) {
      return new KeptPage(List.of(), Optional.empty());
    }
    Page page = table.query(within(Query.under(pk(phoneNumberId, groupId), limit), span));
    return new KeptPage(page.items().stream().flatMap(item -> read(item).stream()).toList(),
        page.last().flatMap(last -> last.text("sk")));
  }

  /** All that concerns a number, groups and all. The index may be a moment late. */
  public KeptPage ofNumber(String phoneNumberId, Span span, int limit) {
    if (span.isEmpty()) {
      return new KeptPage(List.of(), Optional.empty());
    }
    List<Key> keys = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      table.query(within(Query.index(BY_NUMBER, "by_number", "sk", indexPk(phoneNumberId, shard), limit), span)).items().forEach(item -> keys.add(item.key()));
    }
    // The first of all are among the first of each.
    List<Key> first = keys.stream().sorted(Comparator.comparing(Key::sk)).limit(limit).toList();
    return new KeptPage(first.stream().flatMap(key -> table.get(key).stream()).flatMap(item -> read(item).stream()).toList(),
        first.size() < limit ? Optional.empty() : Optional.of(first.getLast().sk()));
  }

  /** Deletes what is left of what stood in its place, where a process died that put something else there. */
  public void tidy(KeptNotification read) {
    Pieces.Set.staleIn(read.item().attributes()).ifPresent(pieces::delete);
  }

  /** Puts something else in its place, and leaves nothing of it. Returns whether it did; {@code false} when another did so first. */
  public boolean replace(KeptNotification read, JsonObject event) {
    tidy(read);
    Stored item = read.item();
    JsonObject attributes = withText(item.key(), event.toJson(), item.attributes().without("event")
        .without("pieces").without("piece_count").without("stale_pieces").without("stale_piece_count"));
    Optional<Pieces.Set> gone = Pieces.Set.in(item.attributes()).filter(it -> !Pieces.Set.in(attributes).equals(Optional.of(it)));
    return switch (table.put(Write.replace(item, gone.map(it -> it.staleOver(attributes)).orElse(attributes)))) {
      case Written.Applied _ -> {
        gone.ifPresent(pieces::delete);
        yield true;
      }
      case Written.Refused refused -> {
        unwanted(attributes, refused);
        yield false;
      }
    };
  }

  /** Pieces that were written for nothing: what stands there has others, or none. */
  private void unwanted(JsonObject item, Written.Refused refused) {
    Optional<Pieces.Set> standing = refused.item().flatMap(it -> Pieces.Set.in(it.attributes()));
    Pieces.Set.in(item).filter(it -> !standing.equals(Optional.of(it))).ifPresent(pieces::delete);
  }

  /** Pieces first: what is found whole is whole. */
  private JsonObject withText(Key key, String text, JsonObject attributes) {
    if (text.length() <= Pieces.SIZE) {
      return attributes.with("event", text);
    }
    Pieces.Set set = Pieces.Set.of(key, text);
    pieces.write(set, text, attributes.whole("expires_at").orElseThrow());
    return set.over(attributes);
  }

  private Optional<KeptNotification> read(Stored item) {
    OptionalLong expiresAt = item.attributes().whole("expires_at");
    if (expiresAt.isEmpty() || expiresAt.getAsLong() <= clock.instant().getEpochSecond()) {
      return Optional.empty(); // the table deletes when it has time
    }
    Optional<String> text = Pieces.Set.in(item.attributes()).map(pieces::read).orElseGet(() -> item.attributes().text("event"));
    return text.map(it -> new KeptNotification(item, parse(it)));
  }

  private static JsonObject parse(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new IllegalStateException("The table holds a notification that Octet never told.", e);
    }
  }

  /** Both ends belong to it, but no place is an end. */
  private static Query within(Query query, Span span) {
    return query.where("#pk = :pk AND #sk BETWEEN :first AND :end", JsonObject.EMPTY.with(":first", span.first()).with(":end", span.end()));
  }

  private static String pk(String phoneNumberId, Optional<String> groupId) {
    return "TOLD#" + phoneNumberId + "#" + groupId.orElse("");
  }

  private static String indexPk(String phoneNumberId, int shard) {
    return "NUMBER#" + phoneNumberId + "#" + shard;
  }

  private static int shard(String pk) {
    return Integer.parseInt(Hash.hex(pk).substring(0, 1), 16);
  }
}
