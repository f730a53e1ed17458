package dev.octet.localstack.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class FunctionProcessTest {
  @Test
  void a_killed_process_is_not_taken_for_free() throws Exception {
    CompletableFuture<Thread> killing = new CompletableFuture<>();
    CompletableFuture<Boolean> killerWaited = new CompletableFuture<>();
    var process = new FunctionProcess("1", new FunctionProcess.Listener() {
      @Override
      public void free(FunctionProcess free) {}

      @Override
      public void ended(FunctionProcess ended) {
        Thread killer = killing.join();
        try {
          killer.join(Duration.ofMillis(200));
          killerWaited.complete(killer.isAlive());
        } catch (InterruptedException e) {
          killerWaited.completeExceptionally(e);
        }
      }
    });
    process.runs(new Killable());

    killing.complete(Thread.ofPlatform().start(process::killAndWait));

    assertThat(killerWaited.get()).as("the one who killed it still waits while its end is told").isTrue();
    killing.get().join();
  }

  @Test
  void an_event_for_a_process_that_has_ended_is_lost_at_once() {
    var process = new FunctionProcess("1", new FunctionProcess.Listener() {
      @Override
      public void free(FunctionProcess free) {}

      @Override
      public void ended(FunctionProcess ended) {}
    });
    process.runs(new Killable());
    process.killAndWait();
    var invocation = new Invocation(new byte[0], Duration.ofSeconds(1));

    process.give(invocation);

    assertThat(invocation.outcome().join()).isEqualTo(new Outcome.Failure(Outcome.Reason.CRASH, "the process had ended"));
    assertThat(process.ready()).isCompletedExceptionally();
    assertThat(process.startError()).isEqualTo("exited with status 137");
  }

  /** Ends when it is killed, from a thread of its own as a real one does. */
  private static final class Killable extends Process {
    private final CompletableFuture<Process> exit = new CompletableFuture<>();

    @Override
    public Process destroyForcibly() {
      Thread.ofPlatform().start(() -> exit.complete(this));
      return this;
    }

    @Override
    public CompletableFuture<Process> onExit() {
      return exit.copy();
    }

    @Override
    public int exitValue() {
      return 137;
    }

    @Override
    public OutputStream getOutputStream() {
      throw new UnsupportedOperationException();
    }

    @Override
    public InputStream getInputStream() {
      throw new UnsupportedOperationException();
    }

    @Override
    public InputStream getErrorStream() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int waitFor() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void destroy() {
      throw new UnsupportedOperationException();
    }
  }
}
