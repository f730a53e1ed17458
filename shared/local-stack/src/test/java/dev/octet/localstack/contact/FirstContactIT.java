package dev.octet.localstack.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.octet.endtoend.RunLogs;
import dev.octet.localstack.LocalStack;
import dev.octet.localstack.Settings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first contact, with a sandbox where the platform would be, which answers a little otherwise where a test wants that. */
class FirstContactIT {
  private static final String ELIGIBLE = "100000000000001";
  private static final String NOT_ELIGIBLE = "100000000000002";
  @AutoClose private static LocalStack stack;
  @AutoClose private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<String> asked = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    stack = LocalStack.start(Settings.forTests(Path.of(System.getProperty("octet.root", "../.."), "template.yaml"), RunLogs.directory("contact"))
        .withSandboxOnly(true));
  }

  @Test
  void a_group_is_made_read_renamed_its_link_reset_and_deleted_and_nothing_differs() {
    assertThat(contact(graph(), ELIGIBLE, "alike", _ -> true)).as(this::printed).isTrue();

    assertThat(printed().lines().filter(line -> line.startsWith("  ✓ "))).hasSize(10);
    assertThat(printed()).contains("No difference from the sandbox was seen.").doesNotContain("✗", "≠", "still there");
    assertThat(asked).extracting(what -> what.split(" ", 2)[0]).containsExactly("POST", "POST", "POST", "DELETE");
    assertThat(asked.getFirst()).startsWith("POST /" + ELIGIBLE + "/groups {").contains("\"subject\":\"alike\"");
  }

  @Test
  void each_difference_is_told_without_what_it_says() throws IOException {
    HttpServer other = otherwise(body -> body.replace("\"created_at\":\"", "\"created\":\"").replace("\"suspended\":false", "\"suspended\":\"never\""));
    try {
      assertThat(contact("http://127.0.0.1:" + other.getAddress().getPort(), ELIGIBLE, "otherwise", _ -> true)).as(this::printed).isTrue();
    } finally {
      other.stop(0);
    }
    assertThat(printed()).contains("≠ only the platform has `data.groups[].created`: digits as text", "≠ only the sandbox has `data.groups[].created_at`: digits as text",
        "≠ `suspended` is `never`; in the sandbox `false`", "please report them");
  }

  @Test
  void what_may_not_be_written_is_not_and_a_group_that_stays_is_named() {
    assertThat(contact(graph(), ELIGIBLE, "nothing at all", _ -> false)).isFalse();
    assertThat(printed()).contains("– A group is created: not done").doesNotContain("still there");

    assertThat(contact(graph(), ELIGIBLE, "kept", what -> !what.startsWith("DELETE"))).isFalse();
    assertThat(printed()).contains("– It is deleted: not done", "is still there. Delete it with: DELETE /");
  }

  @Test
  void a_number_that_may_not_is_told_so() {
    assertThat(contact(graph(), NOT_ELIGIBLE, "may not", _ -> true)).isFalse();
    assertThat(printed()).contains("✗ ", "code 131215").doesNotContain("sandbox-token");
  }

  @Test
  void what_is_missing_is_asked_for_by_name_before_anything_is_done() {
    var main = new ContactMain(new BufferedReader(new StringReader("")), new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThatIllegalArgumentException().isThrownBy(() -> main.run(properties("", ""), Map.of(ContactMain.TOKEN, "t"))).withMessageContaining("-Doctet.number");
    assertThatIllegalArgumentException().isThrownBy(() -> main.run(properties(ELIGIBLE, ""), Map.of())).withMessageContaining(ContactMain.TOKEN);
    assertThatIllegalArgumentException().isThrownBy(() -> main.run(properties(ELIGIBLE, "http://graph.example"), Map.of(ContactMain.TOKEN, "t")))
        .withMessageContaining("https://");
    assertThat(printed()).isEmpty();
  }

  private boolean contact(String base, String number, String subject, Predicate<String> mayWrite) {
    return new FirstContact(new Side(HTTP, base, "sandbox-token", number, subject), new Side(HTTP, graph(), "sandbox-token", ELIGIBLE, subject + " beside"),
        what -> {
          asked.add(what);
          return mayWrite.test(what);
        }, new PrintStream(printed, true, StandardCharsets.UTF_8), Clock.systemUTC(), _ -> LockSupport.parkNanos(Duration.ofMillis(50).toNanos()), Duration.ofSeconds(30)).make();
  }

  private static String graph() {
    return stack.url() + "/sandbox/graph/v26.0";
  }

  /** The sandbox, with its answers changed. */
  private static HttpServer otherwise(UnaryOperator<String> change) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, change));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, UnaryOperator<String> change) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(URI.create(graph() + exchange.getRequestURI()))
          .header("authorization", exchange.getRequestHeaders().getFirst("authorization")).header("content-type", "application/json")
          .method(exchange.getRequestMethod(), body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
      byte[] changed = change.apply(answer.body()).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.statusCode(), changed.length);
      exchange.getResponseBody().write(changed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Properties properties(String number, String graph) {
    Properties properties = new Properties();
    properties.setProperty("octet.number", number);
    properties.setProperty("octet.graph", graph);
    return properties;
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
