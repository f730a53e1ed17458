package dev.octet.sandbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** SQS with {@code DelaySeconds} by the test's own clock: what is sent with a delay is kept here until its time has come. */
final class HeldBack {
  private final SqsClient sqs;
  private final Clock clock;
  private final Queue<Message> messages = new ConcurrentLinkedQueue<>();

  private record Message(SendMessageRequest request, Instant visibleAt) {}

  HeldBack(SqsClient sqs, Clock clock) {
    this.sqs = sqs;
    this.clock = clock;
  }

  SqsClient client() {
    return (SqsClient) Proxy.newProxyInstance(SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class},
        (proxy, method, arguments) -> switch (method.getName()) {
          case "sendMessage" -> send(request(arguments[0]));
          case "sendMessageBatch" -> sendEach((SendMessageBatchRequest) arguments[0]);
          default -> call(method, arguments);
        });
  }

  @SuppressWarnings("unchecked") // the other form of the call takes a consumer of the builder
  private static SendMessageRequest request(Object argument) {
    return argument instanceof SendMessageRequest request ? request
        : SendMessageRequest.builder().applyMutation((Consumer<SendMessageRequest.Builder>) argument).build();
  }

  private SendMessageResponse send(SendMessageRequest request) {
    if (request.delaySeconds() == null || request.delaySeconds() == 0) {
      return sqs.sendMessage(request);
    }
    messages.add(new Message(request, clock.instant().plus(Duration.ofSeconds(request.delaySeconds()))));
    return SendMessageResponse.builder().messageId("held-back").build();
  }

  private SendMessageBatchResponse sendEach(SendMessageBatchRequest batch) {
    if (batch.entries().stream().allMatch(entry -> entry.delaySeconds() == null || entry.delaySeconds() == 0)) {
      return sqs.sendMessageBatch(batch);
    }
    batch.entries().forEach(entry -> send(SendMessageRequest.builder()
        .queueUrl(batch.queueUrl()).delaySeconds(entry.delaySeconds()).messageBody(entry.messageBody()).build()));
    return SendMessageBatchResponse.builder().build();
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(sqs, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Puts into the queue what is due by now. */
  void release() {
    List<Message> due = messages.stream().filter(message -> !message.visibleAt().isAfter(clock.instant())).toList();
    messages.removeAll(due);
    due.forEach(message -> sqs.sendMessage(message.request().toBuilder().delaySeconds(0).build()));
  }

  int size() {
    return messages.size();
  }
}
