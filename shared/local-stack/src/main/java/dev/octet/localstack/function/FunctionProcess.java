package dev.octet.localstack.function;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedTransferQueue;
import org.jspecify.annotations.Nullable;

/**
 * One JVM of one function, as the Runtime API sees it: it asks for the next event, answers it, asks again. It has one
 * event at a time.
 */
final class FunctionProcess {
  /** Who hears of a process. */
  interface Listener {
    /** It asks for an event. */
    void free(FunctionProcess process);

    void ended(FunctionProcess process);
  }

  private final String id;
  private final Listener listener;
  private final LinkedTransferQueue<Optional<Invocation>> events = new LinkedTransferQueue<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private @Nullable Process process;
  /** Its end, and everybody has heard of it. */
  private CompletableFuture<Void> over = CompletableFuture.completedFuture(null);
  private @Nullable Invocation current;
  private String initError = "";
  private boolean ended;

  FunctionProcess(String id, Listener listener) {
    this.id = id;
    this.listener = listener;
  }

  String id() {
    return id;
  }

  /** Done when it first asks for an event; fails with {@link FunctionStartException} when it ends before. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** The operating system's process; from here on its end is watched. */
  void runs(Process started) {
    synchronized (this) {
      process = started;
      over = started.onExit().thenAccept(exited -> end("exited with status " + exited.exitValue()));
    }
  }

  /** Hands it an event; it must be free. */
  void give(Invocation invocation) {
    synchronized (this) {
      if (!ended) {
        current = invocation;
        events.add(Optional.of(invocation));
        return;
      }
    }
    invocation.outcome().complete(new Outcome.Failure(Outcome.Reason.CRASH, "the process had ended"));
  }

  /** Waits for the next event; empty when there will be none. */
  Optional<Invocation> next() throws InterruptedException {
    ready.complete(null);
    listener.free(this);
    return events.take();
  }

  /** The answer to an event; false when it is not the one that the process has. */
  boolean complete(String requestId, Outcome outcome) {
    Invocation answered;
    synchronized (this) {
      if (current == null || !current.requestId().equals(requestId)) {
        return false;
      }
      answered = current;
      current = null;
    }
    answered.outcome().complete(outcome);
    return true;
  }

  /** Why it never asked for an event. */
  synchronized String startError() {
    return initError;
  }

  synchronized void initFailed(String message) {
    initError = message;
  }

  /** Kills it, memory and all; what it was doing fails. */
  void kill() {
    Process killed;
    synchronized (this) {
      killed = process;
    }
    if (killed != null) {
      killed.destroyForcibly();
    }
  }

  /** Kills it and waits for its end: from then on, nobody takes it for free. */
  void killAndWait() {
    kill();
    CompletableFuture<Void> end;
    synchronized (this) {
      end = over;
    }
    end.join();
  }

  private void end(String how) {
    Invocation lost;
    String message;
    synchronized (this) {
      ended = true;
      lost = current;
      current = null;
      initError = initError.isEmpty() ? how : initError;
      message = initError;
    }
    events.add(Optional.empty());
    ready.completeExceptionally(new FunctionStartException(message));
    listener.ended(this);
    if (lost != null) {
      lost.outcome().complete(new Outcome.Failure(Outcome.Reason.CRASH, how));
    }
  }
}
