package dev.octet.domain.operation;

import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the end of an operation tells. Made from the operation alone, so that a second telling equals the first. */
public final class OperationNotifications {
  private OperationNotifications() {}

  /** @param at when it was learned; the time of what has no time of the platform's */
  public static List<Notification> ofCreate(Operation operation, Instant at) {
    return switch (operation.state()) {
      case OperationState.Succeeded succeeded -> List.of(
          Notification.of("group.created", madeAt(succeeded, at), number(operation), operation.groupId(), ids(operation).withAll(succeeded.answer()).with("sequence", succeeded.sequence()),
              operation.groupId().orElseThrow()),
          ended("operation.succeeded", operation, at, JsonObject.EMPTY.with("answer", succeeded.answer())));
      case OperationState.Failed failed -> List.of(
          Notification.of("group.create_failed", at, number(operation), Optional.empty(),
              ids(operation).with("subject", operation.body().text("subject")).with("errors", List.of(failed.error())), operation.requestId()),
          ended("operation.failed", operation, at, JsonObject.EMPTY.with("error", failed.error())));
      case OperationState.Unknown unknown -> List.of(
          Notification.of("group.create_unknown", at, number(operation), Optional.empty(),
              ids(operation).with("subject", operation.body().text("subject")).with("candidate_group_ids", unknown.candidates()), operation.requestId()),
          ended("operation.unknown", operation, at, JsonObject.EMPTY.with("candidate_group_ids", unknown.candidates())));
      case OperationState.Accepted _, OperationState.Calling _, OperationState.Answered _, OperationState.Unsettled _ -> List.of();
    };
  }

  /** A group turned up for an operation that had ended without it: told with both ids, never adopted silently. */
  public static Notification lateGroup(Operation operation, String groupId, Instant at) {
    return Notification.of("group.create_unknown", at, number(operation), Optional.of(groupId),
        ids(operation).with("subject", operation.body().text("subject"))
            .with("candidate_group_ids", operation.groupId().map(first -> List.of(first, groupId)).orElse(List.of(groupId))),
        operation.requestId(), groupId);
  }

  private static Notification ended(String type, Operation operation, Instant at, JsonObject outcome) {
    return Notification.of(type, at, number(operation), operation.groupId(),
        ids(operation).with("command", operation.command()).withAll(outcome), operation.requestId());
  }

  /** The platform's time of the group, however and whenever it was learned. */
  private static Instant madeAt(OperationState.Succeeded succeeded, Instant otherwise) {
    OptionalLong seconds = succeeded.answer().whole("creation_timestamp");
    return seconds.isPresent() ? Instant.ofEpochSecond(seconds.getAsLong()) : otherwise;
  }

  private static Optional<String> number(Operation operation) {
    return Optional.of(operation.phoneNumberId());
  }

  private static JsonObject ids(Operation operation) {
    return JsonObject.EMPTY
        .with("request_id", operation.requestId())
        .with("command_id", operation.commandId())
        .with("platform_request_id", operation.state().knownPlatformRequestId());
  }
}
