package dev.octet.localstack.queue;

import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.engine.EngineClient;
import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan.QueuePlan;
import dev.octet.localstack.template.StackPlan.Redrive;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The template's queues, in an engine of the stack's own or in another. They are gone when the stack ends. */
public abstract sealed class Queues implements AutoCloseable permits EmbeddedQueues, QueuesElsewhere {
  private final Endpoints endpoints;
  private final SqsClient client;

  Queues(URI endpoint) {
    endpoints = new Endpoints(endpoint.toString());
    client = EngineClient.at(endpoint, SqsClient.builder());
  }

  /** Starts an engine on a port that is free, and makes the queues. */
  public static Queues start(int port, List<QueuePlan> plans) {
    return made(EmbeddedQueues.on(port, plans), plans);
  }

  /**
   * Makes the queues in an engine that runs already.
   *
   * @throws IllegalArgumentException when it has one of them: what is in it may be of use to somebody
   */
  public static Queues elsewhere(URI endpoint, List<QueuePlan> plans) {
    return made(QueuesElsewhere.in(endpoint, plans), plans);
  }

  private static Queues made(Queues queues, List<QueuePlan> plans) {
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
        .with("deadLetterTargetArn", deadLetters(redrive)).with("maxReceiveCount", redrive.maxReceiveCount()).toJson()));
    client.createQueue(request -> request.queueName(plan.name()).attributesWithStrings(attributes));
  }

  /** As the engine calls them: its account may be another than the stack's. */
  private String deadLetters(Redrive redrive) {
    String name = redrive.deadLetters().substring(redrive.deadLetters().lastIndexOf(':') + 1);
    return String.valueOf(client.getQueueAttributes(request -> request.queueUrl(url(name)).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes().get(QueueAttributeName.QUEUE_ARN));
  }

  final String url(String name) {
    return endpoints.queueUrl(name);
  }

  final SqsClient client() {
    return client;
  }

  /** @throws IllegalArgumentException when there is no such queue */
  final Occasions occasions(String queueName) {
    Occasions found = occasions().get(queueName);
    if (found == null) {
      throw new IllegalArgumentException("The template has no queue " + queueName + ".");
    }
    return found;
  }

  /** When to ask, by the queue's name. */
  abstract Map<String, ? extends Occasions> occasions();

  @Override
  public abstract void close();
}
