package dev.octet.notificationdelivery;

import dev.octet.aws.queue.Queue;
import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Where notifications can be sent again. */
record ReplayTargets(Optional<Queue> notifications, Optional<Queue> deliveries, List<FurtherQueue> further) {
  static final String NOTIFICATIONS = "notifications";
  static final String DELIVERIES = "deliveries";

  /**
   * Sends them in order, each under its own id. The queues have had them, and would drop them for five minutes: they come under
   * deduplication ids of the replay's.
   *
   * @return how many, without those that a further queue's filter keeps from it; empty when there is no such target any more
   */
  Optional<Integer> send(String target, String replayId, List<JsonObject> events) {
    Optional<FurtherQueue> queue = further.stream().filter(it -> it.name().equals(target)).findFirst();
    if (queue.isPresent()) {
      List<JsonObject> wanted = events.stream().filter(queue.get()::wants).toList();
      wanted.forEach(event -> queue.get().send(entry(event, replayId)));
      return Optional.of(wanted.size());
    }
    Optional<Queue> own = switch (target) {
      case NOTIFICATIONS -> notifications;
      case DELIVERIES -> deliveries;
      default -> Optional.empty();
    };
    own.ifPresent(it -> it.sendAll(events.stream().map(event -> entry(event, replayId)).toList()));
    return own.map(_ -> events.size());
  }

  private static Queue.Entry entry(JsonObject event, String replayId) {
    return new Queue.Entry(Told.messageGroup(event), replayId + " " + Told.id(event), event.toJson());
  }
}
