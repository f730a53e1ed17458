package dev.octet.graph.webhook;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A group's invite link was reset, or the group is gone: what Octet's own functions tell each other, since the platform has
 * no webhook for it, or it may be lost. It travels as events do. What the link is now stands in the group's item, which is
 * written before this is sent.
 *
 * @param at when it happened, as far as known
 */
public record InviteLinkChange(String groupId, Instant at) {
  /** No field of the platform's. */
  private static final String FIELD = "octet_invite_link";
  private static final String TYPE = "invite_link_changed";

  /** @param what tells this change of the group's apart from others, such as the new link */
  public static WebhookEvent event(String phoneNumberId, String groupId, String what, Instant at, Instant now) {
    JsonObject item = JsonObject.EMPTY.with("group_id", groupId).with("type", TYPE).with("timestamp", Long.toString(at.getEpochSecond()));
    JsonObject value = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("metadata", JsonObject.EMPTY.with("phone_number_id", phoneNumberId))
        .with("groups", List.of(item));
    return new WebhookEvent(Hash.hex(FIELD, groupId, what), now, FIELD, "", value);
  }

  /** Empty when the event is another. */
  public static Optional<InviteLinkChange> of(WebhookEvent event) {
    return event.field().equals(FIELD)
        ? event.item("groups").flatMap(item -> GroupEvent.id(item, "group_id").map(group -> new InviteLinkChange(group, PlatformTime.of(item, event.receivedAt()))))
        : Optional.empty();
  }
}
