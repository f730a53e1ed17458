package dev.octet.messagesending;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.Person;
import dev.octet.domain.message.Message;
import dev.octet.graph.webhook.WebhookEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The latest messages of a group that not everybody has read: who leaves may have been the only one who had not. */
final class UnreadMessages {
  /** So many are judged: what is older, nobody waits for. */
  private static final int JUDGED = 20;
  /** Among so many of the group's latest they are looked for. */
  private static final int LOOKED_AT = 50;

  private final Messages messages;

  UnreadMessages(Messages messages) {
    this.messages = messages;
  }

  /**
   * Somebody left.
   *
   * @param gone the first of those who went; they name what happened
   * @param group without them
   */
  List<Notification> without(WebhookEvent event, Person gone, Instant at, Group group) {
    List<Notification> told = new ArrayList<>();
    int judged = 0;
    for (String id : messages.latestSent(group.id(), LOOKED_AT)) {
      Optional<Message> known = messages.get(id).map(Messages.Saved::message).filter(it -> it.readByAll().isEmpty() || it.isReadBy(gone, at));
      if (known.isPresent() && judged++ < JUDGED) {
        Messages.Saved saved = messages.update(id, known::get, message -> Messages.Change.of(message.left(gone, at, group)));
        if (saved.message().isReadBy(gone, at)) {
          told.add(MessageNotifications.readByAll(event, at, Optional.of(group.id()), saved));
        }
      }
    }
    return told;
  }
}
