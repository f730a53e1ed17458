package dev.octet.operations;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.Parked;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The pauses of numbers in the table, and the operations that wait in each, in the order in which they came. While some do,
 * the pause stands in the index of what is due.
 */
public final class Pauses {
  private static final String SCOPE = "SCOPE#";
  private static final String PLACE = "PLACE#";
  private static final String NEXT = "next";
  private static final String WAITED_FOR = "waited_for";

  private final Table table;

  public Pauses(Table table) {
    this.table = table;
  }

  public record Standing(Pause pause, Stored stored) {
    /** Whether operations wait for its end, or did when it was last looked at. */
    boolean isWaitedFor() {
      return stored.attributes().bool(WAITED_FOR).orElse(false);
    }
  }

  /** An operation that waits. */
  record Entry(long order, String requestId, CommandQueue queue, String lane, Optional<Instant> expiresAt) {}

  /** All of a number's, in one request. */
  List<Standing> of(String phoneNumberId) {
    return table.query(Query.under(Due.PAUSE + phoneNumberId, SCOPE, Pause.Scope.values().length)).items().stream().map(Pauses::standing).toList();
  }

  Optional<Standing> get(String phoneNumberId, Pause.Scope scope) {
    return table.get(key(phoneNumberId, scope)).map(Pauses::standing);
  }

  /** Begins a pause, or writes over what was read of it. Whether nobody else was faster. */
  boolean save(Optional<Standing> read, Pause next, boolean waitedFor) {
    JsonObject attributes = attributes(next, read.map(Pauses::next).orElse(1L), waitedFor);
    return table.put(Write.over(key(next.phoneNumberId(), next.scope()), read.map(Standing::stored), attributes)).applied();
  }

  /** It is over, and nobody waits. False when somebody came between. */
  boolean delete(Standing read) {
    return table.delete(read.stored());
  }

  /** Puts an operation behind those that wait. Empty when another write came first. */
  Optional<Operations.Recorded> park(Standing read, Operations.Recorded at, Operation next) {
    Pause pause = read.pause();
    Parked parked = new Parked(pause.scope().name(), next(read));
    Operation waiting = next.parked(Optional.of(parked));
    JsonObject attributes = Operations.attributes(waiting, Instant.EPOCH);
    Written written = table.putAll(List.of(
        Write.replace(at.stored(), attributes),
        Write.replace(read.stored(), attributes(pause, parked.order() + 1, true)),
        Write.create(entryKey(pause.phoneNumberId(), parked), JsonObject.EMPTY.with("request_id", next.requestId()).with("lane", next.lane()).with("queue", CommandQueue.of(next).name())
            .with("expires_at_time", next.expiresAt().map(Instant::toString)))));
    return switch (written) {
      case Written.Applied(long version) -> Optional.of(new Operations.Recorded(waiting, new Stored(at.stored().key(), attributes, version)));
      case Written.Refused _ -> Optional.empty();
    };
  }

  /** Those that wait, first come first. */
  List<Entry> waiting(Pause pause, int limit) {
    return waiting(pause.phoneNumberId(), pause.scope(), limit);
  }

  List<Entry> waiting(String phoneNumberId, Pause.Scope scope, int limit) {
    return table.query(Query.under(entries(phoneNumberId, scope.name()), PLACE, limit)).items().stream().map(Pauses::entry).toList();
  }

  boolean isWaitedFor(Pause pause) {
    return !waiting(pause, 1).isEmpty();
  }

  /** An operation does not wait any more. */
  void forget(String phoneNumberId, Parked parked) {
    table.get(entryKey(phoneNumberId, parked)).ifPresent(table::delete);
  }

  /** What of a number the item of a pause is about. */
  static Pause.Scope scope(Key key) {
    return Pause.Scope.valueOf(key.sk().substring(SCOPE.length()));
  }

  private static Standing standing(Stored stored) {
    return new Standing(Pause.ofJson(stored.attributes().object("pause").orElseThrow()), stored);
  }

  private static long next(Standing read) {
    return read.stored().attributes().whole(NEXT).orElse(1);
  }

  private static JsonObject attributes(Pause pause, long next, boolean waitedFor) {
    JsonObject attributes = JsonObject.EMPTY.with("pause", pause.toJson()).with(NEXT, next).with(WAITED_FOR, waitedFor);
    return waitedFor ? Due.attributes(attributes, CommandQueue.GROUPS, pause.phoneNumberId(), pause.probeAt()) : attributes;
  }

  private static Entry entry(Stored stored) {
    JsonObject entry = stored.attributes();
    return new Entry(Long.parseLong(stored.key().sk().substring(PLACE.length())), entry.text("request_id").orElseThrow(),
        entry.text("queue").map(CommandQueue::valueOf).orElse(CommandQueue.GROUPS), entry.text("lane").orElseThrow(),
        entry.text("expires_at_time").map(Instant::parse));
  }

  private static Key key(String phoneNumberId, Pause.Scope scope) {
    return new Key(Due.PAUSE + phoneNumberId, SCOPE + scope.name());
  }

  private static Key entryKey(String phoneNumberId, Parked parked) {
    return new Key(entries(phoneNumberId, parked.scope()), PLACE + String.format(Locale.ROOT, "%012d", parked.order()));
  }

  private static String entries(String phoneNumberId, String scope) {
    return "PARKED#" + phoneNumberId + "#" + scope;
  }
}
