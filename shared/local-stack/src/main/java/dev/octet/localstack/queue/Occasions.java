package dev.octet.localstack.queue;

/** Tells when it is worth asking a queue. */
sealed interface Occasions permits Arrivals, LongPolls {
  /** Waits until asking may give something that the last asking did not. False when there will be nothing more. */
  boolean await() throws InterruptedException;

  /** How many seconds the engine may take to answer that there is nothing. */
  int patience();

  void close();
}
