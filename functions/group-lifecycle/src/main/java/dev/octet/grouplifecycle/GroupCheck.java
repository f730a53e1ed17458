package dev.octet.grouplifecycle;

import dev.octet.aws.Log;
import dev.octet.aws.Trail;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.table.Write;
import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.GroupFields;
import dev.octet.domain.group.GroupSnapshot;
import dev.octet.domain.group.Reconciliation;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphCode;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import dev.octet.grouplifecycle.GroupClaims.Maker;
import dev.octet.grouplifecycle.Groups.Standing;
import dev.octet.grouplifecycle.Sweep.Found;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares one group with the platform. What is put right is written together with what is to be told of it, and that
 * goes only when it is told: a process may die anywhere between, and the next one goes on.
 */
final class GroupCheck {
  /** Info and invite link. */
  static final int CALLS = 2;

  private static final String ALL_FIELDS = String.join(",", GroupFields.ALL);
  /** Then the next sweep comes anyway. */
  private static final int MAX_ATTEMPTS = 10;

  private static final Duration LONGEST_WAIT = Duration.ofHours(6);
  /** A second more than must pass: times are kept in whole seconds. */
  private static final Duration AGAIN = Reconciliation.SETTLED.plusSeconds(1);

  private final Groups groups;
  private final History history;
  private final ReconcileMarks marks;
  private final GroupClaims adoption;
  private final People people;
  private final Platform platform;
  private final InviteLinks links;
  private final Notifications notifications;
  private final Clock clock;
  private final Log log;

