package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.PlatformError;
import java.util.function.Function;

/** Between HTTP and the Graph API: bodies in, answers out. */
final class GraphHttp {
  private static final int MAX_BODY = 256 << 10;
  /** As much as a call of a function carries. */
  private static final int MAX_FORM = 6 << 20;
  private static final String TRACE_HEADER = "x-fb-trace-id";

  private GraphHttp() {}

  /** The request's body, or the answer that says what is wrong with it. */
  static GraphAnswer body(HttpRequest request) {
    if (request.body().length > MAX_BODY) {
      return GraphAnswer.refused(PlatformError.TOO_LARGE, "The body is larger than 256 KiB.");
    }
    if (request.body().length == 0) {
      return GraphAnswer.ok(JsonObject.EMPTY); // what it lacks can be named then
    }
    try {
      return GraphAnswer.ok(JsonObject.parse(request.body()));
    } catch (JsonException e) {
      return GraphAnswer.refused(PlatformError.INVALID_PARAMETER, String.valueOf(e.getMessage()));
    }
  }

  /** What comes of a form, read by its Content-Type, unless it is too large to be looked at. */
  static GraphAnswer form(HttpRequest request, Function<String, GraphAnswer> answering) {
    return request.body().length > MAX_FORM ? GraphAnswer.refused(PlatformError.TOO_LARGE, "The body is larger than 6 MiB.")
        : answering.apply(request.header("content-type").orElse(""));
  }

  static HttpResponse response(GraphAnswer answer, String trace) {
    return (switch (answer) {
      case GraphAnswer.Ok ok -> HttpResponse.json(200, ok.body());
      case GraphAnswer.Refused refused -> HttpResponse.json(refused.refusal().status(), refused.refusal().toEnvelope(trace));
    }).withHeader(TRACE_HEADER, trace);
  }
}
