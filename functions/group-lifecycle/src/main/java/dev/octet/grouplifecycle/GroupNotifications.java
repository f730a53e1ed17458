package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
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

  /** @param superseded whether something later was known already, so that nothing changed */
  Notification participant(String type, GroupEvent.Member member, JsonObject more, long sequence, boolean superseded) {
    JsonObject data = JsonObject.EMPTY
        .with("participant", person(member.person()))
        .withAll(more)
        .with("timestamp", Long.toString(at.getEpochSecond()))
        .with("errors", Optional.of(member.errors()).filter(errors -> !errors.isEmpty()));
    return of(type, ordered(data, sequence, superseded), type, groupId, member.person().key(), seconds());
  }

  Notification joinRequest(String type, String joinRequestId, Person person) {
    JsonObject data = JsonObject.EMPTY
        .with("join_request_id", joinRequestId)
        .with("participant", person(person))
        .with("timestamp", Long.toString(at.getEpochSecond()));
    return of(type, data, groupId, joinRequestId, seconds());
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

  Notification suspension(boolean suspended) {
    return of(suspended ? "group.suspended" : "group.suspension_cleared", JsonObject.EMPTY, groupId, seconds());
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
    return Notification.of(type, at, phoneNumberId, Optional.of(groupId), data.with("platform_request_id", platformRequestId), identity);
  }

  private static Optional<JsonObject> person(Person person) {
    return Optional.of(person.toJson()).filter(json -> !json.isEmpty());
  }

  private String request() {
    return platformRequestId.orElse(seconds());
  }

  private String seconds() {
    return Long.toString(at.getEpochSecond());
  }
}
