package dev.octet.localstack.queue;

import java.util.Map;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;

/** Hears from ElasticMQ of every message that comes, is handed out, held back or deleted. */
final class QueueListener extends AbstractActor {
  private final Map<String, Arrivals> arrivals;

  private QueueListener(Map<String, Arrivals> arrivals) {
    this.arrivals = arrivals;
  }

  /** @param arrivals by queue name; other queues are of no interest */
  static ActorRef start(ActorSystem system, Map<String, Arrivals> arrivals) {
    return system.actorOf(Props.create(QueueListener.class, () -> new QueueListener(arrivals)));
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(QueueEvent.MessageAdded.class, event -> message(event.queueName(), event.message()))
        .match(QueueEvent.MessageUpdated.class, event -> message(event.queueName(), event.message()))
        .match(QueueEvent.MessageRemoved.class, event -> {
          Arrivals queue = arrivals.get(event.queueName());
          if (queue != null) {
            queue.removed(event.messageId());
          }
          answer();
        })
        .build();
  }

  private void message(String queueName, InternalMessage message) {
    Arrivals queue = arrivals.get(queueName);
    if (queue != null) {
      queue.message(message.id(), message.nextDelivery());
    }
    answer();
  }

  /** ElasticMQ waits for it before it answers its own caller. */
  private void answer() {
    getSender().tell(OperationSuccessful$.MODULE$, getSelf());
  }
}
