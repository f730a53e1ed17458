package dev.octet.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.aws.queue.Queue.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class QueueTest {
  private static final SendMessageBatchResponse TAKEN = SendMessageBatchResponse.builder().failed(List.of()).build();

  @Test
  void batches_are_full() {
    Sent sent = new Sent(batch -> TAKEN);

    new Queue(sent, "q").sendAll(entries(1_000, i -> "g" + i));

    assertThat(sent.batches).hasSize(100).allSatisfy(batch -> assertThat(batch).hasSize(10));
    assertThat(sent.bodies()).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  void what_shares_a_message_group_keeps_its_order_and_groups_cost_at_most_a_batch_for_each_lane() {
    for (int groups : List.of(1, 3, 16, 125, 300)) {
      Sent sent = new Sent(batch -> TAKEN);
      List<Entry> entries = entries(1_000, i -> "g" + i % groups);

      new Queue(sent, "q").sendAll(entries);

      assertThat(sent.bodies()).hasSize(1_000);
      assertThat(sent.byGroup()).isEqualTo(byGroup(entries));
      assertThat(sent.batches.size()).as("%d groups", groups).isBetween(100, 100 + 16);
    }
  }

  @Test
  void many_batches_travel_at_the_same_time() {
    CountDownLatch together = new CountDownLatch(10);
    Sent sent = new Sent(batch -> {
      together.countDown();
      try {
        assertThat(together.await(20, TimeUnit.SECONDS)).as("ten at a time").isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return TAKEN;
    });

    new Queue(sent, "q").sendAll(entries(100, i -> "g" + i));

    assertThat(sent.batches).hasSize(10);
  }

  @Test
  void a_batch_holds_a_mebibyte_and_a_message_of_that_size_goes_alone() {
    Sent sent = new Sent(batch -> TAKEN);
    String half = "ü".repeat(Queue.MAX_BYTES / 4 - 2_000);
    List<Entry> entries = List.of(new Entry("g", "1", half), new Entry("g", "2", half), new Entry("g", "3", "x"),
        new Entry("g", "4", "x".repeat(Queue.MAX_BYTES)), new Entry("g", "5", "x"));

    new Queue(sent, "q").sendAll(entries);

    assertThat(sent.batches).extracting(List::size).containsExactly(3, 1, 1);
  }

  @Test
  void only_what_was_refused_is_sent_again() {
    List<Integer> refusals = new ArrayList<>(List.of(3, 7));
    Sent sent = new Sent(batch -> {
      SendMessageBatchResponse answer = refused(false, refusals.stream().map(String::valueOf).toList());
      refusals.clear();
      return answer;
    });

    new Queue(sent, "q").sendAll(entries(10, i -> "g" + i));

    assertThat(sent.batches).hasSize(2);
    assertThat(sent.batches.getLast()).extracting(SendMessageBatchRequestEntry::messageBody).containsExactly("body 3", "body 7");
  }

  @Test
  void what_is_refused_again_and_again_is_told() {
    Sent sent = new Sent(batch -> refused(false, List.of("1")));

    assertThatThrownBy(() -> new Queue(sent, "q").sendAll(entries(2, i -> "g"))).isInstanceOf(QueueException.class).hasMessageNotContaining("body");
    assertThat(sent.batches).hasSize(3);
  }

  @Test
  void what_is_refused_for_good_is_not_sent_again() {
    Sent sent = new Sent(batch -> refused(true, List.of("0")));

    assertThatThrownBy(() -> new Queue(sent, "q").send(new Entry("g", "d", "b"))).isInstanceOf(QueueException.class);
    assertThat(sent.batches).hasSize(1);
  }

  @Test
  void one_lane_that_fails_fails_all_and_the_others_have_gone() {
    Sent sent = new Sent(batch -> {
      if (batch.stream().anyMatch(entry -> entry.messageBody().equals("body 5"))) {
        throw new IllegalStateException("the queue is away");
      }
      return TAKEN;
    });

    assertThatThrownBy(() -> new Queue(sent, "q").sendAll(entries(100, i -> "g" + i))).isInstanceOf(QueueException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(sent.batches).hasSize(10);
  }

  @Test
  void nothing_to_send_costs_nothing() {
    Sent sent = new Sent(batch -> TAKEN);

    new Queue(sent, "q").sendAll(List.of());

    assertThat(sent.batches).isEmpty();
  }

  private static List<Entry> entries(int count, Function<Integer, String> group) {
    return IntStream.range(0, count).mapToObj(i -> new Entry(group.apply(i), "d" + i, "body " + i)).toList();
  }

  private static Set<List<String>> byGroup(List<Entry> entries) {
    Map<String, List<String>> groups = new HashMap<>();
    entries.forEach(entry -> groups.computeIfAbsent(entry.messageGroup(), group -> new ArrayList<>()).add(entry.body()));
    return new HashSet<>(groups.values());
  }

  private static SendMessageBatchResponse refused(boolean senderFault, List<String> ids) {
    return SendMessageBatchResponse.builder()
        .failed(ids.stream().map(id -> BatchResultErrorEntry.builder().id(id).senderFault(senderFault).code("X").build()).toList()).build();
  }

  /** A queue that keeps what it is sent, and answers as told. */
  private record Sent(List<List<SendMessageBatchRequestEntry>> batches, Function<List<SendMessageBatchRequestEntry>, SendMessageBatchResponse> answer)
      implements SqsClient {

    Sent(Function<List<SendMessageBatchRequestEntry>, SendMessageBatchResponse> answer) {
      this(Collections.synchronizedList(new ArrayList<>()), answer);
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(Consumer<SendMessageBatchRequest.Builder> request) {
      List<SendMessageBatchRequestEntry> entries = SendMessageBatchRequest.builder().applyMutation(request).build().entries();
      batches.add(entries);
      return answer.apply(entries);
    }

    List<String> bodies() {
      return batches.stream().flatMap(List::stream).map(SendMessageBatchRequestEntry::messageBody).toList();
    }

    Set<List<String>> byGroup() {
      Map<String, List<String>> groups = new HashMap<>();
      batches.stream().flatMap(List::stream).forEach(entry -> groups.computeIfAbsent(entry.messageGroupId(), group -> new ArrayList<>()).add(entry.messageBody()));
      return new HashSet<>(groups.values());
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
