package dev.octet.grouplifecycle;

import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.GroupEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a request to create a group, from its webhook or from the list of active groups.
 *
 * @param groupId empty when it failed
 * @param errors why it failed; empty when it did not
 */
record CreateOutcome(
    Optional<String> platformRequestId,
    Optional<String> groupId,
    Instant at,
    Optional<String> subject,
    Optional<String> description,
    Optional<String> inviteLink,
    Optional<String> joinApprovalMode,
    List<JsonObject> errors) {

  static CreateOutcome of(GroupEvent.Created event) {
    return new CreateOutcome(event.requestId(), Optional.of(event.groupId()), event.at(), event.subject(), event.description(),
        event.inviteLink(), event.joinApprovalMode(), List.of());
  }

  static CreateOutcome of(GroupEvent.CreateFailed event) {
    return new CreateOutcome(event.requestId(), Optional.empty(), event.at(), event.subject(), Optional.empty(), Optional.empty(),
        Optional.empty(), event.errors());
  }

  boolean succeeded() {
    return groupId.isPresent();
  }

  JsonObject error() {
    return errors.isEmpty() ? JsonObject.EMPTY : errors.getFirst();
  }

  /** What callers are told of the group, in the platform's field names. */
  JsonObject answer(Group group) {
    return JsonObject.EMPTY
        .with("id", groupId)
        .with("subject", group.subject())
        .with("description", description)
        .with("invite_link", group.inviteLink())
        .with("join_approval_mode", group.joinApprovalMode())
        .with("creation_timestamp", at.getEpochSecond());
  }

  JsonObject toJson() {
    return JsonObject.EMPTY
        .with("platform_request_id", platformRequestId)
        .with("group_id", groupId)
        .with("at", at.getEpochSecond())
        .with("subject", subject)
        .with("description", description)
        .with("invite_link", inviteLink)
        .with("join_approval_mode", joinApprovalMode)
        .with("errors", errors);
  }

  static CreateOutcome ofJson(JsonObject json) {
    return new CreateOutcome(json.text("platform_request_id"), json.text("group_id"),
        Instant.ofEpochSecond(json.whole("at").orElse(0)), json.text("subject"), json.text("description"),
        json.text("invite_link"), json.text("join_approval_mode"), json.objects("errors"));
  }
}
