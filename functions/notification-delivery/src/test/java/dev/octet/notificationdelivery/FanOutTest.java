package dev.octet.notificationdelivery;

import static dev.octet.notificationdelivery.DeliveryWorld.arn;
import static dev.octet.notificationdelivery.DeliveryWorld.events;
import static dev.octet.notificationdelivery.DeliveryWorld.name;
import static dev.octet.notificationdelivery.DeliveryWorld.some;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.octet.aws.Ability;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody has what is told, in its order; who does not take it holds up nobody else. */
class FanOutTest {
  private final DeliveryWorld world = new DeliveryWorld();

  @Test
  void what_is_told_is_kept_in_its_order() {
    Ability.NUMBERS_IN_ORDER.assume();
    world.tell(some("G", 25));
    world.tell(some("H", 3));
    world.tell(some(null, 2));

    assertThat(world.fanOut()).isEmpty();

    assertThat(world.kept("G")).isEqualTo(events(some("G", 25)));
    assertThat(world.kept("H")).isEqualTo(events(some("H", 3)));
    assertThat(world.kept(null)).isEqualTo(events(some(null, 2)));
  }

  @Test
  void while_the_store_is_out_of_order_others_are_told_and_what_is_to_be_kept_waits() {
    String customers = world.engines.freshFifoQueue("billing");
    world.with("FURTHER_QUEUES", arn(customers)).with("NOTIFICATIONS_TABLE_NAME", world.table + "-that-is-not-there");
    world.tell(some("G", 2));

    assertThat(world.fanOut()).as("two in the store's lanes").hasSize(2);

    assertThat(world.taken(customers)).isEqualTo(events(some("G", 2)));
    assertThat(world.kept("G")).isEmpty();
    assertThat(world.depth(world.copies)).isZero();
  }

  @Test
  void what_nobody_could_ask_for_is_in_nobodys_way() {
    world.tell(some("G".repeat(2100), 1));
    world.tell(some("G", 1));

    assertThat(world.fanOut()).isEmpty();

    assertThat(world.kept("G")).hasSize(1);
  }

  @Test
  void where_nothing_is_kept_others_are_told() {
    world.with("NOTIFICATIONS_TABLE_NAME", "").with("NOTIFICATION_DELIVERIES_QUEUE_URL", world.deliveries);
    world.tell(some("G", 3));

    assertThat(world.fanOut()).isEmpty();

    assertThat(world.kept("G")).isEmpty();
    assertThat(world.taken(world.deliveries)).isEqualTo(events(some("G", 3)));
  }

  @Test
  void further_queues_have_what_their_filters_let_through() {
    String all = world.engines.freshFifoQueue("all");
    String messages = world.engines.freshFifoQueue("messages");
    String standard = world.engines.freshStandardQueue("standard");
    world.with("FURTHER_QUEUES", String.join(",", arn(all), arn(messages), arn(standard))).with("FURTHER_QUEUE_FILTERS",
        "{\"" + name(messages) + "\":{\"types\":[\"message.*\"]},\"" + name(standard) + "\":{\"types\":[\"group.adopted\"],\"phone_number_ids\":[\"200\"]}}");
    world.tell(some("message.pinned", "100", "G", 12));
    world.tell(some("group.adopted", "100", "G", 1));
    world.tell(some("group.adopted", "200", "H", 1));

    assertThat(world.fanOut()).isEmpty();

    assertThat(world.messages(all)).hasSize(14);
    assertThat(world.messages(messages)).extracting(message -> message.body()).containsExactlyElementsOf(
        events(some("message.pinned", "100", "G", 12)).stream().map(JsonObject::toJson).toList());
    assertThat(world.messages(standard)).extracting(message -> message.body()).containsExactly(some("group.adopted", "200", "H", 1).getFirst().toCloudEvent().toJson());
  }

  @Test
  void a_queue_that_is_not_there_holds_up_itself_alone_and_gives_up_after_three_days() {
    String gone = world.engines.freshFifoQueue("gone");
    String there = world.engines.freshFifoQueue("there");
    world.with("FURTHER_QUEUES", arn(gone) + "," + arn(there)).with("NOTIFICATION_DELIVERIES_QUEUE_URL", world.deliveries);
    world.engines.sqs().deleteQueue(request -> request.queueUrl(gone));
    world.tell(some("G", 3));

    assertThat(world.fanOut()).as("in its lane").hasSize(3);

    assertThat(world.taken(there)).hasSize(3);
    assertThat(world.taken(world.deliveries)).hasSize(3);
    assertThat(world.kept("G")).hasSize(3);
    assertThat(world.depth(world.copies)).as("what waits is in no copy's way, however much it is").isZero();
    assertThat(world.depth(world.lanes)).isEqualTo(3);

    world.clock.advance(Sink.LONGEST.plus(Duration.ofMinutes(1)));
    world.tell(some("H", 1));
    assertThat(world.fanOut()).isEmpty();
    assertThat(world.messages(world.laneDeadLetters)).isNotEmpty().allSatisfy(message -> assertThat(world.reason(message)).isEqualTo("sink_failed"));
  }

