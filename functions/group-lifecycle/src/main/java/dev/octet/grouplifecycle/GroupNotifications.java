package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.Participant.Move;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.GroupEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the outside is told of changes in groups. Each id is made from what happened, by the platform's clock, so that a
 * second telling of it is known as one.
 *
 * @param phoneNumberId the business number that the event concerns
 * @param platformRequestId the platform's id of the request that caused it, where there was one
 */
record GroupNotifications(Optional<String> phoneNumberId, String groupId, Instant at, Optional<String> platformRequestId) {

  /** @param moved what it did to the group, and when: of a removal that is learned again, the time that was known first */
  Notification moved(Move move, GroupEvent.Member member, Group.Moved moved, JsonObject more, long sequence) {
    String type = type(move);
    JsonObject data = JsonObject.EMPTY
        .with("participant", person(moved.person()))
        .withAll(more)
        .with("timestamp", seconds(moved.at()));
    return of(type, moved.at(), ordered(data, sequence, moved.superseded()), movedIdentity(type, groupId, member.person(), moved.at()));
  }

  static String type(Move move) {
    return switch (move) {
      case JOINED -> "participant.joined";
      case LEFT -> "participant.left";
      case REMOVED -> "participant.removed";
    };
  }

  /**
   * The same, whether its webhook or its operation tells it.
   *
   * @param named the person as the event, or the request, names them. Not as the roster does: that learns more names as time
   *     goes by, so that a second pass of the same event would make another id of it
   */
  static String[] movedIdentity(String type, String groupId, Person named, Instant at) {
    return new String[] {type, groupId, named.key(), seconds(at)};
  }

  /** @param member with the reason why it failed for them */
  Notification removeFailed(GroupEvent.Member member, Person known, long sequence) {
    JsonObject data = JsonObject.EMPTY
        .with("participant", person(known))
        .with("timestamp", seconds())
        .with("errors", Optional.of(member.errors()).filter(errors -> !errors.isEmpty()));
    return of("participant.remove_failed", ordered(data, sequence, false), removeFailedIdentity(groupId, member.person(), request()));
  }

  /** @param request the platform's id of the request that failed: unlike a time, its answer and its webhook have it in common */
  static String[] removeFailedIdentity(String groupId, Person named, String request) {
    return new String[] {"participant.remove_failed", groupId, named.key(), request};
  }

  Notification joinRequest(String type, String joinRequestId, Person person) {
    JsonObject data = JsonObject.EMPTY
        .with("join_request_id", joinRequestId)
        .with("participant", person(person))
        .with("timestamp", seconds());
    return of(type, data, groupId, joinRequestId, seconds());
  }

  /** A group that Octet did not know exists: whoever finds it first, and however. */
  Notification adopted(Groups.Saved saved) {
    Group group = saved.group();
    JsonObject data = JsonObject.EMPTY
        .with("subject", group.subject())
        .with("invite_link", group.inviteLink())
        .with("creation_timestamp", group.createdAt().map(Instant::getEpochSecond))
        .with("participants", group.present().stream().map(it -> it.person().toJson()).toList());
    return of("group.adopted", ordered(data, saved.version(), false), groupId);
  }

  /** A group that no operation of Octet's asked for. */
  static Notification foreign(String phoneNumberId, CreateOutcome outcome, Groups.Saved saved) {
    return Notification.of("group.created", outcome.at(), Optional.of(phoneNumberId), outcome.groupId(),
        outcome.answer(saved.group()).with("platform_request_id", outcome.platformRequestId()).with("sequence", saved.version()),
        outcome.groupId().orElseThrow());
  }

  /** A request that failed and that no operation of Octet's asked for. */
  static Notification foreignFailure(String phoneNumberId, CreateOutcome outcome, String eventKey) {
    JsonObject data = JsonObject.EMPTY
        .with("platform_request_id", outcome.platformRequestId())
        .with("subject", outcome.subject())
        .with("errors", outcome.errors());
    return Notification.of("group.create_failed", outcome.at(), Optional.of(phoneNumberId), Optional.empty(), data,
        outcome.platformRequestId().orElse(eventKey));
  }

  Notification deleted(Optional<String> subject, long sequence) {
    return of("group.deleted", ordered(JsonObject.EMPTY.with("subject", subject), sequence, false), groupId);
  }

  Notification deleteFailed(List<JsonObject> errors) {
    return of("group.delete_failed", JsonObject.EMPTY.with("errors", errors), groupId, request());
  }

  Notification suspension(boolean suspended, long sequence, boolean superseded) {
    return of(suspended ? "group.suspended" : "group.suspension_cleared", ordered(JsonObject.EMPTY, sequence, superseded), groupId, seconds());
  }

  /** @param blocks a block for each setting that the notification is about, and what else is to be told of them */
  Notification settings(String type, JsonObject blocks) {
    return of(type, blocks, settingsIdentity(type, groupId, request(), blocks));
  }

  /** The same, whether its webhook or its operation tells it: which settings of the group, and which request. */
  static String[] settingsIdentity(String type, String groupId, String request, JsonObject blocks) {
    List<String> names = Stream.of("group_subject", "group_description", "profile_picture").filter(blocks::has).toList();
    return new String[] {type, groupId, request, String.join(",", names)};
  }

  private static JsonObject ordered(JsonObject data, long sequence, boolean superseded) {
    JsonObject ordered = data.with("sequence", sequence);
    return superseded ? ordered.with("superseded", true) : ordered;
  }

  private Notification of(String type, JsonObject data, String... identity) {
    return of(type, at, data, identity);
  }

  private Notification of(String type, Instant when, JsonObject data, String... identity) {
    return Notification.of(type, when, phoneNumberId, Optional.of(groupId), data.with("platform_request_id", platformRequestId), identity);
  }

  private static Optional<JsonObject> person(Person person) {
    return Optional.of(person.toJson()).filter(json -> !json.isEmpty());
  }

  private String request() {
    return platformRequestId.orElse(seconds());
  }

  private String seconds() {
    return seconds(at);
  }

  private static String seconds(Instant time) {
    return Long.toString(time.getEpochSecond());
  }
}
