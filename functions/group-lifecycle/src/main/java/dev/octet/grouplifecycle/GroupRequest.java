package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One kind of operation on a group that exists, which may be asked for again without harm. */
interface GroupRequest {

  /** What callers are told of an asynchronous operation that is done: the platform's documents know no more of it. */
  JsonObject SUCCESS = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("success", true);

  /** The group that it is about: such an operation is not recorded without one. */
  static String groupId(Operation operation) {
    return operation.groupId().orElseThrow();
  }

  /** Asks the platform for it. */
  Outcome call(Operation operation);

  /** Whether being refused so, when it is asked for again, says that it was done the first time. */
  boolean isDone(GraphError refusal);

  /** Whether something later than a call of then is known, which the same call again would undo. */
  boolean isOvertaken(Operation operation, Instant calledAt);

  /** Looks whether it is so. Empty when the platform could not be asked. */
  Optional<Boolean> look(Operation operation);

  /**
   * Keeps what is so now; kept twice, it changes nothing the second time.
   *
   * @param at when it happened: by the platform's clock where it said so, else when it was asked for. What came later stays
   */
  Kept keep(Operation operation, Instant at);

  /** @param sequence the version of the group's item that it led to */
  record Kept(JsonObject answer, long sequence) {}

  /** What its end tells of the group, beside the operation's own end. */
  List<Notification> tell(Operation operation, Instant at);
}
