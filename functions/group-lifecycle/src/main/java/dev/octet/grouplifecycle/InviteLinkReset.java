package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationNotifications;
import dev.octet.domain.operation.OperationState;
import dev.octet.graph.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code reset_invite_link} (spec §2.4): a new link, and all earlier ones are dead. What is kept and told is the link that
 * lives when it ends, though another reset may have come between ({@link dev.octet.domain.group.InviteLink}).
 */
final class InviteLinkReset implements GroupRequest {
  private final Platform platform;
  private final Groups groups;
  private final History history;
  private final InviteLinks links;

  InviteLinkReset(Platform platform, Groups groups, History history, InviteLinks links) {
    this.platform = platform;
    this.groups = groups;
    this.history = history;
    this.links = links;
  }

  @Override
  public Outcome call(Operation operation) {
    String groupId = GroupRequest.groupId(operation);
    groups.update(groupId, operation.phoneNumberId(), group -> group.linkResetBegins(operation.requestId()));
    Outcome outcome = platform.resetInviteLink(operation.phoneNumberId(), groupId);
    switch (outcome) {
      case Outcome.Refused _, Outcome.NotSent _ -> groups.update(groupId, operation.phoneNumberId(), group -> {
        Group ended = group.linkResetEnded(operation.requestId(), Optional.empty(), Instant.EPOCH);
        return operation.attempts() == 1 ? ended : ended.inDoubt(); // an attempt before this one may have been done
      });
      // It may have been done: under way until the link is known, and looked up should no attempt tell it.
      case Outcome.Unknown _ -> groups.update(groupId, operation.phoneNumberId(), Group::inDoubt);
      case Outcome.Answered _ -> { } // under way until it is kept
    }
    return outcome;
  }

  @Override
  public Taken taken(JsonObject answer) {
    return link(answer).isPresent() ? new Taken.Done(answer) : new Taken.Unclear();
  }

  @Override
  public Kept keep(Operation operation, Instant at, JsonObject said) {
    String groupId = GroupRequest.groupId(operation);
    while (true) {
      Groups.Saved before = groups.update(groupId, operation.phoneNumberId(), group -> group);
      boolean certain = operation.attempts() == 1 && before.group().link().wasAlone(operation.requestId());
      Optional<String> read = certain ? Optional.empty() : read(operation.phoneNumberId(), groupId);
      Optional<String> living = read.or(() -> link(said));
      Group ended = before.group().linkResetEnded(operation.requestId(), living, at);
      // Written over what was read before the link was asked for, and nothing else: a reset since then would make it a dead one.
      Optional<Groups.Saved> saved = groups.replace(before, certain || read.isPresent() ? ended : ended.inDoubt());
      if (saved.isPresent()) {
        living.ifPresent(link -> history.add(groupId, at, "invite_link.reset",
            JsonObject.EMPTY.with("invite_link", link).with("request_id", operation.requestId()), link));
        JsonObject answer = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("invite_link", living);
        return new Kept(answer, saved.get().version());
      }
    }
  }

  private Optional<String> read(String phoneNumberId, String groupId) {
    return platform.inviteLink(phoneNumberId, groupId) instanceof Outcome.Answered(JsonObject answer, _) ? link(answer) : Optional.empty();
  }

  private static Optional<String> link(JsonObject answer) {
    return answer.text("invite_link").filter(link -> !link.isBlank() && link.length() <= 512);
  }

  /** Invitations with earlier links let nobody in any more. */
  @Override
  public void handOn(Operation operation, Instant at) {
    if (operation.state() instanceof OperationState.Succeeded succeeded) {
      links.reset(operation.phoneNumberId(), GroupRequest.groupId(operation), link(succeeded.answer()).orElse(operation.requestId()), at);
    }
  }

  @Override
  public List<Notification> tell(Operation operation, Instant at) {
    if (!(operation.state() instanceof OperationState.Succeeded succeeded)) {
      return List.of();
    }
    String groupId = GroupRequest.groupId(operation);
    Optional<String> link = link(succeeded.answer());
    // Two resets that end with the same living link did one thing.
    return List.of(OperationNotifications.ofGroup("invite_link.reset", operation, at,
        JsonObject.EMPTY.with("invite_link", link).with("sequence", succeeded.sequence()), groupId, link.orElse(operation.requestId())));
  }
}
