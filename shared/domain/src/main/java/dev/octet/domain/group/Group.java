package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A group, without its description. Immutable: a change gives a new one.
 *
 * @param subject empty while only events about people have been seen
 * @param subjectAt since when it is that, by the platform's clock; empty while it is the one that the group was made with
 * @param suspendedAt since when it is suspended, or is not, by the platform's clock; empty while it never was
 * @param createdAt by the platform's clock
 * @param requestId of the operation that made it; empty when another tool did
 * @param participants those in it, and for 30 days those who were, at most ten of them
 * @param endedAt when it was deleted
 * @param foundBy the key of the event in which it was first seen, where that was not the one of its making
 * @param doubtful two events of one second disagreed, or something about it was never seen: to be reconciled
 * @param picture the last one that the platform said it took; empty when none is known
 */
public record Group(
    String id,
    String phoneNumberId,
    Optional<String> subject,
    Optional<Instant> subjectAt,
    InviteLink link,
    String joinApprovalMode,
    boolean suspended,
    Optional<Instant> suspendedAt,
    Optional<Instant> createdAt,
    Optional<String> requestId,
    List<Participant> participants,
    Optional<Instant> endedAt,
    Optional<String> foundBy,
    boolean doubtful,
    Optional<GroupPicture> picture) {
  private static final Duration TOMBSTONE = Duration.ofDays(30);
  private static final int MAX_TOMBSTONES = 10;

  public Group {
    participants = List.copyOf(participants);
  }

  /** A group of which nothing is known but that something happened in it. */
  public static Group seen(String id, String phoneNumberId) {
    return new Group(id, phoneNumberId, Optional.empty(), Optional.empty(), InviteLink.UNKNOWN, "auto_approve", false, Optional.empty(),
        Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), true, Optional.empty());
  }

  /** A group that an event speaks of as if one knew it. */
  public static Group found(String id, String phoneNumberId, String eventKey) {
    GroupDraft group = new GroupDraft(seen(id, phoneNumberId));
    group.foundBy = Optional.of(eventKey);
    return group.done();
  }

  /** Whether it counts against the number's 10,000. */
  public boolean active() {
    return createdAt.isPresent() && endedAt.isEmpty();
  }

  public List<Participant> present() {
    return participants.stream().filter(Participant::present).toList();
  }

  /** A person with all that the roster knows of them. */
  public Person known(Person named) {
    return participants.stream().filter(it -> it.is(named)).map(it -> it.and(named)).reduce(Person::and).orElse(named);
  }

  /** Whether somebody who is named so is in it. */
  public boolean has(Person named) {
    return participants.stream().anyMatch(it -> it.present() && it.is(named));
  }

  /** Whether somebody who is named so was in it and is gone, as far as is still known. */
  public boolean hasLeft(Person named) {
    return !has(named) && participants.stream().anyMatch(it -> it.is(named));
  }

  /** Somebody goes by other names from now on. */
  public Group renamed(Person before, Person now) {
    List<Participant> same = participants.stream().filter(it -> it.person().is(before)).toList();
    if (same.isEmpty()) {
      return this;
    }
    List<Participant> both = participants.stream().filter(it -> same.contains(it) || it.person().is(now)).toList();
    Participant last = both.stream().max(Comparator.comparing(Participant::at)).orElseThrow();
    Participant first = same.getFirst();
    Participant next = new Participant(first.person(), last.present(), last.at(), last.removed(), first.formerly()).renamed(now);
    GroupDraft group = new GroupDraft(this);
    group.participants = participants.stream().filter(it -> it.equals(first) || !both.contains(it)).map(it -> it.equals(first) ? next : it).toList();
    return group.done();
  }

  /** The platform made it. What is known already, such as a link that was reset since, stays. */
  public Group created(Optional<String> newSubject, Optional<String> newLink, Optional<String> mode, Instant at, Optional<String> by) {
    GroupDraft next = new GroupDraft(this);
    next.link = link.orElse(newLink);
    if (createdAt.isPresent()) {
      next.requestId = requestId.or(() -> by);
      return next.done();
    }
    next.subject = subjectAt.isPresent() ? subject : newSubject;
    next.joinApprovalMode = mode.orElse(joinApprovalMode);
    next.createdAt = Optional.of(at);
    next.requestId = by;
    next.doubtful = false;
    return next.done();
  }

  public Group deleted(Instant at) {
    GroupDraft next = new GroupDraft(this);
    next.endedAt = endedAt.or(() -> Optional.of(at));
    next.doubtful = false; // there is nothing left to look up
    return next.done();
  }

  /** The subject was changed. Something later that is known of it stays; of two in one second the one that arrives later, and it is looked up. */
  public Change subject(String newSubject, Instant at) {
    if (subjectAt.filter(known -> known.isAfter(at)).isPresent()) {
      return new Change(this, true);
    }
    GroupDraft next = new GroupDraft(this);
    next.doubtful = doubtful || (subjectAt.equals(Optional.of(at)) && !subject.equals(Optional.of(newSubject)));
    next.subject = Optional.of(newSubject);
    next.subjectAt = Optional.of(at);
    return new Change(next.done(), false);
  }

  /** It has another picture. Late as with the subject; of two in one second the later one stays, for the platform shows none to look up. */
  public Change pictured(GroupPicture now) {
    if (picture.filter(known -> known.at().isAfter(now.at())).isPresent()) {
      return new Change(this, true);
    }
    GroupDraft next = new GroupDraft(this);
    next.picture = Optional.of(now);
    return new Change(next.done(), false);
  }

  /** The platform suspended it, or let it go on. Late and in one second as with the subject. */
  public Change suspended(boolean now, Instant at) {
    if (suspendedAt.filter(known -> known.isAfter(at)).isPresent()) {
      return new Change(this, true);
    }
    GroupDraft next = new GroupDraft(this);
    next.doubtful = doubtful || (suspendedAt.equals(Optional.of(at)) && suspended != now);
    next.suspended = now;
    next.suspendedAt = Optional.of(at);
    return new Change(next.done(), false);
  }

  /** The address that people come in by, as far as it is known. */
  public Optional<String> inviteLink() {
    return link.address();
  }

  /** A reset of its link is about to be asked for. */
  public Group linkResetBegins(String resetRequestId) {
    GroupDraft next = new GroupDraft(this);
    next.link = link.beginning(resetRequestId);
    return next.done();
  }

  /** A reset of its link has ended. Without a living link it has failed. */
  public Group linkResetEnded(String resetRequestId, Optional<String> living, Instant at) {
    GroupDraft next = new GroupDraft(this);
    next.link = link.ended(resetRequestId, living, at);
    return next.done();
  }

  /** Something about it is not certain. */
  public Group inDoubt() {
    GroupDraft next = new GroupDraft(this);
    next.doubtful = true;
    return next.done();
  }

  /** What an event did to a group. */
  public record Change(Group group, boolean superseded) {}

  /**
   * What a coming or going did to a group.
   *
   * @param person with all that is known of them
   * @param at the time that counts: of a removal that is learned again, the one that was known first
   * @param superseded whether something later is known of that person already, and nothing changed
   */
  public record Moved(Group group, Person person, Instant at, boolean superseded) {}

  /** Somebody came or went. */
  public Moved moved(Person person, Participant.Move move, Instant at) {
    // Several, where one event named a number and another a user id, and only now somebody says that they are one.
    List<Participant> same = participants.stream().filter(participant -> participant.is(person)).toList();
    Optional<Participant> known = same.stream().max(Comparator.comparing(Participant::at));
    Participant fresh = new Participant(person, move, at);
    Optional<Participant> next = known.map(it -> it.then(person, move, at)).orElse(Optional.of(fresh));
    if (next.isEmpty()) {
      return new Moved(this, known.orElse(fresh).and(person), at, true);
    }
    Participant now = next.get();
    List<Participant> all = new ArrayList<>(participants);
    if (person.userId().isPresent()) {
      all.removeIf(it -> same.contains(it) && !known.equals(Optional.of(it)));
    }
    known.ifPresentOrElse(it -> all.set(all.indexOf(it), now), () -> all.add(now));
    forget(all, at.minus(TOMBSTONE));
    GroupDraft group = new GroupDraft(this);
    group.participants = all;
    // Same second and different: the platform gives no finer clock, so what arrives later wins, and is looked up.
    group.doubtful = doubtful || known.filter(it -> it.at().equals(at) && it.present() != now.present()).isPresent()
        || (move != Participant.Move.JOINED && known.isEmpty() && mayBeHidden(person));
    return new Moved(group.done(), now.person(), now.at(), false);
  }

  /** Whether somebody who is named by a number that nobody shows may be one of those who show none. */
  private boolean mayBeHidden(Person person) {
    return person.userId().isEmpty() && participants.stream().anyMatch(it -> it.present() && it.person().waId().isEmpty());
  }

  /** Those who are gone long since, and the earliest of too many: the item stays small however many come and go. */
  private static void forget(List<Participant> all, Instant before) {
    all.removeIf(participant -> !participant.present() && participant.at().isBefore(before));
    List<Participant> gone = all.stream().filter(participant -> !participant.present())
        .sorted(Comparator.comparing(Participant::at).reversed()).toList();
    all.removeAll(gone.subList(Math.min(MAX_TOMBSTONES, gone.size()), gone.size()));
  }

  public JsonObject toJson() {
    return link.into(JsonObject.EMPTY)
        .with("group_id", id)
        .with("phone_number_id", phoneNumberId)
        .with("subject", subject)
        .with("subject_at", subjectAt.map(Instant::getEpochSecond))
        .with("join_approval_mode", joinApprovalMode)
        .with("suspended", suspended)
        .with("suspended_at", suspendedAt.map(Instant::getEpochSecond))
        .with("created_at", createdAt.map(Instant::getEpochSecond))
        .with("request_id", requestId)
        .with("participants", participants.stream().map(Participant::toJson).toList())
        .with("ended_at", endedAt.map(Instant::getEpochSecond))
        .with("found_by", foundBy)
        .with("doubtful", doubtful)
        .with("picture", picture.map(GroupPicture::toJson));
  }

  public static Group ofJson(JsonObject json) {
    return new Group(
        json.text("group_id").orElseThrow(),
        json.text("phone_number_id").orElseThrow(),
        json.text("subject"),
        time(json, "subject_at"),
        InviteLink.of(json),
        json.text("join_approval_mode").orElse("auto_approve"),
        json.bool("suspended").orElse(false),
        time(json, "suspended_at"),
        time(json, "created_at"),
        json.text("request_id"),
        json.objects("participants").stream().map(Participant::ofJson).toList(),
        time(json, "ended_at"),
        json.text("found_by"),
        json.bool("doubtful").orElse(false),
        json.object("picture").map(GroupPicture::ofJson));
  }

  private static Optional<Instant> time(JsonObject json, String name) {
    var seconds = json.whole(name);
    return seconds.isPresent() ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong())) : Optional.empty();
  }

  @Override
  public String toString() {
    return "group " + id; // settings and people are not for logs
  }
}
