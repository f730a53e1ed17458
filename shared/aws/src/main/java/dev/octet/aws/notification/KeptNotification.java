package dev.octet.aws.notification;

import dev.octet.aws.table.Stored;
import dev.octet.domain.json.JsonObject;

/**
 * One notification as it was told.
 *
 * @param item as the table holds it
 * @param event the CloudEvent
 */
public record KeptNotification(Stored item, JsonObject event) {
  /** Where it stands among the others; {@link Span#after} takes it. */
  public String place() {
    return item.key().sk();
  }

  @Override
  public String toString() {
    return "notification at " + place(); // the event may hold what people wrote
  }
}
