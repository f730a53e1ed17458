package dev.octet.localstack.function;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One event on its way through one process. */
final class Invocation {
  private final String requestId = UUID.randomUUID().toString();
  private final byte[] event;
  private final Instant deadline;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

  Invocation(byte[] event, Duration timeout) {
    this.event = event;
    this.deadline = Instant.now().plus(timeout);
  }

  String requestId() {
    return requestId;
  }

  byte[] event() {
    return event;
  }

  Instant deadline() {
    return deadline;
  }

  CompletableFuture<Outcome> outcome() {
    return outcome;
  }
}
