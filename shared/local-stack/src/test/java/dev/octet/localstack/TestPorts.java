package dev.octet.localstack;

import dev.octet.localstack.loopback.Loopback;
import java.io.IOException;
import java.net.ServerSocket;

/** A port for an engine that is started alone. */
public final class TestPorts {
  private TestPorts() {}

  public static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(Loopback.address(0));
      return socket.getLocalPort();
    }
  }
}