  @Test
  void what_was_for_somebody_who_is_no_longer_told_is_put_aside_beside_the_queue_that_it_was_in() {
    String left = world.engines.freshFifoQueue("left");
    world.with("FURTHER_QUEUES", arn(left));
    for (String queue : List.of(world.lanes, world.copies)) {
      world.engines.sqs().sendMessage(request -> request.queueUrl(queue).messageGroupId("g").messageDeduplicationId("d")
          .messageBody(JsonObject.EMPTY.with("sink", "another.fifo").with("notification", some("G", 1).getFirst().toCloudEvent()).toJson()));
    }

    assertThat(world.fanOut()).isEmpty();

    for (String deadLetters : List.of(world.laneDeadLetters, world.deadLetters)) {
      assertThat(world.messages(deadLetters)).singleElement().satisfies(message -> assertThat(world.reason(message)).isEqualTo("no_sink"));
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "billing.fifo | {} | is not the ARN of a queue",
      "arn:aws:sqs:eu-west-1:000000000000:a,arn:aws:sqs:eu-west-1:000000000001:a | {} | two queues have the same name",
      "arn:aws:sqs:eu-west-1:000000000000:a | {\"b\":{}} | b is none of the queues' names",
      "arn:aws:sqs:eu-west-1:000000000000:a | {\"a\":{\"types\":[]}} | the filter of a must be",
      "arn:aws:sqs:eu-west-1:000000000000:a | {\"a\":{\"types\":[\"*\"]}} | the filter of a must be",
      "arn:aws:sqs:eu-west-1:000000000000:a | {\"a\":{\"number\":[\"1\"]}} | the filter of a must be",
      "arn:aws:sqs:eu-west-1:000000000000:a | [] | is not a JSON object"})
  void settings_that_cannot_be_meant_are_refused_by_name(String queues, String filters, String sentence) {
    world.with("FURTHER_QUEUES", queues).with("FURTHER_QUEUE_FILTERS", filters);

    assertThatThrownBy(world::fanOutHandler).isInstanceOf(IllegalStateException.class).hasMessageContaining(sentence);
  }

  @Test
  void a_bus_has_every_notification_as_its_detail_and_is_asked_again_when_it_refuses() throws IOException {
    List<JsonObject> put = Collections.synchronizedList(new ArrayList<>());
    HttpServer bus = bus(put);
    try {
      world.withBus("octet-told", URI.create("http://127.0.0.1:" + bus.getAddress().getPort()));
      world.tell(some("G", 3));

      assertThat(world.fanOut()).isEmpty();

      assertThat(put).extracting(entry -> parse(entry.text("Detail").orElseThrow())).isEqualTo(events(some("G", 3)));
      assertThat(put).allSatisfy(entry -> {
        assertThat(entry.text("EventBusName")).contains("octet-told");
        assertThat(entry.text("Source")).contains("octet");
        assertThat(entry.text("DetailType")).contains("group.adopted");
      });

      put.clear();
      world.tell(List.of(Notification.of("group.adopted", Instant.EPOCH, Optional.of("100"), Optional.of("refuse"),
          JsonObject.EMPTY.with("description", "x".repeat(300_000)), "large")));
      assertThat(world.fanOut()).isEmpty();
      assertThat(put).isEmpty();
      assertThat(world.messages(world.laneDeadLetters)).singleElement().satisfies(message -> assertThat(world.reason(message)).isEqualTo("beyond_limit"));

      world.tell(some("refuse", 1));
      assertThat(world.fanOut()).as("it waits").hasSize(1);
      assertThat(world.kept("refuse")).hasSize(2);
    } finally {
      bus.stop(0);
    }
  }

  /** What EventBridge answers: refuses, as it does when it is busy, what concerns the group of that name. */
  private static HttpServer bus(List<JsonObject> put) throws IOException {
    HttpServer bus = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    bus.createContext("/", exchange -> {
      JsonObject request = parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      boolean refused = request.toJson().contains("refuse");
      Stream.of(request).filter(_ -> !refused).forEach(it -> put.addAll(it.objects("Entries")));
      byte[] answer = (refused ? "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"ThrottlingException\"}]}" : "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}")
          .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    bus.start();
    return bus;
  }

  private static JsonObject parse(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError(text, e);
    }
  }
}
