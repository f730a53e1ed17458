package dev.octet.operations;

import dev.octet.aws.Metric;
import dev.octet.aws.Trail;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Retention;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.CreateStep;
import dev.octet.domain.operation.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The operations in the table. Until all is told, an operation stands in the sparse {@code open} index under the time at
 * which the settlement should look at it; afterwards it is kept for a time, 30 days at least, which is how long its id is known: it may have waited for longer.
 */
public final class Operations {
  /** What is promised of ids, whatever is set. */
  private static final Duration LEAST = Duration.ofDays(30);

  /** Callers choose their ids; one that has somebody's number in it is not logged. */
  private static final Pattern PHONE_NUMBER = Pattern.compile("(?<![A-Za-z0-9])\\+?\\d{7,15}(?![A-Za-z0-9])");

  private final Table table;
  private final Retention retention;
  private final Clock clock;

  public Operations(Table table, Retention retention, Clock clock) {
    this.table = table;
    this.retention = retention.atLeast(LEAST);
    this.clock = clock;
  }

  /** For who only looks for what is under way: that is never over. */
  public Operations(Table table) {
    this(table, new Retention(Optional.of(LEAST)), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  /** An operation as the table holds it. */
  public record Recorded(Operation operation, Stored stored) {}

  /** What became of recording an operation: made now, or there before. */
  public record Begun(Recorded recorded, boolean isNew) {}

  public Optional<Recorded> get(String requestId) {
    return table.get(key(requestId)).filter(item -> !isOver(item)).map(Operations::recorded).map(Operations::noted);
  }

  /** What another process has made of it since it was read. */
  public Recorded reread(Recorded read) {
    return get(read.operation().requestId()).orElseThrow();
  }

  /**
   * Records the operation unless one with its id is there.
   *
   * @param beside keeps what stands beside it: done first, so that it is there before anybody could go on
   */
  public Begun begin(Operation operation, Optional<Consumer<Operation>> beside, Instant due) {
    if (beside.isPresent() && get(operation.requestId()).isEmpty()) {
      beside.get().accept(operation);
    }
    return begin(operation, due);
  }

  /** Records the operation unless one with its id is there. */
  public Begun begin(Operation operation, Instant due) {
    JsonObject attributes = attributes(operation, due);
    Optional<Stored> over = Optional.empty();
    while (true) {
      switch (table.put(Write.over(key(operation.requestId()), over, attributes))) {
        case Written.Applied applied -> {
          return begun(new Recorded(operation, new Stored(key(operation.requestId()), attributes, applied.version())));
        }
        case Written.Refused refused when refused.item().filter(this::isOver).isPresent() -> over = refused.item();
        case Written.Refused refused -> {
          return new Begun(refused.item().map(Operations::recorded).map(Operations::noted).orElseThrow(), false);
        }
      }
    }
  }

  /** Writes the next state over what was read. Empty when another process came first. */
  public Optional<Recorded> save(Recorded read, Operation next, Instant due) {
    JsonObject attributes = next.told() ? next.toJson().with(Retention.EXPIRES_AT, retention.expiresAt(clock.instant())) : attributes(next, due);
    return switch (table.put(Write.replace(read.stored(), attributes))) {
      case Written.Applied applied -> Optional.of(noted(new Recorded(next, new Stored(read.stored().key(), attributes, applied.version()))));
      case Written.Refused _ -> Optional.empty();
    };
  }

  /**
   * Writes a state over what was read from which an operation is gone on with after a time. Its message comes back for that; of whoever
   * waits for an answer nothing does, and it is the settlement's, which is not faster than the queue in any case: it would cut the wait
   * short, and go on beside the message.
   */
  public Progress later(Recorded read, Operation next, Duration wait, Gate.Arrival arrival) {
    save(read, next, clock.instant().plus(wait).plus(CreateStep.UNATTENDED));
    return new Progress.Stop(arrival == Gate.Arrival.AWAITED ? Handled.done() : Handled.later(wait));
  }

  /** The table has not come to delete it yet. */
  private boolean isOver(Stored item) {
    return Retention.isOver(item.attributes(), clock.instant());
  }

  private static Begun begun(Recorded recorded) {
    Metric.COMMANDS.count();
    return new Begun(noted(recorded), true);
  }

  /** Whatever is done about it from now on is found in the log by its ids. */
  private static Recorded noted(Recorded recorded) {
    Operation operation = recorded.operation();
    Trail.note("request_id", operation.requestId());
    Trail.note("phone_number_id", operation.phoneNumberId());
    Trail.note("group_id", operation.groupId());
    Trail.note("command", operation.command());
    Trail.note("command_id", operation.commandId().filter(id -> !PHONE_NUMBER.matcher(id).find()));
    Trail.note("platform_request_id", operation.state().knownPlatformRequestId());
    Trail.note("state", operation.state().word());
    Trail.note("attempts", operation.attempts());
    return recorded;
  }

  private static Key key(String requestId) {
    return new Key(Due.OPERATION + requestId, "OPERATION");
  }

  private static Recorded recorded(Stored stored) {
    return new Recorded(Operation.ofJson(stored.attributes()), stored);
  }

  /** Of one that is not told of; what waits while its number is left alone is due when that ends. */
  static JsonObject attributes(Operation operation, Instant due) {
    JsonObject json = operation.toJson();
    return operation.parked().isPresent() ? json : Due.attributes(json, CommandQueue.of(operation), operation.requestId(), due);
  }
}
