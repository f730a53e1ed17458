package dev.octet.notificationdelivery;

import dev.octet.aws.queue.Queue;
import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/** What stands in a notification, as far as it matters on the way. */
final class Told {
  private Told() {}

  static String id(JsonObject notification) {
    return notification.text("id").orElse("");
  }

  static Optional<String> number(JsonObject notification) {
    return notification.object("data").flatMap(data -> data.text("phone_number_id"));
  }

  /** What shares it stays in order, as on {@code notifications.fifo}. */
  static String messageGroup(JsonObject notification) {
    return notification.object("data").flatMap(data -> data.text("group_id")).or(() -> number(notification)).orElse(id(notification));
  }

  static Queue.Entry entry(JsonObject notification) {
    return new Queue.Entry(messageGroup(notification), id(notification), notification.toJson());
  }
}
