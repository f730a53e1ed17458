package dev.octet.notificationdelivery;

import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.Log;
import dev.octet.aws.Trail;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Patience;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueException;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.queue.Reason;
import dev.octet.domain.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sinks outside, each in lanes of its own: messages of a queue that has nothing else, each for one sink, in a message group of
 * the sink and of the notification's. One that fails is tried again, in order, while all others go on.
 */
final class Lanes {
  private static final String SINK = "sink";
  private static final String NOTIFICATION = "notification";

  private final Map<String, Sink> sinks = new LinkedHashMap<>();
  private final Queue queue;
  private final Patience patience;
  private final Log log;

  Lanes(List<? extends Sink> sinks, Queue queue, Patience patience, Log log) {
    sinks.forEach(sink -> this.sinks.put(sink.name(), sink));
    this.queue = queue;
    this.patience = patience;
    this.log = log;
  }

  static Optional<String> sinkOf(JsonObject message) {
    return message.text(SINK);
  }

  /** Puts it into the lane of everybody who wants it. */
  void handOn(JsonObject notification) {
    sinks.values().stream().filter(sink -> sink.wants(notification)).forEach(sink -> handOn(notification, sink));
  }

  private void handOn(JsonObject notification, Sink sink) {
    String body = JsonObject.EMPTY.with(SINK, sink.name()).with(NOTIFICATION, notification).toJson();
    queue.send(new Queue.Entry(sink.name() + " " + Told.messageGroup(notification), sink.name() + " " + Told.id(notification), body));
  }

  /** What was put into a lane. */
  Handled take(QueueMessage message, JsonObject lane) {
    Sink sink = sinks.get(sinkOf(lane).orElse(""));
    JsonObject notification = lane.object(NOTIFICATION).orElse(JsonObject.EMPTY);
    Trail.note("notification_id", Told.id(notification));
    if (sink == null) {
      return new Handled.SetAside(new Reason("no_sink", "It is for somebody who is no longer told."), Optional.empty());
    }
    try {
      sink.take(notification);
      return Handled.done();
    } catch (BeyondLimitException e) {
      return new Handled.SetAside(new Reason("beyond_limit", "It is larger than " + sink.name() + " takes."), Optional.empty());
    } catch (SdkException | QueueException e) {
      log.warn("sink_failed", JsonObject.EMPTY.with(SINK, sink.name()).with("error", e.getClass().getName()));
      return patience.after(message, new Reason("sink_failed", sink.name() + " did not take it: " + e.getClass().getSimpleName() + "."));
    }
  }
}
