package dev.octet.aws.table;

import dev.octet.domain.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long items of a kind are kept. The table deletes late, by days: so who reads looks too.
 *
 * @param kept empty for ever
 */
public record Retention(Optional<Duration> kept) {
  /** The attribute by which the table deletes, in Unix seconds. */
  public static final String EXPIRES_AT = "expires_at";
  public static final Retention FOREVER = new Retention(Optional.empty());

  public static Retention ofDays(int days) {
    return new Retention(Optional.of(Duration.ofDays(days)));
  }

  /** @param setting {@code forever}, or an ISO 8601 duration such as {@code P30D} */
  public static Retention of(String setting) {
    if (setting.equals("forever")) {
      return FOREVER;
    }
    try {
      return new Retention(Optional.of(Duration.parse(setting)));
    } catch (DateTimeException e) {
      throw new IllegalStateException("How long something is kept is neither `forever` nor an ISO 8601 duration such as P30D.", e);
    }
  }

  /** At least so long, whatever is set. */
  public Retention atLeast(Duration least) {
    return new Retention(kept.map(time -> time.compareTo(least) < 0 ? least : time));
  }

  public boolean keepsNothing() {
    return kept.filter(Duration::isZero).isPresent();
  }

  /** What is written beside an item of then. */
  public Optional<Long> expiresAt(Instant from) {
    return kept.map(time -> from.plus(time).getEpochSecond());
  }

  /** Whether an item of then is gone by now, deleted or not. */
  public boolean isOver(Instant from, Instant now) {
    return expiresAt(from).filter(end -> end <= now.getEpochSecond()).isPresent();
  }

  /** The same of one that says so itself. */
  public static boolean isOver(JsonObject item, Instant now) {
    return item.has(EXPIRES_AT) && item.whole(EXPIRES_AT).orElse(Long.MAX_VALUE) <= now.getEpochSecond();
  }
}
