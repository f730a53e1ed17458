package dev.octet.localstack.queue;

import java.util.HashMap;
import java.util.Map;

/**
 * Of an engine that tells of its messages: it is worth asking when something came, went, or becomes visible. Asking at once what the engine
 * would answer to a long poll later keeps latency low; and ElasticMQ spins while a long poll waits on a FIFO queue
 * whose next message is held back by one of its message group in flight.
 */
final class Arrivals implements Occasions {
  private final Map<String, Long> visibleAt = new HashMap<>();
  private boolean changed = true;
  private boolean closed;
  private long askedAt;

  /** @param at milliseconds since the epoch */
  synchronized void message(String id, long at) {
    visibleAt.put(id, at);
    changed |= at <= System.currentTimeMillis();
    notifyAll();
  }

  synchronized void removed(String id) {
    visibleAt.remove(id);
    changed = true; // what it held back may be free
    notifyAll();
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  @Override
  public int patience() {
    return 0;
  }

  @Override
  public synchronized boolean await() throws InterruptedException {
    while (!changed && !closed) {
      long next = visibleAt.values().stream().mapToLong(at -> at).filter(at -> at > askedAt).min().orElse(Long.MAX_VALUE);
      long now = System.currentTimeMillis();
      if (next <= now) {
        break;
      }
      wait(Math.min(next - now, 3_600_000));
    }
    changed = false;
    askedAt = System.currentTimeMillis() - 1; // what becomes visible in this very millisecond is asked for again
    return !closed;
  }
}
