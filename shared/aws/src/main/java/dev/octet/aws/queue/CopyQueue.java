package dev.octet.aws.queue;

import dev.octet.domain.Notification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A standard queue with a copy of each notification. */
public final class CopyQueue implements NotificationSink {
  private static final int MAX_ENTRIES = 10;
  /** An operation waits for it, which has other things to do. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final SqsClient sqs;
  private final String url;

  private CopyQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  /** The sink that such a queue is, or none where there is no queue. */
  public static List<NotificationSink> at(SqsClient sqs, Optional<String> url) {
    return url.<NotificationSink>map(it -> new CopyQueue(sqs, it)).stream().toList();
  }

  @Override
  public void take(List<Notification> notifications) {
    List<SendMessageBatchRequestEntry> batch = new ArrayList<>();
    int bytes = 0;
    for (Notification notification : notifications) {
      String body = notification.toCloudEvent().toJson();
      int size = body.getBytes(StandardCharsets.UTF_8).length;
      if (!batch.isEmpty() && (batch.size() == MAX_ENTRIES || bytes + size > Queue.MAX_BYTES)) {
        send(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(SendMessageBatchRequestEntry.builder().id(Integer.toString(batch.size())).messageBody(body).build());
      bytes += size;
    }
    send(batch);
  }

  private void send(List<SendMessageBatchRequestEntry> batch) {
    if (!batch.isEmpty() && !sqs.sendMessageBatch(request -> request.queueUrl(url).entries(batch)
        .overrideConfiguration(it -> it.apiCallTimeout(PATIENCE))).failed().isEmpty()) {
      throw new QueueException("Not all copies were taken by the queue.");
    }
  }
}
