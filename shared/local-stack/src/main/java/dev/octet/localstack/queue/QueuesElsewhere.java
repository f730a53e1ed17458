package dev.octet.localstack.queue;

import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan.QueuePlan;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/** In an engine that somebody else runs: what is made there is taken away again. */
final class QueuesElsewhere extends Queues {
  private final Map<String, LongPolls> occasions = new HashMap<>();

  private QueuesElsewhere(URI endpoint, List<QueuePlan> plans) {
    super(endpoint);
    plans.forEach(plan -> occasions.put(plan.name(), new LongPolls()));
  }

  /** Without any queue yet. */
  static QueuesElsewhere in(URI endpoint, List<QueuePlan> plans) {
    var queues = new QueuesElsewhere(endpoint, plans);
    try {
      queues.assertNoneIsThere(endpoint);
      return queues;
    } catch (RuntimeException e) {
      queues.client().close();
      throw e;
    }
  }

  private void assertNoneIsThere(URI endpoint) {
    List<String> there = client().listQueues(request -> request.queueNamePrefix(Endpoints.STACK + "-")).queueUrls().stream()
        .map(url -> url.substring(url.lastIndexOf('/') + 1)).filter(occasions::containsKey).sorted().toList();
    if (!there.isEmpty()) {
      throw new IllegalArgumentException(endpoint + " has " + there.size() + " of the queues already, such as " + there.getFirst()
          + ". Another stack runs on it, or one ended there by force: then delete them, or start the emulator again.");
    }
  }

  @Override
  Map<String, LongPolls> occasions() {
    return occasions;
  }

  @Override
  public void close() {
    occasions.values().forEach(LongPolls::close);
    try {
      for (String name : occasions.keySet()) {
        delete(name);
      }
    } finally {
      client().close();
    }
  }

  private void delete(String name) {
    try {
      client().deleteQueue(request -> request.queueUrl(url(name)));
    } catch (SdkException e) {
      // It was not made, or the engine is gone, and the queue with it.
    }
  }
}
