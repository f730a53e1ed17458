package dev.octet.aws.queue;

import dev.octet.domain.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One message of an SQS batch.
 *
 * @param messageGroup the message group id; the message's own id where a standard queue has none
 * @param sequence what grows with every message of its message group, as 20 digits; zeros where a standard queue has none
 * @param senderId of the principal that sent it; empty where the carrier does not say
 * @param receiveCount how often it was handed out, this time included: guards against crashes only
 * @param redriven how it came back from the dead letters; empty when it did not
 */
public record QueueMessage(
    String id, String receiptHandle, String messageGroup, String sequence, int receiveCount, Instant sentAt, String senderId, String body, Optional<Redriven> redriven) {
  /** The names of what a redrive puts beside a message. */
  public static final String REDRIVEN_RUN = "octet_redriven_run";
  public static final String REDRIVEN_SENT_AT = "octet_redriven_sent_at";
  public static final String REDRIVEN_SENDER_ID = "octet_redriven_sender_id";

  private static final int SEQUENCE_DIGITS = 20;

  /**
   * It was among the dead letters.
   *
   * @param run the run at whose end it was set aside; empty when nobody did that, but SQS moved it
   * @param sentAt when it was sent first, as far as that is known
   * @param senderId of the principal that sent it first; empty when that is not known
   */
  public record Redriven(Optional<Integer> run, Instant sentAt, Optional<String> senderId) {}

  public static List<QueueMessage> ofEvent(JsonObject event) {
    return event.objects("Records").stream().map(QueueMessage::ofRecord).toList();
  }

  private static QueueMessage ofRecord(JsonObject message) {
    JsonObject attributes = message.object("attributes").orElse(JsonObject.EMPTY);
    String id = message.text("messageId").orElse("");
    String sequence = attributes.text("SequenceNumber").orElse("");
    return new QueueMessage(
        id,
        message.text("receiptHandle").orElse(""),
        attributes.text("MessageGroupId").orElse(id),
        "0".repeat(Math.max(0, SEQUENCE_DIGITS - sequence.length())) + sequence,
        (int) attributes.whole("ApproximateReceiveCount").orElse(1),
        Instant.ofEpochMilli(attributes.whole("SentTimestamp").orElse(0)),
        attributes.text("SenderId").orElse(""),
        message.text("body").orElse(""),
        redriven(message.object("messageAttributes").orElse(JsonObject.EMPTY)));
  }

  /** What is no time, or no number, a redrive never wrote: callers may put what they like beside a command. */
  private static Optional<Redriven> redriven(JsonObject beside) {
    Optional<String> run = beside.object(REDRIVEN_RUN).flatMap(it -> it.text("stringValue")).filter(it -> it.matches("\\d{1,6}"));
    try {
      return beside.object(REDRIVEN_SENT_AT).flatMap(it -> it.text("stringValue")).map(Instant::parse)
          .map(sentAt -> new Redriven(run.map(Integer::valueOf), sentAt,
              beside.object(REDRIVEN_SENDER_ID).flatMap(it -> it.text("stringValue")).filter(id -> !id.isBlank())));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** When it was first asked for, whatever has happened since. */
  public Instant firstSentAt() {
    return redriven.map(Redriven::sentAt).orElse(sentAt);
  }

  /** Who sent it first, and who sent it back: what stands beside a message is the word of who sent that one. */
  public List<String> senderIds() {
    return Stream.concat(redriven.flatMap(Redriven::senderId).stream(), Stream.of(senderId)).toList();
  }

  @Override
  public String toString() {
    return "message " + id; // the body may hold what people wrote
  }
}
