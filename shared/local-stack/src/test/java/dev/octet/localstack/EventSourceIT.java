package dev.octet.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Queue, polling and function on the real parts: ElasticMQ, and JVMs under AWS's own client. */
class EventSourceIT {
  private static TestStack stack;

  @BeforeAll
  static void start() {
    stack = TestStack.start(settings -> settings.withRedeliverAfter(Duration.ofSeconds(1)));
  }

  @AfterAll
  static void end() {
    stack.close();
  }

  @AfterEach
  void nothing_is_left() {
    await().untilAsserted(() -> assertThat(stack.left(TestStack.FIFO)).isZero());
    stack.failures().clear();
  }

  @Test
  void a_message_has_the_shape_that_lambda_gives_it() {
    stack.sendFifo("a-group", "ok");

    JsonObject message = stack.results(2).getFirst().object("message").orElseThrow();

    assertThat(message.text("messageId")).isPresent();
    assertThat(message.text("receiptHandle")).isPresent();
    assertThat(message.text("md5OfBody")).contains("444bcb3a3fcf8389296c49467f27e1d6");
    assertThat(message.text("eventSource")).contains("aws:sqs");
    assertThat(message.text("eventSourceARN")).contains("arn:aws:sqs:eu-west-1:000000000000:octet-fifo.fifo");
    assertThat(message.text("awsRegion")).contains("eu-west-1");
    assertThat(message.object("attributes").orElseThrow().fields()).containsKeys("MessageGroupId", "MessageDeduplicationId",
        "SequenceNumber", "ApproximateReceiveCount", "SentTimestamp", "ApproximateFirstReceiveTimestamp");
    assertThat(message.has("messageAttributes")).isTrue();
  }

  @Test
  void a_message_group_stays_in_order_and_is_in_one_batch_at_a_time() {
    List<String> sent = IntStream.range(0, 12).mapToObj(i -> "slow " + i).toList();
    sent.forEach(body -> stack.sendFifo("one", body));

    List<String> expected = new ArrayList<>();
    sent.forEach(body -> expected.addAll(List.of("began " + body, "ended " + body)));
    assertThat(TestStack.lines(stack.results(24))).isEqualTo(expected);
  }

  @Test
  void only_what_failed_comes_back() {
    stack.sendFifo("a", "ok 1");
    stack.sendFifo("b", "fail-once 2");
    stack.sendFifo("c", "ok 3");
    // What fails comes back when its visibility ends: the handler would set that, the test does.
    List<JsonObject> results = stack.results(6);
    makeVisible(results, "fail-once 2");

    assertThat(TestStack.lines(stack.results(2))).containsExactly("began fail-once 2", "ended fail-once 2");
  }

  @Test
  void a_crash_deletes_nothing_and_the_batch_comes_back_in_order() {
    stack.sendFifo("a", "crash-once 1");
    stack.sendFifo("a", "ok 2");

    assertThat(TestStack.lines(stack.results(5))).startsWith("began crash-once 1").endsWith("began crash-once 1", "ended crash-once 1", "began ok 2", "ended ok 2");
    assertThat(stack.failures()).contains("BatchFunction CRASH");
  }

  @Test
  void a_thrown_error_deletes_nothing() {
    stack.sendFifo("a", "throw-once");

    assertThat(TestStack.lines(stack.results(3))).containsExactly("began throw-once", "began throw-once", "ended throw-once");
    assertThat(stack.failures()).containsExactly("BatchFunction ERROR");
  }

  @Test
  void an_answer_that_names_a_strange_message_deletes_nothing() {
    stack.sendFifo("a", "nonsense-once");

    assertThat(TestStack.lines(stack.results(3))).containsExactly("began nonsense-once", "began nonsense-once", "ended nonsense-once");
    assertThat(stack.failures()).containsExactly("BatchFunction ERROR");
  }

  @Test
  void what_is_received_too_often_goes_to_the_dead_letter_queue() {
    stack.sendFifo("a", "fail");
    for (int i = 0; i < 3; i++) {
      makeVisible(stack.results(2), "fail");
    }

    await().untilAsserted(() -> assertThat(stack.left("octet-fifo-dlq.fifo")).isOne());
  }

  @Test
  void a_message_is_handled_soon_after_it_is_sent() {
    // The best of several: one may be unlucky on a busy machine, none would be in time if the queue were asked now and then.
    long best = LongStream.range(0, 10).map(i -> {
      long start = System.nanoTime();
      stack.sendFifo("soon", "ok");
      stack.results(2);
      return System.nanoTime() - start;
    }).min().orElseThrow();

    assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(500));
  }

  @Test
  void a_delayed_message_of_a_standard_queue_does_not_arrive_before_it_is_due() {
    long start = System.nanoTime();
    stack.sqs().sendMessage(request -> request.queueUrl(stack.stack().queueUrl(TestStack.STANDARD)).messageBody("ok").delaySeconds(1));
    stack.results(2);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(950));
  }

  private static void makeVisible(List<JsonObject> results, String body) {
    JsonObject message = results.stream().map(result -> result.object("message").orElseThrow())
        .filter(one -> one.text("body").orElseThrow().equals(body)).findFirst().orElseThrow();
    stack.sqs().changeMessageVisibility(request -> request.queueUrl(stack.stack().queueUrl(TestStack.FIFO))
        .receiptHandle(message.text("receiptHandle").orElseThrow()).visibilityTimeout(0));
  }
}
