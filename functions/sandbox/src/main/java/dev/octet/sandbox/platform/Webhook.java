package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the platform tells a business: one POST body (spec §4.1).
 *
 * @param field the webhook field, such as {@code group_lifecycle_update}
 * @param value what the field's change holds, beside {@code messaging_product} and {@code metadata}
 * @param accountAt when it happened, for what concerns the account alone: such a change has neither of these two
 */
public record Webhook(BusinessNumber number, String field, JsonObject value, Optional<Instant> accountAt) {

  Webhook(BusinessNumber number, String field, JsonObject value) {
    this(number, field, value, Optional.empty());
  }

  /** A change of a field of the account's. The number is one of it. */
  static Webhook ofAccount(BusinessNumber number, String field, JsonObject value, Instant at) {
    return new Webhook(number, field, value, Optional.of(at));
  }

  /** A change of a group field, with its one event. Times are strings of Unix seconds, as in the samples. */
  static Webhook ofGroup(BusinessNumber number, String field, String type, String groupId, Instant at, JsonObject more) {
    JsonObject event = JsonObject.EMPTY.with("timestamp", seconds(at)).with("group_id", groupId).with("type", type).withAll(more);
    return new Webhook(number, field, JsonObject.EMPTY.with("groups", List.of(event)));
  }

  /** A group was made at the business's request (spec §4.2). */
  static Webhook created(BusinessNumber number, PlatformGroup group, String requestId, String inviteLink) {
    return ofGroup(number, "group_lifecycle_update", "group_create", group.id(), group.createdAt(), JsonObject.EMPTY
        .with("request_id", requestId)
        .with("subject", group.subject())
        .with("description", group.description())
        .with("invite_link", inviteLink)
        .with("join_approval_mode", group.joinApprovalMode()));
  }

  /** None was made after all; the sample has the id that it would have had (spec §4.2, §7 row 18). */
  static Webhook createFailed(BusinessNumber number, PlatformGroup group, String requestId, PlatformError error) {
    return ofGroup(number, "group_lifecycle_update", "group_create", group.id(), group.createdAt(), JsonObject.EMPTY
        .with("request_id", requestId)
        .with("subject", group.subject())
        .with("description", group.description())
        .with("errors", List.of(error.inList())));
  }

  /** It is still there. */
  static Webhook deleteFailed(BusinessNumber number, PlatformGroup group, String requestId, PlatformError error, Instant at) {
    return ofGroup(number, "group_lifecycle_update", "group_delete", group.id(), at,
        JsonObject.EMPTY.with("request_id", requestId).with("errors", List.of(error.inList())));
  }

  /** A group is gone at the business's request (spec §4.2). */
  static Webhook deleted(BusinessNumber number, PlatformGroup group, String requestId, Instant at) {
    return ofGroup(number, "group_lifecycle_update", "group_delete", group.id(), at, JsonObject.EMPTY.with("request_id", requestId));
  }

  /** @param blocks one for each setting that was sent (spec §4.4) */
  static Webhook settingsUpdated(BusinessNumber number, PlatformGroup group, String requestId, JsonObject blocks, Instant at) {
    return ofGroup(number, "group_settings_update", "group_settings_update", group.id(), at,
        JsonObject.EMPTY.with("request_id", requestId).withAll(blocks));
  }

  /** The platform suspended a group, or cleared that; it gives no reason (spec §4.5). */
  static Webhook statusChanged(BusinessNumber number, PlatformGroup group, boolean suspended, Instant at) {
    return ofGroup(number, "group_status_update", suspended ? "group_suspend" : "group_suspend_cleared", group.id(), at, JsonObject.EMPTY);
  }

  /** Somebody came in by the invite link (spec §4.3). */
  static Webhook joined(BusinessNumber number, PlatformGroup group, Person person, Instant at) {
    return ofParticipants(number, "group_participants_add", group, at, JsonObject.EMPTY
        .with("reason", "invite_link")
        .with("added_participants", List.of(person.identity())));
  }

  /** People were let in who had asked: told from those who came by the link by their {@code input} alone (spec §4.3). */
  static Webhook approved(BusinessNumber number, PlatformGroup group, List<Person> people, Instant at) {
    return ofParticipants(number, "group_participants_add", group, at, JsonObject.EMPTY
        .with("reason", "invite_link")
        .with("added_participants", people.stream().map(person ->
            JsonObject.EMPTY.with("input", person.waId().orElse(person.userId())).withAll(person.identity())).toList()));
  }

  static Webhook left(BusinessNumber number, PlatformGroup group, Person person, Instant at) {
    return ofParticipants(number, "group_participants_remove", group, at, JsonObject.EMPTY
        .with("initiated_by", "participant")
        .with("removed_participants", List.of(person.identity())));
  }

