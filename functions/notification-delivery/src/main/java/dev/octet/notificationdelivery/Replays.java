package dev.octet.notificationdelivery;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Retention;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Replays in the table, and which of them runs: for one number and target there is one at a time, or their orders would mix. */
record Replays(Table table, Clock clock) {
  /** As long as operations. */
  private static final Duration KEPT = Duration.ofDays(30);
  /** What a step is tried for, and then some: one that has not come further by then never will. */
  private static final Duration LOST = Sink.LONGEST.plusDays(1);

  record Recorded(Stored item, Replay replay) {}

  Optional<Recorded> get(String id) {
    return table.get(key(id)).filter(item -> !Retention.isOver(item.attributes(), clock.instant())).map(item -> new Recorded(item, known(Replay.fromItem(item.attributes()))));
  }

  /** Its step may lie among the dead letters: no other is to wait for it. */
  private Replay known(Replay replay) {
    boolean lost = replay.state() == Replay.State.RUNNING && replay.updatedAt().plus(LOST).isBefore(clock.instant());
    return lost ? replay.ended(Replay.State.FAILED, Optional.of("It has not come further for four days."), replay.updatedAt()) : replay;
  }

  /** The one that runs for this number and target. */
  Optional<Replay> running(String phoneNumberId, String target) {
    return running(table.get(lock(phoneNumberId, target)));
  }

  private Optional<Replay> running(Optional<Stored> lock) {
    return lock.flatMap(item -> item.attributes().text("replay")).flatMap(this::get).map(Recorded::replay).filter(replay -> replay.state() == Replay.State.RUNNING);
  }

  /** Returns whether it may run; {@code false} when another does. */
  boolean begin(Replay replay) {
    Key lock = lock(replay.phoneNumberId(), replay.target());
    Optional<Stored> last = table.get(lock);
    if (running(last).isPresent()) {
      return false;
    }
    return table.putAll(List.of(
        Write.create(key(replay.id()), item(replay)),
        Write.over(lock, last, JsonObject.EMPTY.with("replay", replay.id()).with("expires_at", expiresAt(replay))))).applied();
  }

  /** Returns what stands now; empty when another was first. */
  Optional<Recorded> put(Recorded read, Replay replay) {
    return table.put(Write.replace(read.item(), item(replay))).applied() ? get(replay.id()) : Optional.empty();
  }

  private static JsonObject item(Replay replay) {
    return replay.toItem().with("expires_at", expiresAt(replay));
  }

  private static long expiresAt(Replay replay) {
    return replay.askedAt().plus(KEPT).getEpochSecond();
  }

  private static Key key(String id) {
    return new Key("REPLAY#" + id, "REPLAY");
  }

  private static Key lock(String phoneNumberId, String target) {
    return new Key("REPLAYING#" + phoneNumberId, target);
  }
}
