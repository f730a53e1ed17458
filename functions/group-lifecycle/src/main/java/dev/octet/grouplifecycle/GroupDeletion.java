package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationNotifications;
import dev.octet.domain.operation.OperationState;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import dev.octet.operations.InlineOperations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code delete_group} (spec §2.2): everybody is out, the business too. A group that is gone cannot be deleted twice. */
final class GroupDeletion implements GroupRequest {
  private final Platform platform;
  private final Groups groups;
  private final InviteLinks links;

  GroupDeletion(Platform platform, Groups groups, InviteLinks links) {
    this.platform = platform;
    this.groups = groups;
    this.links = links;
  }

  @Override
  public Outcome call(Operation operation) {
    return platform.deleteGroup(operation.phoneNumberId(), GroupRequest.groupId(operation));
  }

  @Override
  public boolean isDone(Operation operation, GraphError refusal) {
    return refusal.code() == GROUP_UNKNOWN;
  }

  @Override
  public Optional<Boolean> look(Operation operation) {
    return switch (platform.groupInfo(operation.phoneNumberId(), GroupRequest.groupId(operation), "")) {
      case Outcome.Answered _ -> Optional.of(false);
      case Outcome.Refused(GraphError error) when isDone(operation, error) -> Optional.of(true);
      case Outcome.Refused _, Outcome.NotSent _, Outcome.Unknown _ -> Optional.empty();
    };
  }

  @Override
  public Kept keep(Operation operation, Instant at, JsonObject said) {
    Groups.Saved saved = groups.deleted(GroupRequest.groupId(operation), operation.phoneNumberId(), at);
    return new Kept(InlineOperations.SUCCESS, saved.version());
  }

  /** It may be known by looking: then there is no webhook that would be passed on. */
  @Override
  public void handOn(Operation operation, Instant at) {
    if (operation.state() instanceof OperationState.Succeeded) {
      links.gone(operation.phoneNumberId(), GroupRequest.groupId(operation), at);
    }
  }

  @Override
  public List<Notification> tell(Operation operation, Instant at) {
    return switch (operation.state()) {
      case OperationState.Succeeded succeeded -> {
        Optional<Group> group = groups.get(GroupRequest.groupId(operation)).map(Groups.Saved::group);
        yield List.of(OperationNotifications.ofGroup("group.deleted", operation, group.flatMap(Group::endedAt).orElse(at),
            JsonObject.EMPTY.with("subject", group.flatMap(Group::subject)).with("sequence", succeeded.sequence()), GroupRequest.groupId(operation)));
      }
      case OperationState.Failed failed -> List.of(OperationNotifications.ofGroup("group.delete_failed", operation, at,
          JsonObject.EMPTY.with("errors", List.of(failed.error())), operation.ending()));
      case OperationState.Unknown _, OperationState.Accepted _, OperationState.Calling _, OperationState.Answered _,
          OperationState.Unsettled _ -> List.of();
    };
  }
}
