package dev.octet.aws.queue;

import dev.octet.aws.BeyondLimitException;
import dev.octet.domain.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** One FIFO queue to send to. A send returns only when everything is in the queue, and throws otherwise. */
public final class Queue {
  /** SQS takes 1 MiB in a message, and in a batch. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int MAX_ENTRIES = 10;
  private static final int MAX_ATTEMPTS = 3;
  private static final int MAX_PARALLEL = 16;
  /** Room in a batch for what the carrier counts beside the bodies. */
  private static final int OVERHEAD = 1024;

  private final SqsClient sqs;
  private final String url;

  public Queue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  /**
   * @param messageGroup any text; what shares it stays in order
   * @param deduplication any text, unique in the queue to what the message says
   * @param body at most {@link #MAX_BYTES} of UTF-8
   */
  public record Entry(String messageGroup, String deduplication, String body) {
    int bytes() {
      return body.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  public void send(Entry entry) {
    sendBatch(List.of(entry));
  }

  /**
   * Sends all, ten or 1 MiB at a time. Batches travel in parallel where they are many and share no message group; what
   * shares one keeps its order.
   *
   * @throws QueueException when some could not be sent; others may have been, and sending all again is safe
   * @throws BeyondLimitException when one is larger than a queue takes; others may have been sent
   */
  public void sendAll(List<Entry> entries) {
    List<List<Entry>> lanes = lanes(entries);
    if (lanes.size() < 2) {
      lanes.forEach(this::sendInOrder);
      return;
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(Math.min(MAX_PARALLEL, lanes.size()))) {
      List<Future<?>> sent = new ArrayList<>();
      for (List<Entry> lane : lanes) {
        sent.add(executor.submit(() -> sendInOrder(lane)));
      }
      for (Future<?> lane : sent) {
        lane.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof BeyondLimitException beyond) {
        throw beyond;
      }
      throw new QueueException("Not all messages could be sent.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueueException("Interrupted while sending.", e);
    }
  }

  private static List<List<Entry>> batches(List<Entry> entries) {
    List<List<Entry>> batches = new ArrayList<>();
    List<Entry> batch = new ArrayList<>();
    int bytes = 0;
    for (Entry entry : entries) {
      int size = entry.bytes() + OVERHEAD;
      if (!batch.isEmpty() && (batch.size() == MAX_ENTRIES || bytes + size > MAX_BYTES)) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(entry);
      bytes += size;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  /**
   * What may travel at the same time. Entries that share a message group share a lane, in their order. A lane takes
   * whole groups until it fills as many batches as its share of all; so there is at most one batch to each lane that
   * is not full.
   */
  private static List<List<Entry>> lanes(List<Entry> entries) {
    Map<String, List<Entry>> groups = new LinkedHashMap<>();
    entries.forEach(entry -> groups.computeIfAbsent(entry.messageGroup(), group -> new ArrayList<>()).add(entry));
    int batches = (entries.size() + MAX_ENTRIES - 1) / MAX_ENTRIES;
    int share = MAX_ENTRIES * ((batches + MAX_PARALLEL - 1) / MAX_PARALLEL);
    List<List<Entry>> lanes = new ArrayList<>();
    List<Entry> lane = new ArrayList<>();
    for (List<Entry> group : groups.values()) {
      lane.addAll(group);
      if (lane.size() >= share) {
        lanes.add(lane);
        lane = new ArrayList<>();
      }
    }
    if (!lane.isEmpty()) {
      lanes.add(lane);
    }
    return lanes;
  }

  private void sendInOrder(List<Entry> lane) {
    batches(lane).forEach(this::sendBatch);
  }

  private void sendBatch(List<Entry> batch) {
    if (batch.stream().anyMatch(entry -> entry.bytes() > MAX_BYTES)) {
      throw new BeyondLimitException("A message is larger than a queue takes.");
    }
    List<SendMessageBatchRequestEntry> left = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Entry entry = batch.get(i);
      left.add(SendMessageBatchRequestEntry.builder()
          .id(Integer.toString(i))
          .messageGroupId(Hash.hex(entry.messageGroup()))
          .messageDeduplicationId(Hash.hex(entry.deduplication()))
          .messageBody(entry.body())
          .build());
    }
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      List<SendMessageBatchRequestEntry> sending = left;
      SendMessageBatchResponse answer = sqs.sendMessageBatch(request -> request.queueUrl(url).entries(sending));
      // Only these again. What shares a message group with one of them and stood behind it is in the queue by now, and
      // nothing gets it out: order between them is what a partly refused batch costs.
      Set<String> refused = new HashSet<>();
      answer.failed().forEach(entry -> refused.add(entry.id()));
      left = sending.stream().filter(entry -> refused.contains(entry.id())).toList();
      if (!left.isEmpty() && (attempt == MAX_ATTEMPTS || answer.failed().stream().anyMatch(entry -> entry.senderFault()))) {
        throw new QueueException(left.size() + " of " + batch.size() + " messages were refused by the queue.");
      }
    }
  }

  /** Asks the queue for no more than that it is there. Throws when it does not answer. */
  public void ask() {
    sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN));
  }

  /** Sets when messages of this queue that failed come back. */
  void postpone(Map<QueueMessage, Duration> failed) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    failed.forEach((message, delay) -> entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
        .id(Integer.toString(entries.size()))
        .receiptHandle(message.receiptHandle())
        .visibilityTimeout((int) Math.max(0, delay.toSeconds()))
        .build()));
    for (int i = 0; i < entries.size(); i += MAX_ENTRIES) {
      List<ChangeMessageVisibilityBatchRequestEntry> some = entries.subList(i, Math.min(entries.size(), i + MAX_ENTRIES));
      sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(some));
    }
  }
}
