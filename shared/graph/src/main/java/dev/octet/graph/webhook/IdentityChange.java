package dev.octet.graph.webhook;

import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A person goes by another user id or phone number from now on (spec §4.6, §6 "BSUID rules"): the field
 * {@code user_id_update}, or a system message.
 *
 * @param before as they were called; a phone number alone where the platform says no more
 * @param now what is known of their new names
 * @param at since when, by the platform's clock
 */
public record IdentityChange(Person before, Person now, Instant at) {
  private static final String FIELD = "user_id_update";

  /** Whether an event tells of such changes. */
  public static boolean isIn(DeliveredEvent event) {
    return event.problem().isEmpty() && (event.field().equals(FIELD) || event.item().filter(item -> event.list().equals("messages") && isSystem(item)).isPresent());
  }

  /** Empty for an event that tells of none that can be followed. */
  public static List<IdentityChange> of(WebhookEvent event) {
    List<JsonObject> messages = event.value().objects("messages");
    return (event.field().equals(FIELD)
        ? event.value().objects(FIELD).stream().map(item -> ofUpdate(item, event.receivedAt()))
        : messages.stream().filter(IdentityChange::isSystem).map(message -> ofSystem(message, event.receivedAt())))
        .filter(change -> change.before().known() && change.now().known() && !change.before().equals(change.now())).toList();
  }

  /** Whether these are events of that kind, whatever they say. */
  public static boolean isIn(WebhookEvent event) {
    return event.field().equals(FIELD) || (event.field().equals("messages") && event.value().objects("messages").stream().anyMatch(IdentityChange::isSystem));
  }

  private static boolean isSystem(JsonObject message) {
    return message.object("system").flatMap(system -> system.text("type"))
        .filter(type -> List.of("user_changed_number", "user_changed_user_id", "customer_changed_number").contains(type)).isPresent();
  }

  private static IdentityChange ofUpdate(JsonObject item, Instant receivedAt) {
    return new IdentityChange(
        person(text(item, "user_id", "previous"), item.text("wa_id"), text(item, "parent_user_id", "previous")),
        person(text(item, "user_id", "current").or(() -> item.text("user_id")), item.text("wa_id"), text(item, "parent_user_id", "current")),
        PlatformTime.of(item, receivedAt));
  }

  private static Optional<String> text(JsonObject item, String name, String which) {
    return item.object(name).flatMap(ids -> ids.text(which));
  }

  private static IdentityChange ofSystem(JsonObject message, Instant receivedAt) {
    JsonObject system = message.object("system").orElse(JsonObject.EMPTY);
    Optional<String> userId = system.text("user_id");
    Optional<String> number = system.text("wa_id").or(() -> system.text("new_wa_id")).or(() -> message.text("from"));
    // Who it is from may be named as they are called now already.
    Optional<String> from = message.text("from_user_id").filter(id -> !userId.equals(Optional.of(id)));
    return new IdentityChange(
        person(from, message.text("from"), Optional.empty()),
        person(userId, number, system.text("parent_user_id")),
        PlatformTime.of(message, receivedAt));
  }

  private static Person person(Optional<String> userId, Optional<String> waId, Optional<String> parentUserId) {
    return Person.ofJson(JsonObject.EMPTY.with("user_id", userId).with("wa_id", waId).with("parent_user_id", parentUserId));
  }

  @Override
  public String toString() {
    return "identity change"; // people are not for logs
  }
}
