package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import dev.octet.graph.webhook.GroupEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One kind of request about groups, which may be asked for again without harm. */
interface GroupRequest {

  /** What the platform says of a group that is not there, or not the business's. */
  int GROUP_UNKNOWN = 131041;

  /** The group that it is about: such an operation is not recorded without one. */
  static String groupId(Operation operation) {
    return operation.groupId().orElseThrow();
  }

  /** Why the platform did not do one item of several: where it gives no reason beside the item, those that it gives for all. */
  static List<JsonObject> reasons(JsonObject item, JsonObject said) {
    return Stream.of(item, said).map(it -> it.objects("errors")).filter(errors -> !errors.isEmpty()).findFirst()
        .orElseGet(() -> List.of(GraphError.of(131000, "The platform gave no reason.").item()));
  }

  /** Asks the platform for it. */
  Outcome call(Operation operation);

  /** @param before when it was asked for last, and may have been done: what was changed since must not be undone */
  default Outcome callAgain(Operation operation, Instant before) {
    return call(operation);
  }

  /** Whether it waits while its number is left alone. */
  default boolean isGated() {
    return true;
  }

  /** What the platform's answer says. Most requests are answered before they are done: a webhook says what became of them. */
  default Taken taken(JsonObject answer) {
    return GroupEvent.id(answer, "request_id").<Taken>map(Taken.Followed::new).orElse(new Taken.Unclear());
  }

  sealed interface Taken {
    /** A webhook will name this id. */
    record Followed(String platformRequestId) implements Taken {}

    /** It is done, as the answer says. */
    record Done(JsonObject said) implements Taken {}

    /** It may be done, or not; asked again, the platform says more. */
    record Unclear() implements Taken {}
  }

  /** Whether being refused so, after a call of which nothing is known, says that it was done then. */
  default boolean isDone(Operation operation, GraphError refusal) {
    return false;
  }

  /** The webhook that did what it asks for, among those that name requests of which no answer is known. */
  record Heard(String platformRequestId, Instant at) {}

  /** What has been heard since a call of then whose answer was lost, and can only be of it, or of one that did the same. */
  default Optional<Heard> heard(Operation operation, Instant calledAt) {
    return Optional.empty();
  }

  /** Whether something later than a call of then is known, which the same call again would undo. */
  default boolean isOvertaken(Operation operation, Instant calledAt) {
    return false;
  }

  /** Whether the platform can be asked if it is so. */
  default boolean canLook(Operation operation) {
    return true;
  }

  /** Looks whether it is so. Empty when the platform could not be asked; false where asking again is how to look. */
  default Optional<Boolean> look(Operation operation) {
    return Optional.of(false);
  }

  /** What a look saw that was not answered: of a group that is gone it is not so, and asked again, the platform says why. */
  static Optional<Boolean> unseen(Outcome look) {
    return look instanceof Outcome.Refused(GraphError error) && error.code() == GROUP_UNKNOWN ? Optional.of(false) : Optional.empty();
  }

  /**
   * Keeps what is so now; kept twice, it changes nothing the second time.
   *
   * @param at when it happened: by the platform's clock where it said so, else when it was asked for. What came later stays
   * @param said what the platform said of it, item by item; empty where all that is known is that it is so
   */
  Kept keep(Operation operation, Instant at, JsonObject said);

  /**
   * @param sequence the version of the group's item that it led to
   * @param error why nothing of it was done; empty when something was
   */
  record Kept(JsonObject answer, long sequence, Optional<JsonObject> error) {
    Kept(JsonObject answer, long sequence) {
      this(answer, sequence, Optional.empty());
    }
  }

  /** What its end tells of the group, beside the operation's own end. */
  List<Notification> tell(Operation operation, Instant at);

  /** Hands on to other functions of Octet's what its end means to them: before it counts as told, and again with each telling. */
  default void handOn(Operation operation, Instant at) {}

  /** It has ended and is told: what was kept for its call goes. */
  default void forget(Operation operation) {}
}
