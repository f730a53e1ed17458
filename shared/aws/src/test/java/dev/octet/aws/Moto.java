package dev.octet.aws;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Moto's server, where it is installed ({@code pip install 'moto[server]'}). It ends with this process, however that ends. */
final class Moto {
  /** Its input is a pipe of which this process holds the other end. */
  private static final String SCRIPT = """
      exec 3<&0
      moto_server -H 127.0.0.1 -p "$1" &
      server=$!
      (cat <&3 >/dev/null; kill $server) &
      wait $server""";
  /** As a shell says it. */
  private static final int NO_SUCH_COMMAND = 127;
  /** Python reads all of it first, on a machine that may be busy. */
  private static final Duration TO_BEGIN = Duration.ofMinutes(2);

  private Moto() {}

  /** Its address, or nothing where it is not installed. */
  static Optional<URI> start() {
    if (!isOnThePath("sh") || !isOnThePath("moto_server")) {
      return Optional.empty();
    }
    try {
      int port = freePort();
      Path log = Path.of("target", "moto-" + port + ".log");
      Process shell = new ProcessBuilder("sh", "-c", SCRIPT, "moto", Integer.toString(port))
          .redirectErrorStream(true).redirectOutput(log.toFile()).start();
      Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50)).atMost(TO_BEGIN).until(() -> !shell.isAlive() || answers(port));
      if (!shell.isAlive() && shell.exitValue() == NO_SUCH_COMMAND) {
        return Optional.empty(); // a place holder of another version's
      }
      if (!shell.isAlive()) {
        throw new IllegalStateException("moto_server did not start: " + Files.readString(log));
      }
      return Optional.of(URI.create("http://127.0.0.1:" + port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOnThePath(String command) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).anyMatch(place -> Files.isExecutable(Path.of(place, command)));
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
