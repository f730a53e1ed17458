package dev.octet.grouplifecycle.doctor;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** How much waits in the queues of this stack. */
final class QueueDepths {
  private static final String DEAD_LETTERS = "-dlq.";

  private final SqsClient sqs;
  private final List<String> urls;

  /** @param urls with commas between them */
  QueueDepths(SqsClient sqs, String urls) {
    this.sqs = sqs;
    this.urls = Arrays.stream(urls.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList();
  }

  /** @param messages to be received now or later; those that somebody has in hand are not counted */
  record Depth(String name, long messages) {}

  List<Depth> queues() {
    return depths(urls.stream().filter(url -> !url.contains(DEAD_LETTERS)).toList());
  }

  List<Depth> deadLetters() {
    return depths(urls.stream().filter(url -> url.contains(DEAD_LETTERS)).toList());
  }

  private List<Depth> depths(List<String> some) {
    return some.stream().map(url -> new Depth(url.substring(url.lastIndexOf('/') + 1), messages(url))).toList();
  }

  private long messages(String url) {
    var attributes = sqs.getQueueAttributes(request -> request.queueUrl(url)
        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)).attributes();
    return attributes.values().stream().mapToLong(Long::parseLong).sum();
  }
}
