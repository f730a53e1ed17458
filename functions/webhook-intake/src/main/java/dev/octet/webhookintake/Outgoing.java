package dev.octet.webhookintake;

import dev.octet.aws.Trail;
import dev.octet.aws.queue.Queue;
import dev.octet.domain.Notification;
import dev.octet.graph.webhook.DeliveredEvent;
import dev.octet.graph.webhook.EventPart;
import dev.octet.graph.webhook.UnrecognizedWebhook;
import dev.octet.webhookintake.Route.Destination;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a delivery comes to: entries for each queue, and what the outside must be told because nobody will read it. */
final class Outgoing {
  private final Map<Destination, List<Queue.Entry>> entries = new EnumMap<>(Destination.class);
  private final List<Notification> notifications = new ArrayList<>();
  private final Instant receivedAt;

  private Outgoing(Instant receivedAt) {
    this.receivedAt = receivedAt;
    for (Destination destination : Destination.values()) {
      entries.put(destination, new ArrayList<>());
    }
  }

  static Outgoing of(List<DeliveredEvent> events, Instant receivedAt) {
    Outgoing outgoing = new Outgoing(receivedAt);
    events.forEach(outgoing::add);
    return outgoing;
  }

  private void add(DeliveredEvent event) {
    Route route = Route.of(event);
    Optional<String> text = event.text(receivedAt);
    if (text.isEmpty() || text.get().getBytes(StandardCharsets.UTF_8).length > Queue.MAX_BYTES) {
      addInParts(event);
      return;
    }
    entries(route.destination()).add(new Queue.Entry(route.messageGroup(), event.key(), text.get()));
    Route.ofCopy(event).ifPresent(copy -> entries(copy.destination()).add(new Queue.Entry(copy.messageGroup(), event.key(), text.get())));
    event.problem().ifPresent(problem -> notifications.add(UnrecognizedWebhook.of(event, receivedAt, problem)));
  }

  /** Whoever wants it can put it together again; a handler of events could not take it. */
  private void addInParts(DeliveredEvent event) {
    List<EventPart> parts = EventPart.of(event, receivedAt);
    for (EventPart part : parts) {
      entries(Destination.OTHER_WEBHOOKS).add(new Queue.Entry(event.key(), part.id(), part.text()));
    }
    notifications.add(UnrecognizedWebhook.inParts(event, receivedAt, parts.size()));
  }

  List<Queue.Entry> entries(Destination destination) {
    return entries.getOrDefault(destination, List.of());
  }

  List<Notification> notifications() {
    return notifications;
  }

  /** How much goes where. */
  void leaveTrail() {
    Trail.note("group_events", entries(Destination.GROUP_EVENTS).size());
    Trail.note("message_events", entries(Destination.MESSAGE_EVENTS).size());
    Trail.note("other_webhooks", entries(Destination.OTHER_WEBHOOKS).size());
  }
}
