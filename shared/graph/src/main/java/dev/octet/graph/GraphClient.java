package dev.octet.graph;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Calls the platform over the JDK's client, which never repeats a POST by itself. Answers are bounded to 4 MiB, waiting
 * to the given time.
 */
public final class GraphClient {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  /** The sandbox's clock can be moved, and the gateway before it writes {@code Date} by its own. */
  private static final String SANDBOX_TIME = "Octet-Sandbox-Time";
  private static final int MAX_ANSWER = 4 << 20;
  /** As a part of a path they lead to another one, and encoded they do so too. */
  private static final Pattern DOTS = Pattern.compile("(?:^|/)\\.{1,2}(?:/|$)");

  private final String base;
  private final Duration timeout;
  private final HttpClient http;

  /** @param base address and version, such as {@code https://graph.facebook.com/v26.0} */
  public GraphClient(String base, Duration timeout) {
    this(base, timeout, connections());
  }

  /** @param http what carries the calls: {@link #connections()}, or in a simulation the platform itself */
  public GraphClient(String base, Duration timeout, HttpClient http) {
    this.base = base;
    this.timeout = timeout;
    this.http = http;
  }

  public static HttpClient connections() {
    // Connections idle for ten seconds are dropped: a frozen function would find them dead, and not know it.
    System.setProperty("jdk.httpclient.keepalive.timeout", "10");
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  }

  public Outcome get(String path, Map<String, String> query, String token) {
    return call(request(withQuery(path, query), token).GET().build(), token);
  }

  private static String withQuery(String path, Map<String, String> query) {
    String parameters = query.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
    return parameters.isEmpty() ? path : path + "?" + parameters;
  }

  public Outcome post(String path, JsonObject body, String token) {
    return call(request(path, token)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toBytes()))
        .build(), token);
  }

  public Outcome post(String path, MultipartForm form, String token) {
    return call(request(path, token)
        .header("Content-Type", "multipart/form-data; boundary=" + form.boundary())
        .POST(HttpRequest.BodyPublishers.ofByteArray(form.toBytes()))
        .build(), token);
  }

  public Outcome delete(String path, String token) {
    return call(request(path, token).DELETE().build(), token);
  }

  /** With a body, which the platform wants of some (spec §2.3, §2.6). */
  public Outcome delete(String path, JsonObject body, String token) {
    return call(request(path, token)
        .header("Content-Type", "application/json")
        .method("DELETE", HttpRequest.BodyPublishers.ofByteArray(body.toBytes()))
        .build(), token);
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
  }

  /** One segment of a path, or one part of a query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Passes a request on.
   *
   * @param method {@code GET}, {@code POST} or {@code DELETE}
   * @param body JSON; empty where there is none
   */
  public Passed pass(String method, String path, Map<String, String> query, byte[] body, String token) {
    HttpRequest.Builder request = request(withQuery(path, query), token);
    return switch (exchange(body.length == 0 ? request.method(method, HttpRequest.BodyPublishers.noBody()).build()
        : request.header("Content-Type", "application/json").method(method, HttpRequest.BodyPublishers.ofByteArray(body)).build())) {
      case Exchanged.Answer(HttpResponse<byte[]> response) -> new Passed.Answered(response.statusCode(),
          response.headers().firstValue("Content-Type"), WithoutToken.of(response.body(), token), date(response));
      case Exchanged.None(Outcome.NotSent notSent) -> new Passed.NotSent(notSent.error());
      case Exchanged.None(Outcome.Refused(GraphError error)) -> new Passed.NotSent(error);
      case Exchanged.None(Outcome outcome) -> new Passed.Lost(outcome instanceof Outcome.Unknown(String reason) ? reason : "The platform did not answer.");
    };
  }

  /** What came of a request, before anybody reads it. */
  private sealed interface Exchanged {
    record Answer(HttpResponse<byte[]> response) implements Exchanged {}

    record None(Outcome outcome) implements Exchanged {}
  }

  /** Answers and refusals go out to callers and into notifications; either may repeat the token. */
  private Outcome call(HttpRequest request, String token) {
    return switch (exchange(request)) {
      case Exchanged.Answer(HttpResponse<byte[]> response) ->
          read(response.statusCode(), WithoutToken.hidden(response.body(), token), date(response));
      case Exchanged.None(Outcome outcome) -> outcome;
    };
  }

  private static Optional<Instant> date(HttpResponse<byte[]> response) {
    return response.headers().firstValue(SANDBOX_TIME).or(() -> response.headers().firstValue("Date")).flatMap(GraphClient::time);
  }

  private Exchanged exchange(HttpRequest request) {
    if (DOTS.matcher(request.uri().getPath()).find()) {
      return new Exchanged.None(new Outcome.Refused(GraphError.of(100, "The platform has no object of this id.")));
    }
    // The request's own timeout ends with the headers; an answer that never ends would be waited for all the same.
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER));
    try {
      return new Exchanged.Answer(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return new Exchanged.None(e.getCause() instanceof ConnectException || e.getCause() instanceof HttpConnectTimeoutException
          ? Outcome.NotSent.unreachable()
          : new Outcome.Unknown("The connection to the platform broke before it answered, or the answer is larger than 4 MiB."));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Exchanged.None(new Outcome.Unknown("The platform did not answer in time."));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new Exchanged.None(new Outcome.Unknown("Interrupted while the platform was asked."));
    }
  }

  static Outcome read(int status, byte[] body, Optional<Instant> date) {
    Optional<JsonObject> json = parse(body);
    if (status >= 500) {
      return new Outcome.Unknown("The platform answered with status " + status + ".");
    }
    if (status >= 200 && status < 300) {
      return json.<Outcome>map(answer -> new Outcome.Answered(answer, date)).orElse(new Outcome.Unknown("The platform's answer is not JSON."));
    }
    return new Outcome.Refused(json.flatMap(answer -> GraphError.read(status, answer)).orElseGet(() ->
        new GraphError(status, 0, "Status " + status, "The platform refused with status " + status + " and no error that can be read.")));
  }

  private static Optional<Instant> time(String date) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<JsonObject> parse(byte[] body) {
    try {
      return Optional.of(JsonObject.parse(body));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
