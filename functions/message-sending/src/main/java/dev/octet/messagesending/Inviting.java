package dev.octet.messagesending;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Invitation;
import dev.octet.domain.message.InvitationState;
import dev.octet.domain.message.Invite;
import dev.octet.domain.message.MessagePolicy;
import dev.octet.domain.message.SendMessage;
import dev.octet.domain.message.StatusReport;
import dev.octet.domain.operation.Operation;
import dev.octet.messagesending.Invitations.Saved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What moves invitations, and what is told of it. Whatever moved one tells it again in a second pass, in the same words: the
 * state and its time stand in the invitation.
 */
final class Inviting {
  private final Invitations invitations;
  private final Rosters rosters;
  private final MessagePolicy policy;

  Inviting(Invitations invitations, Rosters rosters, MessagePolicy policy) {
    this.invitations = invitations;
    this.rosters = rosters;
    this.policy = policy;
  }

  /** A person is about to be sent a message: if it invites them, that is written down first, so that nothing of it can come before. */
  void begin(Operation operation) {
    SendMessage message = SendMessage.ofBody(operation.body());
    Optional<Invite> invite = message.invite(policy);
    if (invite.isEmpty() || invitations.get(operation.requestId()).isPresent()) {
      return;
    }
    switch (invite.get()) {
      case Invite.ByTemplate(String groupId) -> {
        Optional<String> link = link(groupId);
        add(operation, message, groupId, Invitation.Means.TEMPLATE, link);
        Optional<String> now = link(groupId);
        while (!now.equals(link)) { // it was reset just then; whoever expires the earlier ones may have looked before
          Optional<String> known = now;
          invitations.update(operation.requestId(), invitation -> invitation.linked(known));
          link = known;
          now = link(groupId);
        }
      }
      // Of whose group nobody knows the link, there is nothing to be recorded with.
      case Invite.ByLink(String link) ->
          invitations.groupOfLink(link).ifPresent(groupId -> add(operation, message, groupId, Invitation.Means.TEXT, Optional.of(link)));
    }
  }

  private void add(Operation operation, SendMessage message, String groupId, Invitation.Means means, Optional<String> link) {
    invitations.add(Invitation.begun(operation.requestId(), operation.commandId(), groupId, operation.phoneNumberId(), message.destination(),
        means, link, operation.createdAt()));
  }

  private Optional<String> link(String groupId) {
    return rosters.get(groupId).flatMap(Group::inviteLink);
  }

  /** The platform took it, or it was seen. */
  List<Notification> sent(Operation operation, String messageId, Instant at) {
    Optional<Saved> saved = invitations.update(operation.requestId(), invitation -> invitation.as(messageId).to(InvitationState.SENT, at));
    // A link of before a reset that nobody tells of any more.
    Optional<Saved> dead = saved.filter(it -> it.invitation().means() == Invitation.Means.TEXT && isDead(it.invitation(), rosters.get(it.invitation().groupId())));
    Instant sentAt = saved.flatMap(it -> it.invitation().at(InvitationState.SENT)).orElse(at);
    Optional<Saved> expired = dead.map(it -> invitations.update(it, invitation -> invitation.expired(sentAt)));
    List<Notification> told = new ArrayList<>();
    expired.or(() -> saved).ifPresent(it -> told.addAll(told(it, InvitationState.SENT, sentAt)));
    expired.ifPresent(it -> told.addAll(told(it, InvitationState.EXPIRED, it.invitation().at(InvitationState.EXPIRED).orElse(sentAt))));
    return told;
  }

  /** It was not sent, and will not be. */
  List<Notification> failed(Operation operation, Instant at) {
    return invitations.update(operation.requestId(), invitation -> invitation.to(InvitationState.FAILED, at))
        .map(it -> told(it, InvitationState.FAILED, it.invitation().at(InvitationState.FAILED).orElse(at))).orElse(List.of());
  }

  /** A status of its message came. What else it tells of the person is known from then on. */
  List<Notification> received(String requestId, String messageId, StatusReport status) {
    return invitations.update(requestId, invitation -> {
      Invitation next = invitation.as(messageId).to(Invitation.stateOf(status.state()), status.at());
      return status.person().known() ? next.knowing(status.person()) : next;
    }).map(it -> told(it, Invitation.stateOf(status.state()), status.at())).orElse(List.of());
  }

  /** People came into a group, or ask to: those of them that were invited to it answer that. */
  List<Notification> answered(String groupId, List<Person> people, InvitationState answer, Instant at) {
    List<Saved> all = invitations.ofGroup(groupId);
    Optional<Group> group = all.isEmpty() ? Optional.empty() : rosters.get(groupId);
    List<Notification> told = new ArrayList<>();
    for (Person person : people) {
      all.stream().filter(it -> it.invitation().isOf(person, group))
          .map(it -> invitations.update(it, invitation -> invitation.answered(answer, person, at)))
          .forEach(it -> told.addAll(told(it, answer, at)));
    }
    return told;
  }

  /** A group may have another link, or be gone: invitations with earlier ones let nobody in. */
  List<Notification> relinked(String groupId, Instant at) {
    List<Saved> all = invitations.ofGroup(groupId); // before the group: one with a link that it gets later is not among them
    Optional<Group> group = all.isEmpty() ? Optional.empty() : rosters.get(groupId);
    Instant when = group.flatMap(Group::endedAt).orElse(at);
    return expire(all.stream().filter(it -> isDead(it.invitation(), group)).toList(), when);
  }

  List<Notification> gone(String groupId, Instant at) {
    return expire(invitations.ofGroup(groupId), at);
  }

  private List<Notification> expire(List<Saved> dead, Instant at) {
    return dead.stream().map(it -> invitations.update(it, invitation -> invitation.expired(at)))
        .flatMap(it -> told(it, InvitationState.EXPIRED, at).stream()).toList();
  }

  private static boolean isDead(Invitation invitation, Optional<Group> group) {
    return group.filter(it -> it.endedAt().isPresent() || it.inviteLink().filter(living -> !invitation.link().equals(Optional.of(living))).isPresent()).isPresent();
  }

  private static List<Notification> told(Saved saved, InvitationState state, Instant at) {
    Invitation invitation = saved.invitation();
    return invitation.came(state, at)
        ? List.of(Notification.of("invitation.changed", at, Optional.of(invitation.phoneNumberId()), Optional.of(invitation.groupId()),
            JsonObject.EMPTY.with("request_id", invitation.requestId()).with("command_id", invitation.commandId())
                .with("invitation", invitation.toJson(state)).with("sequence", saved.version()),
            invitation.requestId(), state.word()))
        : List.of();
  }
}
