package dev.octet.localstack.queue;

import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan.QueuePlan;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The template's queues in ElasticMQ, in memory: they are gone when the stack ends. ElasticMQ holds messages to SQS's
 * limits, but counts 1 MiB in characters where SQS counts bytes, and leaves message attributes out of it.
 */
public final class Queues implements AutoCloseable {
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final ActorSystem system;
  private final SqsClient client;
  private final Map<String, Arrivals> arrivals;

  private Queues(ActorSystem system, SqsClient client, Map<String, Arrivals> arrivals) {
    this.system = system;
    this.client = client;
    this.arrivals = arrivals;
  }

  /** Starts the engine on a port that is free, and makes the queues. */
  public static Queues start(int port, List<QueuePlan> plans) {
    Map<String, Arrivals> arrivals = new HashMap<>();
    plans.forEach(plan -> arrivals.put(plan.name(), new Arrivals()));
    ActorSystem system = ActorSystem.create("queues");
    SQSRestServer server = SQSRestServerBuilder
        .withInterface("127.0.0.1").withPort(port)
        .withAWSRegion(Endpoints.REGION).withAWSAccountId(Endpoints.ACCOUNT)
        .withActorSystem(system)
        .withQueueEventListener(QueueListener.start(system, arrivals))
        .start();
    server.waitUntilStarted();
    SqsClient client = SqsClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .region(Region.of(Endpoints.REGION))
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
    var queues = new Queues(system, client, arrivals);
    try {
      // A queue needs its dead-letter queue to be there.
      plans.stream().filter(plan -> plan.redrive().isEmpty()).forEach(queues::create);
      plans.stream().filter(plan -> plan.redrive().isPresent()).forEach(queues::create);
      return queues;
    } catch (RuntimeException e) {
      queues.close();
      throw e;
    }
  }

  private void create(QueuePlan plan) {
    Map<String, String> attributes = new HashMap<>(plan.attributes());
    plan.redrive().ifPresent(redrive -> attributes.put("RedrivePolicy", JsonObject.EMPTY
        .with("deadLetterTargetArn", redrive.deadLetters()).with("maxReceiveCount", redrive.maxReceiveCount()).toJson()));
    client.createQueue(request -> request.queueName(plan.name()).attributesWithStrings(attributes));
  }

  SqsClient client() {
    return client;
  }

  /** @throws IllegalArgumentException when there is no such queue */
  Arrivals arrivals(String queueName) {
    Arrivals found = arrivals.get(queueName);
    if (found == null) {
      throw new IllegalArgumentException("The template has no queue " + queueName + ".");
    }
    return found;
  }

  @Override
  public void close() {
    arrivals.values().forEach(Arrivals::close);
    client.close();
    // Not the server's own end, which waits up to a minute for consumers that wait for messages.
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().orTimeout(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}
