package dev.octet.aws.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.Log;
import dev.octet.aws.Metric;
import dev.octet.aws.NewerFormatException;
import dev.octet.aws.Watch;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;

/**
 * A function behind the HTTP API. What a handler does not foresee is logged and answered with 500, without detail. The log has
 * one line of each request.
 */
public abstract class HttpHandler implements RequestStreamHandler {
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");

  private final Watch watch;
  private final Log log;

  protected HttpHandler(Log log) {
    this.watch = new Watch(log);
    this.log = log;
  }

  protected abstract HttpResponse handle(HttpRequest request);

  /** The answer when {@link #handle} threw: 500 with an empty body, or the platform's envelope where a client expects one. */
  protected HttpResponse failed() {
    return HttpResponse.empty(500);
  }

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
    byte[] event = input.readAllBytes();
    try (Watch.Invocation invocation = watch.begin(context)) {
      output.write(invocation.follow(JsonObject.EMPTY, () -> answer(event, invocation)).toEvent().toBytes());
    }
  }

  private HttpResponse answer(byte[] bytes, Watch.Invocation invocation) {
    JsonObject route = JsonObject.EMPTY;
    try {
      JsonObject event = JsonObject.parse(bytes);
      route = route(event);
      HttpResponse response = handle(HttpRequest.ofEvent(event));
      log.info("http_request", line(route, response, invocation));
      return response;
    } catch (NewerFormatException e) {
      HttpResponse response = failed();
      Metric.FAILURES.count();
      log.warn("newer_format", line(route, response, invocation).with("problem", e.getMessage()));
      return response;
    } catch (RuntimeException | JsonException e) {
      HttpResponse response = failed();
      Metric.FAILURES.count();
      log.error("http_request_failed", e, line(route, response, invocation));
      return response;
    }
  }

  /** As the template names it: the path is the sender's choice, and so is a method that nobody knows. */
  private static JsonObject route(JsonObject event) {
    return JsonObject.EMPTY.with("route", event.text("routeKey")).with("method", event.object("requestContext")
        .flatMap(context -> context.object("http")).flatMap(http -> http.text("method")).filter(METHODS::contains));
  }

  private static JsonObject line(JsonObject route, HttpResponse response, Watch.Invocation invocation) {
    return route.with("outcome", response.status() < 400 ? "answered" : response.status() < 500 ? "refused" : "failed")
        .with("status", response.status()).with("duration_ms", invocation.taken().toMillis());
  }
}
