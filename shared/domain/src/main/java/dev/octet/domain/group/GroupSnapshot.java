package dev.octet.domain.group;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the platform says of a group when it is asked. Of a part that is empty it said nothing.
 *
 * @param description empty text when the group has none
 * @param participants everybody who is in it
 */
public record GroupSnapshot(
    Optional<String> subject,
    Optional<String> description,
    Optional<Boolean> suspended,
    Optional<String> joinApprovalMode,
    Optional<Instant> createdAt,
    Optional<List<Person>> participants,
    Optional<String> inviteLink) {

  public GroupSnapshot {
    participants = participants.map(List::copyOf);
  }

  public GroupSnapshot withInviteLink(Optional<String> link) {
    return new GroupSnapshot(subject, description, suspended, joinApprovalMode, createdAt, participants, link);
  }

  @Override
  public String toString() {
    return "snapshot of a group"; // settings and people are not for logs
  }
}
