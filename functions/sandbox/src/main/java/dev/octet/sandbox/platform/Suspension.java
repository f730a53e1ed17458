package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** What the platform does to a group by itself (spec §4.5). */
public final class Suspension {
  private Suspension() {}

  /** Suspends, or clears the suspension. Of what is so already nobody is told again. */
  public static GroupChange decide(BusinessNumber number, PlatformGroup group, boolean suspended, Instant now) {
    return new GroupChange.Changed(
        group.suspended(suspended),
        group.suspended() == suspended ? Optional.empty() : Optional.of(Webhook.statusChanged(number, group, suspended, now)),
        JsonObject.EMPTY.with("status", suspended ? "suspended" : "suspension_cleared"));
  }

  /** The group is gone and the business is not told: no event is documented for it (spec §4.2). */
  public static GroupChange vanish() {
    return new GroupChange.Deleted(Optional.empty(), JsonObject.EMPTY.with("status", "vanished"));
  }
}
