package dev.octet.graph.webhook;

import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What one item of a group field says (spec §4.2 to §4.5), in whichever dialect it came. */
public sealed interface GroupEvent {
  /** In bytes. Those that were seen have less than a hundred (spec §1). */
  int MAX_ID = 512;

  /** A group was made, at the request of {@code requestId} where this business asked through the API. */
  record Created(
      String groupId, Instant at, Optional<String> requestId, Optional<String> subject, Optional<String> description,
      Optional<String> inviteLink, Optional<String> joinApprovalMode) implements GroupEvent {}

  /** A request to make a group failed. The group id that stands in some of these means nothing. */
  record CreateFailed(Instant at, Optional<String> requestId, Optional<String> subject, List<JsonObject> errors) implements GroupEvent {}

  record Deleted(String groupId, Instant at, Optional<String> requestId) implements GroupEvent {}

  record DeleteFailed(String groupId, Instant at, Optional<String> requestId, List<JsonObject> errors) implements GroupEvent {}

  /** People came in by the link or by an approved request. */
  record Joined(String groupId, Instant at, Optional<String> requestId, Optional<String> reason, List<Member> people) implements GroupEvent {}

  /** People went: by themselves, or at the request of the business, which may have failed for some. */
  record Left(
      String groupId, Instant at, Optional<String> requestId, boolean byBusiness, List<Member> people,
      List<Member> failed, List<JsonObject> errors) implements GroupEvent {}

  record JoinRequested(String groupId, Instant at, String joinRequestId, Person person) implements GroupEvent {}

  record JoinRequestRevoked(String groupId, Instant at, String joinRequestId, Person person) implements GroupEvent {}

  /** Settings that were asked for; each block says for itself whether it was done. */
  record SettingsUpdated(
      String groupId, Instant at, Optional<String> requestId, Optional<JsonObject> subject, Optional<JsonObject> description,
      Optional<JsonObject> picture, List<JsonObject> errors) implements GroupEvent {}

  record Suspension(String groupId, Instant at, boolean suspended) implements GroupEvent {}

  /** Of a kind that this version does not know, or without what its kind needs. */
  record Unrecognized(String reason) implements GroupEvent {}

  /**
   * A person as an event names them.
   *
   * @param input what the business itself called them, as it did
   * @param errors why it failed for them
   */
  record Member(Person person, Optional<String> input, List<JsonObject> errors) {
    public static Member of(JsonObject json) {
      Optional<String> input = json.text("input").filter(text -> !text.isBlank());
      Person person = Person.ofJson(json);
      // An input is all that some events say.
      return new Member(person.known() ? person : input.map(Person::named).orElse(person), input, WebhookErrors.of(json));
    }

    /** What a request called them, in the one form that a number or an id has; where it does not say, what the platform does. */
    public String called() {
      return input.map(Person::named).orElse(person).key();
    }
  }

  /** Whether a webhook field is about groups, in either spelling (spec §7 row 10). */
  static boolean isGroupField(String field) {
    return switch (field) {
      case "group_lifecycle_update", "group_participants_update", "group_participant_update", "group_settings_update",
          "group_status_update" -> true;
      default -> false;
    };
  }

  static GroupEvent of(WebhookEvent event) {
    Optional<JsonObject> item = event.item("groups");
    return item.isEmpty() ? new Unrecognized("The event has no item of `groups`.") : of(item.get(), event.value(), event.receivedAt());
  }

  private static GroupEvent of(JsonObject item, JsonObject value, Instant receivedAt) {
    Instant at = PlatformTime.of(item, receivedAt);
    Optional<String> requestId = id(item, "request_id");
    List<JsonObject> errors = WebhookErrors.of(item);
    String type = item.text("type").orElse("");
    if (type.equals("group_create") && !errors.isEmpty()) {
      return new CreateFailed(at, requestId, item.text("subject"), errors);
    }
    Optional<String> group = id(item, "group_id");
    if (group.isEmpty()) {
      return new Unrecognized("The event names no group.");
    }
    String groupId = group.get();
    return switch (type) {
      case "group_create" -> new Created(groupId, at, requestId, item.text("subject"), item.text("description"),
          item.text("invite_link"), item.text("join_approval_mode"));
      case "group_delete" -> errors.isEmpty() ? new Deleted(groupId, at, requestId) : new DeleteFailed(groupId, at, requestId, errors);
      case "group_participants_add", "group_add_participants" ->
          people(new Joined(groupId, at, requestId, item.text("reason"), members(item, "added_participants")));
      case "group_participants_remove", "group_remove_participants" -> {
        List<Member> gone = members(item, "removed_participants");
        yield people(new Left(groupId, at, requestId, byBusiness(item, value, requestId, gone), gone, members(item, "failed_participants"), errors));
      }
      case "group_join_request_created" -> joinRequest(item, id -> new JoinRequested(groupId, at, id, Person.ofJson(item)));
      case "group_join_request_revoked" -> joinRequest(item, id -> new JoinRequestRevoked(groupId, at, id, Person.ofJson(item)));
      case "group_settings_update" -> settings(new SettingsUpdated(groupId, at, requestId, block(item, "group_subject"),
          block(item, "group_description"), block(item, "profile_picture"), errors));
      case "group_suspend" -> new Suspension(groupId, at, true);
      case "group_suspend_cleared" -> new Suspension(groupId, at, false);
      default -> new Unrecognized("The event is of a type that this version does not know.");
    };
  }

  /** Some samples have {@code initiated_by} beside the item (spec §7 row 12); without it, only the business has an input or a request. */
  private static boolean byBusiness(JsonObject item, JsonObject value, Optional<String> requestId, List<Member> gone) {
    return item.text("initiated_by").or(() -> value.text("initiated_by")).map("business"::equals)
        .orElse(requestId.isPresent() || gone.stream().anyMatch(member -> member.input().isPresent()));
  }

  private static Optional<JsonObject> block(JsonObject item, String name) {
    return item.object(name).map(block -> WebhookErrors.of(block).isEmpty() ? block.without("errors") : block.with("errors", WebhookErrors.of(block)));
  }

  private static GroupEvent settings(SettingsUpdated settings) {
    boolean nothing = settings.subject().isEmpty() && settings.description().isEmpty() && settings.picture().isEmpty() && settings.errors().isEmpty();
    return nothing ? new Unrecognized("Settings were updated, but the event names none that this version knows.") : settings;
  }

  private static GroupEvent people(Joined joined) {
    return joined.people().isEmpty() ? new Unrecognized("People were added, but the event names none.") : joined;
  }

  private static GroupEvent people(Left left) {
    return left.people().isEmpty() && left.failed().isEmpty() ? new Unrecognized("People were removed, but the event names none.") : left;
  }

  /** An id is short: what is longer is not one, and no key of a table could hold it. */
  static Optional<String> id(JsonObject item, String name) {
    return item.text(name).filter(id -> !id.isBlank() && id.getBytes(StandardCharsets.UTF_8).length <= MAX_ID);
  }

  private static GroupEvent joinRequest(JsonObject item, Function<String, GroupEvent> event) {
    return id(item, "join_request_id").map(event).orElse(new Unrecognized("The event has no join_request_id."));
  }

  private static List<Member> members(JsonObject item, String name) {
    return item.objects(name).stream().map(Member::of).toList();
  }
}
