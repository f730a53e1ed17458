package dev.octet.aws.queue;

import dev.octet.domain.Notification;
import java.util.List;

/** Somebody else who is given what Octet tells, once it is in the customer's queue. May be given the same twice, or miss something. */
@FunctionalInterface
public interface NotificationSink {
  void take(List<Notification> notifications);
}
