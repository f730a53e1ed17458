package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Difference;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.Participant;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the outside is told when the table and the platform differed. */
final class ReconciliationNotifications {
  private ReconciliationNotifications() {}

  static Notification adopted(Group group, Optional<String> description, Instant asked, long version) {
    return of("group.adopted", group, asked, JsonObject.EMPTY
        .with("subject", group.subject())
        .with("description", description.filter(text -> !text.isEmpty()))
        .with("invite_link", group.inviteLink())
        .with("join_approval_mode", group.joinApprovalMode())
        .with("creation_timestamp", group.createdAt().map(Instant::getEpochSecond))
        .with("participants", group.present().stream().map(Participant::person).map(person -> person.toJson()).toList())
        .with("sequence", version), group.id());
  }

  /** All that was put right in one write: no other write has its version. */
  static Notification repaired(Group group, List<Difference> differences, Instant asked, long version) {
    return of("group.repaired", group, asked,
        JsonObject.EMPTY.with("differences", differences.stream().map(Difference::toJson).toList()).with("sequence", version),
        group.id(), Long.toString(version));
  }

  static Notification retired(Group group, Instant asked, long version) {
    return of("group.retired", group, asked, JsonObject.EMPTY
        .with("subject", group.subject())
        .with("reason", "The platform, asked twice, knows no such group (131041).")
        .with("sequence", version), group.id());
  }

  /** Whether it tells of somebody who came or went. */
  static boolean isOfPeople(Notification notification) {
    return notification.type().equals("group.adopted")
        || notification.data().objects("differences").stream().anyMatch(it -> it.text("field").equals(Optional.of("participants")));
  }

  /** The invite link that it tells of, in place of another; one that only became known replaces none. */
  static Optional<String> newLink(Notification notification) {
    return notification.data().objects("differences").stream().filter(it -> it.text("field").equals(Optional.of("invite_link")) && it.has("was"))
        .flatMap(it -> it.text("is").stream()).findFirst();
  }

  /** Whether it tells that the group is no more. */
  static boolean isOfItsEnd(Notification notification) {
    return notification.type().equals("group.retired");
  }

  private static Notification of(String type, Group group, Instant asked, JsonObject data, String... identity) {
    return Notification.of(type, asked, Optional.of(group.phoneNumberId()), Optional.of(group.id()), data, identity);
  }
}
