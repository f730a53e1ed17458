package dev.octet.operations;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationState;
import dev.octet.domain.operation.Overtaken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Of each thing that operations set: when the newest of those that succeeded was asked for. One small item for each, while it may matter. */
public final class Successes {
  /** A message lies for 14 days in its queue and for 14 among the dead letters; and it may come there again. */
  private static final Duration KEPT = Duration.ofDays(90);

  private final Table table;

  public Successes(Table table) {
    this.table = table;
  }

  /** Before it counts as told; done again, it changes nothing. */
  public void remember(Operation operation) {
    if (operation.state() instanceof OperationState.Succeeded) {
      Overtaken.things(operation).forEach(thing -> remember(key(thing), operation));
    }
  }

  private void remember(Key key, Operation operation) {
    JsonObject attributes = JsonObject.EMPTY.with("asked_at", operation.createdAt().toString()).with("request_id", operation.requestId())
        .with("expires_at", operation.createdAt().plus(KEPT).getEpochSecond());
    Optional<Stored> standing = Optional.empty();
    while (standing.isEmpty() || askedAt(standing.get()).isBefore(operation.createdAt())) {
      if (!(table.put(Write.over(key, standing, attributes)) instanceof Written.Refused refused)) {
        return;
      }
      standing = refused.item();
    }
  }

  /** Whether one that was asked for later has set any of what this one sets. */
  public boolean haveOvertaken(Operation operation) {
    return Overtaken.things(operation).stream().flatMap(thing -> table.get(key(thing)).stream()).anyMatch(it -> askedAt(it).isAfter(operation.createdAt()));
  }

  private static Instant askedAt(Stored success) {
    return Instant.parse(success.attributes().text("asked_at").orElseThrow());
  }

  private static Key key(String thing) {
    return new Key("SUCCEEDED#" + thing, "SUCCEEDED");
  }
}
