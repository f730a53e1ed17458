package dev.octet.aws.queue;

import dev.octet.domain.Hash;
import dev.octet.domain.operation.Asker;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The dead-letter queue of a function's queue, as the function itself uses it: what it gives up lies there under its own message
 * group, with the reason beside it, as far as there is room. What SQS moves there, after a process has died of it again and again, has none.
 */
public final class DeadLetters {
  /** The names of what stands beside a message. */
  public static final String REASON = "reason";
  public static final String SENTENCE = "sentence";
  public static final String FUNCTION = "function";
  public static final String AT = "at";
  public static final String SOURCE_QUEUE = "source_queue";
  public static final String MESSAGE_GROUP = "message_group";
  public static final String MESSAGE_ID = "sqs_message_id";
  /** When it was sent first. */
  public static final String SENT_AT = "sent_at";
  /** Of who sent it first. */
  public static final String SENDER_ID = "sender_id";
  /** Which run of its operation it was that failed. */
  public static final String RUN = "run";

  private static final String TYPE = "String";

  private final SqsClient sqs;
  private final String url;
  private final String source;
  private final String function;
  private final Clock clock;

  /**
   * @param url of the dead-letter queue
   * @param source the address of the queue whose messages these are
   * @param function who sets them aside
   */
  public DeadLetters(SqsClient sqs, String url, String source, String function, Clock clock) {
    this.sqs = sqs;
    this.url = url;
    this.source = source.substring(source.lastIndexOf('/') + 1);
    this.function = function;
    this.clock = clock;
  }

  /**
   * Returns when it lies there; the same again may lie there twice, which does no harm.
   *
   * @throws QueueException when it does not, because the queue did not take it
   */
  void put(QueueMessage message, Reason reason, Optional<Integer> run) {
    Map<String, String> beside = new LinkedHashMap<>();
    beside.put(REASON, reason.code());
    beside.put(SENTENCE, reason.sentence());
    beside.put(FUNCTION, function);
    beside.put(AT, clock.instant().toString());
    beside.put(SOURCE_QUEUE, source);
    beside.put(MESSAGE_GROUP, message.messageGroup());
    beside.put(MESSAGE_ID, message.id());
    beside.put(SENT_AT, message.firstSentAt().toString());
    Optional.of(Asker.principal(message.senderIds().getFirst())).filter(id -> !id.isEmpty()).ifPresent(id -> beside.put(SENDER_ID, id));
    run.ifPresent(it -> beside.put(RUN, Integer.toString(it)));
    Map<String, String> least = new LinkedHashMap<>(beside);
    least.keySet().retainAll(Set.of(REASON, RUN));
    SendMessageBatchRequestEntry entry = SendMessageBatchRequestEntry.builder()
        .id("0")
        .messageGroupId(message.messageGroup())
        .messageDeduplicationId(Hash.hex("set aside", message.id(), run.map(it -> Integer.toString(it)).orElse("")))
        .messageBody(message.body())
        .messageAttributes(attributes(Stream.of(beside, least).filter(it -> hasRoomFor(message.body(), it)).findFirst().orElse(Map.of())))
        .build();
    if (!sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entry)).failed().isEmpty()) {
      throw new QueueException("A message was refused by its dead-letter queue.");
    }
  }

  /** How long it has been in its queue. */
  Duration age(QueueMessage message) {
    return Duration.between(message.sentAt(), clock.instant());
  }

  /** Whether these texts fit beside a message: a queue counts both. What one queue took, another takes with nothing beside it. */
  public static boolean hasRoomFor(String body, Map<String, String> beside) {
    int bytes = bytes(body);
    for (Map.Entry<String, String> one : beside.entrySet()) {
      bytes += bytes(one.getKey()) + bytes(TYPE) + bytes(one.getValue());
    }
    return bytes <= Queue.MAX_BYTES;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Texts as SQS has them beside a message. */
  public static Map<String, MessageAttributeValue> attributes(Map<String, String> texts) {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    texts.forEach((name, text) -> attributes.put(name, MessageAttributeValue.builder().dataType(TYPE).stringValue(text).build()));
    return attributes;
  }
}
