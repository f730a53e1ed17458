package dev.octet.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Ability;
import dev.octet.aws.EmulatorAtHand;
import dev.octet.aws.Engines;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.queue.Queue.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What Octet takes for granted of a FIFO queue, on a real one. */
class RealQueueTest {
  private final Engines engines = engines();

  Engines engines() {
    return Engines.shared();
  }

  boolean isEmulated() {
    return EmulatorAtHand.isForAll();
  }

  @Test
  void any_text_is_a_message_group_and_the_same_text_is_sent_once() {
    String url = engines.freshFifoQueue("queue");
    String odd = "a/b c\n\"ü\" " + "x".repeat(500);

    Queue queue = new Queue(engines.sqs(), url);
    queue.sendAll(List.of(new Entry(odd, odd, "one"), new Entry(odd, odd + "!", "two")));
    queue.send(new Entry(odd, odd, "one"));

    List<Message> messages = engines.sqs().receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10)
        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)).messages();
    assertThat(messages).extracting(Message::body).containsExactly("one", "two");
    assertThat(messages).allSatisfy(message ->
        assertThat(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID)).matches("[0-9a-f]{64}"));
  }

  @Test
  void a_message_of_a_mebibyte_is_taken() {
    String url = engines.freshFifoQueue("queue");

    new Queue(engines.sqs(), url).send(new Entry("g", "d", "x".repeat(Queue.MAX_BYTES)));

    assertThat(receive(url)).singleElement().satisfies(message -> assertThat(message.body()).hasSize(Queue.MAX_BYTES));
  }

  @Test
  void what_is_sent_in_parallel_arrives_once_and_each_group_in_order() {
    String url = engines.freshFifoQueue("queue");

    new Queue(engines.sqs(), url).sendAll(IntStream.range(0, 300).mapToObj(i -> new Entry("g" + i % 40, "d" + i, i % 40 + " " + i)).toList());

    List<String> bodies = new ArrayList<>();
    Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofMinutes(1)).until(() -> {
      List<Message> messages = receive(url);
      messages.forEach(message -> bodies.add(message.body()));
      if (!messages.isEmpty()) {
        engines.sqs().deleteMessageBatch(request -> request.queueUrl(url).entries(messages.stream().map(message ->
            DeleteMessageBatchRequestEntry.builder().id(message.messageId()).receiptHandle(message.receiptHandle()).build()).toList()));
      }
      return bodies.size() >= 300;
    });
    assertThat(bodies).doesNotHaveDuplicates();
    for (int group = 0; group < 40; group++) {
      String prefix = group + " ";
      assertThat(bodies.stream().filter(body -> body.startsWith(prefix)).map(body -> Integer.parseInt(body.substring(prefix.length()))).toList()).isSorted();
    }
  }

  @Test
  void what_must_wait_comes_back_when_it_is_due_and_holds_back_its_own_group_only() {
    if (isEmulated()) {
      Ability.KEEPS_THE_ORDER_OF_WHAT_COMES_BACK.assume(engines);
    }
    String url = engines.freshFifoQueue("queue");
    Queue queue = new Queue(engines.sqs(), url);
    queue.sendAll(List.of(new Entry("a", "1", "later"), new Entry("a", "2", "behind"), new Entry("b", "3", "done")));
    List<String> seen = new ArrayList<>();
    QueueHandler handler = new QueueHandler(queue, dev.octet.aws.Log.of("test")) {
      @Override
      protected Handled handle(QueueMessage message) {
        seen.add(message.body());
        return message.body().equals("later") && message.receiveCount() == 1 ? Handled.later(Duration.ofSeconds(1)) : Handled.done();
      }
    };

    QueueTrigger trigger = new QueueTrigger(engines.sqs(), url, handler);
    trigger.drain();
    assertThat(seen).containsExactlyInAnyOrder("later", "done");

    Awaitility.await().pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
      trigger.drain();
      assertThat(seen).hasSize(4).endsWith("later", "behind");
    });
  }

  private List<Message> receive(String url) {
    return engines.sqs().receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(0)).messages();
  }
}
