package dev.octet.webhookintake;

import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.queue.CopyQueue;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
import dev.octet.webhookintake.Route.Destination;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Where events go, and what the outside is told of them. */
final class EventQueues {
  private final Map<Destination, Queue> queues = new EnumMap<>(Destination.class);
  private final Notifications notifications;

  EventQueues(SqsClient sqs, Environment environment, Log log) {
    this.queues.put(Destination.GROUP_EVENTS, new Queue(sqs, environment.text("GROUP_EVENTS_QUEUE_URL")));
    this.queues.put(Destination.MESSAGE_EVENTS, new Queue(sqs, environment.text("MESSAGE_EVENTS_QUEUE_URL")));
    this.queues.put(Destination.OTHER_WEBHOOKS, new Queue(sqs, environment.text("OTHER_WEBHOOKS_QUEUE_URL")));
    this.notifications = new Notifications(new Queue(sqs, environment.text("NOTIFICATIONS_QUEUE_URL")),
        environment.optional("NOTIFICATION_COPIES_QUEUE_URL").map(url -> new Queue(sqs, url)), CopyQueue.at(sqs, environment.optional("SANDBOX_NOTIFICATIONS_QUEUE_URL")), log);
  }

  /** Returns when all is in the queues; what it throws, or {@code beside} does, says that some may not be. The same again is safe. */
  void put(Outgoing outgoing, List<Runnable> beside) {
    List<Runnable> sends = new ArrayList<>(beside);
    queues.forEach((destination, queue) -> sends.add(() -> queue.sendAll(outgoing.entries(destination))));
    atOnce(sends.stream());
    notifications.send(outgoing.notifications());
  }

  /** No order holds between queues: none waits for another. Returns, or throws, when all are through. */
  private static void atOnce(Stream<Runnable> sends) {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(sends.map(send -> CompletableFuture.runAsync(send, executor)).toArray(CompletableFuture<?>[]::new)).join();
    }
  }
}
