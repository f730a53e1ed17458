package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.graph.webhook.WebhookEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Groups that become known by something that happened in them. */
final class Adoption {
  private final Groups groups;

  Adoption(Groups groups) {
    this.groups = groups;
  }

  /** Applies a change; a group that was not known until this event is told as adopted, in each pass of it. */
  Groups.Saved update(WebhookEvent event, GroupNotifications about, List<Notification> told, UnaryOperator<Group> change) {
    Groups.Saved saved = groups.update(Group.found(about.groupId(), about.phoneNumberId().orElse(""), event.key()), change);
    if (saved.group().foundBy().equals(Optional.of(event.key()))) {
      told.add(about.adopted(saved));
    }
    return saved;
  }
}
