package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading.Wrong;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of something written freely for a group whose customer service window seems closed (spec §3.1). */
public enum ClosedWindow {
  /** The platform is asked: a message that opened the window may not have been heard of yet. */
  ASK,
  /** It is asked, and the caller is told that the window seemed closed. */
  WARN,
  /** It is not asked. */
  REFUSE;

  /** @throws IllegalStateException naming the words, when there is no such one */
  public static ClosedWindow of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst()
        .orElseThrow(() -> new IllegalStateException("CLOSED_WINDOW is none of ask, warn, refuse."));
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a caller is told of a send that needs an open window; empty when all is left to the platform. */
  public Optional<Wrong> sentence() {
    return switch (this) {
      case ASK -> Optional.empty();
      case WARN, REFUSE -> Optional.of(new Wrong(131047,
          "Nobody in the group has written for 24 hours, as far as Octet knows: until somebody does, only templates can be sent. "
              + "The parameter `ClosedWindow` says what becomes of others."));
    };
  }
}
