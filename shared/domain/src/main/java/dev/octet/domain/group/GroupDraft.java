package dev.octet.domain.group;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A group while some of it is being changed; all else stays as it was. */
final class GroupDraft {
  private final Group of;
  Optional<String> subject;
  Optional<Instant> subjectAt;
  InviteLink link;
  String joinApprovalMode;
  boolean suspended;
  Optional<Instant> suspendedAt;
  Optional<Instant> createdAt;
  Optional<String> requestId;
  List<Participant> participants;
  Optional<Instant> endedAt;
  Optional<String> foundBy;
  boolean doubtful;

  GroupDraft(Group of) {
    this.of = of;
    this.subject = of.subject();
    this.subjectAt = of.subjectAt();
    this.link = of.link();
    this.joinApprovalMode = of.joinApprovalMode();
    this.suspended = of.suspended();
    this.suspendedAt = of.suspendedAt();
    this.createdAt = of.createdAt();
    this.requestId = of.requestId();
    this.participants = of.participants();
    this.endedAt = of.endedAt();
    this.foundBy = of.foundBy();
    this.doubtful = of.doubtful();
  }

  Group done() {
    return new Group(of.id(), of.phoneNumberId(), subject, subjectAt, link, joinApprovalMode, suspended, suspendedAt, createdAt,
        requestId, participants, endedAt, foundBy, doubtful);
  }
}
