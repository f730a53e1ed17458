package dev.octet.simulation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** What Lambda and the HTTP API do around a function. */
final class Calls {
  private Calls() {}

  record Answer(int status, byte[] body) {
    JsonObject json() {
      return Calls.json(new String(body, StandardCharsets.UTF_8));
    }
  }

  static JsonObject invoke(RequestStreamHandler handler, JsonObject event, Context context) {
    var output = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event.toBytes()), output, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.size() == 0 ? JsonObject.EMPTY : json(output.toString(StandardCharsets.UTF_8));
  }

  static Answer http(RequestStreamHandler handler, String method, String path, Map<String, String> headers, byte[] body, Context context) {
    int query = path.indexOf('?');
    // The HTTP API hands the path over decoded.
    String rawPath = URLDecoder.decode((query < 0 ? path : path.substring(0, query)).replace("+", "%2B"), StandardCharsets.UTF_8);
    JsonObject answer = invoke(handler, JsonObject.EMPTY
        .with("version", "2.0")
        .with("rawPath", rawPath)
        .with("rawQueryString", query < 0 ? "" : path.substring(query + 1))
        .with("headers", headers)
        .with("requestContext", JsonObject.EMPTY.with("http", JsonObject.EMPTY.with("method", method)))
        .with("body", Base64.getEncoder().encodeToString(body))
        .with("isBase64Encoded", true), context);
    return new Answer((int) answer.whole("statusCode").orElseThrow(), Base64.getDecoder().decode(answer.text("body").orElse("")));
  }

  static JsonObject json(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }
}
