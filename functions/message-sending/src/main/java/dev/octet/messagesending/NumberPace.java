package dev.octet.messagesending;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Throughput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How fast each number sends, whichever process sends (spec §5.4): kept in the table, and taken from there for all threads that
 * wait for it at one time, so that a batch costs a write or two.
 */
final class NumberPace {
  private static final int MAX_ATTEMPTS = 20;
  /** In microseconds: a turn is 12.5 ms, and what is cut off of each would be a turn too many every two seconds. */
  private static final String FREE = "free_micros";

  private final Table table;
  private final Clock clock;
  private final int perSecond;
  private final Map<String, OfNumber> numbers = new ConcurrentHashMap<>();

  /** @param perSecond messages that the platform takes of one number */
  NumberPace(Table table, Clock clock, int perSecond) {
    this.table = table;
    this.clock = clock;
    this.perSecond = perSecond;
  }

  private static final class OfNumber {
    final ReentrantLock lock = new ReentrantLock();
    final AtomicInteger waiting = new AtomicInteger();
    /** Taken for others that wait here. */
    int left;
    Instant from = Instant.EPOCH;
    Optional<Stored> known = Optional.empty();

    Duration next(Instant now) {
      left--;
      Duration wait = Duration.between(now, from);
      return wait.isNegative() ? Duration.ZERO : wait;
    }
  }

  /**
   * Takes one message's turn. Returns how long to wait for it, zero at best; where that is longer than the caller would wait,
   * nothing is taken: a turn that nobody uses would be lost, and those behind it would wait for nothing.
   */
  Duration take(String phoneNumberId, Duration patience) {
    OfNumber number = numbers.computeIfAbsent(phoneNumberId, _ -> new OfNumber());
    number.waiting.incrementAndGet();
    number.lock.lock();
    try {
      return number.left > 0 ? number.next(clock.instant()) : take(phoneNumberId, number, patience);
    } finally {
      number.waiting.decrementAndGet();
      number.lock.unlock();
    }
  }

  private Duration take(String phoneNumberId, OfNumber number, Duration patience) {
    Key key = new Key("NUMBER#" + phoneNumberId, "PACE");
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Throughput standing = number.known.map(item -> new Throughput(perSecond, Instant.EPOCH.plus(item.attributes().whole(FREE).orElse(0), ChronoUnit.MICROS)))
          .orElseGet(() -> Throughput.rested(perSecond));
      Instant now = clock.instant();
      int messages = number.waiting.get();
      if (standing.take(messages, now).delay().compareTo(patience) > 0) {
        messages = 1;
      }
      Throughput.Taken taken = standing.take(messages, now);
      if (taken.delay().compareTo(patience) > 0) {
        return taken.delay();
      }
      JsonObject attributes = JsonObject.EMPTY.with(FREE, ChronoUnit.MICROS.between(Instant.EPOCH, taken.next().free()));
      switch (table.put(Write.over(key, number.known, attributes))) {
        case Written.Applied(long version) -> {
          number.known = Optional.of(new Stored(key, attributes, version));
          number.left = messages;
          number.from = now.plus(taken.delay());
          return number.next(now);
        }
        case Written.Refused refused -> number.known = refused.item(); // another process has taken its turns
      }
    }
    return Duration.ofSeconds(1); // so many at once: they are fast enough
  }
}
