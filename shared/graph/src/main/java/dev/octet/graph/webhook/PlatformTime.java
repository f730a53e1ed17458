package dev.octet.graph.webhook;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** The platform's times: Unix seconds, as a string or as a number (spec §7 row 15). */
public final class PlatformTime {
  /** The end of the year 9999: what lies beyond is no time of an event. */
  private static final long MOST_SECONDS = 253_402_300_799L;

  private PlatformTime() {}

  /** The item's {@code timestamp}; where there is none that can be read, the time at which the delivery arrived. */
  public static Instant of(JsonObject item, Instant receivedAt) {
    return read(item, "timestamp").orElse(receivedAt);
  }

  /** Empty when there is none that can be read. */
  public static Optional<Instant> read(JsonObject item, String name) {
    long seconds = item.whole(name).orElse(-1);
    return seconds >= 0 && seconds <= MOST_SECONDS ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
  }
}
