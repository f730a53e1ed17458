package dev.octet.aws;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.dynamodb.services.local.main.ServerRunner;

/**
 * The one seam that chooses what integration tests talk to: the embedded engines (DynamoDB Local within the process, and
 * ElasticMQ) by default; what {@code AWS_ENDPOINT_URL_DYNAMODB} and {@code AWS_ENDPOINT_URL_SQS} (or {@code AWS_ENDPOINT_URL}) name,
 * where they are set; LocalStack through Testcontainers with {@code -Doctet.engines=localstack}.
 *
 * <p>Tests share one set of engines and make tables and queues of their own.
 */
public record Engines(DynamoDbClient dynamoDb, SqsClient sqs, RequestCounter requests) {
  public static Engines shared() {
    return Holder.ENGINES;
  }

  /** DynamoDB Local behind HTTP and the SDK: for what tests of the requests themselves. */
  public static Engines overHttp() {
    return HttpHolder.ENGINES;
  }

  /** The {@link EmulatorAtHand emulator at hand}, where there is one. */
  public static Engines onEmulator() {
    return EmulatorHolder.ENGINES;
  }

  private static final class Holder {
    static final Engines ENGINES = start();
  }

  private static final class HttpHolder {
    static final Engines ENGINES = embedded(true);
  }

  private static final class EmulatorHolder {
    static final Engines ENGINES = at(EmulatorAtHand.shared());
  }

  private static Engines start() {
    if (EmulatorAtHand.isLocalStackAskedFor()) {
      return onEmulator();
    }
    return EmulatorAtHand.named().map(Engines::at).orElseGet(() -> embedded(false));
  }

  private static Engines embedded(boolean overHttp) {
    try {
      RequestCounter requests = new RequestCounter();
      var queues = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
      URI sqs = URI.create("http://127.0.0.1:" + queues.waitUntilStarted().localAddress().getPort());
      return new Engines(overHttp ? dynamoDb(server(), requests) : new InProcessTables(requests), sqs(sqs, requests), requests);
    } catch (Exception e) {
      throw new IllegalStateException("The embedded engines did not start.", e);
    }
  }

  private static URI server() throws Exception {
    int port = freePort();
    ServerRunner.createServerFromCommandLineArgs(
        new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)}).start();
    return URI.create("http://127.0.0.1:" + port);
  }

  private static Engines at(EmulatorAtHand emulator) {
    RequestCounter requests = new RequestCounter();
    return new Engines(dynamoDb(emulator.tables(), requests), sqs(emulator.queues(), requests), requests);
  }

  private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private static DynamoDbClient dynamoDb(URI at, RequestCounter requests) {
    return DynamoDbClient.builder().endpointOverride(at).region(Region.EU_WEST_1).credentialsProvider(CREDENTIALS)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(requests)).build();
  }

  private static SqsClient sqs(URI at, RequestCounter requests) {
    return SqsClient.builder().endpointOverride(at).region(Region.EU_WEST_1).credentialsProvider(CREDENTIALS)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(requests)).build();
  }

  private static int freePort() throws java.io.IOException {
    try (var socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static final AtomicInteger FRESH = new AtomicInteger();

  private static String fresh(String what) {
    return what + "-" + FRESH.incrementAndGet() + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** A table of the test's own, made as the template says. The logical id is such as {@code GroupsTable}. */
  public String freshTable(String logicalId) {
    String name = fresh(logicalId);
    dynamoDb.createTable(TemplateTables.request(logicalId, name));
    return name;
  }

  /** A FIFO queue of the test's own. Returns its address. */
  public String freshFifoQueue(String name) {
    return sqs.createQueue(request -> request.queueName(fresh(name) + ".fifo").attributes(Map.of(
        QueueAttributeName.FIFO_QUEUE, "true",
        QueueAttributeName.VISIBILITY_TIMEOUT, "180",
        QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup",
        QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId"))).queueUrl();
  }

  public String freshStandardQueue(String name) {
    return sqs.createQueue(request -> request.queueName(fresh(name))).queueUrl();
  }
}
