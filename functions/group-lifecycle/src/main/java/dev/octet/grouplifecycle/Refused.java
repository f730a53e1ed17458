package dev.octet.grouplifecycle;

import dev.octet.graph.GraphError;

/** A request that is refused, on its way out to the caller. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient GraphError error;

  Refused(GraphError error) {
    super(error.message(), null, false, false); // an answer, not a failure: no stack trace
    this.error = error;
  }

  GraphError error() {
    return error;
  }
}
