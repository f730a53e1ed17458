package dev.octet.domain.message;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast a number may send (spec §5.4). After a rest what fits into a second goes at once, then one after the other.
 *
 * @param perSecond messages
 * @param free when all that was taken has been worth its time
 */
public record Throughput(int perSecond, Instant free) {
  /** What a number has at first. */
  public static final int STANDARD = 80;
  /** What the platform gives to numbers of good quality that send much. */
  public static final int UPGRADED = 1000;

  private static final Duration BURST = Duration.ofSeconds(1);

  /**
   * @param next to be kept
   * @param delay before what was taken may be sent; zero at best
   */
  public record Taken(Throughput next, Duration delay) {}

  public Throughput {
    if (perSecond < 1) {
      throw new IllegalArgumentException("A number sends one message a second at least.");
    }
  }

  /** Of a number that has not sent anything yet. */
  public static Throughput rested(int perSecond) {
    return new Throughput(perSecond, Instant.EPOCH);
  }

  public Taken take(int messages, Instant now) {
    Instant from = free.isAfter(now) ? free : now;
    Instant until = from.plus(Duration.ofSeconds(messages).dividedBy(perSecond));
    Duration wait = Duration.between(now.plus(BURST), until);
    return new Taken(new Throughput(perSecond, until), wait.isNegative() ? Duration.ZERO : wait);
  }
}
