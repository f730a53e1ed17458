package dev.octet.notificationdelivery;

import static dev.octet.notificationdelivery.DeliveryWorld.events;
import static dev.octet.notificationdelivery.DeliveryWorld.some;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Patience;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.queue.Reason;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications by HTTPS: signed so that the published library takes them, in order, and tried until they are taken. */
class DeliveryTest {
  private static final String NEWEST = secret(1);
  private static final String OLDER = secret(2);

  private final DeliveryWorld world = new DeliveryWorld();
  private final String deadLetters = world.engines.freshFifoQueue("deliveries-dlq");
  private final Receiver receiver = new Receiver();

  DeliveryTest() throws IOException {
    world.with("NOTIFICATION_DELIVERIES_QUEUE_URL", world.deliveries).with("NOTIFICATION_DELIVERIES_DEAD_LETTERS_URL", deadLetters)
        .with("DELIVER_TO", receiver.address()).with("OCTET_LOCAL", "true").with("SECRETS", secrets(NEWEST, OLDER));
  }

  @AfterEach
  void end() {
    receiver.close();
  }

  private static String secret(int seed) {
    byte[] bytes = new byte[24];
    new Random(seed).nextBytes(bytes);
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }

  private static String secrets(String... signing) {
    return JsonObject.EMPTY.with("delivery_secrets", List.of(signing)).toJson();
  }

  private void queue(List<Notification> notifications) {
    new Queue(world.engines.sqs(), world.deliveries).sendAll(notifications.stream().map(it -> Told.entry(it.toCloudEvent())).toList());
  }

  private NotificationDeliveryHandler handler(Clock clock) {
    return new NotificationDeliveryHandler(world.engines.sqs(), world.environment(), clock, new Random(7), world.log);
  }

  /** Returns the messages that failed; where time passed meanwhile, once or more often. */
  private Set<String> deliver() {
    return Set.copyOf(new QueueTrigger(world.engines.sqs(), world.deliveries, handler(world.clock)).drain());
  }

