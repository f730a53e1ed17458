package dev.octet.operations;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * FIFO queues whose time is the test's: what waits for minutes is there at once. What SQS itself does is tested on real
 * queues elsewhere.
 */
public final class MemoryQueues {
  /** The message group of messages that are in order with nothing: none waits for another. */
  public static final String EACH_BY_ITSELF = "tests";

  private final Map<String, Integer> received = new HashMap<>();
  private final Map<String, List<JsonObject>> messages = new HashMap<>();
  private final Set<String> deduplication = new HashSet<>();
  private Duration longestDelay = Duration.ZERO;

  /** How many requests there were, as the SDK counts them. */
  public final AtomicInteger sends = new AtomicInteger();

  /** Queues that take nothing: they answer, and refuse every message. */
  public final Set<String> refusing = new HashSet<>();

  /** Everything that was ever sent to a queue, repetitions included. */
  public final Map<String, List<String>> sent = new HashMap<>();

  /** @param afterSend called after each send has had its effect */
  public SqsClient client(Runnable before, Runnable afterSend) {
    return (SqsClient) Proxy.newProxyInstance(SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, (_, method, arguments) -> {
      before.run();
      return switch (method.getName()) {
        case "sendMessageBatch" -> {
          sends.incrementAndGet();
          SendMessageBatchResponse answer = send(built(SendMessageBatchRequest.builder(), arguments[0]).build());
          afterSend.run();
          yield answer;
        }
        case "changeMessageVisibilityBatch" -> {
          built(ChangeMessageVisibilityBatchRequest.builder(), arguments[0]).build().entries().forEach(entry -> {
            putOff(Duration.ofSeconds(entry.visibilityTimeout()));
          });
          yield ChangeMessageVisibilityBatchResponse.builder().build();
        }
        case "getQueueAttributes" -> GetQueueAttributesResponse.builder().attributes(Map.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            Integer.toString(waiting(built(GetQueueAttributesRequest.builder(), arguments[0]).build().queueUrl()).size()))).build();
        default -> throw new UnsupportedOperationException(method.getName());
      };
    });
  }

  @SuppressWarnings("unchecked")
  private static <B> B built(B builder, Object consumer) {
    ((Consumer<B>) consumer).accept(builder);
    return builder;
  }

  private SendMessageBatchResponse send(SendMessageBatchRequest request) {
    if (refusing.contains(request.queueUrl())) {
      return SendMessageBatchResponse.builder().failed(request.entries().stream().map(entry -> BatchResultErrorEntry.builder().id(entry.id()).senderFault(false).build()).toList()).build();
    }
    request.entries().forEach(entry -> put(request.queueUrl(), entry.messageGroupId(), entry.messageDeduplicationId(), entry.messageBody(), beside(entry)));
    return SendMessageBatchResponse.builder().build();
  }

  /** What stands beside a message, as Lambda has it. */
  private static JsonObject beside(SendMessageBatchRequestEntry entry) {
    JsonObject beside = JsonObject.EMPTY;
    for (var one : entry.messageAttributes().entrySet()) {
      beside = beside.with(one.getKey(), JsonObject.EMPTY.with("dataType", one.getValue().dataType()).with("stringValue", one.getValue().stringValue()));
    }
    return beside;
  }

  public void put(String queue, String messageGroup, String deduplicationId, String body) {
    put(queue, messageGroup, deduplicationId, body, JsonObject.EMPTY);
  }

  public synchronized void put(String queue, String messageGroup, String deduplicationId, String body, JsonObject beside) {
    sent.computeIfAbsent(queue, _ -> new ArrayList<>()).add(body);
    if (deduplication.add(queue + "#" + deduplicationId)) {
      String id = UUID.randomUUID().toString();
      messages.computeIfAbsent(queue, _ -> new ArrayList<>()).add(JsonObject.EMPTY
          .with("messageId", id).with("receiptHandle", id).with("body", body).with("messageAttributes", beside)
          .with("attributes", JsonObject.EMPTY.with("MessageGroupId", messageGroup).with("SentTimestamp", "1795510800000").with("SenderId", "AROATESTS:somebody@example.org")));
    }
  }

  public void put(String queue, String body) {
    put(queue, EACH_BY_ITSELF, Hash.hex(body, UUID.randomUUID().toString()), body);
  }

  public synchronized List<JsonObject> waiting(String queue) {
    return List.copyOf(messages.getOrDefault(queue, List.of()));
  }

  public synchronized void delete(String queue, String messageId) {
    messages.getOrDefault(queue, new ArrayList<>()).removeIf(message -> message.text("messageId").orElseThrow().equals(messageId));
  }

  void putOff(Duration delay) {
    longestDelay = delay.compareTo(longestDelay) > 0 ? delay : longestDelay;
  }

  /** A message as it is handed out this time. */
  JsonObject handedOut(JsonObject message) {
    int times = received.merge(message.text("messageId").orElseThrow(), 1, Integer::sum);
    return message.with("attributes", message.object("attributes").orElseThrow().with("ApproximateReceiveCount", Integer.toString(times)));
  }

  /** How often one and the same message was handed out, at most: a real queue gives up at some number. */
  public int longestReceiveCount() {
    return received.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** The longest time that any message was put off for, since the last look. */
  public Duration takeDelay() {
    Duration delay = longestDelay;
    longestDelay = Duration.ZERO;
    return delay;
  }

  public static JsonObject json(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }
}
