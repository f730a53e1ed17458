package dev.octet.aws.queue;

import dev.octet.aws.Log;
import dev.octet.aws.Metric;
import dev.octet.aws.Trail;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where Octet tells the outside what happened: {@code notifications.fifo}, in order per group. Afterwards, the queue of copies
 * for everybody else who must have it, and whoever else is to have it, as well as that goes.
 */
public final class Notifications {
  private final Queue queue;
  private final Optional<Queue> copies;
  private final List<NotificationSink> sinks;
  private final Log log;

  /** @param copies nothing of it may be missing there either; empty where nobody else is to be told */
  public Notifications(Queue queue, Optional<Queue> copies, List<NotificationSink> sinks, Log log) {
    this.queue = queue;
    this.copies = copies;
    this.sinks = sinks;
    this.log = log;
  }

  /**
   * Returns when all are in the queue, and in that of the copies. Sent again under the same id, a notification is dropped by
   * either for five minutes: who failed between the two tells again, and harms nothing.
   */
  public void send(List<Notification> notifications) {
    List<Queue.Entry> entries = notifications.stream().map(Notifications::entry).toList();
    queue.sendAll(entries);
    copies.ifPresent(it -> it.sendAll(entries));
    watched(notifications);
    sinks.forEach(sink -> give(sink, notifications));
  }

  /** Counted as often as it is told: what is told a second time, because a process died, counts twice. */
  private void watched(List<Notification> notifications) {
    Trail.told(notifications.stream().map(Notification::id).toList());
    Metric.NOTIFICATIONS.count(notifications.size());
    Metric.PAUSES.count(notifications.stream().filter(it -> it.type().equals("number.paused")).count());
    Metric.UNKNOWN_OUTCOMES.count(notifications.stream().filter(it -> it.type().equals("operation.unknown")).count());
    if (!notifications.isEmpty()) {
      Trail.arrivedAt().ifPresent(at -> Metric.WEBHOOK_TO_NOTIFICATION.measure(Duration.between(at, log.now())));
    }
  }

  /** What is told is told: that a sink fails is nothing that the operation could do better the next time. */
  private void give(NotificationSink sink, List<Notification> notifications) {
    try {
      sink.take(notifications);
    } catch (RuntimeException e) {
      log.warn("notifications_not_copied", JsonObject.EMPTY.with("notifications", notifications.size()).with("error", e.getClass().getName()));
    }
  }

  private static Queue.Entry entry(Notification notification) {
    String order = notification.groupId().or(notification::phoneNumberId).orElse(notification.id());
    return new Queue.Entry(order, notification.id(), notification.toCloudEvent().toJson());
  }
}
