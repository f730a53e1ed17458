package dev.octet.aws.queue;

import org.jspecify.annotations.Nullable;

/** Not everything is in the queue. Sending the same again is safe. */
public final class QueueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public QueueException(String message) {
    super(message);
  }

  QueueException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
