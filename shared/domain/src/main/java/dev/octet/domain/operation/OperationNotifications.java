package dev.octet.domain.operation;

import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the end of an operation tells. Made from the operation alone, so that a second telling equals the first. */
public final class OperationNotifications {
  private OperationNotifications() {}

  /** @param at when it was learned; the time of what has no time of the platform's */
  public static List<Notification> ofCreate(Operation operation, Instant at) {
    Optional<Notification> group = switch (operation.state()) {
      case OperationState.Succeeded succeeded -> Optional.of(ofGroup("group.created", operation, madeAt(succeeded, at),
          succeeded.answer().with("sequence", succeeded.sequence()), operation.groupId().orElseThrow()));
      case OperationState.Failed failed -> Optional.of(ofGroup("group.create_failed", operation, at,
          subject(operation).with("errors", List.of(failed.error())), operation.ending()));
      case OperationState.Unknown unknown -> Optional.of(ofGroup("group.create_unknown", operation, at,
          subject(operation).with("candidate_group_ids", unknown.candidates()), operation.ending()));
      case OperationState.Accepted _, OperationState.Calling _, OperationState.Answered _, OperationState.Unsettled _ -> Optional.empty();
    };
    return Stream.concat(group.stream(), ofEnd(operation, at).stream()).toList();
  }

  /** What the end of any operation tells: how it ended. Nothing while it has not. */
  public static Optional<Notification> ofEnd(Operation operation, Instant at) {
    return switch (operation.state()) {
      case OperationState.Succeeded succeeded -> Optional.of(ended("operation.succeeded", operation, at, JsonObject.EMPTY.with("answer", succeeded.answer())));
      case OperationState.Failed failed -> Optional.of(ended("operation.failed", operation, at, JsonObject.EMPTY.with("error", failed.error())
          .with("answer", Optional.of(failed.answer()).filter(answer -> !answer.isEmpty()))));
      case OperationState.Unknown unknown ->
          Optional.of(ended("operation.unknown", operation, at, JsonObject.EMPTY.with("candidate_group_ids", unknown.candidates())));
      case OperationState.Accepted _, OperationState.Calling _, OperationState.Answered _, OperationState.Unsettled _ -> Optional.empty();
    };
  }

  /**
   * What an operation did to its group, or could not do.
   *
   * @param identity what tells it apart from others of its type
   */
  public static Notification ofGroup(String type, Operation operation, Instant at, JsonObject data, String... identity) {
    return Notification.of(type, at, number(operation), operation.groupId(), ids(operation).withAll(data), identity);
  }

  /** A group turned up for an operation that had ended without it: told with both ids, never adopted silently. */
  public static Notification lateGroup(Operation operation, String groupId, Instant at) {
    return Notification.of("group.create_unknown", at, number(operation), Optional.of(groupId),
        ids(operation).withAll(subject(operation))
            .with("candidate_group_ids", operation.groupId().map(first -> List.of(first, groupId)).orElse(List.of(groupId))),
        operation.requestId(), groupId);
  }

  private static JsonObject subject(Operation operation) {
    return JsonObject.EMPTY.with("subject", operation.body().text("subject"));
  }

  private static Notification ended(String type, Operation operation, Instant at, JsonObject outcome) {
    return Notification.of(type, at, number(operation), operation.groupId(),
        ids(operation).with("command", operation.command()).with("redrives", redrives(operation)).withAll(outcome), operation.ending());
  }

  /** The platform's time of the group, however and whenever it was learned. */
  private static Instant madeAt(OperationState.Succeeded succeeded, Instant otherwise) {
    OptionalLong seconds = succeeded.answer().whole("creation_timestamp");
    return seconds.isPresent() ? Instant.ofEpochSecond(seconds.getAsLong()) : otherwise;
  }

  private static Optional<String> number(Operation operation) {
    return Optional.of(operation.phoneNumberId());
  }

  /** How often it came back from the dead letters, where it did. */
  private static Optional<Integer> redrives(Operation operation) {
    return Optional.of(operation.redrive().times()).filter(times -> times > 0);
  }

  private static JsonObject ids(Operation operation) {
    return JsonObject.EMPTY
        .with("request_id", operation.requestId())
        .with("command_id", operation.commandId())
        .with("platform_request_id", operation.state().knownPlatformRequestId());
  }
}
