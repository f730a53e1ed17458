package dev.octet.sandbox.platform;

import java.time.Instant;
import java.util.Optional;

/** {@code DELETE /{group_id}}: everybody is out, the business too, and the group is gone for good (spec §2.2). */
public final class Deletion {
  private Deletion() {}

  /** @param failure when it is only taken, and then fails */
  public static GroupChange decide(
      BusinessNumber number, PlatformGroup group, Optional<WebhookFailure> failure, String requestId, Instant now) {
    return failure.isPresent()
        ? new GroupChange.Changed(group, failure.map(it -> Webhook.deleteFailed(number, group, requestId, it.error(), now)), GroupChange.taken(requestId))
        : new GroupChange.Deleted(Optional.of(Webhook.deleted(number, group, requestId, now)), GroupChange.taken(requestId));
  }
}
