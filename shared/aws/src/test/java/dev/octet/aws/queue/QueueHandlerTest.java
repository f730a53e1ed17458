package dev.octet.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.Log;
import dev.octet.aws.MovableClock;
import dev.octet.aws.NewerFormatException;
import dev.octet.aws.QueueTrigger;
import dev.octet.domain.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

class QueueHandlerTest {
  /** As the template has it. */
  private static final int THE_QUEUE_MOVES_IT = 1000;
  private static final Duration THE_QUEUE_KEEPS_IT = Duration.ofDays(14);

  private final List<String> handled = new ArrayList<>();
  private final List<Integer> delays = new ArrayList<>();
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final List<SendMessageBatchRequestEntry> setAside = new ArrayList<>();
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-26T09:00:00Z"));
  private boolean throttled;
  private boolean full;
  private int receiveCount = 1;
  private Instant sent = Instant.parse("2026-11-24T09:00:00Z");

  @Test
  void what_fails_holds_back_its_message_group_and_nothing_else() {
    assertThat(failed("a1", "a2!", "a3", "b1")).containsExactly("a2!", "a3");
    assertThat(handled).containsExactly("a1", "a2!", "b1");
    assertThat(delays).containsExactly(1, 1);
  }

  @Test
  void what_was_done_stays_done_when_the_others_cannot_be_put_off() {
    throttled = true;

    assertThat(failed("a1", "a2!", "b1")).containsExactly("a2!");
    assertThat(delays).isEmpty();
  }

  private Map<String, String> beside() {
    Map<String, String> texts = new TreeMap<>();
    setAside.getFirst().messageAttributes().forEach((name, value) -> texts.put(name, value.stringValue()));
    return texts;
  }

  @Test
  void what_failed_for_good_is_set_aside_under_its_message_group_with_its_reason_and_those_behind_it_go_on() {
    assertThat(failed("a1?", "a2")).isEmpty();
    assertThat(handled).containsExactly("a1?", "a2");
    assertThat(setAside).singleElement().satisfies(entry -> {
      assertThat(entry.messageBody()).isEqualTo("a1?");
      assertThat(entry.messageGroupId()).isEqualTo("a");
    });
    assertThat(beside()).isEqualTo(Map.of("reason", "configuration", "sentence", "Somebody has to do something.", "function", "test", "at", "2026-11-26T09:00:00Z", "sender_id", "AIDAEXAMPLE",
        "source_queue", "q.fifo", "message_group", "a", "sqs_message_id", "a1?", "sent_at", "2026-11-24T09:00:00Z", "run", "2"));
  }

  @Test
  void what_cannot_be_set_aside_stays_where_it_is_and_holds_back_its_message_group() {
    full = true;
    assertThat(failed("a1?", "a2", "b1")).containsExactly("a1?", "a2");
    assertThat(handled).containsExactly("a1?", "b1");
  }

  @Test
  void what_nothing_can_hold_is_set_aside_at_once() {
    assertThat(failed("a1#")).isEmpty();
    assertThat(beside()).containsEntry("reason", "beyond_limit").doesNotContainKey("run");
  }

  /** Hands it out until it is set aside. Returns how long that took. */
  private Duration triedUntilSetAside(String message) {
    sent = clock.instant();
    receiveCount = 1;
    while (!failed(message).isEmpty()) {
      clock.advance(Duration.ofSeconds(delays.getLast()));
      receiveCount++;
    }
    return Duration.between(sent, clock.instant());
  }

  @Test
  void what_throws_each_time_is_set_aside_after_a_day_and_leaves_most_of_what_the_queue_hands_out_to_those_behind_it() {
    assertThat(triedUntilSetAside("a1!")).isBetween(Duration.ofDays(1), Duration.ofHours(25));
    assertThat(receiveCount).isLessThan(THE_QUEUE_MOVES_IT / 2);
    assertThat(beside()).containsEntry("reason", "unforeseen");
    assertThat(beside().get("sentence")).as("where it failed, and not with what words").contains("java.lang.IllegalStateException", "handed out").doesNotContain("secret words");
  }

  @Test
  void what_was_held_back_by_what_is_set_aside_is_tried_more_than_once() {
    receiveCount = 350;
    assertThat(failed("a1!", "a2!", "a3", "b1")).containsExactly("a2!", "a3");
    assertThat(setAside).extracting(SendMessageBatchRequestEntry::messageBody).containsExactly("a1!");
    receiveCount = 351;
    assertThat(failed("a2!", "a3")).containsExactly("a2!", "a3");
  }

  @Test
  void what_needs_a_newer_version_waits_for_it_as_long_as_the_queue_goes_on_handing_it_out() {
    assertThat(triedUntilSetAside("a1~")).isBetween(Duration.ofDays(9), Duration.ofDays(9).plusHours(3));
    assertThat(receiveCount).isLessThan(THE_QUEUE_MOVES_IT);
    assertThat(beside()).containsEntry("reason", "newer_format");
    assertThat(Duration.ofSeconds(delays.getLast()).multipliedBy(THE_QUEUE_MOVES_IT)).as("nor does the queue forget it first").isLessThan(THE_QUEUE_KEEPS_IT);
  }

