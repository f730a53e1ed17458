package dev.octet.operations;

import com.sun.net.httpserver.HttpServer;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server that answers what the test says. It knows no rules: those are the sandbox's. */
public final class ScriptedPlatform implements AutoCloseable {
  private final HttpServer server;
  public final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Function<Request, Answer> script = _ -> new Answer(500, "");

  public record Request(String method, String path, String query, String token, String body, String contentType, byte[] bytes) {
    public boolean isDelete() {
      return method.equals("DELETE");
    }

    public boolean isCreate() {
      return method.equals("POST") && path.endsWith("/groups");
    }

    public boolean isMessage() {
      return method.equals("POST") && path.endsWith("/messages");
    }

    public JsonObject json() {
      return MemoryQueues.json(body);
    }
  }

  public record Answer(int status, String body) {
    public static Answer ok(JsonObject body) {
      return new Answer(200, body.toJson());
    }

    public static Answer error(int status, int code) {
      return new Answer(status, JsonObject.EMPTY.with("error", JsonObject.EMPTY.with("code", code).with("message", "(#" + code + ") no")
          .with("error_data", JsonObject.EMPTY.with("details", "The platform says no."))).toJson());
    }

    /** The connection is cut: the caller learns nothing. */
    public static Answer lost() {
      return new Answer(-1, "");
    }
  }

  public ScriptedPlatform() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> {
      try (exchange) {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        Request request = new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
            String.valueOf(exchange.getRequestURI().getRawQuery()), exchange.getRequestHeaders().getFirst("Authorization"),
            new String(sent, StandardCharsets.UTF_8), String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")), sent);
        requests.add(request);
        Answer answer = script.apply(request);
        if (answer.status() > 0) {
          byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
        }
      }
    });
    server.start();
  }

  public void answers(Function<Request, Answer> newScript) {
    script = newScript;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public long creates() {
    return requests.stream().filter(Request::isCreate).count();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
