package dev.octet.localstack.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.octet.localstack.TestPorts;
import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan.QueuePlan;
import dev.octet.localstack.template.StackPlan.Redrive;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** SQS's limits, as ElasticMQ keeps them: a new version of it may not keep fewer. */
class QueuesIT {
  private static final int MIB = 1024 * 1024;
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  private static Queues queues;
  private static SqsClient sqs;
  private static Endpoints endpoints;

  @BeforeAll
  static void start() throws IOException {
    int port = TestPorts.free();
    endpoints = new Endpoints("http://127.0.0.1:" + port);
    queues = Queues.start(port, List.of(
        // Before its dead letters, as a template may have it.
        new QueuePlan("Fifo", "a.fifo", true, Map.of("FifoQueue", "true", "VisibilityTimeout", "7"),
            Optional.of(new Redrive(endpoints.arn("sqs", "dead.fifo"), 3))),
        new QueuePlan("Dead", "dead.fifo", true, Map.of("FifoQueue", "true"), Optional.empty()),
        new QueuePlan("Standard", "b", false, Map.of(), Optional.empty())));
    sqs = queues.client();
  }

  @AfterAll
  static void end() {
    queues.close();
  }

  @Test
  void a_consumer_that_waits_for_messages_does_not_hold_up_the_end() throws IOException {
    int port = TestPorts.free();
    Queues own = Queues.start(port, List.of(new QueuePlan("Standard", "b", false, Map.of(), Optional.empty())));
    SqsClient consumer = SqsClient.builder().endpointOverride(URI.create("http://127.0.0.1:" + port)).region(Region.EU_WEST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "body")))
        .httpClientBuilder(UrlConnectionHttpClient.builder()).overrideConfiguration(it -> it.retryStrategy(RetryMode.STANDARD)).build();
    String queue = consumer.getQueueUrl(request -> request.queueName("b")).queueUrl();
    CountDownLatch waits = new CountDownLatch(1);
    Thread poll = Thread.ofVirtual().start(() -> {
      waits.countDown();
      assertThatThrownBy(() -> consumer.receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(20))).isInstanceOf(SdkException.class);
    });

    assertTimeoutPreemptively(Duration.ofSeconds(15), () -> {
      waits.await();
      Awaitility.await().until(() -> poll.getState() != Thread.State.RUNNABLE);
      own.close();
    });
    consumer.close();
  }

  @Test
  void what_is_made_in_an_engine_of_somebody_else_s_is_taken_away_and_what_is_there_is_left_alone() {
    URI elsewhere = URI.create(endpoints.queueUrl("").replaceFirst("/\\d+/$", ""));
    List<QueuePlan> plans = List.of(
        new QueuePlan("Work", "octet-work.fifo", true, Map.of("FifoQueue", "true"), Optional.of(new Redrive("arn:aws:sqs:eu-west-1:999999999999:octet-lost.fifo", 3))),
        new QueuePlan("Lost", "octet-lost.fifo", true, Map.of("FifoQueue", "true"), Optional.empty()));
    try (Queues made = Queues.elsewhere(elsewhere, plans)) {
      assertThat(made.client().getQueueAttributes(request -> request.queueUrl(url("octet-work.fifo")).attributeNamesWithStrings("RedrivePolicy")).attributesAsStrings().get("RedrivePolicy"))
          .as("in the account that the engine says").contains("arn:aws:sqs:eu-west-1:000000000000:octet-lost.fifo");
      assertThatThrownBy(() -> Queues.elsewhere(elsewhere, plans)).isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(elsewhere + " has 2 of the queues already, such as octet-lost.fifo.");
      assertThat(octetQueues()).hasSize(2);
    }

    assertThat(octetQueues()).isEmpty();
  }

  private static List<String> octetQueues() {
    return sqs.listQueues(request -> request.queueNamePrefix("octet-")).queueUrls();
  }

  @Test
  void queues_have_the_attributes_of_the_template() {
    Map<String, String> attributes = sqs.getQueueAttributes(request -> request.queueUrl(url("a.fifo")).attributeNamesWithStrings("All")).attributesAsStrings();

    assertThat(attributes).containsEntry("FifoQueue", "true").containsEntry("VisibilityTimeout", "7")
        .containsEntry("QueueArn", "arn:aws:sqs:eu-west-1:000000000000:a.fifo");
    assertThat(attributes.get("RedrivePolicy")).contains("arn:aws:sqs:eu-west-1:000000000000:dead.fifo").contains("\"maxReceiveCount\":3");
    assertThat(sqs.getQueueUrl(request -> request.queueName("a.fifo")).queueUrl()).isEqualTo(endpoints.queueUrl("a.fifo"));
  }

  @Test
  void a_message_of_1_MiB_is_taken_and_one_byte_more_is_refused() {
    String largest = "x".repeat(MIB);
    sendStandard(largest);
    Message received = sqs.receiveMessage(request -> request.queueUrl(url("b"))).messages().getFirst();
    sqs.deleteMessage(request -> request.queueUrl(url("b")).receiptHandle(received.receiptHandle()));

    assertThat(received.body()).isEqualTo(largest);
    assertThatThrownBy(() -> sendStandard(largest + "x")).isInstanceOf(SqsException.class).hasMessageContaining("MessageTooLong");
  }

  @Test
  void a_batch_of_1_MiB_is_taken_and_one_byte_more_is_refused() {
    assertThat(sqs.sendMessageBatch(request -> request.queueUrl(url("a.fifo")).entries(batch("x".repeat(MIB / 2), "x".repeat(MIB / 2)))).successful()).hasSize(2);

    assertThatThrownBy(() -> sqs.sendMessageBatch(request -> request.queueUrl(url("a.fifo")).entries(batch("x".repeat(MIB / 2), "x".repeat(MIB / 2 + 1)))))
        .isInstanceOf(SqsException.class).hasMessageContaining("MessageTooLong");
  }

  @Test
  void a_batch_has_ten_messages_at_most() {
    String[] bodies = IntStream.range(0, 11).mapToObj(Integer::toString).toArray(String[]::new);

    assertThatThrownBy(() -> sqs.sendMessageBatch(request -> request.queueUrl(url("a.fifo")).entries(batch(bodies))))
        .isInstanceOf(SqsException.class).hasMessageContaining("TooManyEntriesInBatchRequest");
  }

  @ParameterizedTest(name = "{index}") // a report cannot hold the bodies
  @ValueSource(strings = {"a\u0001b", "a\uFFFE", "\u0000", ""})
  void a_body_without_characters_or_with_ones_that_XML_has_not_is_refused(String body) {
    assertThatThrownBy(() -> sendStandard(body)).isInstanceOf(SqsException.class);
  }

  @Test
  void message_group_and_deduplication_ids_are_up_to_128_letters_digits_and_marks() {
    sendFifo(PUNCTUATION + "x".repeat(128 - PUNCTUATION.length()), UUID.randomUUID().toString());
    sendFifo("group", PUNCTUATION + "x".repeat(128 - PUNCTUATION.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "ü", "", "129"})
  void other_message_group_and_deduplication_ids_are_refused(String id) {
    String refused = id.equals("129") ? "x".repeat(129) : id;

    assertThatThrownBy(() -> sendFifo(refused, UUID.randomUUID().toString())).isInstanceOf(SqsException.class).hasMessageContaining("MessageGroupId");
    assertThatThrownBy(() -> sendFifo("group", refused)).isInstanceOf(SqsException.class).hasMessageContaining("MessageDeduplicationId");
  }

  @Test
  void a_fifo_queue_needs_both_ids_and_takes_no_delay_of_one_message() {
    assertThatThrownBy(() -> sqs.sendMessage(request -> request.queueUrl(url("a.fifo")).messageBody("a").messageDeduplicationId("1")))
        .isInstanceOf(SqsException.class).hasMessageContaining("MessageGroupId");
    assertThatThrownBy(() -> sqs.sendMessage(request -> request.queueUrl(url("a.fifo")).messageBody("a").messageGroupId("1")))
        .isInstanceOf(SqsException.class).hasMessageContaining("Deduplication");
    assertThatThrownBy(() -> sqs.sendMessage(request -> request.queueUrl(url("a.fifo")).messageBody("a").messageGroupId("1").messageDeduplicationId("1").delaySeconds(1)))
        .isInstanceOf(SqsException.class).hasMessageContaining("DelaySeconds");
  }

  @Test
  void the_same_deduplication_id_is_the_same_message() {
    String id = UUID.randomUUID().toString();

    String first = sqs.sendMessage(request -> request.queueUrl(url("dead.fifo")).messageBody("1").messageGroupId("a").messageDeduplicationId(id)).messageId();
    String second = sqs.sendMessage(request -> request.queueUrl(url("dead.fifo")).messageBody("2").messageGroupId("a").messageDeduplicationId(id)).messageId();

    assertThat(second).isEqualTo(first);
    assertThat(sqs.receiveMessage(request -> request.queueUrl(url("dead.fifo")).maxNumberOfMessages(10)).messages()).extracting(Message::body).containsExactly("1");
  }

  @Test
  void a_delay_is_a_quarter_of_an_hour_at_most() {
    assertThatThrownBy(() -> sqs.sendMessage(request -> request.queueUrl(url("b")).messageBody("a").delaySeconds(901)))
        .isInstanceOf(SqsException.class).hasMessageContaining("DelaySeconds");
  }

  private static String url(String queue) {
    return endpoints.queueUrl(queue);
  }

  private static void sendStandard(String body) {
    sqs.sendMessage(request -> request.queueUrl(url("b")).messageBody(body));
  }

  private static void sendFifo(String group, String deduplication) {
    sqs.sendMessage(request -> request.queueUrl(url("a.fifo")).messageBody("a").messageGroupId(group).messageDeduplicationId(deduplication));
  }

  private static List<SendMessageBatchRequestEntry> batch(String... bodies) {
    return IntStream.range(0, bodies.length).mapToObj(i -> SendMessageBatchRequestEntry.builder().id(Integer.toString(i)).messageBody(bodies[i])
        .messageGroupId("batch").messageDeduplicationId(UUID.randomUUID().toString()).build()).toList();
  }
}
