package dev.octet.messagesending;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.Participant.Move;
import dev.octet.domain.group.Person;
import dev.octet.domain.message.InvitationState;
import dev.octet.graph.webhook.GroupEvent;
import dev.octet.graph.webhook.InviteLinkChange;
import dev.octet.graph.webhook.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happens to groups, as far as messages and invitations are concerned. The group itself is group-lifecycle's, which
 * hears the same by a queue of its own and tells of it.
 */
final class GroupNews {
  /** Longer than group-lifecycle takes, when it is not held up by something else. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Inviting inviting;
  private final UnreadMessages unread;
  private final Rosters rosters;

  GroupNews(Inviting inviting, UnreadMessages unread, Rosters rosters) {
    this.inviting = inviting;
    this.unread = unread;
    this.rosters = rosters;
  }

  static boolean isIn(WebhookEvent event) {
    return GroupEvent.isGroupField(event.field()) || InviteLinkChange.of(event).isPresent();
  }

  /**
   * Whether it comes before the group's roster has it. Receipts behind it are judged by that roster, so they wait with it: a
   * message that was read by all who stay would not be known to be, if nothing came after.
   */
  boolean isEarly(WebhookEvent event, Instant now) {
    return GroupEvent.isGroupField(event.field()) && now.isBefore(event.receivedAt().plus(PATIENCE))
        && GroupEvent.of(event) instanceof GroupEvent.Left left
        && rosters.get(left.groupId()).filter(group -> people(left.people()).stream().anyMatch(person -> isStillIn(group, person, left))).isPresent();
  }

  private static boolean isStillIn(Group group, Person person, GroupEvent.Left left) {
    return group.has(person) && !group.moved(person, move(left), left.at()).superseded();
  }

  /** What is to be told: of what group-lifecycle tells, nothing. */
  List<Notification> handle(WebhookEvent event) {
    Optional<InviteLinkChange> relinked = InviteLinkChange.of(event);
    if (relinked.isPresent()) {
      return inviting.relinked(relinked.get().groupId(), relinked.get().at());
    }
    return switch (GroupEvent.of(event)) {
      case GroupEvent.Joined joined -> inviting.answered(joined.groupId(), people(joined.people()), InvitationState.JOINED, joined.at());
      case GroupEvent.JoinRequested asked -> inviting.answered(asked.groupId(), List.of(asked.person()), InvitationState.REQUESTED, asked.at());
      case GroupEvent.Left left -> left(event, left);
      case GroupEvent.Deleted deleted -> inviting.gone(deleted.groupId(), deleted.at());
      case GroupEvent.Created _, GroupEvent.CreateFailed _, GroupEvent.DeleteFailed _, GroupEvent.JoinRequestRevoked _, GroupEvent.SettingsUpdated _,
          GroupEvent.Suspension _, GroupEvent.Unrecognized _ -> List.of();
    };
  }

  private List<Notification> left(WebhookEvent event, GroupEvent.Left left) {
    List<Person> gone = people(left.people());
    Optional<Group> known = rosters.get(left.groupId());
    if (gone.isEmpty() || known.isEmpty()) {
      return List.of();
    }
    Group group = known.get();
    for (Person person : gone) {
      group = group.moved(person, move(left), left.at()).group();
    }
    return unread.without(event, gone.getFirst(), left.at(), group);
  }

  private static Move move(GroupEvent.Left left) {
    return left.byBusiness() ? Move.REMOVED : Move.LEFT;
  }

  private static List<Person> people(List<GroupEvent.Member> members) {
    return members.stream().map(GroupEvent.Member::person).filter(Person::known).toList();
  }
}
