package dev.octet.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;

/** Everything that happens in a history, in its order. The same seed gives the same text. */
final class Trace {
  private final Clock clock;
  private final StringBuilder text = new StringBuilder();
  private final MessageDigest digest = sha256();
  private boolean kept = true;

  Trace(Clock clock) {
    this.clock = clock;
  }

  /** Of what is too long to be kept, a digest says whether it is the same. */
  void digestOnly() {
    kept = false;
  }

  void line(String who, String what) {
    String line = clock.instant() + " " + who + ": " + what + "\n";
    if (kept) {
      text.append(line);
    } else {
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  @Override
  public String toString() {
    return kept ? text.toString() : HexFormat.of().formatHex(digest.digest());
  }
}
