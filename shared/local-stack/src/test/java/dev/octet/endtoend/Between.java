package dev.octet.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.octet.localstack.loopback.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;

/**
 * Stands between a function and what it calls (queues, tables, the platform), and is told of every side effect after it
 * has happened and before the function hears of it.
 */
final class Between implements AutoCloseable {
  private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "SendMessage", "SendMessageBatch");
  private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length", "connection", "transfer-encoding", "upgrade", "expect", "http2-settings");

  /** Says what becomes of the answer of a side effect. */
  interface Effect {
    Fate happened(String what);
  }

  enum Fate { DELIVER, CUT }

  private final HttpServer server;
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI target;
  private final Effect effect;

  Between(URI target, Effect effect) {
    this.target = target;
    this.effect = effect;
    try {
      server = Loopback.server(0, this::forward);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where to call instead of the target. */
  String url() {
    return "http://" + Loopback.HOST + ":" + server.getAddress().getPort();
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> response = client.send(request(exchange), HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() < 300 && isSideEffect(exchange) && effect.happened(name(exchange)) == Fate.CUT) {
        return; // closes the connection without a word
      }
      response.headers().map().forEach((name, values) -> {
        if (!OF_THE_CLIENT.contains(name.toLowerCase(java.util.Locale.ROOT))) {
          exchange.getResponseHeaders().put(name, values);
        }
      });
      Loopback.send(exchange, response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI().toString()))
        .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange.getRequestHeaders().forEach((name, values) -> {
      if (!OF_THE_CLIENT.contains(name.toLowerCase(java.util.Locale.ROOT))) {
        values.forEach(value -> request.header(name, value));
      }
    });
    return request.build();
  }

  private static String name(HttpExchange exchange) {
    String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    return operation == null ? exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() : operation.substring(operation.indexOf('.') + 1);
  }

  private static boolean isSideEffect(HttpExchange exchange) {
    return exchange.getRequestHeaders().containsKey("X-Amz-Target") ? WRITES.contains(name(exchange)) : !exchange.getRequestMethod().equals("GET");
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
