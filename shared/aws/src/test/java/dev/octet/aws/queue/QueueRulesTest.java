package dev.octet.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Ability;
import dev.octet.aws.EmulatorAtHand;
import dev.octet.aws.Engines;
import dev.octet.domain.json.JsonObject;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** What Octet goes by in queues: the same suite for the embedded ones, for those of an emulator, and for those in memory that simulations run on. */
class QueueRulesTest {
  private final SqsClient sqs = sqs();

  SqsClient sqs() {
    return Engines.shared().sqs();
  }

  /** Whose queues they are, if an emulator's. */
  Optional<Engines> emulator() {
    return EmulatorAtHand.isForAll() ? Optional.of(Engines.shared()) : Optional.empty();
  }

  private void needs(Ability ability) {
    emulator().ifPresent(ability::assume);
  }

  /** Lets a little more time pass than that. */
  void pass(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> System.nanoTime() > until);
  }

  @Test
  void what_shares_a_message_group_comes_in_the_order_in_which_it_was_sent() {
    String queue = fifo(Map.of());
    send(queue, "a 1", "b 1", "a 2", "b 2", "a 3");

    List<String> bodies = bodies(receive(queue));

    assertThat(bodies.stream().filter(body -> body.startsWith("a"))).isSubsetOf("a 1", "a 2", "a 3").isSorted();
    assertThat(bodies.stream().filter(body -> body.startsWith("b"))).isSubsetOf("b 1", "b 2").isSorted();
  }

  @Test
  void ten_at_most_come_at_a_time() {
    String queue = fifo(Map.of());
    send(queue, IntStream.range(0, 10).mapToObj(i -> "a " + i).toArray(String[]::new));
    send(queue, IntStream.range(10, 14).mapToObj(i -> "a " + i).toArray(String[]::new));

    assertThat(bodies(receive(queue))).hasSize(10).startsWith("a 0").endsWith("a 9");
  }

  @Test
  void a_message_in_hand_holds_back_its_message_group_and_nothing_else() {
    String queue = fifo(Map.of());
    send(queue, "a 1");
    assertThat(bodies(receive(queue))).containsExactly("a 1");
    send(queue, "a 2", "b 1");

    assertThat(bodies(receive(queue))).containsExactly("b 1");
    assertThat(receive(queue)).isEmpty();
  }

  @Test
  void what_is_deleted_lets_the_next_of_its_message_group_pass() {
    String queue = fifo(Map.of());
    send(queue, "a 1");
    Message first = receive(queue).getFirst();
    send(queue, "a 2");
    delete(queue, first);

    assertThat(bodies(receive(queue))).containsExactly("a 2");
  }

  @Test
  void what_was_put_off_holds_back_its_message_group_and_comes_first_again_when_it_is_due() {
    String queue = fifo(Map.of());
    send(queue, "a 1");
    Message first = receive(queue).getFirst();
    send(queue, "a 2");
    hide(queue, first, 2);

    assertThat(receive(queue)).isEmpty();
    pass(Duration.ofMillis(2_100));
    List<Message> again = receive(queue);
    assertThat(bodies(again)).containsExactly("a 1", "a 2");
    assertThat(again).extracting(QueueRulesTest::receiveCount).containsExactly(2, 1);
  }

  @Test
  void of_a_batch_some_may_fail_and_come_back_without_the_others() {
    String queue = fifo(Map.of());
    send(queue, "a 1", "a 2", "b 1");
    List<Message> batch = receive(queue);
    for (Message message : batch) {
      if (message.body().equals("a 2")) {
        hide(queue, message, 0);
      } else {
        delete(queue, message);
      }
    }

    assertThat(bodies(receive(queue))).containsExactly("a 2");
  }

  @Test
  void what_nobody_deletes_comes_back_after_the_queues_own_time() {
    String queue = fifo(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
    send(queue, "a 1");
    Message first = receive(queue).getFirst();

    assertThat(receive(queue)).isEmpty();
    pass(Duration.ofMillis(1_100));
    Message second = receive(queue).getFirst();
    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(receiveCount(second)).isEqualTo(2);
  }

  @Test
  void what_is_sent_again_under_its_id_is_dropped_also_when_the_first_is_gone() {
    needs(Ability.KNOWS_IDS_OF_WHAT_IS_GONE);
    String queue = fifo(Map.of());
    send(queue, "a 1", "a 1");
    List<Message> once = receive(queue);
    assertThat(bodies(once)).containsExactly("a 1");
    delete(queue, once.getFirst());
    send(queue, "a 1");

    assertThat(receive(queue)).isEmpty();
  }

  @Test
  void what_came_too_often_is_put_aside_and_lets_the_next_pass() {
    String dead = fifo(Map.of());
    String arn = sqs.getQueueAttributes(request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN)).attributes().get(QueueAttributeName.QUEUE_ARN);
    String queue = fifo(Map.of(QueueAttributeName.REDRIVE_POLICY,
        JsonObject.EMPTY.with("deadLetterTargetArn", arn).with("maxReceiveCount", 2).toJson()));
    send(queue, "a 1");
    for (int i = 0; i < 2; i++) {
      hide(queue, receive(queue).getFirst(), 0);
    }
    send(queue, "a 2");

    List<String> left = new ArrayList<>(bodies(receive(queue)));
    left.addAll(bodies(receive(queue)));
    assertThat(left).containsExactly("a 2");
    assertThat(bodies(receive(dead))).containsExactly("a 1");
  }

  @Test
  void a_message_says_which_it_is_of_which_message_group_and_since_when() {
    String queue = fifo(Map.of());
    send(queue, "a 1");

    Map<MessageSystemAttributeName, String> attributes = receive(queue).getFirst().attributes();

    assertThat(attributes).containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "a")
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
    assertThat(Long.parseLong(attributes.get(MessageSystemAttributeName.SENT_TIMESTAMP))).isPositive();
  }

  @Test
  void what_is_sent_later_to_a_message_group_has_the_larger_number() {
    needs(Ability.NUMBERS_IN_ORDER);
    String queue = fifo(Map.of());
    send(queue, IntStream.range(0, 10).mapToObj(i -> "a " + i).toArray(String[]::new));

    assertThat(receive(queue)).extracting(message -> message.attributes().get(MessageSystemAttributeName.SEQUENCE_NUMBER))
        .hasSize(10).doesNotHaveDuplicates().allMatch(number -> number.matches("\\d{1,20}"))
        .isSortedAccordingTo(Comparator.comparing(BigInteger::new));
  }

  @Test
  void a_queue_without_order_takes_the_same_twice_and_delays_what_it_is_told_to() {
    String queue = sqs.createQueue(request -> request.queueName("standard-" + UUID.randomUUID())).queueUrl();
    sqs.sendMessage(request -> request.queueUrl(queue).messageBody("later").delaySeconds(1));
    sqs.sendMessage(request -> request.queueUrl(queue).messageBody("twice"));
    sqs.sendMessage(request -> request.queueUrl(queue).messageBody("twice"));

    assertThat(bodies(receive(queue))).containsExactly("twice", "twice");
    pass(Duration.ofMillis(1_100));
    assertThat(bodies(receive(queue))).containsExactly("later");
  }

  private String fifo(Map<QueueAttributeName, String> more) {
    Map<QueueAttributeName, String> attributes = new java.util.HashMap<>(Map.of(
        QueueAttributeName.FIFO_QUEUE, "true",
        QueueAttributeName.VISIBILITY_TIMEOUT, "180",
        QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup",
        QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId"));
    attributes.putAll(more);
    return sqs.createQueue(request -> request.queueName("rules-" + UUID.randomUUID() + ".fifo").attributes(attributes)).queueUrl();
  }

  /** The first word of each is its message group, and the whole its deduplication id. */
  private void send(String queue, String... bodies) {
    List<SendMessageBatchRequestEntry> entries = IntStream.range(0, bodies.length).mapToObj(i -> SendMessageBatchRequestEntry.builder()
        .id(Integer.toString(i)).messageGroupId(bodies[i].split(" ")[0]).messageDeduplicationId(bodies[i].replace(' ', '-'))
        .messageBody(bodies[i]).build()).toList();
    assertThat(sqs.sendMessageBatch(request -> request.queueUrl(queue).entries(entries)).failed()).isEmpty();
  }

  private List<Message> receive(String queue) {
    return sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(0)
        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)).messages();
  }

  private void delete(String queue, Message message) {
    sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
  }

  private void hide(String queue, Message message, int seconds) {
    sqs.changeMessageVisibilityBatch(request -> request.queueUrl(queue).entries(ChangeMessageVisibilityBatchRequestEntry.builder()
        .id("0").receiptHandle(message.receiptHandle()).visibilityTimeout(seconds).build()));
  }

  private static List<String> bodies(List<Message> messages) {
    return messages.stream().map(Message::body).toList();
  }

  private static int receiveCount(Message message) {
    return Integer.parseInt(message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
  }
}
