package dev.octet.grouplifecycle;

import dev.octet.aws.queue.Queue;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/** Octet's own message to a command queue: an operation that is recorded is to be begun, or to go on. */
final class Resumption {
  private static final String MEMBER = "resume_operation";

  private Resumption() {}

  /**
   * @param messageGroup what it must stay in order with
   * @param occasion the same for the same reason to go on: the queue then drops a repetition
   */
  static Queue.Entry of(String messageGroup, String requestId, String occasion) {
    return new Queue.Entry(messageGroup, "resume:" + requestId + ":" + occasion, JsonObject.EMPTY.with(MEMBER, requestId).toJson());
  }

  /** The operation to go on with; empty when the message is something else, such as a command. */
  static Optional<String> requestId(String body) {
    try {
      return JsonObject.parse(body).text(MEMBER);
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
