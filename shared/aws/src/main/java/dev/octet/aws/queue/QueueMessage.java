package dev.octet.aws.queue;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * One message of an SQS batch.
 *
 * @param messageGroup the message group id; the message's own id where a standard queue has none
 * @param sequence what grows with every message of its message group, as 20 digits; zeros where a standard queue has none
 * @param receiveCount how often it was handed out, this time included: guards against crashes only
 */
public record QueueMessage(
    String id, String receiptHandle, String messageGroup, String sequence, int receiveCount, Instant sentAt, String body) {

  private static final int SEQUENCE_DIGITS = 20;

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
        message.text("body").orElse(""));
  }

  @Override
  public String toString() {
    return "message " + id; // the body may hold what people wrote
  }
}
