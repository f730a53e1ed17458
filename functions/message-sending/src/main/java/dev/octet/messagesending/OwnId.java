package dev.octet.messagesending;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Octet's id of a send, as it travels to the platform in {@code biz_opaque_callback_data} and comes back in statuses. */
final class OwnId {
  private static final Pattern OWN = Pattern.compile("oct_([0-9A-F]{32})");

  private OwnId() {}

  static String of(String requestId) {
    return "oct_" + requestId;
  }

  /** The operation that a status is about; empty when it echoes something of another tool's. */
  static Optional<String> requestId(Optional<String> callbackData) {
    return callbackData.map(OWN::matcher).filter(Matcher::matches).map(own -> own.group(1));
  }
}
