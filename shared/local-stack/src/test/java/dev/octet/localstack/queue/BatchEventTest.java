package dev.octet.localstack.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class BatchEventTest {
  private static final int LIMIT = 6 * 1024 * 1024;

  @Test
  void a_message_is_written_as_lambda_writes_it() throws Exception {
    Message message = Message.builder().messageId("1").receiptHandle("handle").body("hello").md5OfBody("5d41402abc4b2a76b9719d911017c592")
        .attributes(Map.of(MessageSystemAttributeName.MESSAGE_GROUP_ID, "group"))
        .messageAttributes(Map.of(
            "text", MessageAttributeValue.builder().dataType("String").stringValue("a").build(),
            "bytes", MessageAttributeValue.builder().dataType("Binary").binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2})).build()))
        .build();

    BatchEvent event = BatchEvent.of(List.of(message), "arn:queue");

    assertThat(JsonObject.parse(event.json())).isEqualTo(JsonObject.parse("""
        {"Records":[{"messageId":"1","receiptHandle":"handle","body":"hello","attributes":{"MessageGroupId":"group"},
          "messageAttributes":{
            "text":{"stringValue":"a","stringListValues":[],"binaryListValues":[],"dataType":"String"},
            "bytes":{"binaryValue":"AQI=","stringListValues":[],"binaryListValues":[],"dataType":"Binary"}},
          "md5OfBody":"5d41402abc4b2a76b9719d911017c592","eventSource":"aws:sqs","eventSourceARN":"arn:queue","awsRegion":"eu-west-1"}]}
        """));
    assertThat(event.left()).isEmpty();
  }

  @Test
  void what_would_make_the_event_larger_than_6_MB_is_left_for_the_next_and_in_order() {
    List<Message> messages = IntStream.range(0, 10).mapToObj(i -> message(i, 1024 * 1024)).toList();

    BatchEvent event = BatchEvent.of(messages, "arn:queue");

    assertThat(event.messages()).isEqualTo(messages.subList(0, 5));
    assertThat(event.left()).isEqualTo(messages.subList(5, 10));
    assertThat(event.json()).hasSizeLessThanOrEqualTo(LIMIT);
  }

  @Test
  void an_event_of_exactly_6_MB_is_one_event() {
    int around = BatchEvent.of(List.of(message(0, 0), message(1, 0)), "arn:queue").json().length;
    List<Message> full = List.of(message(0, 1), message(1, LIMIT - around - 1));
    List<Message> over = List.of(message(0, 1), message(1, LIMIT - around));

    assertThat(BatchEvent.of(full, "arn:queue").json()).hasSize(LIMIT);
    assertThat(BatchEvent.of(full, "arn:queue").left()).isEmpty();
    assertThat(BatchEvent.of(over, "arn:queue").left()).isEqualTo(over.subList(1, 2));
  }

  private static Message message(int id, int bytes) {
    return Message.builder().messageId(Integer.toString(id)).body("x".repeat(bytes)).build();
  }
}
