package dev.octet.grouplifecycle;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is to be compared for a number, how far its sweep has come, and who is at it: all under one key, read at once. */
final class ReconciliationStore {
  /** Longer than a function may run, and a part of the pace: see {@link Pace}. */
  static final Duration LEASE = Duration.ofSeconds(55);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int PAGE = 100;
  private static final String SWEEP = "ALL";
  /** Sorts before the groups, so that the first page has it. */
  private static final String LEASED = "ALL#LEASE";

  private final Table table;
  private final Clock clock;

  ReconciliationStore(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  /** One page of what is written down for a number, the sweep and the lease first. */
  Page page(String phoneNumberId, Optional<JsonObject> after) {
    return table.query(new Query(Optional.empty(), "pk", "sk", "#pk = :pk", JsonObject.EMPTY.with(":pk", pk(phoneNumberId)), true, PAGE, after));
  }

  static boolean isGroup(Stored item) {
    return item.key().sk().startsWith("GROUP#");
  }

  static Standing standing(String phoneNumberId, Page first) {
    return standing(phoneNumberId, first.items().stream().filter(item -> item.key().sk().equals(SWEEP)).findFirst());
  }

  /**
   * A sweep as it was last read or written.
   *
   * @param item empty while there is none
   */
  record Standing(String phoneNumberId, Sweep sweep, Optional<Stored> item) {}

  Standing standing(String phoneNumberId) {
    return standing(phoneNumberId, table.get(new Key(pk(phoneNumberId), SWEEP)));
  }

  private static Standing standing(String phoneNumberId, Optional<Stored> item) {
    return new Standing(phoneNumberId, item.map(it -> Sweep.ofJson(it.attributes())).orElse(Sweep.QUEUED), item);
  }

  /** Returns the sweep as it is written then. */
  Standing update(Standing read, UnaryOperator<Sweep> change) {
    Key key = new Key(pk(read.phoneNumberId()), SWEEP);
    Standing standing = read;
    while (true) {
      Sweep after = change.apply(standing.sweep());
      if (standing.item().isPresent() && after.equals(standing.sweep())) {
        return standing;
      }
      switch (table.put(Write.over(key, standing.item(), after.toJson()))) {
        case Written.Applied applied -> {
          return new Standing(read.phoneNumberId(), after, Optional.of(new Stored(key, after.toJson(), applied.version())));
        }
        case Written.Refused refused -> standing = standing(read.phoneNumberId(), refused.item());
      }
    }
  }

  /** Somebody wants the whole number to be compared. One that is running is what they want. */
  Sweep request(String phoneNumberId) {
    return update(standing(phoneNumberId), sweep -> sweep.isRunning() ? sweep : Sweep.QUEUED).sweep();
  }

  /** @param stops how many runs in a row the platform stopped */
  record Lease(Stored item, int stops) {}

  /** Empty while another run has the number, or the platform is given a rest. It is never let go: it runs out. */
  Optional<Lease> lease(String phoneNumberId, Page first) {
    Instant now = clock.instant();
    Key key = new Key(pk(phoneNumberId), LEASED);
    Optional<Stored> standing = first.items().stream().filter(item -> item.key().equals(key)).findFirst();
    if (standing.filter(item -> item.attributes().whole("free_at").orElse(0) > now.toEpochMilli()).isPresent()) {
      return Optional.empty();
    }
    int stops = standing.map(item -> (int) item.attributes().whole("stops").orElse(0)).orElse(0);
    JsonObject taken = attributes(now.plus(LEASE), stops);
    return switch (table.put(Write.over(key, standing, taken))) {
      case Written.Applied applied -> Optional.of(new Lease(new Stored(key, taken, applied.version()), stops));
      case Written.Refused _ -> Optional.empty();
    };
  }

  /** After a run that the platform stopped the number is left in peace: a minute, two, four, at most an hour. */
  void ended(Lease lease, Pace pace) {
    if (pace.stopped()) {
      Duration pause = Duration.ofMinutes(1L << Math.min(6, lease.stops()));
      Instant until = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
      table.put(Write.replace(lease.item(), attributes(until, lease.stops() + 1)));
    } else if (lease.stops() > 0 && pace.asked() > 0) {
      table.put(Write.replace(lease.item(), lease.item().attributes().with("stops", 0)));
    }
  }

  private static JsonObject attributes(Instant freeAt, int stops) {
    return JsonObject.EMPTY.with("free_at", freeAt.toEpochMilli()).with("stops", stops);
  }

  private static String pk(String phoneNumberId) {
    return "RECONCILE#" + phoneNumberId;
  }
}
