package dev.octet.localstack.queue;

import dev.octet.localstack.function.Function;
import dev.octet.localstack.function.Outcome;
import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan.QueueEventPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Hands a queue's messages to a function, and deletes what succeeded. What failed comes back when its visibility ends:
 * the queue counts, not this. A FIFO queue gives out nothing of a message group that is in flight, so that batches may
 * run side by side.
 */
public final class EventSource implements AutoCloseable {
  private final QueueEventPlan plan;
  private final Function function;
  private final SqsClient sqs;
  private final Occasions occasions;
  private final String queueUrl;
  private final String queueArn;
  private final Optional<Duration> redeliverAfter;
  private final BiConsumer<Function, Outcome.Failure> failed;
  private final Semaphore free;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /**
   * @param redeliverAfter when the messages of a failed invocation come back, instead of when their visibility ends
   * @param failed told of every invocation that failed as a whole
   */
  public EventSource(QueueEventPlan plan, Function function, Queues queues, Endpoints endpoints, Optional<Duration> redeliverAfter,
      BiConsumer<Function, Outcome.Failure> failed) {
    this.plan = plan;
    this.function = function;
    this.sqs = queues.client();
    this.occasions = queues.occasions(plan.queue());
    this.queueUrl = endpoints.queueUrl(plan.queue());
    this.queueArn = endpoints.arn("sqs", plan.queue());
    this.redeliverAfter = redeliverAfter;
    this.failed = failed;
    this.free = new Semaphore(Math.min(function.maxConcurrency(), plan.concurrency().orElse(Integer.MAX_VALUE)));
  }

  public void start() {
    threads.add(Thread.ofVirtual().name("poll-" + plan.queue()).start(this::poll));
  }

  private void poll() {
    try {
      while (occasions.await() && !closed) {
        free.acquire();
        for (List<Message> batch = receive(); !batch.isEmpty(); batch = receive()) {
          List<Message> messages = batch;
          Thread.ofVirtual().start(() -> {
            try {
              deliver(messages);
            } catch (SdkException e) {
              // The stack is ending, or the engine is out of breath: what was not deleted comes back by itself.
            } finally {
              free.release();
            }
          });
          free.acquire();
        }
        free.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Message> receive() {
    if (closed) {
      return List.of();
    }
    try {
      return sqs.receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(plan.batchSize()).waitTimeSeconds(occasions.patience())
          .messageSystemAttributeNames(MessageSystemAttributeName.ALL).messageAttributeNames("All")).messages();
    } catch (SdkException e) {
      return List.of();
    }
  }

  private void deliver(List<Message> received) {
    BatchEvent event = BatchEvent.of(received, queueArn);
    comeBack(event.left(), Duration.ZERO);
    Set<String> ids = event.messages().stream().map(Message::messageId).collect(Collectors.toSet());
    switch (function.invoke(event.json())) {
      case Outcome.Answer answer -> {
        Optional<Set<String>> failures = plan.reportsItemFailures() ? BatchAnswer.failures(answer.body(), ids) : Optional.of(Set.of());
        if (failures.isPresent()) {
          delete(event.messages().stream().filter(message -> !failures.get().contains(message.messageId())).toList());
        } else {
          fail(event, new Outcome.Failure(Outcome.Reason.ERROR, "its answer is no batch response: nothing of the batch is deleted"));
        }
      }
      case Outcome.Failure failure -> fail(event, failure);
    }
  }

  private void fail(BatchEvent event, Outcome.Failure failure) {
    if (closed) {
      return;
    }
    failed.accept(function, failure);
    redeliverAfter.ifPresent(after -> comeBack(event.messages(), after));
  }

  private void delete(List<Message> messages) {
    if (!messages.isEmpty()) {
      sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(messages.stream().map(message ->
          DeleteMessageBatchRequestEntry.builder().id(message.messageId()).receiptHandle(message.receiptHandle()).build()).toList()));
    }
  }

  private void comeBack(List<Message> messages, Duration after) {
    if (!messages.isEmpty()) {
      sqs.changeMessageVisibilityBatch(request -> request.queueUrl(queueUrl).entries(messages.stream().map(message ->
          ChangeMessageVisibilityBatchRequestEntry.builder().id(message.messageId()).receiptHandle(message.receiptHandle())
              .visibilityTimeout((int) after.toSeconds()).build()).toList()));
    }
  }

  @Override
  public void close() {
    closed = true;
    occasions.close();
    threads.forEach(Thread::interrupt);
  }
}
