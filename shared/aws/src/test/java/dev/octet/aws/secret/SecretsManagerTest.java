package dev.octet.aws.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.MovableClock;
import dev.octet.domain.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** By the SDK's own client, from wherever {@code AWS_ENDPOINT_URL_SECRETS_MANAGER} says; here by the system property of the same meaning. */
class SecretsManagerTest {
  private final Map<String, @Nullable String> before = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-26T09:00:00Z"));
  private JsonObject answer = secret("{\"verify_tokens\":[\"old\"]}");
  private int status = 200;
  private Runnable silence = () -> {};
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      try (exchange) {
        asked.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        silence.run();
        byte[] body = answer.toBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
      }
    });
    server.start();
    set("aws.endpointUrlSecretsManager", "http://127.0.0.1:" + server.getAddress().getPort());
    set("aws.region", "eu-west-1");
    set("aws.accessKeyId", "test");
    set("aws.secretAccessKey", "test");
  }

  private void set(String property, String value) {
    before.put(property, System.getProperty(property));
    System.setProperty(property, value);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    before.forEach((property, value) -> {
      if (value == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, value);
      }
    });
  }

  private static JsonObject secret(String document) {
    return JsonObject.EMPTY.with("Name", "octet/secrets").with("SecretString", document);
  }

  @Test
  void a_secret_is_read_by_its_name_and_again_when_it_is_rotated() {
    SecretSource source = SecretSource.of(new Environment(Map.of("SECRETS", "octet/secrets")), clock, Log.of("test"));
    assertThat(source.get().verifyTokens()).containsExactly("old");
    assertThat(source.get().verifyTokens()).containsExactly("old");
    assertThat(asked).containsExactly("secretsmanager.GetSecretValue {\"SecretId\":\"octet/secrets\"}");

    answer = secret("{\"verify_tokens\":[\"new\",\"old\"]}");
    clock.advance(Duration.ofMinutes(5));
    assertThat(source.get().verifyTokens()).containsExactly("new", "old");
  }

  @Test
  void what_was_read_stays_in_force_while_the_service_refuses_or_has_no_text() {
    SecretSource source = SecretSource.of(new Environment(Map.of("SECRETS", "octet/secrets")), clock, Log.of("test"));
    assertThat(source.get().verifyTokens()).containsExactly("old");

    status = 400;
    answer = JsonObject.EMPTY.with("__type", "ResourceNotFoundException");
    clock.advance(Duration.ofMinutes(5));
    assertThat(source.get().verifyTokens()).containsExactly("old");

    status = 200;
    answer = JsonObject.EMPTY.with("SecretBinary", "AAAA");
    clock.advance(Duration.ofMinutes(5));
    assertThat(source.get().verifyTokens()).containsExactly("old");
  }

  @Test
  @Timeout(25)
  void what_was_read_stays_in_force_while_the_service_says_nothing() {
    SecretSource source = SecretSource.of(new Environment(Map.of("SECRETS", "octet/secrets")), clock, Log.of("test"));
    assertThat(source.get().verifyTokens()).containsExactly("old");

    CountDownLatch end = new CountDownLatch(1);
    silence = () -> {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
    clock.advance(Duration.ofMinutes(5));
    assertThat(source.get().verifyTokens()).containsExactly("old");
    end.countDown();
  }
}
