package dev.octet.sandbox.traffic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a poller has read. An entry may be written a little later than its place says; so whoever has read everything
 * begins again some seconds before the time at which they began.
 *
 * @param place what comes after it is still to be read
 * @param settled what stands before it was read, and nothing can come there any more
 */
record TrafficCursor(String place, Instant settled) {
  /** Longer than a transaction that many others hold up, and the write of an entry after it. */
  static final Duration LATE = Duration.ofSeconds(10);
  private static final Pattern FORM = Pattern.compile("(\\d{16}(?:#[^ ]{1,500})?) (\\d{1,15})");

  /** Before everything that was recorded since. */
  static TrafficCursor since(Instant at) {
    return new TrafficCursor(place(at), at);
  }

  /** Where the next page begins. */
  TrafficCursor next(Optional<String> moreAfter, Instant now) {
    Instant before = place.contains("#") ? settled : later(settled, now.minus(LATE)); // of several pages, the first was read at that time
    return moreAfter.map(last -> new TrafficCursor(last, before)).orElseGet(() -> since(before));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  static String place(Instant at) {
    return String.format(Locale.ROOT, "%016d", Math.max(0, ChronoUnit.MICROS.between(Instant.EPOCH, at)));
  }

  String toText() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString((place + " " + settled.toEpochMilli()).getBytes(StandardCharsets.UTF_8));
  }

  static Optional<TrafficCursor> read(String text) {
    Matcher form = FORM.matcher(decoded(text));
    return form.matches() ? Optional.of(new TrafficCursor(form.group(1), Instant.ofEpochMilli(Long.parseLong(form.group(2))))) : Optional.empty();
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
