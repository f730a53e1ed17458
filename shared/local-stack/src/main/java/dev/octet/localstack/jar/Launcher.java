package dev.octet.localstack.jar;

import dev.octet.localstack.code.RunDirectory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the flags and runs the stack until it ends, or this process does. Each looks after the other: when this one is
 * killed the stack ends, and whichever is left takes the directory of the run away.
 */
final class Launcher {
  private static final int FAILED = 1;
  private static final int BAD_FLAGS = 2;

  private Launcher() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      Flags flags = Flags.read(arguments);
      if (flags.help()) {
        System.out.print(Flags.HELP);
      } else {
        System.exit(run(flags));
      }
    } catch (FlagException e) {
      System.err.println(e.getMessage() + " What there is: java -jar octet-local.jar --help");
      System.exit(BAD_FLAGS);
    }
  }

  private static int run(Flags flags) throws IOException, InterruptedException {
    var stack = new StackProcess(RunDirectory.create());
    Runtime.getRuntime().addShutdownHook(new Thread(stack::end, "end"));
    Optional<Process> process = stack.start(jar(), flags.properties());
    return process.isEmpty() ? FAILED : process.get().waitFor();
  }

  private static Path jar() {
    try {
      return Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
