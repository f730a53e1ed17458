package dev.octet.operations;

import dev.octet.graph.GraphError;
import java.time.Duration;

/** A request that is refused, on its way out to the caller. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient GraphError error;
  private final Duration retryAfter;

  public Refused(GraphError error) {
    this(error, Duration.ZERO);
  }

  /** @param retryAfter when asking again may help; zero where that is not known */
  public Refused(GraphError error, Duration retryAfter) {
    super(error.message(), null, false, false); // an answer, not a failure: no stack trace
    this.error = error;
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }

  public GraphError error() {
    return error;
  }
}
