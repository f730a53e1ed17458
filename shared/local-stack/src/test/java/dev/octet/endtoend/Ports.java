package dev.octet.endtoend;

import dev.octet.localstack.Settings;
import dev.octet.localstack.loopback.Loopback;
import dev.octet.localstack.template.FunctionOverride;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;

/** Free ports, chosen before the stack starts, so that something can stand between its parts. */
record Ports(int http, int queues, int tables) {

  static Ports free() {
    try (ServerSocket http = socket(); ServerSocket queues = socket(); ServerSocket tables = socket()) {
      return new Ports(http.getLocalPort(), queues.getLocalPort(), tables.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket socket() throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.bind(Loopback.address(0));
    return socket;
  }

  URI at(int port) {
    return URI.create("http://" + Loopback.HOST + ":" + port);
  }

  /** The HTTP API, where the platform's Graph is under {@code /sandbox/graph}. */
  URI sandbox() {
    return at(http);
  }

  /** The stack on these ports, one of its functions calling the platform through something. */
  Settings in(Settings settings, String function, Between platform) {
    return settings.withPorts(http, queues, tables)
        .withOverride(function, FunctionOverride.NONE.withEnvironment("GRAPH_BASE_URL", platform.url() + "/sandbox/graph"));
  }
}
