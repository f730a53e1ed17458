package dev.octet.localstack.queue;

/** An engine that tells nothing of itself is asked all the time, and waits with its answer until there is something: as AWS does it. */
final class LongPolls implements Occasions {
  /** An engine that is away, or does not wait, is not asked more often. */
  private static final long AT_MOST_EVERY_MILLIS = 200;

  private boolean closed;
  private long askedAt;

  @Override
  public synchronized boolean await() throws InterruptedException {
    long due = askedAt + AT_MOST_EVERY_MILLIS;
    for (long now = System.currentTimeMillis(); now < due && !closed; now = System.currentTimeMillis()) {
      wait(due - now);
    }
    askedAt = System.currentTimeMillis();
    return !closed;
  }

  /** Some look at which message groups are in hand once for each asking: a longer one would sit out their end. */
  @Override
  public int patience() {
    return 1;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
