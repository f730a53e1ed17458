package dev.octet.localstack.queue;

import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.template.Endpoints;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The messages of one invocation, as Lambda writes them into an event.
 *
 * @param left messages that would make the event larger than Lambda takes
 */
record BatchEvent(List<Message> messages, byte[] json, List<Message> left) {
  private static final int MAX_BYTES = 6 * 1024 * 1024;

  static BatchEvent of(List<Message> received, String queueArn) {
    List<JsonObject> records = new ArrayList<>();
    int bytes = "{\"Records\":[]}".length() - 1; // the first one has no comma before it
    for (Message message : received) {
      JsonObject one = item(message, queueArn);
      bytes += one.toBytes().length + 1;
      if (bytes > MAX_BYTES && !records.isEmpty()) {
        break;
      }
      records.add(one);
    }
    return new BatchEvent(received.subList(0, records.size()), JsonObject.EMPTY.with("Records", records).toBytes(),
        received.subList(records.size(), received.size()));
  }

  private static JsonObject item(Message message, String queueArn) {
    Map<String, JsonObject> attributes = new HashMap<>();
    message.messageAttributes().forEach((name, value) -> attributes.put(name, JsonObject.EMPTY
        .with("stringValue", Optional.ofNullable(value.stringValue()))
        .with("binaryValue", Optional.ofNullable(value.binaryValue()).map(bytes -> Base64.getEncoder().encodeToString(bytes.asByteArray())))
        .with("stringListValues", List.of())
        .with("binaryListValues", List.of())
        .with("dataType", value.dataType())));
    return JsonObject.EMPTY
        .with("messageId", message.messageId())
        .with("receiptHandle", message.receiptHandle())
        .with("body", message.body())
        .with("attributes", JsonObject.of(message.attributesAsStrings()))
        .with("messageAttributes", JsonObject.of(attributes))
        .with("md5OfBody", message.md5OfBody())
        .with("eventSource", "aws:sqs")
        .with("eventSourceARN", queueArn)
        .with("awsRegion", Endpoints.REGION);
  }
}
