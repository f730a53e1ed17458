package dev.octet.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.aws.Engines;
import dev.octet.aws.Log;
import dev.octet.aws.QueueTrigger;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** What is told is in the customer's queue; whoever else has it, has it afterwards, and is in nobody's way. */
class NotificationsTest {
  private final Engines engines = Engines.shared();
  private final String url = engines.freshFifoQueue("notifications");
  private final Queue queue = new Queue(engines.sqs(), url);
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final Log log = Log.of("test", new PrintStream(lines, true, StandardCharsets.UTF_8));

  private static List<Notification> some(int count, String description) {
    return IntStream.range(0, count).mapToObj(i -> Notification.of("group.adopted", Instant.EPOCH, Optional.of("100"), Optional.of("120"),
        JsonObject.EMPTY.with("description", description + i), "identity", Integer.toString(i))).toList();
  }

  private List<JsonObject> told() {
    return QueueTrigger.notifications(engines.sqs(), url);
  }

  @Test
  void a_sink_is_given_what_is_in_the_queue_already() {
    List<JsonObject> queued = new ArrayList<>();
    List<Notification> given = new ArrayList<>();
    NotificationSink sink = notifications -> {
      given.addAll(notifications);
      queued.addAll(told());
    };

    new Notifications(queue, Optional.empty(), List.of(sink), log).send(some(3, "one of "));

    assertThat(given).isEqualTo(some(3, "one of "));
    assertThat(queued).hasSize(3);
    assertThat(lines.size()).isZero();
  }

  @Test
  void a_sink_that_fails_takes_nothing_from_the_queue_or_from_the_next_sink() {
    List<Notification> given = new ArrayList<>();
    NotificationSink failing = _ -> {
      throw new IllegalStateException("what Ada wrote");
    };

    new Notifications(queue, Optional.empty(), List.of(failing, given::addAll), log).send(some(2, ""));

    assertThat(told()).hasSize(2);
    assertThat(given).hasSize(2);
    assertThat(lines.toString(StandardCharsets.UTF_8)).contains("\"WARN\"").contains("notifications_not_copied").contains("\"notifications\":2").doesNotContain("Ada");
  }

  @Test
  void a_copy_for_everybody_else_is_in_its_queue_when_the_send_returns() {
    String copies = engines.freshFifoQueue("copies");

    new Notifications(queue, Optional.of(new Queue(engines.sqs(), copies)), List.of(), log).send(some(12, ""));

    assertThat(told()).hasSize(12).isEqualTo(QueueTrigger.notifications(engines.sqs(), copies));
  }

  @Test
  void a_copy_that_must_not_be_missing_fails_the_send_and_is_there_once_it_is_sent_again() {
    String copies = engines.freshFifoQueue("copies");
    var broken = new Notifications(queue, Optional.of(new Queue(engines.sqs(), copies + "-that-is-not-there")), List.of(), log);

    assertThatThrownBy(() -> broken.send(some(2, ""))).isInstanceOf(RuntimeException.class);
    assertThat(QueueTrigger.notifications(engines.sqs(), copies)).isEmpty();
    new Notifications(queue, Optional.of(new Queue(engines.sqs(), copies)), List.of(), log).send(some(2, ""));

    assertThat(told()).as("the customer has each once").hasSize(2);
    assertThat(QueueTrigger.notifications(engines.sqs(), copies)).hasSize(2);
  }

  @Test
  void what_is_not_told_is_copied_to_nobody() {
    List<Notification> given = new ArrayList<>();
    String copies = engines.freshFifoQueue("copies");
    var lost = new Notifications(new Queue(engines.sqs(), url + "-that-is-not-there"), Optional.of(new Queue(engines.sqs(), copies)), List.of(given::addAll), log);

    assertThatThrownBy(() -> lost.send(some(1, ""))).isInstanceOf(RuntimeException.class);

    assertThat(given).isEmpty();
    assertThat(QueueTrigger.notifications(engines.sqs(), copies)).isEmpty();
  }

  @Test
  void a_queue_of_copies_has_each_of_them_whole_in_as_few_batches_as_they_fit_in() {
    String copies = engines.freshStandardQueue("copies");
    var notifications = new Notifications(queue, Optional.empty(), CopyQueue.at(engines.sqs(), Optional.of(copies)), log);

    notifications.send(some(3, "small "));
    engines.requests().take();
    CopyQueue.at(engines.sqs(), Optional.of(copies)).getFirst().take(some(12, "small "));
    assertThat(engines.requests().take()).containsEntry("Sqs.SendMessageBatch", 2);
    CopyQueue.at(engines.sqs(), Optional.of(copies)).getFirst().take(some(3, "large ".repeat(70_000)));
    assertThat(engines.requests().take()).as("a megabyte in a batch").containsEntry("Sqs.SendMessageBatch", 2);

    List<String> bodies = new ArrayList<>();
    for (List<Message> batch = receive(copies); !batch.isEmpty(); batch = receive(copies)) {
      batch.forEach(message -> bodies.add(message.body()));
    }
    assertThat(bodies).hasSize(18).contains(some(1, "small ").getFirst().toCloudEvent().toJson());
  }

  private List<Message> receive(String copies) {
    return engines.sqs().receiveMessage(request -> request.queueUrl(copies).maxNumberOfMessages(10).visibilityTimeout(60)).messages();
  }

  @Test
  void where_there_is_no_queue_of_copies_nothing_is_copied() {
    assertThat(CopyQueue.at(engines.sqs(), Optional.empty())).isEmpty();

    engines.requests().take();
    new Notifications(queue, Optional.empty(), CopyQueue.at(engines.sqs(), Optional.empty()), log).send(some(1, ""));

    assertThat(engines.requests().take()).containsEntry("Sqs.SendMessageBatch", 1);
  }
}
