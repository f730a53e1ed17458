package dev.octet.operations;

import dev.octet.aws.Metric;
import dev.octet.aws.Trail;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.StatusEvent;
import dev.octet.graph.webhook.WebhookEvent;
import java.util.Optional;

/**
 * What an event leaves on the trail of its handling. Not the ids of the platform's messages: phone numbers can be read out of
 * them.
 */
public final class EventTrail {
  private EventTrail() {}

  public static void leave(WebhookEvent event) {
    Metric.EVENTS.count();
    Trail.arrived(event.receivedAt());
    Trail.note("event_id", event.key());
    Trail.note("phone_number_id", event.phoneNumberId());
    Optional<JsonObject> group = event.item("groups");
    Trail.note("platform_request_id", group.flatMap(item -> item.text("request_id")));
    Trail.note("group_id", group.or(() -> event.item("messages")).flatMap(item -> item.text("group_id"))
        .or(() -> event.item("statuses").flatMap(StatusEvent::groupOf)));
  }
}