  /** @param lists who was removed and who was not (spec §4.3) */
  static Webhook removed(BusinessNumber number, PlatformGroup group, String requestId, JsonObject lists, Instant at) {
    return ofParticipants(number, "group_participants_remove", group, at, JsonObject.EMPTY
        .with("request_id", requestId)
        .with("initiated_by", "business")
        .withAll(lists));
  }

  static Webhook joinRequested(BusinessNumber number, PlatformGroup group, PlatformGroup.JoinRequest request, Person person, Instant at) {
    return ofParticipants(number, "group_join_request_created", group, at, joinRequest(request, person));
  }

  static Webhook joinRequestRevoked(BusinessNumber number, PlatformGroup group, PlatformGroup.JoinRequest request, Person person, Instant at) {
    return ofParticipants(number, "group_join_request_revoked", group, at, joinRequest(request, person));
  }

  private static JsonObject joinRequest(PlatformGroup.JoinRequest request, Person person) {
    return JsonObject.EMPTY.with("join_request_id", request.id()).withAll(person.identity());
  }

  private static Webhook ofParticipants(BusinessNumber number, String type, PlatformGroup group, Instant at, JsonObject more) {
    return ofGroup(number, "group_participants_update", type, group.id(), at, more);
  }

  /** Somebody wrote: in a group, or to the business alone (spec §3.4). */
  static Webhook written(BusinessNumber number, Optional<PlatformGroup> group, Person person, String messageId, Instant at, MessageContent content) {
    JsonObject message = JsonObject.EMPTY
        .with("from", person.waId())
        .with("from_user_id", person.userId())
        .with("group_id", group.map(PlatformGroup::id))
        .with("id", messageId)
        .with("timestamp", seconds(at))
        .with("context", content.repliesTo().map(id -> JsonObject.EMPTY.with("from", author(number, group, id)).with("id", id)))
        .with("type", content.type())
        .withAll(content.fields());
    return new Webhook(number, "messages", JsonObject.EMPTY.with("contacts", List.of(person.contact())).with("messages", List.of(message)));
  }

  /** The number of who wrote a message: one of the group, if they show one, or the business. */
  private static Optional<String> author(BusinessNumber number, Optional<PlatformGroup> group, String messageId) {
    return group.stream().flatMap(it -> it.participants().stream()).map(PlatformGroup.Participant::person)
        .filter(person -> PlatformIds.isMessageOf(person, messageId)).findFirst()
        .map(Person::waId).orElse(Optional.of(number.display()));
  }

  /** Something is wrong with the account or the number, whatever was sent (spec §4.6). */
  public static Webhook ofError(BusinessNumber number, PlatformError error) {
    return new Webhook(number, "messages", JsonObject.EMPTY.with("errors", List.of(error.inStatus())));
  }

  /** The same in the spelling of before April 2026. */
  public Webhook older() {
    return new Webhook(number, field, OlderSpelling.of(value), accountAt);
  }

  /** The same, to a business whose portfolio is enrolled for parent ids. */
  public Webhook withParentIds() {
    return new Webhook(number, field, ParentIds.beside(value), accountAt);
  }

  /** The bytes as they travel and as they are signed: characters beyond ASCII escaped, with lower-case digits (spec §4.7). */
  public byte[] toBytes() {
    return text(toJson()).getBytes(StandardCharsets.US_ASCII);
  }

  /** A body as it travels. */
  static String text(JsonObject body) {
    return escapesInLowerCase(body.toJson());
  }

  private JsonObject toJson() {
    JsonObject whole = accountAt.isPresent() ? value : JsonObject.EMPTY
        .with("messaging_product", "whatsapp")
        .with("metadata", JsonObject.EMPTY.with("display_phone_number", number.display()).with("phone_number_id", number.id()))
        .withAll(value);
    JsonObject change = JsonObject.EMPTY.with("value", whole).with("field", field);
    JsonObject entry = JsonObject.EMPTY.with("id", number.accountId()).with("time", accountAt.map(Instant::getEpochSecond));
    return JsonObject.EMPTY
        .with("object", "whatsapp_business_account")
        .with("entry", List.of(entry.with("changes", List.of(change))));
  }

  private static String escapesInLowerCase(String json) {
    StringBuilder text = new StringBuilder(json);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        if (text.charAt(i + 1) == 'u') {
          for (int digit = i + 2; digit < i + 6; digit++) {
            text.setCharAt(digit, Character.toLowerCase(text.charAt(digit)));
          }
        }
        i++; // what is escaped starts no escape of its own
      }
    }
    return text.toString();
  }

  private static String seconds(Instant at) {
    return Long.toString(at.getEpochSecond());
  }

  @Override
  public String toString() {
    return "webhook of " + field; // the rest is what people wrote
  }
}
