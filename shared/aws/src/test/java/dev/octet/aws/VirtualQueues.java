package dev.octet.aws;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * SQS in memory, on a clock of the test's: what is invisible for an hour is there again when the clock says so. Keeps the
 * same suite as the embedded queues. What a run does with it depends on the clock and the calls alone, also when several
 * threads send at one time: order holds within a message group, and between message groups it is one of time, then name.
 */
public final class VirtualQueues implements SqsClient {
  private static final String ADDRESS = "https://sqs.virtual/";
  private static final String ARN = "arn:aws:sqs:eu-west-1:000000000000:";
  private static final int MAX_BATCH = 10;

  private final Clock clock;
  private final Map<String, VirtualQueue> queues = new HashMap<>();

  public VirtualQueues(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized CreateQueueResponse createQueue(CreateQueueRequest request) {
    Map<QueueAttributeName, String> attributes = request.attributes();
    JsonObject redrive = json(attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}"));
    queues.put(request.queueName(), new VirtualQueue(
        request.queueName(),
        Boolean.parseBoolean(attributes.get(QueueAttributeName.FIFO_QUEUE)),
        Duration.ofSeconds(Long.parseLong(attributes.getOrDefault(QueueAttributeName.VISIBILITY_TIMEOUT, "30"))),
        redrive.whole("maxReceiveCount").orElse(Long.MAX_VALUE),
        redrive.text("deadLetterTargetArn").map(arn -> queue(arn.substring(ARN.length())))));
    return CreateQueueResponse.builder().queueUrl(ADDRESS + request.queueName()).build();
  }

  private static JsonObject json(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new IllegalArgumentException("not a redrive policy: " + text, e);
    }
  }

  private VirtualQueue queue(String name) {
    return Optional.ofNullable(queues.get(name)).orElseThrow(() -> new IllegalArgumentException("There is no queue " + name + "."));
  }

  private VirtualQueue at(String url) {
    return queue(url.substring(ADDRESS.length()));
  }

  @Override
  public synchronized GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
    return GetQueueAttributesResponse.builder()
        .attributes(Map.of(QueueAttributeName.QUEUE_ARN, ARN + request.queueUrl().substring(ADDRESS.length()))).build();
  }

  @Override
  public synchronized SendMessageResponse sendMessage(SendMessageRequest request) {
    Duration delay = Duration.ofSeconds(request.delaySeconds() == null ? 0 : request.delaySeconds());
    String id = at(request.queueUrl()).send(
        request.messageGroupId(), request.messageDeduplicationId(), request.messageBody(), clock.instant(), delay);
    return SendMessageResponse.builder().messageId(id).build();
  }

  @Override
  public synchronized SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
    List<SendMessageBatchResultEntry> sent = new ArrayList<>();
    for (SendMessageBatchRequestEntry entry : request.entries()) {
      String id = at(request.queueUrl()).send(
          entry.messageGroupId(), entry.messageDeduplicationId(), entry.messageBody(), clock.instant(), Duration.ZERO);
      sent.add(SendMessageBatchResultEntry.builder().id(entry.id()).messageId(id).build());
    }
    return SendMessageBatchResponse.builder().successful(sent).failed(List.of()).build();
  }

  @Override
  public synchronized ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    int most = request.maxNumberOfMessages() == null ? 1 : Math.min(MAX_BATCH, request.maxNumberOfMessages());
    List<Message> messages = at(request.queueUrl()).receive(clock.instant(), most);
    return ReceiveMessageResponse.builder().messages(messages).build();
  }

  @Override
  public synchronized DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
    at(request.queueUrl()).delete(request.receiptHandle());
    return DeleteMessageResponse.builder().build();
  }

  @Override
  public synchronized ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(ChangeMessageVisibilityBatchRequest request) {
    request.entries().forEach(entry -> at(request.queueUrl()).hide(
        entry.receiptHandle(), clock.instant().plusSeconds(entry.visibilityTimeout())));
    return ChangeMessageVisibilityBatchResponse.builder().build();
  }

  /** When the next message can be received; in the past when one can be now; empty when the queue is empty. */
  public synchronized Optional<Instant> nextVisible(String url) {
    return at(url).nextVisible();
  }

  /** How many messages are in a queue, whether they can be received or not. */
  public synchronized int size(String url) {
    return at(url).size();
  }

  @Override
  public String serviceName() {
    return "sqs";
  }

  @Override
  public void close() {}
}
