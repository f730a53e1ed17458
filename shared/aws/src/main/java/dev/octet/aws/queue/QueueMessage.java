package dev.octet.aws.queue;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * One message of an SQS batch.
 *
 * @param messageGroup the message group id; the message's own id where a standard queue has none
 * @param senderId of the principal that sent it; empty where the carrier does not say
 * @param receiveCount how often it was handed out, this time included: guards against crashes only
 */
public record QueueMessage(
    String id, String receiptHandle, String messageGroup, int receiveCount, Instant sentAt, String senderId, String body) {

  public static List<QueueMessage> ofEvent(JsonObject event) {
    return event.objects("Records").stream().map(QueueMessage::ofRecord).toList();
  }

  private static QueueMessage ofRecord(JsonObject message) {
    JsonObject attributes = message.object("attributes").orElse(JsonObject.EMPTY);
    String id = message.text("messageId").orElse("");
    return new QueueMessage(
        id,
        message.text("receiptHandle").orElse(""),
        attributes.text("MessageGroupId").orElse(id),
        (int) attributes.whole("ApproximateReceiveCount").orElse(1),
        Instant.ofEpochMilli(attributes.whole("SentTimestamp").orElse(0)),
        attributes.text("SenderId").orElse(""),
        message.text("body").orElse(""));
  }

  @Override
  public String toString() {
    return "message " + id; // the body may hold what people wrote
  }
}
