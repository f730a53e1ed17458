package dev.octet.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/** Stands before an engine that does not keep apart what is asked of it at the same time: it gets one request after the other. */
final class OneAtATime {
  private static final Set<String> OF_THE_CONNECTION = Set.of("host", "content-length", "connection", "transfer-encoding", "upgrade", "expect", "http2-settings", "date", "server");

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // else each answer takes 40 ms
  }

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI target;

  private OneAtATime(URI target) {
    this.target = target;
  }

  /** Returns where to call instead, until this process ends. */
  static URI before(URI target) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("one-at-a-time").factory()));
      server.createContext("/", new OneAtATime(target)::forward);
      server.start();
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI().toString()))
          .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      forEach(exchange.getRequestHeaders(), request::header);
      HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      forEach(response.headers().map(), exchange.getResponseHeaders()::add);
      exchange.sendResponseHeaders(response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forEach(Map<String, List<String>> headers, java.util.function.BiConsumer<String, String> with) {
    headers.forEach((name, values) -> {
      if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
        values.forEach(value -> with.accept(name, value));
      }
    });
  }
}
