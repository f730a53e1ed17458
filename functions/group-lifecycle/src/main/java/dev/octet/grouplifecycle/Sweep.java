package dev.octet.grouplifecycle;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One comparison of all groups of a number with the platform, and how far it has come.
 *
 * @param cursor where it goes on: the platform's in its list, the last group looked at in the table
 * @param pages of the platform's list
 * @param groups that were looked at, of those in the table
 */
record Sweep(Phase phase, Optional<String> cursor, int pages, Optional<Instant> startedAt, Optional<Instant> finishedAt, int groups, Found found) {
  /** One is due by itself so long after the last began. */
  private static final Duration EVERY = Duration.ofHours(24);

  enum Phase {
    /** Nobody has begun it. */
    QUEUED,
    /** The platform's list: groups that the table does not know. */
    LIST,
    /** The table's active groups. */
    TABLE,
    DONE
  }

  /**
   * What was found.
   *
   * @param differences that were put right in groups known before
   */
  record Found(int differences, int adopted, int retired) {
    static final Found NOTHING = new Found(0, 0, 0);

    Found and(Found other) {
      return new Found(differences + other.differences, adopted + other.adopted, retired + other.retired);
    }
  }

  static final Sweep QUEUED = new Sweep(Phase.QUEUED, Optional.empty(), 0, Optional.empty(), Optional.empty(), 0, Found.NOTHING);

  boolean isDue(Instant now) {
    return phase != Phase.DONE || startedAt.map(at -> !at.plus(EVERY).isAfter(now)).orElse(true);
  }

  boolean isRunning() {
    return phase == Phase.LIST || phase == Phase.TABLE;
  }

  Sweep begun(Instant now) {
    return new Sweep(Phase.LIST, Optional.empty(), 0, Optional.of(now), Optional.empty(), 0, Found.NOTHING);
  }

  Sweep onPage(Optional<String> next) {
    return new Sweep(phase, next, pages + 1, startedAt, finishedAt, groups, found);
  }

  Sweep inTable() {
    return new Sweep(Phase.TABLE, Optional.empty(), pages, startedAt, finishedAt, groups, found);
  }

  Sweep past(String place, Found more) {
    return new Sweep(phase, Optional.of(place), pages, startedAt, finishedAt, groups + 1, found.and(more));
  }

  Sweep and(Found more) {
    return new Sweep(phase, cursor, pages, startedAt, finishedAt, groups, found.and(more));
  }

  Sweep done(Instant now) {
    return new Sweep(Phase.DONE, Optional.empty(), pages, startedAt, Optional.of(now), groups, found);
  }

  /** As callers are told of it. */
  JsonObject describe() {
    return JsonObject.EMPTY
        .with("state", isRunning() ? "running" : phase.name().toLowerCase(Locale.ROOT))
        .with("started_at", startedAt.map(Instant::toString))
        .with("finished_at", finishedAt.map(Instant::toString))
        .with("groups", groups)
        .with("differences", found.differences())
        .with("adopted", found.adopted())
        .with("retired", found.retired());
  }

  JsonObject toJson() {
    return JsonObject.EMPTY
        .with("phase", phase.name())
        .with("cursor", cursor)
        .with("pages", pages)
        .with("started_at", startedAt.map(Instant::getEpochSecond))
        .with("finished_at", finishedAt.map(Instant::getEpochSecond))
        .with("groups", groups)
        .with("differences", found.differences())
        .with("adopted", found.adopted())
        .with("retired", found.retired());
  }

  static Sweep ofJson(JsonObject json) {
    return new Sweep(Phase.valueOf(json.text("phase").orElseThrow()), json.text("cursor"), count(json, "pages"), time(json, "started_at"),
        time(json, "finished_at"), count(json, "groups"), new Found(count(json, "differences"), count(json, "adopted"), count(json, "retired")));
  }

  private static int count(JsonObject json, String name) {
    return (int) json.whole(name).orElse(0);
  }

  private static Optional<Instant> time(JsonObject json, String name) {
    var seconds = json.whole(name);
    return seconds.isPresent() ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong())) : Optional.empty();
  }
}
