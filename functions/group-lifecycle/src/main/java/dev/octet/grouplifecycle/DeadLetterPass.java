package dev.octet.grouplifecycle;

import dev.octet.domain.operation.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * One walk through the dead letters of a queue. What it has in its hands nobody else gets, nor anything of the same message group
 * behind it; what stays is given back at the end, and a minute after a process that died. So it holds no more than it can give
 * back in seconds, and of a message nothing but what that takes.
 */
final class DeadLetterPass implements AutoCloseable {
  private static final int BATCH = 10;
  private static final int IN_HAND_SECONDS = 60;
  private static final int MOST_IN_HAND = 2000;

  private final SqsClient sqs;
  private final DeadLetterQueue queue;
  private final Function<String, Optional<Operation>> operations;
  /** The newest receipt handle of each, by its id. */
  private final Map<String, String> inHand = new LinkedHashMap<>();

  DeadLetterPass(SqsClient sqs, DeadLetterQueue queue, Function<String, Optional<Operation>> operations) {
    this.sqs = sqs;
    this.queue = queue;
    this.operations = operations;
  }

  /** The next, in the order of each message group; none when all that is within reach is in hand. A queue that is asked without waiting may overlook some. */
  List<DeadLetter> next() {
    List<Message> received = sqs.receiveMessage(request -> request.queueUrl(queue.deadLetters()).maxNumberOfMessages(BATCH).waitTimeSeconds(1)
        .visibilityTimeout(IN_HAND_SECONDS).messageSystemAttributeNames(MessageSystemAttributeName.ALL).messageAttributeNames("All")).messages();
    received.forEach(message -> inHand.put(message.messageId(), message.receiptHandle()));
    return received.stream().map(message -> DeadLetter.of(message, operations)).toList();
  }

  boolean isFull() {
    return inHand.size() >= MOST_IN_HAND;
  }

  /** It is where it came from: it goes here. */
  void delete(DeadLetter letter) {
    sqs.deleteMessage(request -> request.queueUrl(queue.deadLetters()).receiptHandle(letter.message().receiptHandle()));
    inHand.remove(letter.message().messageId());
  }

  void giveBack() {
    List<String> all = List.copyOf(inHand.values());
    inHand.clear();
    for (int i = 0; i < all.size(); i += BATCH) {
      List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
      all.subList(i, Math.min(all.size(), i + BATCH)).forEach(handle -> entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
          .id(Integer.toString(entries.size())).receiptHandle(handle).visibilityTimeout(0).build()));
      sqs.changeMessageVisibilityBatch(request -> request.queueUrl(queue.deadLetters()).entries(entries));
    }
  }

  @Override
  public void close() {
    giveBack();
  }
}
