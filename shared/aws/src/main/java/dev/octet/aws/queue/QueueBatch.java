package dev.octet.aws.queue;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What Lambda hands a function from a queue: a batch is of one queue.
 *
 * @param event as Lambda has it
 */
public record QueueBatch(JsonObject event) {
  /** @throws IOException when it is none */
  public static QueueBatch read(InputStream input) throws IOException {
    try {
      return new QueueBatch(JsonObject.parse(input.readAllBytes()));
    } catch (JsonException e) {
      throw new IOException("The event is not an SQS batch.", e);
    }
  }

  /** The ARN of the queue that it is of; empty when it does not say. */
  public String queueArn() {
    return event.objects("Records").stream().findFirst().flatMap(message -> message.text("eventSourceARN")).orElse("");
  }

  List<QueueMessage> messages() {
    return QueueMessage.ofEvent(event);
  }
}
