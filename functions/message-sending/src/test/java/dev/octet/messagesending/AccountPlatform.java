package dev.octet.messagesending;

import com.sun.net.httpserver.HttpServer;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.secret.SecretSource;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that takes every message, and has one account with the templates that a test gives it. Every request is kept. */
final class AccountPlatform implements AutoCloseable {
  static final String ACCOUNT = "102290129340398";
  private final HttpServer server;
  private final AtomicInteger sent = new AtomicInteger();
  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<JsonObject> templates = new CopyOnWriteArrayList<>();
  /** Whether it says which account a number belongs to, and has lists of templates at all. */
  volatile boolean saysAccounts = true;
  volatile boolean hasTemplates = true;
  /** Runs before a list of templates is answered. */
  volatile Runnable meanwhile = () -> { };

  AccountPlatform() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> {
      try (exchange) {
        String path = exchange.getRequestURI().getPath().replace("/v26.0", "");
        requests.add(exchange.getRequestMethod() + " " + path);
        JsonObject answer = answer(path, String.valueOf(exchange.getRequestURI().getQuery()));
        byte[] body = answer.toBytes();
        exchange.sendResponseHeaders(answer.has("error") ? 400 : 200, body.length);
        exchange.getResponseBody().write(body);
      }
    });
    server.start();
  }

  private JsonObject answer(String path, String query) {
    if (path.endsWith("/messages")) {
      return JsonObject.EMPTY.with("messaging_product", "whatsapp").with("messages", List.of(JsonObject.EMPTY.with("id", "wamid.T" + sent.incrementAndGet())));
    }
    if (path.equals("/" + Events.NUMBER) && saysAccounts && query.equals("fields=whatsapp_business_account")) {
      return JsonObject.EMPTY.with("whatsapp_business_account", JsonObject.EMPTY.with("id", ACCOUNT)).with("id", Events.NUMBER);
    }
    if (path.equals("/" + ACCOUNT + "/message_templates") && hasTemplates) {
      List<JsonObject> found = templates.stream().filter(row -> query.contains("name=")).toList(); // all that it has: names that contain others are found too
      meanwhile.run();
      return JsonObject.EMPTY.with("data", found);
    }
    return JsonObject.EMPTY.with("error", JsonObject.EMPTY.with("code", 100).with("message", "(#100) Unsupported get request."));
  }

  AccountPlatform with(String name, String language, String category) {
    templates.removeIf(row -> row.text("name").orElseThrow().equals(name) && row.text("language").orElseThrow().equals(language));
    templates.add(JsonObject.EMPTY.with("name", name).with("language", language).with("status", "APPROVED").with("category", category).with("id", "7"));
    return this;
  }

  long asked(String what) {
    return requests.stream().filter(request -> request.endsWith(what)).count();
  }

  /** How Octet sees it. */
  MessagePlatform client() {
    GraphClient graph = new GraphClient(url() + "/v26.0", Duration.ofSeconds(5), GraphClient.connections());
    return new MessagePlatform(graph, graph, SecretSource.of(new Environment(Map.of("SECRETS", Settings.SECRETS)), Clock.systemUTC(), Log.of("test")));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
