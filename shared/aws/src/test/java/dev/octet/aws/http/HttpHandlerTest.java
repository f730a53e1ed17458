package dev.octet.aws.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Log;
import dev.octet.aws.QueueTrigger;
import dev.octet.domain.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HttpHandlerTest {
  private static final JsonObject EVENT = JsonObject.EMPTY
      .with("version", "2.0")
      .with("rawPath", "/graph/v26.0/1+%2F2/groups")
      .with("rawQueryString", "fields=id%2Csubject&limit=2&limit=3&flag&bad=%zz&plus=a+b")
      .with("headers", JsonObject.EMPTY.with("X-Hub-Signature-256", "sha256=00").with("Authorization", "bearer  t0ken "))
      .with("requestContext", JsonObject.EMPTY.with("http", JsonObject.EMPTY.with("method", "POST")));

  @Test
  void a_request_is_read_from_its_event() throws Exception {
    HttpRequest request = HttpRequest.ofEvent(EVENT);

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.segments()).containsExactly("graph", "v26.0", "1+%2F2", "groups");
    assertThat(request.query("fields")).contains("id,subject");
    assertThat(request.query("limit")).contains("2");
    assertThat(request.query("flag")).contains("");
    assertThat(request.query("bad")).contains("%zz");
    assertThat(request.query("plus")).contains("a b");
    assertThat(request.query("none")).isEmpty();
    assertThat(request.header("x-hub-SIGNATURE-256")).contains("sha256=00");
    assertThat(request.bearerToken()).contains("t0ken");
    assertThat(request.body()).isEmpty();
  }

  @Test
  void the_body_is_the_bytes_that_were_sent() throws Exception {
    byte[] bytes = {(byte) 0xff, 0, '{', (byte) 0xc3, (byte) 0xbc};
    JsonObject encoded = EVENT.with("body", Base64.getEncoder().encodeToString(bytes)).with("isBase64Encoded", true);
    JsonObject plain = EVENT.with("body", "{\"ü\":\"\\u00fc 🛠\"}").with("isBase64Encoded", false);

    assertThat(HttpRequest.ofEvent(encoded).body()).isEqualTo(bytes);
    assertThat(HttpRequest.ofEvent(plain).body()).isEqualTo("{\"ü\":\"\\u00fc 🛠\"}".getBytes(UTF_8));
    assertThat(HttpRequest.ofEvent(plain).toString()).doesNotContain("ü");
  }

  @Test
  void an_answer_travels_as_base64() {
    JsonObject answer = answer(request -> HttpResponse.text(201, "image/png", new byte[] {(byte) 0x89, 0}).withHeader("X-A", "b"), EVENT, Log.of("test"));

    assertThat(answer.whole("statusCode")).hasValue(201);
    assertThat(answer.bool("isBase64Encoded")).contains(true);
    assertThat(Base64.getDecoder().decode(answer.text("body").orElseThrow())).isEqualTo(new byte[] {(byte) 0x89, 0});
    assertThat(answer.object("headers")).contains(JsonObject.EMPTY.with("Content-Type", "image/png").with("X-A", "b"));
  }

  @Test
  void what_is_not_foreseen_is_a_500_without_detail_and_the_log_quotes_nothing() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      Log log = Log.of("test");
      for (JsonObject event : List.of(EVENT, JsonObject.EMPTY.with("Records", List.of()), EVENT.with("body", "***").with("isBase64Encoded", true))) {
        JsonObject answer = answer(request -> {
          throw new IllegalStateException("Ana wrote this");
        }, event, log);
        assertThat(answer.whole("statusCode")).hasValue(500);
        assertThat(answer.text("body")).contains("");
      }
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(UTF_8)).doesNotContain("Ana");
    assertThat(printed.toString(UTF_8).lines().map(line -> line.replaceAll(".*\"event\":\"([a-z_]+)\".*", "$1")))
        .as("a line of each, and of its metrics").containsExactly("http_request_failed", "metrics", "http_request_failed", "metrics", "http_request_failed", "metrics");
  }

  private static JsonObject answer(Function<HttpRequest, HttpResponse> code, JsonObject event, Log log) {
    return QueueTrigger.invoke(new HttpHandler(log) {
      @Override
      protected HttpResponse handle(HttpRequest request) {
        return code.apply(request);
      }
    }, event);
  }
}
