package dev.octet.localstack;

import dev.octet.localstack.code.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

/** How long the process lives, and what it leaves: it ends with whatever started it, and takes away what was unpacked for it. */
final class Life {
  private final Optional<Path> unpacked;
  private final AtomicReference<LocalStack> stack = new AtomicReference<>();

  private Life(Optional<Path> unpacked) {
    this.unpacked = unpacked;
  }

  /** From now on, whatever happens to what started it. */
  static Life begin(Properties properties) {
    var life = new Life(Optional.ofNullable(properties.getProperty("octet.unpacked")).map(Path::of));
    Runtime.getRuntime().addShutdownHook(new Thread(life::end, "end"));
    if (life.unpacked.isPresent()) {
      endWithTheInput();
    } else if (Boolean.parseBoolean(properties.getProperty("octet.ends-with-parent"))) {
      endWithTheParent();
    }
    return life;
  }

  /** Whether it came out of {@code octet-local.jar}, and its settings are flags. */
  boolean outOfTheJar() {
    return unpacked.isPresent();
  }

  void holds(LocalStack running) {
    stack.set(running);
  }

  /** Maven may be killed without a word to its child: nobody would be there to stop the stack. */
  private static void endWithTheParent() {
    ProcessHandle.current().parent().ifPresent(parent -> {
      // From a thread of its own: the end of the functions' processes is told by the pool's, and on two cores that is one.
      var _ = parent.onExit().thenRun(() -> Thread.ofPlatform().name("parent-is-gone").start(() -> System.exit(0)));
    });
  }

  /** The launcher of the jar holds the other end of this pipe, and writes nothing: however it ends, the pipe does too. */
  private static void endWithTheInput() {
    Thread.ofPlatform().daemon().name("launcher-is-gone").start(() -> {
      try {
        while (System.in.read() >= 0) {
          // only the end counts
        }
      } catch (IOException e) {
        // as good as the end
      }
      System.exit(0);
    });
  }

  private void end() {
    try {
      LocalStack running = stack.get();
      if (running != null) {
        running.close();
      }
    } finally {
      unpacked.ifPresent(Life::remove);
    }
  }

  private static void remove(Path directory) {
    try {
      RunDirectory.remove(directory);
    } catch (IOException e) {
      // The launcher does it, or the next run.
    }
  }
}
