package dev.octet.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.WebhookVariant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A business's webhook address: keeps what arrives, and answers 200 unless told otherwise. */
final class Receiver implements AutoCloseable {
  static final String VERIFY_TOKEN = "correct horse";

  private final HttpServer server;
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
  private final Queue<String> unknown = new ConcurrentLinkedQueue<>();

  record Delivery(byte[] body, Optional<String> signature, Optional<String> contentType, Optional<String> userAgent) {
    JsonObject json() {
      try {
        return JsonObject.parse(body);
      } catch (JsonException e) {
        throw new AssertionError("A webhook is no JSON object", e);
      }
    }

    JsonObject change() {
      return json().objects("entry").getFirst().objects("changes").getFirst();
    }

    String field() {
      return change().text("field").orElseThrow();
    }

    JsonObject value() {
      return change().object("value").orElseThrow();
    }

    /** The one event of a group field. */
    JsonObject event() {
      return value().objects("groups").getFirst();
    }

    String type() {
      return switch (field()) {
        case "messages" -> value().has("statuses") ? value().objects("statuses").getFirst().text("status").orElseThrow()
            : value().has("messages") ? "message" : "errors";
        case "user_id_update", "message_template_status_update", "template_category_update" -> field();
        default -> event().text("type").orElseThrow();
      };
    }
  }

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestMethod().equals("GET")) {
        shakeHands(exchange);
        return;
      }
      Integer status = statuses.poll();
      if (!isKnown(body)) {
        unknown.add(new String(body, StandardCharsets.UTF_8));
      }
      if (status == null || status == 200) {
        deliveries.add(new Delivery(body, header(exchange, "X-Hub-Signature-256"), header(exchange, "Content-Type"), header(exchange, "User-Agent")));
      }
      exchange.sendResponseHeaders(status == null ? 200 : status, -1);
    }
  }

  /** As spec/transport/verification has it. */
  private static void shakeHands(HttpExchange exchange) throws IOException {
    Map<String, String> query = Arrays.stream(exchange.getRequestURI().getQuery().split("&")).map(it -> it.split("=", 2)).collect(Collectors.toMap(it -> it[0], it -> it[1]));
    boolean ours = VERIFY_TOKEN.equals(query.get("hub.verify_token")) && "subscribe".equals(query.get("hub.mode"));
    byte[] challenge = String.valueOf(query.get("hub.challenge")).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(ours ? 200 : 403, ours ? challenge.length : -1);
    if (ours) {
      exchange.getResponseBody().write(challenge);
    }
  }

  /** Whether it is a variant that something is said about: whatever the sandbox sends in whatever test. */
  private static boolean isKnown(byte[] body) {
    try {
      return WebhookVariant.isKnown(JsonObject.parse(body));
    } catch (JsonException e) {
      return false;
    }
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/whatsapp";
  }

  /** How the next deliveries are answered, one status for each. */
  void answerNext(Integer... next) {
    statuses.addAll(List.of(next));
  }

  /** The statuses of messages that arrived, in the order of arrival. */
  List<JsonObject> statuses(String status) {
    return deliveries.stream().filter(delivery -> delivery.field().equals("messages")).flatMap(delivery -> delivery.value().objects("statuses").stream())
        .filter(one -> one.text("status").orElseThrow().equals(status)).toList();
  }

  /** What was taken, in the order of arrival. */
  List<Delivery> deliveries() {
    return deliveries;
  }

  Delivery only(String type) {
    List<Delivery> found = deliveries.stream().filter(delivery -> delivery.type().equals(type)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " webhooks of type " + type + " instead of one");
    }
    return found.getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
    if (!unknown.isEmpty()) {
      throw new AssertionError("webhooks of no known variant: " + unknown);
    }
  }
}