  GroupCheck(Groups groups, History history, ReconcileMarks marks, GroupClaims adoption, People people, Platform platform, InviteLinks links,
      Notifications notifications, Clock clock, Log log) {
    this.groups = groups;
    this.history = history;
    this.marks = marks;
    this.adoption = adoption;
    this.people = people;
    this.platform = platform;
    this.links = links;
    this.notifications = notifications;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Asks the platform about a group, unless something is still to be told of an earlier time.
   *
   * @param listedAt when it was made, as the platform's list says
   */
  Found check(Pace pace, ToDo toDo, Optional<Instant> listedAt) {
    return Trail.apart("group_id", toDo.groupId(), () -> checked(pace, toDo, listedAt));
  }

  private Found checked(Pace pace, ToDo toDo, Optional<Instant> listedAt) {
    Trail.note("phone_number_id", toDo.phoneNumberId());
    if (!toDo.toTell().isEmpty()) {
      tell(toDo);
      return Found.NOTHING;
    }
    try {
      return look(pace, toDo, listedAt);
    } catch (RuntimeException e) {
      // One group that nobody foresaw does not keep the others waiting.
      log.error("group_not_compared", e);
      return putOff(toDo);
    }
  }

  private Found look(Pace pace, ToDo toDo, Optional<Instant> listedAt) {
    Standing read = groups.standing(toDo.groupId());
    if (read.group().filter(group -> group.active() && !group.phoneNumberId().equals(toDo.phoneNumberId())).isPresent()) {
      marks.done(toDo); // another number's, which has its own to-do items
      return Found.NOTHING;
    }
    Instant asked = clock.instant();
    return switch (pace.ask(() -> platform.groupInfo(toDo.phoneNumberId(), toDo.groupId(), ALL_FIELDS))) {
      case Outcome.Answered(JsonObject body, _) -> {
        Optional<GroupSnapshot> said = GroupInfo.read(toDo.groupId(), body).flatMap(info -> withLink(pace, toDo, info));
        yield said.map(snapshot -> decide(toDo, read, snapshot, listedAt, asked)).orElseGet(() -> putOff(toDo));
      }
      case Outcome.Refused(GraphError error) when error.code() == GroupRequest.GROUP_UNKNOWN -> gone(toDo, read, asked);
      case Outcome.Refused _, Outcome.NotSent _, Outcome.Unknown _ -> putOff(toDo);
    };
  }

  /** Empty when the platform's answer is nothing to go by. That a group has no link for us now says nothing of its link. */
  private Optional<GroupSnapshot> withLink(Pace pace, ToDo toDo, GroupSnapshot info) {
    if (!pace.goesOn()) {
      return Optional.empty();
    }
    return switch (pace.ask(() -> platform.inviteLink(toDo.phoneNumberId(), toDo.groupId()))) {
      case Outcome.Answered(JsonObject body, _) -> body.text("invite_link").filter(link -> !link.isBlank() && link.length() <= Platform.MAX_LINK)
          .map(link -> info.withInviteLink(Optional.of(link)));
      case Outcome.Refused(GraphError error) -> {
        boolean ofGroup = error.code() == Pace.GROUP_SUSPENDED || GraphCode.of(error.code(), error.status()).action() == GraphCode.Action.NEVER;
        yield ofGroup && error.code() != GroupRequest.GROUP_UNKNOWN ? Optional.of(info) : Optional.empty();
      }
      case Outcome.NotSent _, Outcome.Unknown _ -> Optional.empty();
    };
  }

  private Found decide(ToDo toDo, Standing read, GroupSnapshot said, Optional<Instant> listedAt, Instant asked) {
    Optional<Group> known = read.group().filter(group -> group.createdAt().isPresent());
    return known.isPresent() ? compare(toDo, read, known.get(), said, asked)
        : said.createdAt().or(() -> listedAt).map(createdAt -> adopt(toDo, read, said, createdAt, asked)).orElseGet(() -> putOff(toDo));
  }

  private Found compare(ToDo toDo, Standing read, Group known, GroupSnapshot said, Instant asked) {
    Reconciliation result = Reconciliation.of(read.known(known), said, toDo.missing(), asked);
    ToDo next = next(toDo, result, asked);
    if (result.differences().isEmpty()) {
      if (!result.group().equals(known) && !groups.assure(read, result.group())) {
        return leave(toDo);
      }
      keep(next);
      return Found.NOTHING;
    }
    Notification repaired = ReconciliationNotifications.repaired(result.group(), result.differences(), asked, read.nextVersion());
    return write(next, read, result, List.of(repaired), asked) ? new Found(result.differences().size(), 0, 0) : leave(toDo);
  }

  private Found adopt(ToDo toDo, Standing read, GroupSnapshot said, Instant createdAt, Instant asked) {
    return switch (adoption.maker(toDo.phoneNumberId(), toDo.groupId(), said.subject(), createdAt, asked)) {
      case Maker.Later(Instant when) -> {
        keep(toDo.seen(toDo.missing(), when, true));
        yield Found.NOTHING;
      }
      case Maker.Known(Optional<String> requestId, List<Notification> more) -> {
        Group made = GroupClaims.group(read, toDo.phoneNumberId(), said, createdAt, requestId);
        Reconciliation result = Reconciliation.of(read.known(made), said, toDo.missing(), asked);
        ToDo next = next(toDo, result, asked);
        if (!result.group().active()) { // it ended just now, says an event
          keep(next);
          yield Found.NOTHING;
        }
        boolean told = GroupClaims.isTold(read);
        List<Notification> toTell = new ArrayList<>(more);
        if (!told) {
          toTell.addFirst(ReconciliationNotifications.adopted(result.group(), said.description(), asked, read.nextVersion()));
        } else if (!result.differences().isEmpty()) {
          toTell.addFirst(ReconciliationNotifications.repaired(result.group(), result.differences(), asked, read.nextVersion()));
        }
        Found found = told ? new Found(result.differences().size(), 0, 0) : new Found(0, 1, 0);
        yield write(next, read, result, toTell, asked) ? found : leave(toDo);
      }
    };
  }

  private Found gone(ToDo toDo, Standing read, Instant asked) {
    Optional<Group> active = read.group().filter(Group::active);
    if (active.isEmpty()) {
      marks.done(toDo);
      return Found.NOTHING;
    }
    if (!Reconciliation.settled(active.get().createdAt(), asked)) {
      keep(toDo.dueAt(asked.plus(AGAIN)));
      return Found.NOTHING;
    }
    if (toDo.goneSince().isEmpty() || !Reconciliation.settled(toDo.goneSince(), asked)) {
      Instant since = toDo.goneSince().orElse(asked);
      keep(toDo.gone(since, since.plus(AGAIN)));
      return Found.NOTHING;
    }
    Group ended = active.get().deleted(asked);
    Reconciliation result = new Reconciliation(ended, Optional.empty(), List.of(), List.of(), false);
    Notification retired = ReconciliationNotifications.retired(ended, asked, read.nextVersion());
    return write(toDo.seen(List.of(), asked, false), read, result, List.of(retired), asked) ? new Found(0, 0, 1) : leave(toDo);
  }

  /** What is to be done about the group after this: nothing, where nothing is to be asked again. */
  private static ToDo next(ToDo toDo, Reconciliation result, Instant asked) {
    return toDo.seen(result.missing(), asked.plus(AGAIN), result.young() || !result.missing().isEmpty());
  }

  /** What was found out stands in the group's history. */
  private Write history(String groupId, List<Notification> toTell, Instant asked) {
    Notification found = toTell.getFirst();
    JsonObject details = JsonObject.EMPTY.with("differences", Optional.of(found.data().objects("differences")).filter(all -> !all.isEmpty()));
    return history.write(groupId, asked, found.type(), details, groupId);
  }

  private boolean write(ToDo next, Standing read, Reconciliation result, List<Notification> toTell, Instant asked) {
    ToDo telling = next.telling(toTell);
    if (!groups.reconcile(read, result.group(), result.description(), Reconciliation.changedAt(asked),
        List.of(ReconcileMarks.write(telling), history(next.groupId(), toTell, asked)))) {
      return false;
    }
    tell(ReconcileMarks.written(telling, telling.nextVersion()));
    return true;
  }

  private void tell(ToDo toDo) {
    if (toDo.toTell().stream().anyMatch(ReconciliationNotifications::isOfPeople)) {
      groups.get(toDo.groupId()).map(Groups.Saved::group).ifPresent(group -> group.participants().forEach(it ->
          people.follow(group.phoneNumberId(), it.person(), group.id(), it.present(), it.at())));
    }
    toDo.toTell().forEach(this::handOn);
    notifications.send(toDo.toTell());
    log.info("group_compared", JsonObject.EMPTY);
    keep(toDo.telling(List.of()));
  }

  /** Invitations rest on a group's link, and on the group. */
  private void handOn(Notification found) {
    String number = found.phoneNumberId().orElseThrow();
    String groupId = found.groupId().orElse("");
    ReconciliationNotifications.newLink(found).ifPresent(link -> links.reset(number, groupId, link, found.time()));
    if (ReconciliationNotifications.isOfItsEnd(found)) {
      links.gone(number, groupId, found.time());
    }
  }

  private void keep(ToDo toDo) {
    if (toDo.again()) {
      marks.save(toDo);
    } else {
      marks.done(toDo);
    }
  }

  /** Something else was written first: another time. */
  private Found leave(ToDo toDo) {
    marks.mark(toDo.phoneNumberId(), toDo.groupId());
    return Found.NOTHING;
  }

  private Found putOff(ToDo toDo) {
    if (toDo.attempts() + 1 >= MAX_ATTEMPTS) {
      marks.done(toDo);
      return Found.NOTHING;
    }
    Duration wait = Duration.ofMinutes(2L << toDo.attempts());
    marks.save(toDo.failedUntil(clock.instant().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)));
    return Found.NOTHING;
  }
}
