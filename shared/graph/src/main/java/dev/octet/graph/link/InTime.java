package dev.octet.graph.link;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work on a connection that has so long and no longer: on a thread of its own, whose interruption closes its socket, so that a
 * server that sends a byte now and then has no more time than others.
 */
final class InTime {
  private InTime() {}

  static <T> T call(Duration limit, Callable<T> work) throws TimeoutException, ExecutionException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      task.cancel(true);
    }
  }
}
