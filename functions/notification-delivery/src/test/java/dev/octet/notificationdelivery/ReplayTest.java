package dev.octet.notificationdelivery;

import static dev.octet.notificationdelivery.DeliveryWorld.arn;
import static dev.octet.notificationdelivery.DeliveryWorld.events;
import static dev.octet.notificationdelivery.DeliveryWorld.name;
import static dev.octet.notificationdelivery.DeliveryWorld.some;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.octet.aws.Ability;
import dev.octet.aws.Ids;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.SecretSource;
import dev.octet.domain.Hash;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.Message;

/** What was told can be sent again: in order, under its ids, once for every time that it is asked for. */
class ReplayTest {
  private final DeliveryWorld world = new DeliveryWorld();
  private final Instant began = Instant.now().minusSeconds(1);

  @BeforeEach
  void secrets() {
    world.with("SECRETS", JsonObject.EMPTY.with("app_secrets", List.of("an app secret")).with("api_tokens", List.of(
        JsonObject.EMPTY.with("client", "shop").with("sha256", hash("ours")).with("phone_number_ids", List.of("100")),
        JsonObject.EMPTY.with("sha256", hash("others")).with("phone_number_ids", List.of("200")))).toJson());
    world.clock.advance(Duration.ofMinutes(10));
  }

  private static String hash(String token) {
    return HexFormat.of().formatHex(Hash.sha256(token.getBytes(StandardCharsets.UTF_8)));
  }

  private record Answer(int status, JsonObject body) {
    String text(String name) {
      return body.text(name).orElseThrow(() -> new AssertionError(body.toJson()));
    }
  }

  private Answer call(String method, String path, String token, JsonObject body) {
    return call(handler(), method, path, token, body);
  }

  private ReplayApiHandler handler() {
    return new ReplayApiHandler(world.engines.dynamoDb(), world.engines.sqs(), SecretSource.of(world.environment(), world.clock, world.log),
        world.environment(), world.clock, Ids.random(), world.log);
  }

  private static Answer call(ReplayApiHandler handler, String method, String path, String token, JsonObject body) {
    JsonObject event = JsonObject.EMPTY.with("requestContext", JsonObject.EMPTY.with("http", JsonObject.EMPTY.with("method", method))).with("rawPath", path)
        .with("headers", JsonObject.EMPTY.with("authorization", "Bearer " + token)).with("body", body.toJson());
    JsonObject answer = QueueTrigger.invoke(handler, event);
    return new Answer((int) answer.whole("statusCode").orElseThrow(), parse(new String(Base64.getDecoder().decode(answer.text("body").orElseThrow()), StandardCharsets.UTF_8)));
  }