  @Test
  void of_what_stands_beside_it_there_goes_along_what_there_is_room_for() {
    assertThat(failed("a" + "x".repeat(Queue.MAX_BYTES - 1_000) + "?")).isEmpty();
    assertThat(beside()).containsKeys("reason", "run", "sentence");
    setAside.clear();
    assertThat(failed("a" + "x".repeat(Queue.MAX_BYTES - 100) + "?")).isEmpty();
    assertThat(beside()).isEqualTo(Map.of("reason", "configuration", "run", "2"));
    setAside.clear();
    assertThat(failed("a" + "x".repeat(Queue.MAX_BYTES - 2) + "?")).isEmpty();
    assertThat(setAside).singleElement().satisfies(entry -> {
      assertThat(entry.messageBody()).hasSize(Queue.MAX_BYTES);
      assertThat(entry.messageAttributes()).isEmpty();
    });
  }

  @Test
  void a_message_knows_that_it_was_among_the_dead_letters_and_takes_nobody_elses_word_for_it() {
    assertThat(redriven("3", "2026-11-20T09:00:00Z")).contains(new QueueMessage.Redriven(Optional.of(3), Instant.parse("2026-11-20T09:00:00Z"), Optional.empty()));
    assertThat(redriven("", "2026-11-20T09:00:00Z")).contains(new QueueMessage.Redriven(Optional.empty(), Instant.parse("2026-11-20T09:00:00Z"), Optional.empty()));
    assertThat(redriven("3", "yesterday")).isEmpty();
  }

  private static Optional<QueueMessage.Redriven> redriven(String run, String sentAt) {
    JsonObject beside = JsonObject.EMPTY.with(QueueMessage.REDRIVEN_SENT_AT, JsonObject.EMPTY.with("stringValue", sentAt))
        .with(QueueMessage.REDRIVEN_RUN, JsonObject.EMPTY.with("stringValue", run));
    return QueueMessage.ofEvent(JsonObject.EMPTY.with("Records", List.of(JsonObject.EMPTY.with("messageId", "m").with("messageAttributes", beside)))).getFirst().redriven();
  }

  /** {@code ax+} and what begins like it, up to the mark, are one thing. */
  @Test
  void what_is_one_thing_shares_what_becomes_of_it() {
    assertThat(failed("ax+1", "ax+2", "ay", "bx+1")).isEmpty();
    assertThat(handled).containsExactly("ax+1", "ay", "bx+1");

    assertThat(failed("ax+1!", "ax+2", "bx+2")).containsExactly("ax+1!", "ax+2");
  }

  @Test
  void what_meets_an_item_of_a_newer_version_comes_again_and_the_log_says_why() {
    assertThat(failed("a1", "a2~", "b1")).containsExactly("a2~");
    assertThat(delays).containsExactly(1);
    assertThat(logged.toString(StandardCharsets.UTF_8)).contains("newer_format", "newer format than 1").doesNotContain("message_failed");
  }

  private List<String> failed(String... messages) {
    SqsClient sqs = new SqsClient() {
      @Override
      public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(Consumer<ChangeMessageVisibilityBatchRequest.Builder> request) {
        if (throttled) {
          throw SqsException.builder().statusCode(503).message("slow down").build();
        }
        ChangeMessageVisibilityBatchRequest.builder().applyMutation(request).build().entries().forEach(entry -> delays.add(entry.visibilityTimeout()));
        return ChangeMessageVisibilityBatchResponse.builder().build();
      }

      @Override
      public SendMessageBatchResponse sendMessageBatch(Consumer<SendMessageBatchRequest.Builder> request) {
        SendMessageBatchRequest sent = SendMessageBatchRequest.builder().applyMutation(request).build();
        assertThat(sent.queueUrl()).isEqualTo("q-dlq.fifo");
        if (full) {
          throw SqsException.builder().statusCode(503).message("slow down").build();
        }
        setAside.addAll(sent.entries());
        return SendMessageBatchResponse.builder().failed(List.of()).build();
      }

      @Override
      public String serviceName() {
        return "sqs";
      }

      @Override
      public void close() {}
    };
    QueueHandler handler = new QueueHandler(new Queue(sqs, "q"), new DeadLetters(sqs, "q-dlq.fifo", "https://sqs/q.fifo", "test", clock),
        Log.of("test", new PrintStream(logged, true, StandardCharsets.UTF_8))) {
      @Override
      protected Handled handle(QueueMessage message) {
        handled.add(message.body());
        if (message.body().endsWith("~")) {
          throw new NewerFormatException(1);
        }
        if (message.body().endsWith("!")) {
          throw new IllegalStateException("secret words");
        }
        if (message.body().endsWith("#")) {
          throw new BeyondLimitException("too much");
        }
        if (message.body().endsWith("?")) {
          return new Handled.SetAside(new Reason("configuration", "Somebody has to do something."), Optional.of(2));
        }
        return Handled.done();
      }

      @Override
      protected List<QueueMessage> parts(QueueMessage message, List<QueueMessage> behind) {
        int mark = message.body().indexOf('+');
        return behind.stream().filter(it -> mark > 0 && it.body().startsWith(message.body().substring(0, mark + 1))).toList();
      }
    };
    List<JsonObject> records = Stream.of(messages).map(body -> JsonObject.EMPTY.with("messageId", body.substring(0, Math.min(10, body.length()))).with("receiptHandle", body).with("body", body)
        .with("attributes", JsonObject.of(Map.of("SenderId", "AIDAEXAMPLE:jane@example.org", "MessageGroupId", body.substring(0, 1), "ApproximateReceiveCount", Integer.toString(receiveCount), "SentTimestamp", Long.toString(sent.toEpochMilli()))))).toList();
    return QueueTrigger.invoke(handler, JsonObject.EMPTY.with("Records", records)).objects("batchItemFailures").stream()
        .map(item -> item.text("itemIdentifier").orElseThrow()).toList();
  }
}
