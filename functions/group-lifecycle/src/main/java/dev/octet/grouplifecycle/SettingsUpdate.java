package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.GroupPicture;
import dev.octet.domain.group.PictureSource;
import dev.octet.domain.group.UpdateSettings;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationNotifications;
import dev.octet.domain.operation.OperationState;
import dev.octet.graph.Outcome;
import dev.octet.grouplifecycle.PictureFetch.Brought;
import dev.octet.operations.InlineOperations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code update_group_settings} (spec §2.9): subject, description, picture. The same again leaves them as they are. */
final class SettingsUpdate implements GroupRequest {
  private final Platform platform;
  private final Groups groups;
  private final Pictures pictures;
  private final PictureFetch fetch;
  private final History history;

  SettingsUpdate(Platform platform, Groups groups, Pictures pictures, PictureFetch fetch, History history) {
    this.platform = platform;
    this.groups = groups;
    this.pictures = pictures;
    this.fetch = fetch;
    this.history = history;
  }

  @Override
  public Outcome call(Operation operation) {
    return call(operation, request(operation));
  }

  @Override
  public Outcome callAgain(Operation operation, Instant before) {
    return call(operation, notOvertaken(operation, before));
  }

  private Outcome call(Operation operation, UpdateSettings request) {
    return switch (fetch.bring(operation, request)) {
      case Brought.Ready ready -> platform.updateSettings(operation.phoneNumberId(), GroupRequest.groupId(operation), request.toTexts(), ready.picture());
      case Brought.Failed failed -> failed.outcome();
    };
  }

  /**
   * The newest change of these settings since, if it made them what is asked for. Not of a picture: the same one may have been
   * sent as other bytes.
   */
  @Override
  public Optional<Heard> heard(Operation operation, Instant calledAt) {
    UpdateSettings wanted = request(operation);
    if (wanted.picture().isPresent()) {
      return Optional.empty();
    }
    JsonObject texts = wanted.toBlocks(true, Optional.empty());
    return history.since(GroupRequest.groupId(operation), calledAt).stream()
        .filter(entry -> texts.fields().keySet().stream().anyMatch(entry::has)).findFirst()
        .filter(entry -> texts.fields().keySet().stream().allMatch(name -> text(entry, name).equals(text(texts, name))))
        .flatMap(entry -> entry.text("platform_request_id").map(id -> new Heard(id, Instant.ofEpochSecond(entry.whole("timestamp").orElseThrow()))));
  }

  private static Optional<String> text(JsonObject blocks, String name) {
    return blocks.object(name).flatMap(block -> block.text("text"));
  }

  @Override
  public boolean isOvertaken(Operation operation, Instant calledAt) {
    UpdateSettings left = notOvertaken(operation, calledAt);
    return left.subject().isEmpty() && left.description().isEmpty() && left.picture().isEmpty();
  }

  /** What it asks for, without what is known to have been changed since. */
  private UpdateSettings notOvertaken(Operation operation, Instant calledAt) {
    UpdateSettings wanted = request(operation);
    Optional<Group> group = groups.get(GroupRequest.groupId(operation)).map(Groups.Saved::group);
    return new UpdateSettings(
        wanted.subject().filter(_ -> group.flatMap(Group::subjectAt).filter(calledAt::isBefore).isEmpty()),
        wanted.description().filter(_ -> groups.describedAt(GroupRequest.groupId(operation)).filter(calledAt::isBefore).isEmpty()),
        wanted.picture().filter(_ -> group.flatMap(Group::picture).map(GroupPicture::at).filter(calledAt::isBefore).isEmpty()));
  }

  /** The platform shows no picture. */
  @Override
  public boolean canLook(Operation operation) {
    return request(operation).picture().isEmpty();
  }

  @Override
  public Optional<Boolean> look(Operation operation) {
    UpdateSettings wanted = operation.state().lastCall().map(calledAt -> notOvertaken(operation, calledAt)).orElseGet(() -> request(operation));
    Outcome look = platform.groupInfo(operation.phoneNumberId(), GroupRequest.groupId(operation), "subject,description");
    return look instanceof Outcome.Answered(JsonObject info, _)
        ? Optional.of(wanted.subject().map(text -> info.text("subject").equals(Optional.of(text))).orElse(true)
            && wanted.description().map(text -> info.text("description").orElse("").equals(text)).orElse(true))
        : GroupRequest.unseen(look);
  }

  /** Not the picture: it is done only when its webhook says so, which is kept from that. */
  @Override
  public Kept keep(Operation operation, Instant at, JsonObject said) {
    UpdateSettings changed = spokenOf(request(operation), said);
    changed.description().ifPresent(text -> groups.describe(GroupRequest.groupId(operation), text, at));
    Groups.Saved saved = groups.update(GroupRequest.groupId(operation), operation.phoneNumberId(),
        group -> changed.subject().map(text -> group.subject(text, at).group()).orElse(group));
    return new Kept(InlineOperations.SUCCESS, saved.version());
  }

  @Override
  public List<Notification> tell(Operation operation, Instant at) {
    UpdateSettings request = request(operation);
    return switch (operation.state()) {
      case OperationState.Succeeded succeeded -> List.of(told("group.settings_updated", operation, at, blocks(operation, request, true),
          JsonObject.EMPTY.with("sequence", succeeded.sequence()).with("superseded", superseded(operation, request)),
          succeeded.platformRequestId().orElse(operation.requestId())));
      // What its webhook says of each setting is told from that.
      case OperationState.Failed failed when failed.platformRequestId().isPresent() -> List.of();
      case OperationState.Failed failed -> List.of(told("group.settings_update_failed", operation, at, blocks(operation, request, false),
          JsonObject.EMPTY.with("errors", List.of(failed.error())), operation.ending()));
      case OperationState.Unknown _, OperationState.Accepted _, OperationState.Calling _, OperationState.Answered _,
          OperationState.Unsettled _ -> List.of();
    };
  }

  private static Notification told(String type, Operation operation, Instant at, JsonObject blocks, JsonObject more, String request) {
    return OperationNotifications.ofGroup(type, operation, at, blocks.withAll(more),
        GroupNotifications.settingsIdentity(type, GroupRequest.groupId(operation), request, blocks));
  }

  private JsonObject blocks(Operation operation, UpdateSettings request, boolean successful) {
    return request.toBlocks(successful, request.picture().filter(PictureSource.Link.class::isInstance).flatMap(_ -> pictures.sent(operation)));
  }

  /** A repetition may have asked for some of it only: its webhook speaks of those. */
  private static UpdateSettings spokenOf(UpdateSettings request, JsonObject said) {
    return said.isEmpty() ? request : new UpdateSettings(request.subject().filter(_ -> said.has("group_subject")),
        request.description().filter(_ -> said.has("group_description")), request.picture().filter(_ -> said.has("profile_picture")));
  }

  /** Whether it is called something else by now. */
  private Optional<Boolean> superseded(Operation operation, UpdateSettings request) {
    Optional<String> subject = groups.get(GroupRequest.groupId(operation)).flatMap(it -> it.group().subject());
    return request.subject().filter(text -> !subject.equals(Optional.of(text))).map(_ -> true);
  }

  @Override
  public void forget(Operation operation) {
    if (request(operation).picture().orElse(null) instanceof PictureSource.Kept kept) {
      pictures.forget(operation, kept);
    }
  }

  private static UpdateSettings request(Operation operation) {
    return UpdateSettings.ofBody(operation.body());
  }
}
