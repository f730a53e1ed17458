package dev.octet.aws.notification;

import dev.octet.aws.queue.QueueMessage;
import dev.octet.domain.Hash;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Where a notification stands among all others: as text, places are in the order of telling. What shares a message group is in
 * the queue's own order; the rest is in that of the clock.
 *
 * @param text the instant in milliseconds, the queue's sequence number, and what tells two of both the same apart
 */
record Place(String text) {
  private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int ENOUGH = 8;

  /** The same message has the same place, however often it is handed out. */
  static Place of(QueueMessage message) {
    return new Place(MILLIS.format(message.firstSentAt()) + " " + message.sequence() + " " + Hash.hex(message.id()).substring(0, ENOUGH));
  }

  /** When it was told. */
  Instant at() {
    return Instant.parse(text.substring(0, text.indexOf(' ')));
  }

  /** Before all that was told then or later, and after all that was told earlier. */
  static String edge(Instant at) {
    return MILLIS.format(at);
  }

  /** Right behind a place. */
  static String behind(String place) {
    return place + "!";
  }
}
