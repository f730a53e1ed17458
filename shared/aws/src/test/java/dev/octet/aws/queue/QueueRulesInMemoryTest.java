package dev.octet.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Engines;
import dev.octet.aws.MovableClock;
import dev.octet.aws.VirtualQueues;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The same for the queues in memory, whose time is the test's. */
class QueueRulesInMemoryTest extends QueueRulesTest {
  private MovableClock clock;

  @Override
  SqsClient sqs() {
    clock = new MovableClock(Instant.parse("2026-11-24T12:00:00Z"));
    return new VirtualQueues(clock);
  }

  @Override
  Optional<Engines> emulator() {
    return Optional.empty();
  }

  @Override
  void pass(Duration time) {
    clock.advance(time);
  }

  @Test
  void what_is_sent_again_after_five_minutes_is_taken_for_another() {
    VirtualQueues queues = new VirtualQueues(clock);
    String url = queues.createQueue(request -> request.queueName("q.fifo").attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true"))).queueUrl();
    Runnable send = () -> queues.sendMessage(request -> request.queueUrl(url).messageGroupId("a").messageDeduplicationId("1").messageBody("one"));

    send.run();
    clock.advance(Duration.ofSeconds(299));
    send.run();
    assertThat(queues.size(url)).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    send.run();
    assertThat(queues.size(url)).isEqualTo(2);
  }

  @Test
  void the_next_message_is_known_before_it_is_due() {
    VirtualQueues queues = new VirtualQueues(clock);
    String url = queues.createQueue(request -> request.queueName("q")).queueUrl();
    assertThat(queues.nextVisible(url)).isEmpty();

    queues.sendMessage(request -> request.queueUrl(url).messageBody("later").delaySeconds(60));

    assertThat(queues.nextVisible(url)).contains(clock.instant().plusSeconds(60));
  }
}
