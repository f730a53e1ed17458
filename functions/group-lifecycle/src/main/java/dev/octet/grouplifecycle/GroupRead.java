package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.Outcome;
import dev.octet.operations.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A command that only reads ({@code get_group}, {@code list_groups} …): answered from the table as over HTTP, and told by
 * its end alone.
 *
 * @param read what is read; throws {@link Refused}
 */
record GroupRead(Function<Operation, JsonObject> read) implements GroupRequest {

  @Override
  public Outcome call(Operation operation) {
    try {
      return new Outcome.Answered(read.apply(operation), Optional.empty());
    } catch (Refused refused) {
      return new Outcome.Refused(refused.error());
    }
  }

  /** The table answers at any time; what it does not know is asked of the platform, and refused when that refuses. */
  @Override
  public boolean isGated() {
    return false;
  }

  @Override
  public Taken taken(JsonObject answer) {
    return new Taken.Done(answer);
  }

  @Override
  public Kept keep(Operation operation, Instant at, JsonObject said) {
    return new Kept(said, 0);
  }

  @Override
  public List<Notification> tell(Operation operation, Instant at) {
    return List.of();
  }
}
