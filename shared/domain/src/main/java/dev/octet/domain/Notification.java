package dev.octet.domain;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What Octet tells the outside: one CloudEvents 1.0 event on {@code notifications.fifo}.
 *
 * @param type one of the closed list in {@code events/README.md}, such as {@code group.created}
 * @param id made from what happened, never from how it was learned: the same thing always has the same id
 * @param phoneNumberId the business number that it concerns, when known
 * @param groupId the group that it concerns, when there is one
 * @param time when it happened, in whole seconds, on the platform's clock where the platform said so
 * @param data what happened, in the platform's field names
 */
public record Notification(
    String type, String id, Optional<String> phoneNumberId, Optional<String> groupId, Instant time, JsonObject data) {

  /** Of {@code data}: becomes another when somebody who reads this one would misread it. A new member alone is no new format. */
  private static final int FORMAT = 1;

  public Notification {
    time = time.truncatedTo(ChronoUnit.SECONDS); // the platform's own precision
  }

  /** The id is the hash of the type and of what makes this thing the same thing. */
  public static Notification of(
      String type, Instant time, Optional<String> phoneNumberId, Optional<String> groupId, JsonObject data, String... identity) {
    return new Notification(type, type + ":" + Hash.hex(identity), phoneNumberId, groupId, time, data);
  }

  /** The event as it travels. */
  public JsonObject toCloudEvent() {
    return JsonObject.EMPTY
        .with("specversion", "1.0")
        .with("id", id)
        .with("source", "octet")
        .with("type", type)
        .with("subject", groupId)
        .with("time", time.toString())
        .with("datacontenttype", "application/json")
        .with("formatversion", FORMAT)
        .with("data", JsonObject.EMPTY.with("phone_number_id", phoneNumberId).with("group_id", groupId).withAll(data));
  }
}
