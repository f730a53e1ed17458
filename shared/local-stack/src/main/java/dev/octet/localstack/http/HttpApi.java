package dev.octet.localstack.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.octet.localstack.function.Function;
import dev.octet.localstack.function.Outcome;
import dev.octet.localstack.loopback.Loopback;
import dev.octet.localstack.template.StackPlan.RoutePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * The template's HTTP API. It takes its port first and holds requests back until the functions are up, so that a client
 * that comes too early waits instead of failing.
 */
public final class HttpApi implements AutoCloseable {
  private static final int MAX_BYTES = 10 * 1024 * 1024;
  private static final long MAX_HELD_SECONDS = 30;
  /** Headers that the server writes itself. */
  private static final Set<String> OF_THE_SERVER = Set.of("content-length", "transfer-encoding", "connection", "date");

  private final HttpServer server;
  private final CompletableFuture<Routes> routes = new CompletableFuture<>();
  private final BiConsumer<Function, Outcome.Failure> failed;

  /**
   * @param port 0 for a free one
   * @param failed told of every invocation that failed
   * @throws java.net.BindException when the port is in use
   */
  public HttpApi(int port, BiConsumer<Function, Outcome.Failure> failed) throws IOException {
    this.failed = failed;
    this.server = Loopback.server(port, this::handle);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** From now on, requests are answered. */
  public void open(List<Function> functions) {
    List<Routes.Route> all = new ArrayList<>();
    for (Function function : functions) {
      for (RoutePlan plan : function.plan().routes()) {
        all.add(new Routes.Route(plan, function));
      }
    }
    routes.complete(new Routes(all));
  }

  @Override
  public void close() {
    routes.completeExceptionally(new IllegalStateException("The stack is ending."));
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Answer answer;
    try {
      answer = answer(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer = Answer.message(503, "Service Unavailable");
    }
    var headers = exchange.getResponseHeaders();
    answer.headers().forEach((name, value) -> {
      if (!OF_THE_SERVER.contains(name.toLowerCase(Locale.ROOT))) {
        headers.set(name, value);
      }
    });
    answer.cookies().forEach(cookie -> headers.add("Set-Cookie", cookie));
    headers.set("Apigw-Requestid", UUID.randomUUID().toString());
    Loopback.send(exchange, answer.status(), answer.body());
  }

  private Answer answer(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getRawPath();
    Optional<Routes.Match> match = await().flatMap(known -> known.find(exchange.getRequestMethod(), path == null || path.isEmpty() ? "/" : path));
    if (!routes.isDone() || routes.isCompletedExceptionally()) {
      return Answer.message(503, "Service Unavailable");
    }
    if (match.isEmpty()) {
      return Answer.message(404, "Not Found");
    }
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > MAX_BYTES) {
      return Answer.message(413, "Request Entity Too Large");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      return Answer.message(413, "Request Entity Too Large");
    }
    return call(match.get().route(), RequestEvent.of(exchange, body, match.get()).toBytes());
  }

  private Answer call(Routes.Route route, byte[] event) throws InterruptedException {
    CompletableFuture<Outcome> running = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> running.complete(route.function().invoke(event)));
    try {
      return answer(route.function(), running.get(route.plan().timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      // As the HTTP API does: it stops waiting, the function goes on.
      return Answer.message(503, "Service Unavailable");
    } catch (ExecutionException e) {
      return Answer.message(500, "Internal Server Error");
    }
  }

  private Answer answer(Function function, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answer answer -> Answer.ofFunction(answer.body()).orElseGet(() -> {
        failed.accept(function, new Outcome.Failure(Outcome.Reason.ERROR, "its answer is neither JSON nor payload format 2.0"));
        return Answer.message(500, "Internal Server Error");
      });
      case Outcome.Failure failure -> {
        failed.accept(function, failure);
        yield switch (failure.reason()) {
          case EVENT_TOO_LARGE -> Answer.message(413, "Request Entity Too Large");
          case THROTTLED, CLOSED -> Answer.message(503, "Service Unavailable");
          case ERROR, TIMEOUT, CRASH, INIT, ANSWER_TOO_LARGE -> Answer.message(500, "Internal Server Error");
        };
      }
    };
  }

  private Optional<Routes> await() throws InterruptedException {
    try {
      return Optional.of(routes.get(MAX_HELD_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }
}
