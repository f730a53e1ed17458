package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.QueueTrigger;
import dev.octet.aws.Schema;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Octet tells stands in the traffic beside the calls and webhooks that it is about. */
class NotificationCopiesTest {
  private Platform platform;

  @BeforeEach
  void open() {
    platform = new Platform("2025-11", "PT24H");
  }

  @AfterEach
  void close() {
    platform.close();
  }

  private SandboxQueuesHandler handler(Duration kept, String tableName) {
    var controls = new ControlStore(new Table(platform.engines.dynamoDb(), platform.tableName, Ids.random()), new Attempts(_ -> { }, new Random(3)));
    var traffic = Traffic.of(platform.engines.dynamoDb(), tableName, kept, platform.clock, Log.of("test"));
    return new SandboxQueuesHandler(platform.webhooks, new NotificationCopies(controls, traffic, platform.clock));
  }

  private SandboxQueuesHandler handler() {
    return handler(Duration.ofHours(24), platform.trafficTableName);
  }

  private static JsonObject sample(String name) {
    try {
      return JsonObject.parse(Files.readString(Schema.directory().resolveSibling(name)));
    } catch (IOException | JsonException e) {
      throw new AssertionError(e);
    }
  }

  private List<JsonObject> shown() {
    return platform.api("GET", "traffic", "").json().objects("traffic");
  }

  @Test
  void a_notification_is_there_as_it_was_sent() throws Exception {
    JsonObject batch = sample("sandbox-notifications-queue.json");

    assertThat(QueueTrigger.invoke(handler(), batch).objects("batchItemFailures")).isEmpty();
    QueueTrigger.invoke(handler(), batch); // a standard queue may hand it over twice

    JsonObject event = JsonObject.parse(batch.objects("Records").getFirst().text("body").orElseThrow());
    assertThat(shown()).hasSize(1);
    JsonObject entry = shown().getFirst();
    assertThat(entry.object("notification")).contains(event);
    assertThat(entry.text("id")).isEqualTo(event.text("id"));
    assertThat(entry.text("queue")).contains("octet-notifications.fifo");
    assertThat(entry.text("title")).contains("group.created");
    assertThat(entry.text("phone_number_id")).contains("100000000000001");
    assertThat(entry.text("group_id")).isEqualTo(event.text("subject"));
    assertThat(entry.text("at")).as("when it was sent").contains("2026-11-24T09:00:00Z");
    assertThat(entry.texts("fidelity")).isEmpty();
    String next = platform.api("GET", "traffic", "").text("next");
    assertThat(platform.api("GET", "traffic?limit=1&after=" + next, "").status()).isEqualTo(200);
  }

  @Test
  void a_batch_is_one_write_and_a_long_one_is_cut() {
    JsonObject batch = sample("sandbox-notifications-queue.json");
    JsonObject message = batch.objects("Records").getFirst();
    JsonObject ten = batch.with("Records", IntStream.range(0, 10).mapToObj(i -> message.with("body", JsonObject.EMPTY
        .with("id", "message.received:" + i).with("type", "message.received").with("data", JsonObject.EMPTY.with("text", "x".repeat(i * 5_000))).toJson())).toList());
    platform.engines.requests().take();

    QueueTrigger.invoke(handler(), ten);

    assertThat(platform.engines.requests().take()).isEqualTo(Map.of("DynamoDb.GetItem", 1, "DynamoDb.BatchWriteItem", 1));
    assertThat(shown()).hasSize(10);
    assertThat(shown().stream().filter(entry -> entry.bool("cut").orElse(false))).hasSize(3)
        .allSatisfy(entry -> assertThat(entry.object("notification").orElseThrow().has("data")).isFalse());
    String next = platform.api("GET", "traffic", "").text("next");
    JsonObject page = platform.api("GET", "traffic?limit=3&after=" + next, "").json();
    assertThat(platform.api("GET", "traffic?limit=100&after=" + page.text("next").orElseThrow(), "").json().objects("traffic")).hasSize(7);
  }

  @Test
  void what_cannot_be_recorded_comes_back_to_nobody() {
    SandboxQueuesHandler elsewhere = handler(Duration.ofHours(24), "a-table-that-is-not-there");
    assertThat(QueueTrigger.invoke(elsewhere, sample("sandbox-notifications-queue.json")).objects("batchItemFailures")).isEmpty();
  }

  @Test
  void kept_for_no_time_it_costs_nothing() {
    platform.engines.requests().take();
    QueueTrigger.invoke(handler(Duration.ZERO, "none"), sample("sandbox-notifications-queue.json"));
    assertThat(platform.engines.requests().take()).isEmpty();
  }

  @Test
  void what_comes_from_the_other_queue_is_delivered() {
    platform.create("Roof repair");
    platform.heldBack.release();
    assertThat(new QueueTrigger(platform.engines.sqs(), platform.queueUrl, handler()).drain()).isEmpty();
    assertThat(platform.receiver.only("group_create").event().text("subject")).contains("Roof repair");
  }
}
