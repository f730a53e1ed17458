package dev.octet.localstack.jar;

import static org.awaitility.Awaitility.await;

import com.restfb.DefaultJsonMapper;
import com.restfb.json.Json;
import com.restfb.json.JsonObject;
import com.restfb.types.webhook.Change;
import com.restfb.types.webhook.WebhookObject;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A business's webhook address, written with RestFB and the JDK alone. */
final class Hook implements AutoCloseable {
  private final HttpServer server;
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

  record Delivery(byte[] body, String signature) {
    /** The one change in it, as RestFB reads it. */
    Change change() {
      WebhookObject webhook = new DefaultJsonMapper().toJavaObject(text(), WebhookObject.class);
      if (!webhook.isWhatsAppBusinessAccount()) {
        throw new AssertionError("no webhook of WhatsApp: " + webhook.getObject());
      }
      return webhook.getEntryList().getFirst().getChanges().getFirst();
    }

    /** The value of that change, as it came. */
    JsonObject value() {
      JsonObject entry = Json.parse(text()).asObject().get("entry").asArray().get(0).asObject();
      return entry.get("changes").asArray().get(0).asObject().get("value").asObject();
    }

    private String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    boolean isSignedWith(String secret) throws Exception {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return signature.equals("sha256=" + HexFormat.of().formatHex(mac.doFinal(body)));
    }
  }

  Hook() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", exchange -> {
      try (exchange) {
        byte[] body = exchange.getRequestBody().readAllBytes();
        deliveries.add(new Delivery(body, String.valueOf(exchange.getRequestHeaders().getFirst("X-Hub-Signature-256"))));
        exchange.sendResponseHeaders(200, -1);
      }
    });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  /** Waits for a webhook of which this can be said. */
  <T> T arrived(Function<Delivery, Optional<T>> what) {
    return await().atMost(Duration.ofMinutes(1)).until(
        () -> deliveries.stream().flatMap(delivery -> what.apply(delivery).stream()).findFirst(), Optional::isPresent).orElseThrow();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
