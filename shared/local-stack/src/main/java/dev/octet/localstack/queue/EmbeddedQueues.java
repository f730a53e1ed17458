package dev.octet.localstack.queue;

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

/**
 * ElasticMQ, in memory. It holds messages to SQS's limits, but counts 1 MiB in characters where SQS counts bytes, and leaves
 * message attributes out of it.
 */
final class EmbeddedQueues extends Queues {
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final ActorSystem system;
  private final Map<String, Arrivals> arrivals;

  private EmbeddedQueues(URI endpoint, ActorSystem system, Map<String, Arrivals> arrivals) {
    super(endpoint);
    this.system = system;
    this.arrivals = arrivals;
  }

  /** Starts on a port that is free, without any queue yet. */
  static EmbeddedQueues on(int port, List<QueuePlan> plans) {
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
    return new EmbeddedQueues(URI.create("http://127.0.0.1:" + port), system, arrivals);
  }

  @Override
  Map<String, Arrivals> occasions() {
    return arrivals;
  }

  @Override
  public void close() {
    arrivals.values().forEach(Arrivals::close);
    client().close();
    // Not the server's own end, which waits up to a minute for consumers that wait for messages.
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().orTimeout(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}
