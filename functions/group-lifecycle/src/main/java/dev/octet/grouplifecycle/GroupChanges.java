package dev.octet.grouplifecycle;

import dev.octet.aws.table.Stored;
import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.Participant.Move;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.GroupEvent;
import dev.octet.graph.webhook.GroupEvent.Member;
import dev.octet.graph.webhook.WebhookEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Applies to the table what the platform says happened in a group, and says what is to be told of it. */
final class GroupChanges {
  private final Groups groups;
  private final JoinRequests joinRequests;
  private final History history;
  private final People people;
  private final Adoption adoption;

  GroupChanges(Groups groups, JoinRequests joinRequests, History history, People people) {
    this.groups = groups;
    this.joinRequests = joinRequests;
    this.adoption = new Adoption(groups);
    this.history = history;
    this.people = people;
  }

  /** Applied twice, it changes nothing the second time and gives the same notifications. */
  List<Notification> joined(WebhookEvent event, GroupEvent.Joined joined) {
    JsonObject more = JsonObject.EMPTY.with("reason", joined.reason());
    return moved(event, about(event, joined.groupId(), joined.at(), joined.requestId()), Move.JOINED, joined.people(), more);
  }

  List<Notification> left(WebhookEvent event, GroupEvent.Left left) {
    GroupNotifications about = about(event, left.groupId(), left.at(), left.requestId());
    JsonObject more = JsonObject.EMPTY.with("initiated_by", left.byBusiness() ? "business" : "participant");
    List<Notification> told = new ArrayList<>(moved(event, about, left.byBusiness() ? Move.REMOVED : Move.LEFT, left.people(), more));
    if (!left.failed().isEmpty()) {
      Optional<Groups.Saved> saved = groups.get(left.groupId());
      for (Member member : left.failed()) {
        Member withErrors = member.errors().isEmpty() ? new Member(member.person(), member.input(), left.errors()) : member;
        told.add(about.removeFailed(withErrors, saved.map(it -> it.group().known(member.person())).orElse(member.person()), saved.map(Groups.Saved::version).orElse(1L)));
      }
    }
    return told;
  }

  private List<Notification> moved(WebhookEvent event, GroupNotifications about, Move move, List<Member> members, JsonObject more) {
    if (members.isEmpty()) {
      return List.of();
    }
    Map<Member, Group.Moved> moves = new LinkedHashMap<>();
    List<Notification> told = new ArrayList<>();
    Groups.Saved saved = adoption.update(event, about, told, group -> {
      Group now = group;
      for (Member member : members) { // decided anew when another write came first
        Group.Moved moved = member.person().known()
            ? now.moved(member.person(), move, about.at()) : new Group.Moved(now, member.person(), about.at(), false);
        moves.put(member, moved);
        now = moved.group();
      }
      return now;
    });
    moves.forEach((member, moved) -> told.add(about.moved(move, member, moved, more, saved.version())));
    record(about, move, moves, more);
    moves.values().stream().map(Group.Moved::person).filter(Person::known)
        .forEach(person -> people.follow(about.phoneNumberId().orElse(""), person, about.groupId(), saved.group().has(person), about.at()));
    return told;
  }

  /** One entry for all of them, unless some removals were known before, under a time of their own. */
  private void record(GroupNotifications about, Move move, Map<Member, Group.Moved> moves, JsonObject more) {
    // Approved and joined by the link look the same but for this (spec §4.3).
    boolean approved = moves.keySet().stream().anyMatch(member -> member.input().isPresent());
    JsonObject how = move == Move.JOINED ? JsonObject.EMPTY.with("how", approved ? "approved" : "invite_link") : more;
    Map<Instant, List<Map.Entry<Member, Group.Moved>>> byTime = moves.entrySet().stream().collect(Collectors.groupingBy(it -> it.getValue().at()));
    byTime.forEach((at, some) -> history.add(about.groupId(), at, GroupNotifications.type(move),
        JsonObject.EMPTY.with("participants", some.stream().map(it -> it.getValue().person().toJson()).toList()).withAll(how)
            .with("platform_request_id", about.platformRequestId()),
        some.stream().map(it -> it.getKey().person().key()).sorted().toArray(String[]::new)));
  }

  List<Notification> joinRequested(WebhookEvent event, GroupEvent.JoinRequested asked) {
    GroupNotifications about = about(event, asked.groupId(), asked.at(), Optional.empty());
    List<Notification> told = new ArrayList<>();
    adoption.update(event, about, told, group -> group);
    joinRequests.asked(asked.groupId(), asked.joinRequestId(), asked.person(), asked.at());
    told.add(about.joinRequest("join_request.created", asked.joinRequestId(), asked.person()));
    history.add(asked.groupId(), asked.at(), "join_request.created", joinRequest(asked.joinRequestId(), asked.person()), asked.joinRequestId());
    return told;
  }

  List<Notification> joinRequestRevoked(WebhookEvent event, GroupEvent.JoinRequestRevoked revoked) {
    GroupNotifications about = about(event, revoked.groupId(), revoked.at(), Optional.empty());
    List<Notification> told = new ArrayList<>();
    Optional<Stored> standing = joinRequests.get(revoked.groupId(), revoked.joinRequestId());
    if (standing.filter(JoinRequests::isOpen).isEmpty()) { // else its group is known since then
      adoption.update(event, about, told, group -> group);
    }
    joinRequests.revoked(revoked.groupId(), revoked.joinRequestId(), standing, revoked.person(), revoked.at());
    told.add(about.joinRequest("join_request.revoked", revoked.joinRequestId(), revoked.person()));
    history.add(revoked.groupId(), revoked.at(), "join_request.revoked", joinRequest(revoked.joinRequestId(), revoked.person()), revoked.joinRequestId());
    return told;
  }

  private static JsonObject joinRequest(String joinRequestId, Person person) {
    return JsonObject.EMPTY.with("join_request_id", joinRequestId).with("participants", List.of(person.toJson()));
  }

  /** A group that nobody knew and that is gone is not adopted any more. */
  List<Notification> deleted(WebhookEvent event, GroupEvent.Deleted deleted) {
    GroupNotifications about = about(event, deleted.groupId(), deleted.at(), deleted.requestId());
    Groups.Saved saved = groups.deleted(deleted.groupId(), about.phoneNumberId().orElse(""), deleted.at());
    return List.of(about.deleted(saved.group().subject(), saved.version()));
  }

  List<Notification> deleteFailed(WebhookEvent event, GroupEvent.DeleteFailed failed) {
    return List.of(about(event, failed.groupId(), failed.at(), failed.requestId()).deleteFailed(failed.errors()));
  }

  List<Notification> suspension(WebhookEvent event, GroupEvent.Suspension suspension) {
    GroupNotifications about = about(event, suspension.groupId(), suspension.at(), Optional.empty());
    AtomicBoolean late = new AtomicBoolean();
    List<Notification> told = new ArrayList<>();
    Groups.Saved saved = adoption.update(event, about, told, group -> {
      Group.Change change = group.suspended(suspension.suspended(), suspension.at());
      late.set(change.superseded());
      return change.group();
    });
    Notification notification = about.suspension(suspension.suspended(), saved.version(), late.get());
    told.add(notification);
    history.add(about.groupId(), about.at(), notification.type(), JsonObject.EMPTY, about.groupId());
    return told;
  }

  static GroupNotifications about(WebhookEvent event, String groupId, Instant at, Optional<String> platformRequestId) {
    return new GroupNotifications(event.phoneNumberId(), groupId, at, platformRequestId);
  }
}
