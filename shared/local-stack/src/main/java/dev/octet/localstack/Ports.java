package dev.octet.localstack;

import dev.octet.localstack.loopback.Loopback;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;

/** Where the stack listens: the ports that were asked for, or free ones. */
record Ports(int http, int queues, int tables) {

  /**
   * Looks at all three before anything starts on them.
   *
   * @throws PortInUseException naming the port, what wanted it and the setting that moves it
   */
  static Ports choose(Settings settings) throws IOException {
    // All are held until the last one is found, so that no free one is given twice.
    try (ServerSocket http = hold(settings.port(), "the HTTP API", Settings.PORT);
        ServerSocket queues = hold(settings.queuePort(), "the queues", Settings.QUEUE_PORT);
        ServerSocket tables = hold(settings.tablePort(), "the tables", Settings.TABLE_PORT)) {
      return new Ports(http.getLocalPort(), queues.getLocalPort(), tables.getLocalPort());
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // the caller closes it
  private static ServerSocket hold(int port, String what, String setting) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(Loopback.address(port));
      return socket;
    } catch (BindException e) {
      socket.close();
      throw new PortInUseException(port, what, setting);
    }
  }
}
