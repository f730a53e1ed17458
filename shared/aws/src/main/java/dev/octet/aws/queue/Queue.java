package dev.octet.aws.queue;

import dev.octet.domain.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
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
   * Sends all, ten or 1 MiB at a time. The batches travel in parallel unless they share a message group: those keep
   * their order.
   *
   * @throws QueueException when some could not be sent; others may have been, and sending all again is safe
   */
  public void sendAll(List<Entry> entries) {
    List<List<Entry>> batches = batches(entries);
    if (batches.size() < 2) {
      batches.forEach(this::sendBatch);
      return;
    }
    // A batch may not overtake an earlier one with the same message group: such batches share a lane.
    List<List<List<Entry>>> lanes = lanes(batches);
    try (ExecutorService executor = Executors.newFixedThreadPool(Math.min(MAX_PARALLEL, lanes.size()))) {
      List<Future<?>> sent = new ArrayList<>();
      for (List<List<Entry>> lane : lanes) {
        sent.add(executor.submit(() -> lane.forEach(this::sendBatch)));
      }
      for (Future<?> lane : sent) {
        lane.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
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

  private static List<List<List<Entry>>> lanes(List<List<Entry>> batches) {
    List<List<List<Entry>>> lanes = new ArrayList<>();
    List<Set<String>> groupsOfLanes = new ArrayList<>();
    for (List<Entry> batch : batches) {
      Set<String> groups = new HashSet<>();
      batch.forEach(entry -> groups.add(entry.messageGroup()));
      List<List<Entry>> lane = new ArrayList<>();
      for (int i = lanes.size() - 1; i >= 0; i--) {
        if (!Collections.disjoint(groupsOfLanes.get(i), groups)) {
          lane.addAll(0, lanes.remove(i));
          groups.addAll(groupsOfLanes.remove(i));
        }
      }
      lane.add(batch);
      lanes.add(lane);
      groupsOfLanes.add(groups);
    }
    return lanes;
  }

  private void sendBatch(List<Entry> batch) {
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
      // From the first refused entry on, so that what shares a message group keeps its order; what went is deduplicated.
      int refused = answer.failed().stream().mapToInt(entry -> Integer.parseInt(entry.id())).min().orElse(Integer.MAX_VALUE);
      left = sending.stream().filter(entry -> Integer.parseInt(entry.id()) >= refused).toList();
      if (!left.isEmpty() && (attempt == MAX_ATTEMPTS || answer.failed().stream().anyMatch(entry -> entry.senderFault()))) {
        throw new QueueException(left.size() + " of " + batch.size() + " messages were refused by the queue.");
      }
    }
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
