package dev.octet.localstack.function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.loopback.Loopback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lambda's Runtime API (version 2018-06-01) on a free loopback port. The clients take an address without a scheme and
 * put their paths behind it, so each process gets an address of its own, with its id in it.
 */
final class RuntimeApi implements AutoCloseable {
  /** Lambda takes and passes on 6 MB. */
  static final int MAX_BYTES = 6 * 1024 * 1024;

  private static final String VERSION = "2018-06-01";

  private final HttpServer server;
  private final Map<String, Attached> processes = new ConcurrentHashMap<>();

  private record Attached(FunctionProcess process, String arn) {}

  RuntimeApi() throws IOException {
    server = Loopback.server(0, this::handle);
  }

  /** The value of {@code AWS_LAMBDA_RUNTIME_API} for a process, which may call from now on. */
  String attach(FunctionProcess process, String arn) {
    processes.put(process.id(), new Attached(process, arn));
    return Loopback.HOST + ":" + server.getAddress().getPort() + "/" + process.id();
  }

  void detach(FunctionProcess process) {
    processes.remove(process.id());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    // /<process>/2018-06-01/runtime/invocation/next, …/invocation/<request>/response, …/invocation/<request>/error, …/init/error, …/restore/next
    String[] path = exchange.getRequestURI().getPath().split("/");
    Attached attached = path.length > 2 ? processes.get(path[1]) : null;
    if (attached == null || path.length < 6 || !path[2].equals(VERSION) || !path[3].equals("runtime")) {
      Loopback.answer(exchange, 404, "{\"errorType\":\"NotFound\"}");
      return;
    }
    FunctionProcess process = attached.process();
    switch (path[4] + " " + path[path.length - 1]) {
      case "invocation next" -> next(exchange, attached);
      case "invocation response" -> response(exchange, process, path[5]);
      case "invocation error" -> done(exchange, process, path[5],
          new Outcome.Failure(Outcome.Reason.ERROR, errorMessage(exchange.getRequestBody().readAllBytes())));
      case "restore next" -> Loopback.answer(exchange, 200, "");
      case "init error", "restore error" -> {
        process.initFailed(errorMessage(exchange.getRequestBody().readAllBytes()));
        Loopback.answer(exchange, 202, "{\"status\":\"OK\"}");
      }
      default -> Loopback.answer(exchange, 404, "{\"errorType\":\"NotFound\"}");
    }
  }

  private static void next(HttpExchange exchange, Attached attached) throws IOException {
    Optional<Invocation> next;
    try {
      next = attached.process().next();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      next = Optional.empty();
    }
    if (next.isEmpty()) {
      exchange.close();
      return;
    }
    Invocation invocation = next.get();
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", attached.arn());
    headers.set("Lambda-Runtime-Trace-Id", "Root=1-00000000-" + invocation.requestId().replace("-", "").substring(0, 24) + ";Sampled=0");
    Loopback.answer(exchange, 200, invocation.event());
  }

  private static void response(HttpExchange exchange, FunctionProcess process, String requestId) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
    if (body.length <= MAX_BYTES) {
      done(exchange, process, requestId, new Outcome.Answer(body));
      return;
    }
    long all = body.length + exchange.getRequestBody().skip(Long.MAX_VALUE);
    process.complete(requestId, new Outcome.Failure(Outcome.Reason.ANSWER_TOO_LARGE,
        "Response payload size (" + all + " bytes) exceeded maximum allowed payload size (" + MAX_BYTES + " bytes)."));
    // As Lambda: the process lives on, its answer is lost. The client would end itself at a status of failure.
    Loopback.answer(exchange, 202, "{\"status\":\"OK\"}");
  }

  private static void done(HttpExchange exchange, FunctionProcess process, String requestId, Outcome outcome) throws IOException {
    boolean known = process.complete(requestId, outcome);
    Loopback.answer(exchange, known ? 202 : 400, known ? "{\"status\":\"OK\"}" : "{\"errorType\":\"InvalidRequestID\"}");
  }

  private static String errorMessage(byte[] body) {
    try {
      JsonObject error = JsonObject.parse(body);
      return error.text("errorType").orElse("Error") + ": " + error.text("errorMessage").orElse("");
    } catch (JsonException e) {
      return new String(body, StandardCharsets.UTF_8);
    }
  }
}
