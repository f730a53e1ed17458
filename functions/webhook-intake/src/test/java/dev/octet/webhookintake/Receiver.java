package dev.octet.webhookintake;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Somebody's own webhook address, on this machine: keeps what it is sent, and answers as the test says. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Delivered> delivered = Collections.synchronizedList(new ArrayList<>());
  private volatile Function<Delivered, Integer> answer = _ -> 200;
  private volatile Optional<String> retryAfter = Optional.empty();

  record Delivered(String path, Optional<String> signature, Optional<String> contentType, byte[] body) {}

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> {
      Delivered one = new Delivered(exchange.getRequestURI().toString(), Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Hub-Signature-256")),
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")), exchange.getRequestBody().readAllBytes());
      delivered.add(one);
      retryAfter.ifPresent(text -> exchange.getResponseHeaders().add("Retry-After", text));
      exchange.getResponseHeaders().add("Location", "/elsewhere");
      exchange.sendResponseHeaders(answer.apply(one), -1);
      exchange.close();
    });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?key=1";
  }

  void answers(int status) {
    answer = _ -> status;
  }

  void answers(Function<Delivered, Integer> status) {
    answer = status;
  }

  void asksToWait(String seconds) {
    retryAfter = Optional.of(seconds);
  }

  /** What has come since the last call. */
  List<Delivered> take() {
    synchronized (delivered) {
      List<Delivered> all = List.copyOf(delivered);
      delivered.clear();
      return all;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
