package dev.octet.domain.message;

import java.util.Locale;
import java.util.Optional;

/**
 * How far a message has come, in the order in which it only moves on. A failure comes before {@code DELIVERED}: what
 * somebody has is not undone by it, and a failure is not undone by a {@code sent} that was on its way.
 */
public enum ReceiptState {
  ACCEPTED, SENT, FAILED, DELIVERED, READ, PLAYED;

  /** As the platform spells it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ReceiptState> of(String word) {
    for (ReceiptState state : values()) {
      if (state.word().equals(word)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  boolean isBeyond(ReceiptState other) {
    return compareTo(other) > 0;
  }
}
