package dev.octet.notificationdelivery;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Somebody who receives webhooks on this machine. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private volatile Function<Got, Integer> answers = _ -> 204;
  private volatile Map<String, String> answerHeaders = Map.of();

  record Got(String path, Headers headers, String body) {
    String header(String name) {
      return headers.getFirst(name);
    }
  }

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext("/", exchange -> {
      Got one = new Got(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      int status = answers.apply(one);
      got.add(one);
      answerHeaders.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  void answer(Function<Got, Integer> with, Map<String, String> headers) {
    answerHeaders = headers;
    answers = with;
  }

  List<String> paths() {
    return got.stream().map(Got::path).toList();
  }

  List<Got> got() {
    return got;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
