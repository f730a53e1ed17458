package dev.octet.grouplifecycle;

import dev.octet.aws.queue.Queue;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.InviteLinkChange;
import dev.octet.graph.webhook.WebhookEvent;
import java.time.Clock;
import java.time.Instant;

/**
 * What the sending of invitations has to know of links: whose each is, in the table; and that a group has another, or is gone,
 * by {@code message-events.fifo}, because the platform tells nobody of a reset.
 */
final class InviteLinks {
  private final Queue messageEvents;
  private final Clock clock;

  InviteLinks(Queue messageEvents, Clock clock) {
    this.messageEvents = messageEvents;
    this.clock = clock;
  }

  /** Keeps whose link this is, for good: none ever becomes another group's. */
  static void keep(Table table, String link, String groupId) {
    Written _ = table.put(Write.create(new Key("INVITE_LINK#" + Hash.hex(link), "GROUP"), JsonObject.EMPTY.with("group_id", groupId)));
  }

  /** To be asked for once the group's item says so, and before anything says that it is told. */
  void reset(String phoneNumberId, String groupId, String link, Instant at) {
    send(phoneNumberId, groupId, "link " + link, at);
  }

  /** The same for a group that is gone, of which there may have been no webhook. */
  void gone(String phoneNumberId, String groupId, Instant at) {
    send(phoneNumberId, groupId, "gone", at);
  }

  private void send(String phoneNumberId, String groupId, String what, Instant at) {
    WebhookEvent event = InviteLinkChange.event(phoneNumberId, groupId, what, at, clock.instant());
    messageEvents.send(new Queue.Entry(groupId, event.key(), event.toJson().toJson()));
  }
}
