package dev.octet.localstack.loopback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** HTTP servers of the JDK on the loopback address, a virtual thread for each request. */
public final class Loopback {
  public static final String HOST = "127.0.0.1";

  static {
    // Without the first, an answer's body waits 40 ms for the acknowledgement of its head; without the second, a
    // connection that a busy function keeps is closed under it.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.idleInterval", "86400");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
  }

  private Loopback() {}

  /**
   * @param port 0 for a free one
   * @throws java.net.BindException when the port is in use
   */
  public static HttpServer server(int port, HttpHandler handler) throws IOException {
    HttpServer server = HttpServer.create(address(port), 256);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", handler);
    server.start();
    return server;
  }

  public static InetSocketAddress address(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  public static void answer(HttpExchange exchange, int status, String json) throws IOException {
    answer(exchange, status, json.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers in JSON. */
  public static void answer(HttpExchange exchange, int status, byte[] json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    send(exchange, status, json);
  }

  public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      boolean bodiless = body.length == 0 || status == 204 || status == 304 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
      if (!bodiless) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
