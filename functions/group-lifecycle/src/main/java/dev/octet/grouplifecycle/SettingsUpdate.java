package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
import dev.octet.domain.group.UpdateSettings;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationNotifications;
import dev.octet.domain.operation.OperationState;
import dev.octet.graph.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code update_group_settings} (spec §2.9): subject and description. The same again leaves them as they are. */
final class SettingsUpdate implements GroupRequest {
  private final Platform platform;
  private final Groups groups;

  SettingsUpdate(Platform platform, Groups groups) {
    this.platform = platform;
    this.groups = groups;
  }

  @Override
  public Outcome call(Operation operation) {
    return platform.updateSettings(operation.phoneNumberId(), GroupRequest.groupId(operation), request(operation));
  }

  @Override
  public boolean isOvertaken(Operation operation, Instant calledAt) {
    UpdateSettings wanted = request(operation);
    Optional<Instant> subjectAt = groups.get(GroupRequest.groupId(operation)).flatMap(it -> it.group().subjectAt());
    return wanted.subject().map(_ -> subjectAt.filter(calledAt::isBefore).isPresent()).orElse(true)
        && wanted.description().map(_ -> groups.describedAt(GroupRequest.groupId(operation)).filter(calledAt::isBefore).isPresent()).orElse(true);
  }

  @Override
  public Optional<Boolean> look(Operation operation) {
    UpdateSettings wanted = request(operation);
    Outcome look = platform.groupInfo(operation.phoneNumberId(), GroupRequest.groupId(operation), "subject,description");
    return look instanceof Outcome.Answered(JsonObject info, _)
        ? Optional.of(wanted.subject().map(text -> info.text("subject").equals(Optional.of(text))).orElse(true)
            && wanted.description().map(text -> info.text("description").orElse("").equals(text)).orElse(true))
        : GroupRequest.unseen(look);
  }

  @Override
  public Kept keep(Operation operation, Instant at, JsonObject said) {
    UpdateSettings changed = request(operation);
    changed.description().ifPresent(text -> groups.describe(GroupRequest.groupId(operation), text, at));
    Groups.Saved saved = groups.update(GroupRequest.groupId(operation), operation.phoneNumberId(),
        group -> changed.subject().map(text -> group.subject(text, at).group()).orElse(group));
    return new Kept(GroupRequest.SUCCESS, saved.version());
  }

  @Override
  public List<Notification> tell(Operation operation, Instant at) {
    UpdateSettings request = request(operation);
    return switch (operation.state()) {
      case OperationState.Succeeded succeeded -> List.of(OperationNotifications.ofGroup("group.settings_updated", operation, at,
          request.toBlocks(true).with("sequence", succeeded.sequence()).with("superseded", superseded(operation, request)),
          GroupNotifications.settingsIdentity("group.settings_updated", GroupRequest.groupId(operation), succeeded.platformRequestId().orElse(operation.requestId()), request.toBlocks(true))));
      // What its webhook says of each setting is told from that.
      case OperationState.Failed failed when failed.platformRequestId().isPresent() -> List.of();
      case OperationState.Failed failed -> List.of(OperationNotifications.ofGroup("group.settings_update_failed", operation, at,
          request.toBlocks(false).with("errors", List.of(failed.error())),
          GroupNotifications.settingsIdentity("group.settings_update_failed", GroupRequest.groupId(operation), operation.requestId(), request.toBlocks(false))));
      case OperationState.Unknown _, OperationState.Accepted _, OperationState.Calling _, OperationState.Answered _,
          OperationState.Unsettled _ -> List.of();
    };
  }

  /** Whether it is called something else by now. */
  private Optional<Boolean> superseded(Operation operation, UpdateSettings request) {
    Optional<String> subject = groups.get(GroupRequest.groupId(operation)).flatMap(it -> it.group().subject());
    return request.subject().filter(text -> !subject.equals(Optional.of(text))).map(_ -> true);
  }

  private static UpdateSettings request(Operation operation) {
    return switch (UpdateSettings.parse(operation.body())) {
      case UpdateSettings.Parsed.Valid valid -> valid.request();
      case UpdateSettings.Parsed.Invalid _ -> throw new IllegalStateException("An operation was recorded for a body that is not valid.");
    };
  }
}
