package dev.octet.sandbox.platform;

import java.util.Locale;
import java.util.Optional;

/**
 * A business that opens an invite link. In a group there is one business at most, the one that made it (spec §1): whoever
 * else comes is refused, and takes no seat.
 */
public final class SecondBusiness {
  private SecondBusiness() {}

  /** Why it does not come in. */
  public enum Reason {
    UNKNOWN_LINK,
    DEAD_LINK,
    /** It made the group, and so is in already. */
    OWN_GROUP,
    ANOTHER_BUSINESS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** @param group the one that the link leads to, unless it is gone */
  public static Reason refused(Optional<PlatformGroup> group, String linkId, String phoneNumberId) {
    return group.filter(it -> it.linkId().equals(linkId)).map(it -> it.phoneNumberId().equals(phoneNumberId) ? Reason.OWN_GROUP : Reason.ANOTHER_BUSINESS)
        .orElse(Reason.DEAD_LINK);
  }
}