  private static void verify(Receiver.Got got, String secret) throws WebhookVerificationException {
    Map<String, List<String>> headers = got.headers().entrySet().stream().collect(Collectors.toMap(it -> it.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    new Webhook(secret).verify(got.body(), HttpHeaders.of(headers, (_, _) -> true));
  }

  @Test
  void the_published_library_verifies_what_is_delivered_with_each_of_the_secrets() throws Exception {
    queue(some("G", 1));

    assertThat(deliver()).isEmpty();

    Receiver.Got got = receiver.got().getFirst();
    assertThat(got.body()).isEqualTo(some("G", 1).getFirst().toCloudEvent().toJson());
    verify(got, NEWEST);
    verify(got, OLDER);
    assertThatThrownBy(() -> verify(got, secret(3))).isInstanceOf(WebhookVerificationException.class);
    assertThat(got.header("webhook-signature").split(" ")).hasSize(2).allMatch(signature -> signature.startsWith("v1,"));
    assertThat(got.header("content-type")).startsWith("application/cloudevents+json");
  }

  @Test
  void the_id_is_the_notification_s_without_the_full_stop_that_would_end_it() {
    queue(some("G", 1));
    deliver();

    assertThat(receiver.got().getFirst().header("webhook-id")).isEqualTo(some("G", 1).getFirst().id().replace("group.adopted", "group_adopted")).doesNotContain(".");
  }

  @Test
  void what_is_delivered_is_in_the_order_of_its_group() {
    queue(some("G", 15));

    assertThat(deliver()).isEmpty();

    assertThat(receiver.got()).extracting(Receiver.Got::body).isEqualTo(events(some("G", 15)).stream().map(JsonObject::toJson).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 404, 429, 500, 503})
  void what_is_not_taken_is_tried_again_and_holds_up_its_own_group_only(int status) {
    receiver.answer(got -> got.body().contains("\"subject\":\"G\"") ? status : 200, Map.of("Location", receiver.address() + "/elsewhere"));
    queue(some("G", 2));
    queue(some("H", 2));

    assertThat(deliver()).hasSize(2);

    assertThat(receiver.got()).filteredOn(got -> got.body().contains("\"subject\":\"G\"")).as("the second waits for the first")
        .isNotEmpty().allSatisfy(got -> assertThat(got.body()).contains("number 0"));
    assertThat(receiver.paths()).as("no redirect is followed").containsOnly("/hook");
    assertThat(receiver.got()).filteredOn(got -> got.body().contains("\"subject\":\"H\"")).hasSize(2);
    assertThat(world.messages(deadLetters)).isEmpty();
  }

  @Test
  void after_three_days_it_is_put_aside_with_its_reason_and_the_next_go_on() {
    receiver.answer(got -> got.body().contains("number 0") ? 500 : 200, Map.of());
    queue(some("G", 3));
    world.clock.advance(Sink.LONGEST.plus(Duration.ofMinutes(1)));

    assertThat(deliver()).isEmpty();

    assertThat(world.messages(deadLetters)).singleElement().satisfies(message -> {
      assertThat(world.reason(message)).isEqualTo("status_500");
      assertThat(message.body()).isEqualTo(some("G", 1).getFirst().toCloudEvent().toJson());
    });
    assertThat(receiver.got()).hasSize(3);
  }

  @Test
  void who_is_gone_is_asked_once_and_left_alone() {
    receiver.answer(_ -> 410, Map.of());
    queue(some("G", 3));

    assertThat(deliver()).isEmpty();

    assertThat(receiver.got()).hasSize(1);
    assertThat(world.messages(deadLetters)).hasSize(3).allSatisfy(message -> assertThat(world.reason(message)).isEqualTo("gone"));
  }

  @Test
  void without_a_secret_nothing_leaves() {
    world.with("SECRETS", "{}");
    queue(some("G", 1));

    assertThat(deliver()).hasSize(1);

    assertThat(receiver.got()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://169.254.169.254/latest", "https://10.0.0.1/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "http://receiver.example/"})
  void what_is_not_public_is_not_sent_to_and_waits_for_another_address(String address) {
    world.with("DELIVER_TO", address);
    queue(some("G", 1));

    assertThat(deliver()).hasSize(1);
    world.clock.advance(Sink.LONGEST.plus(Duration.ofMinutes(1)));
    queue(some("H", 1));
    assertThat(deliver()).isEmpty();

    assertThat(world.messages(deadLetters)).isNotEmpty().allSatisfy(message -> assertThat(world.reason(message)).isEqualTo("address_refused"));
  }

  @Test
  void only_the_local_stack_may_send_to_this_machine() {
    world.with("OCTET_LOCAL", "");
    queue(some("G", 1));

    assertThat(deliver()).hasSize(1);

    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void waiting_grows_to_a_quarter_of_an_hour_and_is_as_long_as_the_receiver_asks() {
    Patience patience = new Patience(Sink.LONGEST, world.clock, new Random(7));
    List<Duration> waits = Stream.of(1, 3, 12, 500).map(receives -> wait(patience, receives, "Thu, 26 Nov 2026 12:00:00 GMT")).toList();

    assertThat(waits.get(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(waits.get(1)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    assertThat(waits.get(2)).isBetween(Duration.ofMinutes(7), Duration.ofMinutes(15));
    assertThat(waits.get(3)).isBetween(Duration.ofMinutes(7), Duration.ofMinutes(15));
    assertThat(wait(patience, 1, "3600")).isEqualTo(Duration.ofHours(1));
  }

  private Duration wait(Patience patience, int receives, String retryAfter) {
    JsonObject attributes = JsonObject.EMPTY.with("ApproximateReceiveCount", Integer.toString(receives)).with("SentTimestamp", Long.toString(world.clock.millis()));
    QueueMessage message = QueueMessage.ofEvent(JsonObject.EMPTY.with("Records", List.of(JsonObject.EMPTY.with("messageId", "id").with("attributes", attributes)))).getFirst();
    return ((Handled.Later) patience.after(message, new Reason("x", "x"), Optional.of(retryAfter))).delay();
  }
}
