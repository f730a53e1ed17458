package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Log;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Dead letters without end: whoever looks through them ends in time, and has given back what was in hand. */
class RedrivesTest {
  private static final DeadLetterQueue QUEUE = new DeadLetterQueue("group-commands", "source", "dead");
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private final MovableClock clock = new MovableClock(NOW);
  private final Endless sqs = new Endless();
  private final Redrives redrives = new Redrives(sqs, _ -> Optional.empty(), clock, Log.of("test"));

  /** Each message once, of a message group of its own; each receive takes a while. */
  private final class Endless implements SqsClient {
    private Duration receiving = Duration.ZERO;
    private int received;
    private final Set<String> inHand = new HashSet<>();

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
      clock.advance(receiving);
      List<Message> some = IntStream.range(0, 10).mapToObj(_ -> Integer.toString(received++))
          .map(id -> Message.builder().messageId(id).receiptHandle("handle-" + id).body("{\"phone_number_id\":\"200\"}").build()).toList();
      some.forEach(message -> inHand.add(message.receiptHandle()));
      return ReceiveMessageResponse.builder().messages(some).build();
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(ChangeMessageVisibilityBatchRequest request) {
      request.entries().forEach(entry -> assertThat(inHand.remove(entry.receiptHandle())).isTrue());
      return ChangeMessageVisibilityBatchResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }

  private static RedriveRequest ofAnotherGroup() {
    return RedriveRequest.read(JsonObject.EMPTY.with("queue", "group-commands").with("message_group", "another"));
  }

  @Test
  void no_more_is_held_than_can_be_given_back() {
    Redrives.Seen seen = redrives.look(QUEUE, _ -> false, 10, NOW.plusSeconds(18));
    assertThat(seen).isEqualTo(new Redrives.Seen(List.of(), false));
    assertThat(sqs.received).isEqualTo(2000);

    Redrives.Counts counts = redrives.redrive(QUEUE, ofAnotherGroup(), _ -> true);
    assertThat(counts.complete()).isFalse();
    assertThat(counts.skipped()).hasSize(2000);
    assertThat(sqs.inHand).isEmpty();
  }

  @Test
  void there_is_time_left_for_giving_back() {
    sqs.receiving = Duration.ofSeconds(1);
    assertThat(redrives.redrive(QUEUE, ofAnotherGroup(), _ -> true).complete()).isFalse();
    assertThat(clock.instant()).isBefore(NOW.plusSeconds(20));
    assertThat(sqs.inHand).isEmpty();
  }
}
