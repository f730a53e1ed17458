package dev.octet.messagesending;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Person;
import dev.octet.domain.message.Message;
import dev.octet.graph.webhook.MessageEvent;
import dev.octet.graph.webhook.WebhookEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * What people write: kept, told, and the group's window is open. Who writes is not thereby in the group: of comings and
 * goings the platform tells by itself.
 */
final class ReceivedMessages {
  private final Messages messages;
  private final MessageContents contents;
  private final Conversations conversations;
  private final Rosters rosters;

  ReceivedMessages(Messages messages, MessageContents contents, Conversations conversations, Rosters rosters) {
    this.messages = messages;
    this.contents = contents;
    this.conversations = conversations;
    this.rosters = rosters;
  }

  Notification handle(WebhookEvent event, String phoneNumberId, MessageEvent message) {
    Person sender = sender(message);
    Optional<String> type = message.message().text("type").filter(it -> it.matches("\\w{1,64}"));
    contents.keep(message.id(), message.message(), event.receivedAt());
    Messages.Saved saved = messages.update(message.id(),
        () -> Message.received(message.id(), phoneNumberId, message.groupId(), message.time(), type, sender),
        Messages.Change::of);
    if (!type.equals(Optional.of("system"))) { // nobody wrote that
      message.groupId().ifPresent(group -> conversations.written(group, earlier(message.time(), event.receivedAt())));
    }
    return MessageNotifications.received(event, message, sender.toJson().withAll(message.sender()), Optional.of(saved.version()));
  }

  /** A clock of the platform's that is ahead must not keep the window open for longer. */
  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** With the user id, which says who it is, if only the roster knows it. */
  private Person sender(MessageEvent message) {
    Person named = Person.ofJson(message.sender());
    Person sender = named.userId().isPresent() ? named : message.groupId().flatMap(rosters::get).map(group -> group.known(named)).orElse(named);
    return new Person(sender.userId(), sender.waId(), sender.parentUserId(), Optional.empty());
  }
}
