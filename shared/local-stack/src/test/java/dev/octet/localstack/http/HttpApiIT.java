package dev.octet.localstack.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.TestFunctions;
import dev.octet.localstack.function.RuntimeClient;
import dev.octet.localstack.handlers.BehaviourHandler;
import dev.octet.localstack.handlers.EchoHandler;
import dev.octet.localstack.template.StackPlan.RoutePlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers as an HTTP API passes them: payload format 2.0, its limits, its own answers. */
class HttpApiIT {
  private static final int MB = 1024 * 1024;
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final List<String> FAILURES = new CopyOnWriteArrayList<>();
  private static TestFunctions functions;
  private static HttpApi api;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    api = new HttpApi(0, (function, failure) -> FAILURES.add(function.plan().logicalId() + " " + failure.reason()));
    // Before there is anybody to answer it.
    CompletableFuture<HttpResponse<byte[]>> early = HTTP.sendAsync(to("/echo").build(), HttpResponse.BodyHandlers.ofByteArray());
    functions = TestFunctions.start(directory, RuntimeClient.ofThisMachine(),
        TestFunctions.plan("Echo", EchoHandler.class, Map.of(), new RoutePlan("ANY", "/echo", LONG), new RoutePlan("ANY", "/echo/{name}/{proxy+}", LONG)),
        TestFunctions.plan("Behaviour", BehaviourHandler.class, Map.of(), new RoutePlan("POST", "/behave", LONG),
            new RoutePlan("POST", "/hurry", Duration.ofMillis(100))));
    assertThat(early).as("held back").isNotDone();
    api.open(functions.all());
    assertThat(early.join().statusCode()).isEqualTo(201);
  }

  @AfterAll
  static void end() {
    api.close();
    functions.close();
    HTTP.close();
  }

  @BeforeEach
  void nothing_failed_yet() {
    FAILURES.clear();
  }

  @Test
  void a_request_is_handed_over_in_payload_format_2() {
    long before = System.currentTimeMillis();
    HttpResponse<byte[]> answer = send(to("/echo/a%20b/c%2Fd/+?q=1&q=2&empty&text=a%20b").header("X-Two", "1").header("X-Two", "2")
        .header("Cookie", "a=1; b=2").header("User-Agent", "test").header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"text\":\"ü\"}")));

    JsonObject event = json(answer.body());
    assertThat(event.text("version")).contains("2.0");
    assertThat(event.text("routeKey")).contains("ANY /echo/{name}/{proxy+}");
    assertThat(event.text("rawQueryString")).contains("q=1&q=2&empty&text=a%20b");
    assertThat(event.object("queryStringParameters")).contains(JsonObject.of(Map.of("q", "1,2", "empty", "", "text", "a b")));
    assertThat(event.object("pathParameters")).contains(JsonObject.of(Map.of("name", "a b", "proxy", "c/d/+")));
    assertThat(event.texts("cookies")).containsExactly("a=1", "b=2");
    JsonObject headers = event.object("headers").orElseThrow();
    assertThat(headers.fields().keySet()).allMatch(name -> name.equals(name.toLowerCase(java.util.Locale.ROOT))).doesNotContain("cookie");
    assertThat(headers.text("x-two")).contains("1,2");
    assertThat(event.text("body")).contains("{\"text\":\"ü\"}");
    assertThat(event.bool("isBase64Encoded")).contains(false);
    JsonObject context = event.object("requestContext").orElseThrow();
    assertThat(context.text("stage")).contains("$default");
    assertThat(context.text("routeKey")).contains("ANY /echo/{name}/{proxy+}");
    assertThat(context.text("requestId")).isPresent();
    assertThat(context.whole("timeEpoch").orElseThrow()).isBetween(before, System.currentTimeMillis());
    assertThat(context.text("time").orElseThrow()).matches("\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
    JsonObject http = context.object("http").orElseThrow();
    assertThat(http.text("method")).contains("POST");
    assertThat(http.text("protocol")).contains("HTTP/1.1");
    assertThat(http.text("sourceIp")).contains("127.0.0.1");
    assertThat(http.text("userAgent")).contains("test");
  }

  @Test
  void the_raw_path_is_decoded_as_the_http_api_does() {
    JsonObject event = json(send(to("/echo/a%20b/c%2Fd/+%C3%BC")).body());

    assertThat(event.text("rawPath")).contains("/echo/a b/c/d/+ü");
    assertThat(event.object("requestContext").orElseThrow().object("http").orElseThrow().text("path")).contains("/echo/a b/c/d/+ü");
  }

  @Test
  void what_was_not_sent_is_not_there() {
    JsonObject event = json(send(to("/echo").GET()).body());

    assertThat(event.fields()).doesNotContainKeys("body", "cookies", "queryStringParameters", "pathParameters");
    assertThat(event.text("rawQueryString")).contains("");
    assertThat(event.bool("isBase64Encoded")).contains(false);
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
      application/json, false
      application/json; charset=utf-8, false
      APPLICATION/JSON, false
      text/plain, false
      application/xml, false
      application/x-www-form-urlencoded, true
      multipart/form-data; boundary=x, true
      image/jpeg, true
      application/octet-stream, true
      '', true
      """)
  void a_body_is_text_or_base64_by_its_type(String type, boolean encoded) {
    HttpRequest.Builder request = to("/echo").POST(BodyPublishers.ofString("a=1"));

    JsonObject event = json(send(type.isEmpty() ? request : request.header("Content-Type", type)).body());

    assertThat(event.bool("isBase64Encoded")).contains(encoded);
    assertThat(event.text("body")).contains(encoded ? "YT0x" : "a=1");
  }

  @Test
  void bytes_that_are_no_text_arrive_whole_whatever_their_type() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }

    JsonObject event = json(send(to("/echo").header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(bytes))).body());

    assertThat(event.bool("isBase64Encoded")).contains(true);
    assertThat(Base64.getDecoder().decode(event.text("body").orElseThrow())).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "GET", "PATCH"})
  void a_body_comes_with_any_method(String method) {
    JsonObject event = json(send(to("/echo").header("Content-Type", "text/plain").method(method, BodyPublishers.ofString("who"))).body());

    assertThat(event.text("body")).contains("who");
    assertThat(event.object("requestContext").orElseThrow().object("http").orElseThrow().text("method")).contains(method);
  }

  @Test
  void HEAD_gets_the_head_of_the_answer() {
    HttpResponse<byte[]> answer = send(to("/echo").method("HEAD", BodyPublishers.ofString("who")));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("X-Function")).contains("octet-Echo");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void an_answer_has_its_status_its_headers_its_cookies_and_its_bytes() {
    HttpResponse<byte[]> answer = send(to("/echo"));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
    assertThat(answer.headers().firstValue("Apigw-Requestid")).isPresent();
    assertThat(json(answer.body()).text("version")).as("sent as base64").contains("2.0");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      {"all":"of it"} | 200 | application/json | {"all":"of it"}
      [1, 2] | 200 | application/json | [1, 2]
      "text" | 200 | application/json | "text"
      {"statusCode":404} | 404 | text/plain; charset=utf-8 | ''
      {"statusCode":200,"body":"ü"} | 200 | text/plain; charset=utf-8 | ü
      {"statusCode":200,"headers":{"content-type":"text/html"},"body":"<p>"} | 200 | text/html | <p>
      {"statusCode":200,"body":"PHA+","isBase64Encoded":true} | 200 | text/plain; charset=utf-8 | <p>
      {"statusCode":204,"body":"nobody may see"} | 204 | text/plain; charset=utf-8 | ''
      {"statusCode":304,"body":"nobody may see"} | 304 | text/plain; charset=utf-8 | ''
      """)
  void an_answer_is_read_as_payload_format_2(String answered, int status, String type, String body) {
    HttpResponse<byte[]> answer = behave("answer " + answered);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(body);
    assertThat(FAILURES).isEmpty();
  }

  @Test
  void header_values_may_be_numbers_and_flags() {
    HttpResponse<byte[]> answer = behave("answer {\"statusCode\":200,\"headers\":{\"Retry-After\":5,\"X-Yes\":true}}");

    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.headers().firstValue("X-Yes")).contains("true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not JSON", "{\"statusCode\":\"many\"}", "{\"statusCode\":42}", "{\"statusCode\":200,\"body\":\"!\",\"isBase64Encoded\":true}",
      "{\"statusCode\":200,\"headers\":{\"X-Broken\":\"a\\nb\"}}", "{\"statusCode\":200,\"headers\":{\"not a name\":\"a\"}}"})
  void an_answer_that_is_none_is_an_error_of_the_function(String answered) {
    HttpResponse<byte[]> answer = behave("answer " + answered);

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(json(answer.body())).isEqualTo(JsonObject.EMPTY.with("message", "Internal Server Error"));
    assertThat(FAILURES).containsExactly("Behaviour ERROR");
  }

  @ParameterizedTest
  @CsvSource({"throw, ERROR", "crash, CRASH", "large 7000000, ANSWER_TOO_LARGE"})
  void what_fails_in_the_function_is_an_error_of_the_server(String how, String reason) {
    HttpResponse<byte[]> answer = behave(how);

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(json(answer.body())).isEqualTo(JsonObject.EMPTY.with("message", "Internal Server Error"));
    assertThat(FAILURES).containsExactly("Behaviour " + reason);
  }

  @Test
  void without_a_route_there_is_nothing() {
    for (HttpRequest.Builder request : List.of(to("/nowhere"), to("/"), to("/behave").GET(), to("/echo/"), to("/ECHO"))) {
      HttpResponse<byte[]> answer = send(request);

      assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(404);
      assertThat(json(answer.body())).isEqualTo(JsonObject.EMPTY.with("message", "Not Found"));
    }
  }

  @Test
  void a_function_that_takes_too_long_for_the_route_is_not_waited_for_and_not_killed() {
    long process = Long.parseLong(new String(behave("pid").body(), StandardCharsets.UTF_8));

    HttpResponse<byte[]> answer = send(to("/hurry").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("slow 400")));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(json(answer.body())).isEqualTo(JsonObject.EMPTY.with("message", "Service Unavailable"));
    assertThat(ProcessHandle.of(process)).isPresent();
    assertThat(FAILURES).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_request_of_more_than_10_MB_is_refused(boolean withItsLength) {
    byte[] bytes = new byte[10 * MB + 1];
    BodyPublisher body = withItsLength ? BodyPublishers.ofByteArray(bytes) : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));

    HttpResponse<byte[]> answer = send(to("/behave").POST(body));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(json(answer.body())).isEqualTo(JsonObject.EMPTY.with("message", "Request Entity Too Large"));
    assertThat(FAILURES).as("the function was not asked").isEmpty();
  }

  @Test
  void a_body_that_base64_makes_larger_than_an_event_is_refused() {
    // 4.5 MB are 6 MB in base64, and the event has more than its body.
    byte[] bytes = new byte[4 * MB + MB / 2];

    assertThat(send(to("/behave").POST(BodyPublishers.ofByteArray(bytes))).statusCode()).isEqualTo(413);
    assertThat(FAILURES).containsExactly("Behaviour EVENT_TOO_LARGE");
    HttpResponse<byte[]> answer = send(to("/behave").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("pid " + "x".repeat(bytes.length))));
    assertThat(answer.statusCode()).as("as text it fits").isEqualTo(200);
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path)).timeout(Duration.ofSeconds(30));
  }

  private static HttpResponse<byte[]> behave(String how) {
    return send(to("/behave").header("Content-Type", "text/plain").POST(BodyPublishers.ofString(how)));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonObject json(byte[] text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError(new String(text, StandardCharsets.UTF_8), e);
    }
  }
}
