package dev.octet.simulation;

import dev.octet.aws.VirtualQueues;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Octet's way to its queues: a process that is gone does not reach them any more. */
record WatchedQueues(VirtualQueues queues, Supplier<Lifeline> process, String notifications, Consumer<String> told) implements SqsClient {
  @Override
  public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
    process.get().alive();
    SendMessageBatchResponse answer = queues.sendMessageBatch(request);
    if (request.queueUrl().equals(notifications)) {
      request.entries().forEach(entry -> told.accept(entry.messageBody()));
    }
    process.get().effect();
    return answer;
  }

  @Override
  public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(ChangeMessageVisibilityBatchRequest request) {
    process.get().alive();
    return queues.changeMessageVisibilityBatch(request);
  }

  @Override
  public String serviceName() {
    return "sqs";
  }

  @Override
  public void close() {}
}
