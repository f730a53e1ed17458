package dev.octet.domain.message;

import java.util.Locale;
import java.util.Optional;

/**
 * How far an invitation has come. As with receipts, a failure comes before {@code DELIVERED}: what somebody has is not
 * undone by it.
 */
public enum InvitationState {
  /** It is about to be sent, or nobody knows whether it was. */
  SENDING,
  SENT,
  FAILED,
  DELIVERED,
  READ,
  /** Its link lets nobody in any more: it was reset, or the group is gone. */
  EXPIRED,
  /** The person asks to be let in. */
  REQUESTED,
  JOINED;

  /** As notifications and reads spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<InvitationState> of(String word) {
    for (InvitationState state : values()) {
      if (state.word().equals(word)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  boolean isBeyond(InvitationState other) {
    return compareTo(other) > 0;
  }
}
