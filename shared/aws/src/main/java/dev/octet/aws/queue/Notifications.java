package dev.octet.aws.queue;

import dev.octet.domain.Notification;
import java.util.List;

/** Where Octet tells the outside what happened: {@code notifications.fifo}, in order per group. */
public final class Notifications {
  private final Queue queue;

  public Notifications(Queue queue) {
    this.queue = queue;
  }

  /** Returns when all are in the queue. Sent again under the same id, a notification is dropped by the queue for five minutes. */
  public void send(List<Notification> notifications) {
    queue.sendAll(notifications.stream().map(Notifications::entry).toList());
  }

  private static Queue.Entry entry(Notification notification) {
    String order = notification.groupId().or(notification::phoneNumberId).orElse(notification.id());
    return new Queue.Entry(order, notification.id(), notification.toCloudEvent().toJson());
  }
}
