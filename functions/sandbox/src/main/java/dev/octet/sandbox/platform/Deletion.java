package dev.octet.sandbox.platform;

import java.time.Instant;

/** {@code DELETE /{group_id}}: everybody is out, the business too, and the group is gone for good (spec §2.2). */
public final class Deletion {
  private Deletion() {}

  public static GroupChange decide(BusinessNumber number, PlatformGroup group, String requestId, Instant now) {
    return new GroupChange.Deleted(Webhook.deleted(number, group, requestId, now), GroupChange.taken(requestId));
  }
}
