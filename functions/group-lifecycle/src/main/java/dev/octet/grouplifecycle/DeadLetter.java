package dev.octet.grouplifecycle;

import dev.octet.aws.queue.DeadLetters;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Asker;
import dev.octet.domain.operation.Operation;
import dev.octet.operations.Resumption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A message that lies among the dead letters, and what it concerns.
 *
 * @param requestId of Octet's own messages: the operation that was to go on
 */
record DeadLetter(Message message, Optional<String> phoneNumberId, Optional<String> groupId, Optional<String> requestId) {

  /** With the run of an operation beside it. */
  private static final int LONGEST_REASON = 50;

  /** @param operations finds the operation of an id */
  static DeadLetter of(Message message, Function<String, Optional<Operation>> operations) {
    Optional<String> requestId = Resumption.read(message.body()).map(Resumption.Wanted::requestId);
    if (requestId.isPresent()) {
      Optional<Operation> operation = requestId.flatMap(operations);
      return new DeadLetter(message, operation.map(Operation::phoneNumberId), operation.flatMap(Operation::groupId), requestId);
    }
    JsonObject body = json(message.body());
    JsonObject event = body.objects("entry").stream().flatMap(entry -> entry.objects("changes").stream())
        .flatMap(change -> change.object("value").stream()).findFirst().orElse(JsonObject.EMPTY);
    JsonObject notification = body.object("data").orElse(JsonObject.EMPTY);
    return new DeadLetter(message,
        body.text("phone_number_id").or(() -> event.object("metadata").flatMap(it -> it.text("phone_number_id"))).or(() -> notification.text("phone_number_id")),
        body.text("group_id").or(() -> body.object("body").flatMap(it -> ofGroup(it, "to"))).or(() -> groupOf(event)).or(() -> notification.text("group_id")),
        Optional.empty());
  }

  private static Optional<String> groupOf(JsonObject event) {
    return Stream.of("groups", "messages", "statuses").flatMap(list -> event.objects(list).stream())
        .flatMap(item -> item.text("group_id").or(() -> ofGroup(item, "recipient_id")).stream()).findFirst();
  }

  private static Optional<String> ofGroup(JsonObject item, String member) {
    return item.text("recipient_type").filter("group"::equals).flatMap(_ -> item.text(member));
  }

  private static JsonObject json(String body) {
    try {
      return JsonObject.parse(body);
    } catch (JsonException e) {
      return JsonObject.EMPTY;
    }
  }

  String messageGroup() {
    return message.attributes().getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, message.messageId());
  }

  /** When it came here. */
  Instant at() {
    return time(DeadLetters.AT);
  }

  private Instant time(String name) {
    try {
      return beside(name).map(Instant::parse).orElseGet(this::arrived);
    } catch (DateTimeException e) {
      return arrived();
    }
  }

  private Instant arrived() {
    return Instant.ofEpochMilli(Long.parseLong(message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
  }

  private Optional<String> beside(String name) {
    return Optional.ofNullable(message.messageAttributes().get(name)).flatMap(it -> Optional.ofNullable(it.stringValue()));
  }

  /** What goes beside it on its way back, by which its function knows which end of the operation is to be decided anew. */
  Map<String, String> onTheWayBack() {
    Map<String, String> beside = new LinkedHashMap<>();
    beside.put(QueueMessage.REDRIVEN_SENT_AT, time(DeadLetters.SENT_AT).toString());
    beside(DeadLetters.RUN).ifPresent(run -> beside.put(QueueMessage.REDRIVEN_RUN, run));
    sender().ifPresent(id -> beside.put(QueueMessage.REDRIVEN_SENDER_ID, id));
    return beside;
  }

  /** Who sent it first: what SQS moved here says that itself. */
  private Optional<String> sender() {
    return beside(DeadLetters.REASON).isPresent() || !hadRoom() ? beside(DeadLetters.SENDER_ID)
        : Optional.ofNullable(message.attributes().get(MessageSystemAttributeName.SENDER_ID)).map(Asker::principal);
  }

  /** Whether its reason would stand beside it, had its function set it aside. */
  private boolean hadRoom() {
    return DeadLetters.hasRoomFor(message.body(), Map.of(DeadLetters.REASON, "a".repeat(LONGEST_REASON)));
  }

  /** Of this lying here and no other: what comes here again is sent back again. */
  String deduplication() {
    return Hash.hex("redriven", message.messageId(), arrived().toString());
  }

  /** Without what is in it. */
  JsonObject describe() {
    String notSaid = hadRoom()
        ? "Its function was handed it 1,000 times and neither ended it nor set it aside: it crashed, or ran out of time or memory. The function's log says more."
        : "It is so large that nothing stands beside it. Where its function set it aside, the log's message_set_aside has the reason; else it crashed.";
    return JsonObject.EMPTY
        .with("sqs_message_id", message.messageId())
        .with("reason", beside(DeadLetters.REASON).orElse(hadRoom() ? "crashed" : "unknown"))
        .with("sentence", beside(DeadLetters.SENTENCE).orElseGet(() -> beside(DeadLetters.REASON).map(_ -> "It is so large that no more stands beside it.").orElse(notSaid)))
        .with("function", beside(DeadLetters.FUNCTION))
        .with("at", at().toString())
        .with("sent_at", beside(DeadLetters.SENT_AT))
        .with("source_queue", beside(DeadLetters.SOURCE_QUEUE))
        .with("source_sqs_message_id", beside(DeadLetters.MESSAGE_ID))
        .with("message_group", messageGroup())
        .with("phone_number_id", phoneNumberId)
        .with("group_id", groupId)
        .with("request_id", requestId);
  }
}
