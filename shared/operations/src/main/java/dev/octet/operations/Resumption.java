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
  private static final String PHONE_NUMBER_ID = "phone_number_id";

  private Resumption() {}

  /** @param waited where it waited while its number was left alone; empty when it did not */
  public record Wanted(String requestId, Optional<Waited> waited) {}

  /** @param phoneNumberId of the number in whose pause it waited; empty in messages of an earlier version */
  record Waited(Optional<String> phoneNumberId, Parked place) {}

  /**
   * @param messageGroup what it must stay in order with
   * @param occasion the same for the same reason to go on: the queue then drops a repetition
   */
  public static Queue.Entry of(String messageGroup, String requestId, String occasion) {
    return new Queue.Entry(messageGroup, "resume:" + requestId + ":" + occasion, JsonObject.EMPTY.with(MEMBER, requestId).toJson());
  }

  /** The same for an operation that waited while its number was left alone. */
  static Queue.Entry released(String messageGroup, String requestId, String phoneNumberId, Parked place, String occasion) {
    return new Queue.Entry(messageGroup, "release:" + requestId + ":" + occasion,
        JsonObject.EMPTY.with(MEMBER, requestId).with(PHONE_NUMBER_ID, phoneNumberId).with(PLACE, place.toJson()).toJson());
  }

  /** Empty when the message is something else, such as a command. */
  public static Optional<Wanted> read(String body) {
    try {
      JsonObject message = JsonObject.parse(body);
      return message.text(MEMBER).map(id -> new Wanted(id, message.object(PLACE).map(place -> new Waited(message.text(PHONE_NUMBER_ID), Parked.ofJson(place)))));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
