package dev.octet.localstack.function;

import dev.octet.localstack.template.StackPlan.FunctionPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One function and its processes. There is one; more are started only when an event has waited for a while, so that a
 * burst on a small machine is not spent on starting JVMs.
 */
public final class Function implements FunctionProcess.Listener {
  private static final int MAX_PROCESSES = 4;
  private static final Duration GROW_AFTER = Duration.ofMillis(300);
  /** An event waits so long for a process: longer than any timeout, so that only a function that is stuck throttles. */
  private static final Duration MAX_WAIT = Duration.ofMinutes(5);

  private final FunctionPlan plan;
  private final Launcher launcher;
  private final int maxProcesses;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final List<FunctionProcess> processes = new ArrayList<>();
  private final Deque<FunctionProcess> free = new ArrayDeque<>();
  private int failedStarts;
  private String startError = "";
  private boolean closed;

  Function(FunctionPlan plan, Launcher launcher) {
    this.plan = plan;
    this.launcher = launcher;
    this.maxProcesses = Math.min(MAX_PROCESSES, plan.concurrency().orElse(MAX_PROCESSES));
  }

  public FunctionPlan plan() {
    return plan;
  }

  /** How many events it handles at once. */
  public int maxConcurrency() {
    return maxProcesses;
  }

  /** Starts its first process; done when that asks for its first event. */
  CompletableFuture<Void> start() {
    lock.lock();
    try {
      return launch().ready();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Calls it with an event and waits for what becomes of it: until its timeout, and before that until a process is
   * free.
   */
  public Outcome invoke(byte[] event) {
    if (event.length > RuntimeApi.MAX_BYTES) {
      return new Outcome.Failure(Outcome.Reason.EVENT_TOO_LARGE, event.length + " bytes are more than Lambda takes (" + RuntimeApi.MAX_BYTES + ")");
    }
    try {
      FunctionProcess process = free();
      var invocation = new Invocation(event, plan.timeout());
      process.give(invocation);
      try {
        return invocation.outcome().get(plan.timeout().toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return timeOut(process, invocation);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    } catch (Unavailable e) {
      return e.failure;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failure(Outcome.Reason.CLOSED, "the stack is ending");
    }
  }

  private Outcome timeOut(FunctionProcess process, Invocation invocation) {
    var failure = new Outcome.Failure(Outcome.Reason.TIMEOUT, "Task timed out after " + plan.timeout().toSeconds() + ".00 seconds");
    if (!process.complete(invocation.requestId(), failure)) {
      return invocation.outcome().getNow(failure); // the answer came at the last moment
    }
    process.killAndWait();
    return failure;
  }

  /** Kills its processes, as a crash would; what they were doing fails, and the next event starts a new one. */
  public void crash() {
    all().forEach(FunctionProcess::killAndWait);
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    crash();
  }

  private List<FunctionProcess> all() {
    lock.lock();
    try {
      return List.copyOf(processes);
    } finally {
      lock.unlock();
    }
  }

  private FunctionProcess free() throws InterruptedException, Unavailable {
    long now = System.nanoTime();
    long growAt = now + GROW_AFTER.toNanos();
    long end = now + MAX_WAIT.toNanos();
    lock.lock();
    try {
      int failedBefore = failedStarts;
      while (true) {
        if (closed) {
          throw new Unavailable(Outcome.Reason.CLOSED, "the stack is ending");
        }
        FunctionProcess process = free.pollFirst();
        if (process != null) {
          return process;
        }
        if (failedStarts > failedBefore) {
          throw new Unavailable(Outcome.Reason.INIT, startError);
        }
        now = System.nanoTime();
        if (now >= end) {
          throw new Unavailable(Outcome.Reason.THROTTLED, "all " + maxProcesses + " processes are busy");
        }
        if (processes.isEmpty() || (now >= growAt && processes.size() < maxProcesses && !isStarting())) {
          launch();
        }
        long until = growAt > now && processes.size() < maxProcesses ? growAt : end;
        changed.awaitNanos(until - now);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isStarting() {
    return processes.stream().anyMatch(process -> !process.ready().isDone());
  }

  private FunctionProcess launch() {
    try {
      FunctionProcess process = launcher.launch(plan, this);
      processes.add(process);
      return process;
    } catch (IOException e) {
      throw new FunctionStartException("no JVM could be started: " + e.getMessage());
    }
  }

  @Override
  public void free(FunctionProcess process) {
    lock.lock();
    try {
      free.addFirst(process); // the one that is warm
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void ended(FunctionProcess process) {
    launcher.forget(process);
    lock.lock();
    try {
      processes.remove(process);
      free.remove(process);
      if (process.ready().isCompletedExceptionally() && !closed) {
        failedStarts++;
        startError = process.startError();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Outcome.Failure failure;

    Unavailable(Outcome.Reason reason, String message) {
      this.failure = new Outcome.Failure(reason, message);
    }
  }
}
