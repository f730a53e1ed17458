package dev.octet.endtoend;

import dev.octet.aws.NotificationSchema;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.Signature;
import dev.octet.localstack.LocalStack;
import dev.octet.localstack.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The bundle as {@code template.yaml} wires it, running on this machine, and its outside: a caller over HTTP, another
 * service on the queues, people. Everything that is told is read, held against its schema, and kept in order.
 */
final class Octet implements AutoCloseable {
  static final Path ROOT = Path.of(System.getProperty("octet.root", "../.."));
  static final String NUMBER = "100000000000001";
  static final String TOKEN = "local-token";

  private final LocalStack stack;
  private final HttpClient http = HttpClient.newHttpClient();
  private final SqsClient sqs;
  private final List<JsonObject> told = new CopyOnWriteArrayList<>();
  private final List<String> invalid = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private Octet(UnaryOperator<Settings> change) {
    Settings settings = Settings.forTests(ROOT.resolve("template.yaml"), RunLogs.directory("octet"))
        .withParameter("SettleWindow", "PT2S").withRedeliverAfter(Duration.ofSeconds(1)).withNeeded(PoliciesSeenIT.NEEDED);
    try {
      stack = LocalStack.start(change.apply(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sqs = SqsClient.builder().endpointOverride(stack.queues()).region(Region.EU_WEST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "body")))
        .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    reader = Thread.ofPlatform().daemon().name("notifications").start(this::read);
  }

  static Octet start() {
    return start(settings -> settings);
  }

  static Octet start(UnaryOperator<Settings> change) {
    return new Octet(change);
  }

  static ConditionFactory await() {
    return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(60));
  }

  LocalStack stack() {
    return stack;
  }

  SqsClient sqs() {
    return sqs;
  }

  record Answer(int status, JsonObject body) {
    int code() {
      return (int) body.object("error").orElseThrow(() -> new AssertionError("no error: " + this)).whole("code").orElseThrow();
    }

    String text(String name) {
      return body.text(name).orElseThrow(() -> new AssertionError("no " + name + ": " + this));
    }
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer post(String path, String body, String... headers) {
    Personal.record(body);
    HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(stack.url() + path)).timeout(Duration.ofSeconds(40)).header("Authorization", "Bearer " + TOKEN);
  }

  /** An answer without a body, or with one that is no JSON, reads as an empty object. */
  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Exchanges.record(response);
      return new Answer(response.statusCode(), response.body().startsWith("{") ? json(response.body()) : JsonObject.EMPTY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Asks for a group over HTTP and returns Octet's request id. The key is also the idempotency key. */
  Answer create(String subject, String key) {
    return post("/graph/v26.0/" + NUMBER + "/groups", createBody(subject).toJson(), "Idempotency-Key", key, "Octet-On-Unknown", "repeat");
  }

  static JsonObject createBody(String subject) {
    return JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", subject).with("description", "About " + subject);
  }

  static JsonObject createCommand(String id, String subject) {
    return JsonObject.EMPTY.with("command", "create_group").with("id", id).with("phone_number_id", NUMBER)
        .with("body", createBody(subject)).with("on_unknown", "repeat");
  }

  /** Puts a message into a queue that other services may use, never dropped as a repetition. */
  void put(String queue, String body) {
    put(queue, "other-service", body);
  }

  void put(String queue, String messageGroup, String body) {
    Personal.record(body);
    sqs.sendMessage(request -> request.queueUrl(stack.queueUrl(queue)).messageBody(body).messageGroupId(Hash.hex(messageGroup))
        .messageDeduplicationId(UUID.randomUUID().toString()));
  }

  /** A webhook with one item, signed as the platform signs it. */
  void deliver(String field, JsonObject item) {
    Personal.record(item);
    JsonObject value = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("metadata", JsonObject.EMPTY.with("phone_number_id", NUMBER))
        .with("groups", List.of(item));
    byte[] body = JsonObject.EMPTY.with("object", "whatsapp_business_account").with("entry", List.of(JsonObject.EMPTY.with("id", "2088")
        .with("changes", List.of(JsonObject.EMPTY.with("field", field).with("value", value))))).toBytes();
    Answer answer = send(HttpRequest.newBuilder(stack.url().resolve("/webhooks/whatsapp"))
        .header("X-Hub-Signature-256", Signature.sign(body, "local-app-secret")).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    if (answer.status() != 200) {
      throw new AssertionError(answer);
    }
  }

  void faults(JsonObject faults) {
    Answer answer = send(request("/sandbox/api/faults").PUT(HttpRequest.BodyPublishers.ofString(faults.toJson())));
    if (answer.status() != 200) {
      throw new AssertionError(answer);
    }
  }

  /** The platform's truth: its groups of this subject. */
  List<JsonObject> groupsOf(String subject) {
    return get("/sandbox/api/groups").body().objects("groups").stream()
        .filter(group -> group.text("subject").orElse("").equals(subject)).toList();
  }

  /** What the every-minute schedule does, now. */
  void settle() {
    stack.invokeSchedule("SettlementFunction");
  }

  /** What was told so far of a request, or of whatever else the condition says; in the order of arrival, repetitions too. */
  List<JsonObject> told(Predicate<JsonObject> which) {
    if (!invalid.isEmpty()) {
      throw new AssertionError(invalid.toString());
    }
    return told.stream().filter(which).toList();
  }

  /** Waits for a notification of this type with this value in its data. */
  JsonObject told(String type, String field, String value) {
    return told(type, one -> data(one).text(field).orElse("").equals(value));
  }

  /** Waits for a notification of this type. */
  JsonObject told(String type, Predicate<JsonObject> which) {
    return await().until(() -> told(one -> type(one).equals(type) && which.test(one)), found -> !found.isEmpty()).getFirst();
  }

  /** Waits for the end of a command, or of a request with this idempotency key, whichever it is. */
  JsonObject ended(String commandId) {
    return await().until(() -> told(one -> type(one).startsWith("operation.") && data(one).text("command_id").orElse("").equals(commandId)),
        found -> !found.isEmpty()).getFirst();
  }

  static String type(JsonObject notification) {
    return notification.text("type").orElseThrow();
  }

  static JsonObject data(JsonObject notification) {
    return notification.object("data").orElseThrow();
  }

  static JsonObject json(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError("not a JSON object: " + text, e);
    }
  }

  private void read() {
    String url = stack.queueUrl("octet-notifications.fifo");
    try {
      while (!Thread.currentThread().isInterrupted()) {
        for (Message message : sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1)).messages()) {
          keep(json(message.body()));
          sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        }
      }
    } catch (SdkException | IllegalStateException e) {
      // The stack has ended.
    }
  }

  private void keep(JsonObject notification) {
    notification.object("data").ifPresent(Personal::record); // its own `subject` is the group's id
    try {
      NotificationSchema.assertValid(notification);
    } catch (AssertionError e) {
      invalid.add(String.valueOf(e.getMessage()));
    }
    told.add(notification);
  }

  @Override
  public void close() {
    reader.interrupt();
    stack.close();
    sqs.close();
  }
}
