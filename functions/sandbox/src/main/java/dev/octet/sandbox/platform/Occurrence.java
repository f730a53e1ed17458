package dev.octet.sandbox.platform;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How often a fault strikes. */
public sealed interface Occurrence {
  /** Rarer than once in a million times is never, and a table keeps 38 digits. */
  int MAX_DECIMALS = 6;

  /** {@code false} or {@code 0}. */
  record Never() implements Occurrence {}

  /** {@code true}. */
  record Always() implements Occurrence {}

  /** A whole number: the next so many times. */
  record Next(long times) implements Occurrence {}

  /** A number between 0 and 1: this share of all times. */
  record Share(double probability) implements Occurrence {}

  /** Empty when a JSON value is none of these. */
  static Optional<Occurrence> read(@Nullable Object value) {
    return switch (value) {
      case Boolean always -> Optional.of(always ? new Always() : new Never());
      case Long times when times == 0 -> Optional.of(new Never());
      case Long times when times > 0 && times <= 1_000_000 -> Optional.of(new Next(times));
      case BigDecimal share when share.stripTrailingZeros().scale() > MAX_DECIMALS -> Optional.empty();
      case BigDecimal share when share.signum() == 0 -> Optional.of(new Never());
      case BigDecimal share when share.compareTo(BigDecimal.ONE) == 0 -> Optional.of(new Always());
      case BigDecimal share when share.signum() > 0 && share.compareTo(BigDecimal.ONE) < 0 -> Optional.of(new Share(share.doubleValue()));
      case null, default -> Optional.empty();
    };
  }

  default boolean strikes(RandomGenerator random) {
    return switch (this) {
      case Never _ -> false;
      case Always _ -> true;
      case Next next -> next.times() > 0;
      case Share share -> random.nextDouble() < share.probability();
    };
  }

  /** What is left after it struck, as JSON. */
  default Object afterStriking() {
    return switch (this) {
      case Never _ -> false;
      case Always _ -> true;
      case Next next -> next.times() - 1;
      case Share share -> BigDecimal.valueOf(share.probability());
    };
  }
}
