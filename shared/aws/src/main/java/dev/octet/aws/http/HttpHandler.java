package dev.octet.aws.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.Log;
import dev.octet.aws.NewerFormatException;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A function behind the HTTP API. What a handler does not foresee is logged and answered with 500, without detail. */
public abstract class HttpHandler implements RequestStreamHandler {
  private final Log log;

  protected HttpHandler(Log log) {
    this.log = log;
  }

  protected abstract HttpResponse handle(HttpRequest request);

  /** The answer when {@link #handle} threw: 500 with an empty body, or the platform's envelope where a client expects one. */
  protected HttpResponse failed() {
    return HttpResponse.empty(500);
  }

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
    output.write(answer(input.readAllBytes(), context).toEvent().toBytes());
  }

  private HttpResponse answer(byte[] event, Context context) {
    try {
      return handle(HttpRequest.ofEvent(JsonObject.parse(event)));
    } catch (NewerFormatException e) {
      log.with("request_id", context.getAwsRequestId()).warn("newer_format", JsonObject.EMPTY.with("problem", e.getMessage()));
      return failed();
    } catch (RuntimeException | JsonException e) {
      log.with("request_id", context.getAwsRequestId()).error("http_request_failed", e);
      return failed();
    }
  }
}