  private static JsonObject parse(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError(text, e);
    }
  }

  private Answer ask(JsonObject body) {
    return call("POST", "/v1/replays", "ours", JsonObject.EMPTY.with("phone_number_id", "100").withAll(body));
  }

  private Answer read(String id) {
    return call("GET", "/v1/replays/" + id, "ours", JsonObject.EMPTY);
  }

  private void told(List<Notification> notifications) {
    world.tell(notifications);
    assertThat(world.fanOut()).isEmpty();
    world.taken(world.told);
  }

  @Test
  void a_group_s_notifications_come_again_in_their_order_and_under_their_ids() {
    Ability.NUMBERS_IN_ORDER.assume();
    told(some("G", 230));
    told(some("H", 2));

    Answer asked = ask(JsonObject.EMPTY.with("group_id", "G"));
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.text("state")).isEqualTo("running");
    assertThat(asked.text("asked_by")).isEqualTo("api:shop");
    assertThat(world.fanOut()).isEmpty();

    assertThat(world.taken(world.told)).isEqualTo(events(some("G", 230)));
    Answer done = read(asked.text("id"));
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.text("state")).isEqualTo("done");
    assertThat(done.body().whole("sent")).hasValue(230);
  }

  @Test
  void asked_for_a_second_time_it_comes_a_second_time_though_the_queue_drops_what_it_has_had() {
    Ability.NUMBERS_IN_ORDER.assume();
    told(some("G", 3));

    for (int i = 0; i < 2; i++) {
      ask(JsonObject.EMPTY.with("group_id", "G"));
      assertThat(world.fanOut()).isEmpty();
      assertThat(world.taken(world.told)).isEqualTo(events(some("G", 3)));
    }
  }

  @Test
  void a_number_s_span_has_all_its_groups_and_what_is_no_group_s_and_nothing_else() {
    told(some("G", 3));
    told(some(null, 2));
    told(some("group.adopted", "200", "G", 2));

    ask(JsonObject.EMPTY.with("from", began.toString()));
    assertThat(world.fanOut()).isEmpty();
    assertThat(world.taken(world.told)).containsExactlyInAnyOrderElementsOf(events(Stream.concat(some("G", 3).stream(), some(null, 2).stream()).toList()));

    Answer before = ask(JsonObject.EMPTY.with("from", began.minusSeconds(60).toString()).with("to", began.minusSeconds(30).toString()));
    assertThat(world.fanOut()).isEmpty();
    assertThat(world.taken(world.told)).isEmpty();
    assertThat(read(before.text("id")).text("state")).isEqualTo("done");
  }

  /** The cursor of a replay that has told two of a group again. */
  private String behindTwoOf(String group) {
    told(some(group, 2));
    Answer first = ask(JsonObject.EMPTY.with("group_id", group));
    assertThat(world.fanOut()).isEmpty();
    world.taken(world.told);
    return read(first.text("id")).text("cursor");
  }

  @Test
  void a_cursor_goes_on_where_a_replay_ended_and_is_good_for_nothing_else() {
    String cursor = behindTwoOf("G");
    told(some("message.pinned", "100", "G", 2));

    ask(JsonObject.EMPTY.with("group_id", "G").with("after", cursor));
    assertThat(world.fanOut()).isEmpty();

    assertThat(world.taken(world.told)).isEqualTo(events(some("message.pinned", "100", "G", 2)));
    assertThat(ask(JsonObject.EMPTY.with("group_id", "H").with("after", cursor)).status()).isEqualTo(400);
    assertThat(ask(JsonObject.EMPTY.with("after", "made up")).status()).isEqualTo(400);
  }

  @Test
  void it_goes_to_the_queue_that_was_asked_for_through_its_filter() {
    String billing = world.engines.freshFifoQueue("billing");
    world.with("FURTHER_QUEUES", arn(billing)).with("FURTHER_QUEUE_FILTERS", "{\"" + name(billing) + "\":{\"types\":[\"message.*\"]}}")
        .with("DELIVER_TO", "https://receiver.example/").with("NOTIFICATION_DELIVERIES_QUEUE_URL", world.deliveries);
    told(some("G", 2));
    told(some("message.pinned", "100", "G", 2));
    world.taken(billing);
    world.taken(world.deliveries);

    Answer filtered = ask(JsonObject.EMPTY.with("group_id", "G").with("to_queue", name(billing)));
    ask(JsonObject.EMPTY.with("group_id", "G").with("to_queue", "deliveries"));
    assertThat(world.fanOut()).isEmpty();

    assertThat(world.taken(billing)).isEqualTo(events(some("message.pinned", "100", "G", 2)));
    assertThat(read(filtered.text("id")).body().whole("sent")).hasValue(2);
    assertThat(world.taken(world.deliveries)).hasSize(4);
    assertThat(world.taken(world.told)).isEmpty();
  }

  @Test
  void of_one_number_and_queue_one_runs_at_a_time_and_the_same_again_is_the_same() {
    told(some("G", 3));
    JsonObject asked = JsonObject.EMPTY.with("group_id", "G");

    Answer first = ask(asked);
    Answer second = ask(asked);
    Answer other = ask(JsonObject.EMPTY.with("group_id", "H"));

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.text("id")).isEqualTo(first.text("id"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.body().toJson()).contains(first.text("id"));
    assertThat(world.fanOut()).isEmpty();
    assertThat(world.taken(world.told)).as("once").hasSize(3);
    assertThat(ask(JsonObject.EMPTY.with("group_id", "H")).status()).isEqualTo(202);
  }

  @Test
  void what_cannot_be_sent_waits_and_goes_on_where_it_was() {
    Ability.NUMBERS_IN_ORDER.assume();
    told(some("G", 3));
    world.with("NOTIFICATIONS_QUEUE_URL", world.told + "-that-is-not-there");
    Answer asked = ask(JsonObject.EMPTY.with("group_id", "G"));
    assertThat(world.fanOut()).hasSize(1);
    assertThat(read(asked.text("id")).text("state")).isEqualTo("running");

    world.with("NOTIFICATIONS_QUEUE_URL", world.told);
    ask(JsonObject.EMPTY.with("group_id", "G")); // and what waited, it finds done
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
      world.fanOut();
      assertThat(read(asked.text("id")).text("state")).isEqualTo("done");
    });
    assertThat(world.taken(world.told)).isEqualTo(events(some("G", 3)));
  }

  @Test
  void what_has_waited_for_three_days_has_failed_and_makes_room() {
    told(some("G", 3));
    world.with("NOTIFICATIONS_QUEUE_URL", world.told + "-that-is-not-there");
    Answer asked = ask(JsonObject.EMPTY.with("group_id", "G"));
    world.clock.advance(Sink.LONGEST.plus(Duration.ofMinutes(1)));

    assertThat(world.fanOut()).isEmpty();

    assertThat(read(asked.text("id")).text("state")).isEqualTo("failed");
    assertThat(read(asked.text("id")).body().has("reason")).isTrue();
    assertThat(ask(JsonObject.EMPTY.with("group_id", "H")).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{} | 400 | Say what",
      "{\"group_id\":7} | 400 | must be a text",
      "{\"group_id\":\"G\",\"limit\":\"7\"} | 400 | nothing else",
      "{\"from\":\"yesterday\"} | 400 | must be a time",
      "{\"from\":\"2026-11-24T08:00:00Z\",\"to\":\"2026-11-24T08:00:00Z\"} | 400 | before",
      "{\"from\":\"2126-11-24T08:00:00Z\"} | 400 | past",
      "{\"group_id\":\"G\",\"to_queue\":\"deliveries\"} | 400 | must be one of: notifications",
      "{\"group_id\":\"G\",\"phone_number_id\":\"200\"} | 403 | token is not for"})
  void what_cannot_be_asked_is_refused_with_a_sentence(String body, int status, String sentence) {
    Answer answer = ask(parse(body));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().toJson()).contains(sentence);
  }

  @Test
  void a_replay_is_told_to_those_only_whose_number_it_is() {
    Answer asked = ask(JsonObject.EMPTY.with("group_id", "G"));

    assertThat(call("GET", "/v1/replays/" + asked.text("id"), "others", JsonObject.EMPTY).status()).isEqualTo(404);
    assertThat(call("GET", "/v1/replays/" + asked.text("id"), "nobody's", JsonObject.EMPTY).status()).isEqualTo(401);
    assertThat(call("DELETE", "/v1/replays/" + asked.text("id"), "ours", JsonObject.EMPTY).status()).isEqualTo(404);
  }

  @Test
  void one_whose_step_is_lost_has_failed_after_four_days_and_makes_room() {
    told(some("G", 3));
    Answer lost = ask(JsonObject.EMPTY.with("group_id", "G"));
    List<String> steps = world.messages(world.copies).stream().map(Message::body).toList();
    world.clock.advance(Sink.LONGEST.plus(Duration.ofHours(23)));
    assertThat(ask(JsonObject.EMPTY.with("group_id", "H")).status()).isEqualTo(409);

    world.clock.advance(Duration.ofHours(2));

    assertThat(read(lost.text("id")).text("state")).isEqualTo("failed");
    assertThat(read(lost.text("id")).body().has("reason")).isTrue();
    assertThat(ask(JsonObject.EMPTY.with("group_id", "H")).status()).isEqualTo(202);
    steps.forEach(step -> new Queue(world.engines.sqs(), world.copies).send(new Queue.Entry("redriven", "redriven", step)));
    assertThat(world.fanOut()).isEmpty();
    assertThat(world.taken(world.told)).as("a step that comes back all the same").isEmpty();
    world.clock.advance(Duration.ofDays(30));
    assertThat(read(lost.text("id")).status()).isEqualTo(404);
  }

  @Test
  void behind_a_cursor_it_goes_no_further_back_than_from() {
    String cursor = behindTwoOf("G");
    told(some("message.pinned", "100", "G", 2));

    ask(JsonObject.EMPTY.with("group_id", "G").with("after", cursor).with("from", world.clock.instant().minusSeconds(1).toString()));
    assertThat(world.fanOut()).isEmpty();

    assertThat(world.taken(world.told)).as("told before").isEmpty();
  }

  @Test
  void a_cursor_is_good_that_a_process_sealed_which_knows_a_newer_app_secret(@TempDir Path directory) throws IOException {
    String old = world.environment().text("SECRETS");
    Path file = Files.writeString(directory.resolve("secrets"), old);
    world.with("SECRETS", "file:" + file).with("OCTET_LOCAL", "true");
    told(some("G", 2));
    JsonObject asked = JsonObject.EMPTY.with("phone_number_id", "100").with("group_id", "G");
    ReplayApiHandler longThere = handler();
    String path = "/v1/replays/" + call(longThere, "POST", "/v1/replays", "ours", asked).text("id");
    assertThat(world.fanOut()).isEmpty();
    Files.writeString(file, old.replace("\"an app secret\"", "\"a newer one\",\"an app secret\""));

    String cursor = call(handler(), "GET", path, "ours", JsonObject.EMPTY).text("cursor");
    world.clock.advance(Duration.ofMinutes(2));

    assertThat(call(longThere, "POST", "/v1/replays", "ours", asked.with("after", cursor)).status()).isEqualTo(202);
  }
}
