package dev.octet.operations;

import dev.octet.aws.queue.Queue;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Parked;
import java.util.Optional;

/** Octet's own message to a command queue: an operation that is recorded is to be begun, or to go on. */
public final class Resumption {
  private static final String MEMBER = "resume_operation";
  private static final String PLACE = "waited_at";

  private Resumption() {}

  /** @param place where it waited while its number was left alone; empty when it did not */
  public record Wanted(String requestId, Optional<Parked> place) {}

  /**
   * @param messageGroup what it must stay in order with
   * @param occasion the same for the same reason to go on: the queue then drops a repetition
   */
  public static Queue.Entry of(String messageGroup, String requestId, String occasion) {
    return new Queue.Entry(messageGroup, "resume:" + requestId + ":" + occasion, JsonObject.EMPTY.with(MEMBER, requestId).toJson());
  }

  /** The same for an operation that waited while its number was left alone. */
  public static Queue.Entry released(String messageGroup, String requestId, Parked place, String occasion) {
    return new Queue.Entry(messageGroup, "release:" + requestId + ":" + occasion, JsonObject.EMPTY.with(MEMBER, requestId).with(PLACE, place.toJson()).toJson());
  }

  /** Empty when the message is something else, such as a command. */
  public static Optional<Wanted> read(String body) {
    try {
      JsonObject message = JsonObject.parse(body);
      return message.text(MEMBER).map(id -> new Wanted(id, message.object(PLACE).map(Parked::ofJson)));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
