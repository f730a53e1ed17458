package dev.octet.localstack;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.template.FunctionOverride;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A running stack of {@code stack.yaml}, and the outside of it: an HTTP client, an SDK's client, what was told. */
final class TestStack implements AutoCloseable {
  /** Compiled handlers and the template lie side by side, so that the template's {@code CodeUri} is its own directory. */
  static final Path TEMPLATE = Path.of("target", "test-classes", "stack.yaml").toAbsolutePath();
  /** The handlers are no shaded jar: what they need is where the tests find it. */
  static final Path[] CLASS_PATH = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toArray(Path[]::new);
  static final String FIFO = "octet-fifo.fifo";
  static final String STANDARD = "octet-standard";

  private final LocalStack stack;
  private final HttpClient http = HttpClient.newHttpClient();
  private final SqsClient sqs;
  private final List<String> failures = new CopyOnWriteArrayList<>();

  private TestStack(UnaryOperator<Settings> change) {
    try {
      Settings settings = Settings.forTests(TEMPLATE, Path.of("target", "logs", "tests-" + UUID.randomUUID()));
      for (String function : List.of("EchoFunction", "BehaviourFunction", "BatchFunction")) {
        settings = settings.withOverride(function, FunctionOverride.NONE.withClassPath(CLASS_PATH));
      }
      stack = LocalStack.start(change.apply(settings), (function, failure) -> failures.add(function.plan().logicalId() + " " + failure.reason()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sqs = SqsClient.builder().endpointOverride(stack.queues()).region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "body")))
        .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
  }

  static TestStack start() {
    return start(settings -> settings);
  }

  static TestStack start(UnaryOperator<Settings> change) {
    return new TestStack(change);
  }

  LocalStack stack() {
    return stack;
  }

  SqsClient sqs() {
    return sqs;
  }

  /** Such as {@code BatchFunction CRASH}, in the order in which they were told. */
  List<String> failures() {
    return failures;
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(stack.url() + path));
  }

  HttpResponse<byte[]> behave(String how) {
    return send(to("/behave").header("Content-Type", "text/plain").POST(HttpRequest.BodyPublishers.ofString(how)));
  }

  void sendFifo(String group, String body) {
    sqs.sendMessage(request -> request.queueUrl(stack.queueUrl(FIFO)).messageBody(body).messageGroupId(group)
        .messageDeduplicationId(UUID.randomUUID().toString()));
  }

  /** What the batch function told, once it is so much. Each is taken from the queue. */
  List<JsonObject> results(int count) {
    List<JsonObject> results = new ArrayList<>();
    Awaitility.await().pollInterval(java.time.Duration.ofMillis(20)).until(() -> {
      for (Message message : sqs.receiveMessage(request -> request.queueUrl(stack.queueUrl("octet-results.fifo")).maxNumberOfMessages(10)).messages()) {
        results.add(json(message.body()));
        sqs.deleteMessage(request -> request.queueUrl(stack.queueUrl("octet-results.fifo")).receiptHandle(message.receiptHandle()));
      }
      return results.size() >= count;
    });
    return results;
  }

  /** Results as {@code began <body>} and {@code ended <body>}. */
  static List<String> lines(List<JsonObject> results) {
    return results.stream().map(result -> result.text("what").orElseThrow() + " " + result.object("message").orElseThrow().text("body").orElseThrow()).toList();
  }

  int left(String queue) {
    var attributes = sqs.getQueueAttributes(request -> request.queueUrl(stack.queueUrl(queue)).attributeNamesWithStrings("All")).attributesAsStrings();
    return Integer.parseInt(attributes.get("ApproximateNumberOfMessages")) + Integer.parseInt(attributes.get("ApproximateNumberOfMessagesNotVisible"));
  }

  static JsonObject json(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  static JsonObject json(byte[] text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    sqs.close();
    stack.close();
  }
}
