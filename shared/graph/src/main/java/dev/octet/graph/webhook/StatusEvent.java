package dev.octet.graph.webhook;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a message for one person, or as a whole (spec §3.5), in whichever spelling it came: field names and
 * the place of the price differ between editions of the platform (spec §7 rows 4, 15 and 16).
 *
 * @param messageId the platform's message id
 * @param groupId the group, when it was sent to one
 * @param person the same text for the same person, from the status alone: whatever else was in the delivery does not
 *     change it; empty when the status is the message's as a whole
 * @param participant the person as notifications name people, with what the contacts add; empty for nobody
 * @param time the platform's
 * @param pricing beside the status, or in {@code conversation} as it used to be
 * @param errors with their codes as numbers
 * @param callbackData what the sender attached to the message
 */
public record StatusEvent(
    String messageId,
    Status status,
    Optional<String> groupId,
    String person,
    JsonObject participant,
    Instant time,
    Optional<JsonObject> pricing,
    Optional<JsonObject> conversation,
    List<JsonObject> errors,
    Optional<String> callbackData) {

  /** The closed set of the platform's statuses. */
  public enum Status {
    SENT, DELIVERED, READ, PLAYED, FAILED;

    /** As the platform spells it. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Status> of(JsonObject item) {
      for (Status status : values()) {
        if (item.text("status").filter(status.wire()::equals).isPresent()) {
          return Optional.of(status);
        }
      }
      return Optional.empty();
    }
  }

  /** Empty when the item has no message id, or a status that is not known. */
  public static Optional<StatusEvent> of(WebhookEvent event, JsonObject item) {
    Optional<String> messageId = Person.named(item, "id");
    Optional<Status> status = Status.of(item);
    if (messageId.isEmpty() || status.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> groupId = groupOf(item);
    Person person = personOf(item);
    return Optional.of(new StatusEvent(
        messageId.get(),
        status.get(),
        groupId,
        person.key(),
        person.isNobody() ? JsonObject.EMPTY : person.describe(event.value()),
        PlatformTime.of(item, event.receivedAt()),
        item.object("pricing").or(() -> item.object("conversation").flatMap(conversation -> conversation.object("pricing"))),
        item.object("conversation").map(conversation -> conversation.without("pricing")).filter(conversation -> !conversation.isEmpty()),
        item.objects("errors").stream().map(StatusEvent::withNumericCode).toList(),
        item.text("biz_opaque_callback_data")));
  }

  /** The group that the status says its message went to; what makes it one of a group, also where the status is not known. */
  public static Optional<String> groupOf(JsonObject item) {
    boolean toGroup = item.text("recipient_type").filter("group"::equals).isPresent()
        || Person.named(item, "recipient_participant_id", "participant_recipient_id",
            "recipient_participant_user_id", "participant_recipient_user_id").isPresent();
    return toGroup ? Person.named(item, "recipient_id", "group_id") : Person.named(item, "group_id");
  }

  static Person personOf(JsonObject item) {
    boolean inGroup = groupOf(item).isPresent();
    Optional<String> phone = Person.named(item, "recipient_participant_id", "participant_recipient_id");
    return new Person(
        Person.named(item, "recipient_participant_user_id", "participant_recipient_user_id", "recipient_user_id"),
        Person.named(item, "recipient_participant_parent_user_id", "participant_recipient_parent_user_id", "recipient_parent_user_id"),
        inGroup ? phone : phone.or(() -> Person.named(item, "recipient_id")));
  }

  private static JsonObject withNumericCode(JsonObject error) {
    var code = error.whole("code");
    return code.isPresent() ? error.with("code", code.getAsLong()) : error;
  }

  @Override
  public String toString() {
    return status.wire() + " of " + messageId; // the rest names people
  }
}
