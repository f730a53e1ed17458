package dev.octet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.domain.Command;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples of {@code events/}: each is what its trigger hands over, and says what the schemas allow. */
class SamplesTest {
  private static final Schema COMMAND = Schema.named("command.schema.json");
  private static final Schema EVENT = Schema.named("event.schema.json");

  static Stream<String> samples() throws IOException {
    try (Stream<Path> files = Files.list(Schema.directory().getParent())) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")).sorted().toList().stream();
    }
  }

  @Test
  void there_is_one_sample_per_trigger() throws IOException {
    assertThat(samples()).contains("group-api-create.json", "group-commands-queue.json", "group-events-queue.json",
        "message-commands-queue.json", "message-events-queue.json", "notification-copies-queue.json", "reconciliation-schedule.json", "sandbox-api-create.json",
        "sandbox-notifications-queue.json", "sandbox-webhooks-queue.json", "settlement-schedule.json", "webhook-forwards-queue.json", "webhook-get.json",
        "webhook-intake-queue.json", "webhook-post.json");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_is_what_its_trigger_hands_over(String name) throws Exception {
    JsonObject sample = read(name);
    if (sample.has("Records")) {
      assertSqsBatch(name, sample);
    } else if (sample.has("requestContext")) {
      assertHttpRequest(sample);
    } else {
      assertThat(sample.text("detail-type")).as(name).contains("Scheduled Event");
      assertThat(Instant.parse(sample.text("time").orElseThrow())).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"group-commands-queue.json", "message-commands-queue.json"})
  void a_sample_of_commands_holds_commands(String name) throws Exception {
    assertThat(QueueMessage.ofEvent(read(name))).isNotEmpty().allSatisfy(message -> {
      assertThat(COMMAND.violations(message.body())).isEmpty();
      assertThat(Command.parse(message.body())).isInstanceOf(Command.Parsed.Valid.class);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"group-events-queue.json", "message-events-queue.json"})
  void a_sample_of_events_holds_events(String name) throws Exception {
    List<QueueMessage> messages = QueueMessage.ofEvent(read(name));

    assertThat(messages).isNotEmpty().allSatisfy(message -> assertThat(EVENT.violations(message.body())).isEmpty());
    assertThat(messages).extracting(QueueMessage::messageGroup).as("what concerns one group is in order").containsOnly(messages.getFirst().messageGroup());
  }

  @ParameterizedTest
  @ValueSource(strings = {"notification-copies-queue.json", "sandbox-notifications-queue.json"})
  void a_sample_of_notifications_holds_notifications(String name) throws Exception {
    for (QueueMessage message : QueueMessage.ofEvent(read(name))) {
      NotificationSchema.assertValid(JsonObject.parse(message.body()));
    }
  }

  @Test
  void the_example_of_the_command_schema_is_a_command() {
    JsonObject example = COMMAND.text().objects("examples").getFirst();

    assertThat(COMMAND.violations(example.toJson())).isEmpty();
    assertThat(Command.parse(example.toJson())).isInstanceOf(Command.Parsed.Valid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"command\":\"create_group\",\"phone_number_id\":\"1\",\"body\":{\"messaging_product\":\"whatsapp\",\"subject\":\"x\"}}",
      "{\"command\":\"delete_group\",\"id\":7,\"phone_number_id\":\"1\"}",
      "{\"command\":\"delete_group\",\"id\":\"a\",\"phone_number_id\":\"1\",\"on_unknown\":\"retry\"}",
      "{\"command\":\"delete_group\",\"id\":\"a\",\"phone_number_id\":\"1\",\"expires_at\":\"2026-12-01\"}",
      "{\"command\":\"delete_group\",\"id\":\"a\",\"phone_number_id\":\"1\",\"body\":[]}"})
  void what_the_schema_refuses_the_code_refuses(String body) {
    assertThat(COMMAND.violations(body)).isNotEmpty();
    assertThat(Command.parse(body)).isInstanceOf(Command.Parsed.Invalid.class);
  }

  private static void assertSqsBatch(String name, JsonObject sample) throws Exception {
    for (JsonObject message : sample.objects("Records")) {
      String body = message.text("body").orElseThrow();
      assertThat(message.text("md5OfBody")).as(name).contains(
          HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8))));
      assertThat(message.text("eventSource")).contains("aws:sqs");
      assertThat(message.text("eventSourceARN").orElseThrow()).matches("arn:aws:sqs:eu-west-1:123456789012:octet-[a-z-]+(\\.fifo)?");
      assertThat(JsonObject.parse(body)).isNotNull();
    }
    assertThat(QueueMessage.ofEvent(sample)).isNotEmpty().allSatisfy(message -> {
      assertThat(message.id()).matches("[0-9a-f-]{36}");
      assertThat(message.receiveCount()).isEqualTo(1);
      assertThat(message.sentAt()).isAfter(Instant.EPOCH);
    });
  }

  private static void assertHttpRequest(JsonObject sample) throws JsonException {
    HttpRequest request = HttpRequest.ofEvent(sample);

    assertThat(sample.text("version")).contains("2.0");
    assertThat(request.segments()).isNotEmpty();
    assertThat(sample.object("requestContext").flatMap(context -> context.object("http")).flatMap(http -> http.text("path"))).contains(request.path());
    if (request.method().equals("POST") && !request.path().startsWith("/webhooks")) {
      assertThat(JsonObject.parse(request.body())).isNotEqualTo(JsonObject.EMPTY);
      assertThat(request.bearerToken()).contains(request.path().startsWith("/sandbox") ? "sandbox-token" : "local-token");
    }
  }

  private static JsonObject read(String name) throws IOException, JsonException {
    return JsonObject.parse(Files.readString(Schema.directory().resolveSibling(name)));
  }
}
