package dev.octet.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphCode.Action;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphClientTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  @Test
  void an_answer_that_never_ends_is_unknown_in_time() {
    Outcome outcome = ask(Duration.ofMillis(300), exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("{\"request_id\":".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      awaitEnd();
    });
    assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void an_answer_that_never_begins_is_unknown_in_time() {
    assertThat(ask(Duration.ofMillis(300), exchange -> awaitEnd())).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void an_answer_of_more_than_4_mebibytes_is_unknown() {
    assertThat(ask(Duration.ofSeconds(20), exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(new byte[(4 << 20) + 1]);
      exchange.close();
    })).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void where_nobody_listens_nothing_was_sent() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(new GraphClient("http://127.0.0.1:" + port, Duration.ofSeconds(5)).post("/1/groups", JsonObject.EMPTY, "token"))
        .isInstanceOf(Outcome.NotSent.class);
  }

  @Test
  void a_form_goes_out_with_its_boundary_and_its_parts() {
    MultipartForm form = new MultipartForm(List.of(MultipartForm.Part.text("messaging_product", "whatsapp"),
        new MultipartForm.Part("file", Optional.of("picture.jpg"), Optional.of("image/jpeg"), new byte[] {1, 13, 10, 2})));
    AtomicReference<MultipartForm.Reading> sent = new AtomicReference<>();
    server.createContext("/", exchange -> {
      sent.set(MultipartForm.read(exchange.getRequestHeaders().getFirst("Content-Type"), exchange.getRequestBody().readAllBytes()));
      exchange.sendResponseHeaders(200, 2);
      exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
      exchange.close();
    });

    Outcome outcome = new GraphClient("http://127.0.0.1:" + server.getAddress().getPort(), Duration.ofSeconds(20)).post("/G", form, "token");

    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    assertThat(sent.get()).usingRecursiveComparison().isEqualTo(new MultipartForm.Reading.Right(form));
  }

  @Test
  void the_time_of_an_answer_is_the_platforms_which_of_the_sandbox_is_its_own() {
    assertThat(ask(Duration.ofSeconds(20), exchange -> {
      exchange.getResponseHeaders().set("Octet-Sandbox-Time", "Wed, 25 Nov 2026 12:00:00 GMT");
      exchange.sendResponseHeaders(200, 2);
      exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
      exchange.close();
    })).isEqualTo(new Outcome.Answered(JsonObject.EMPTY, Optional.of(Instant.parse("2026-11-25T12:00:00Z"))));
  }

  @ParameterizedTest
  @CsvSource({"429, RETRY", "401, TOKEN", "403, CONFIGURATION", "400, NEVER", "404, NEVER"})
  void a_refusal_without_a_code_is_what_its_status_says(int status, Action action) {
    assertThat(GraphClient.read(status, "<html>".getBytes(StandardCharsets.UTF_8), java.util.Optional.empty()))
        .isInstanceOfSatisfying(Outcome.Refused.class, refused ->
            assertThat(GraphCode.of(refused.error().code(), refused.error().status()).action()).isEqualTo(action));
  }

  private Outcome ask(Duration timeout, HttpHandler answer) {
    server.createContext("/", answer);
    return new GraphClient("http://127.0.0.1:" + server.getAddress().getPort(), timeout).get("/1/groups", Map.of(), "token");
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
