package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;

/** Answers of {@code /sandbox/api}, and the reading of what it is sent. */
final class ApiAnswer {
  static final int MAX_BODY = 64 << 10;

  private ApiAnswer() {}

  static HttpResponse ok(JsonObject body) {
    return HttpResponse.json(200, body);
  }

  /** @param sentence says what is wrong, and repeats nothing of the request */
  static HttpResponse error(int status, String sentence) {
    return HttpResponse.json(status, JsonObject.EMPTY.with("error", JsonObject.EMPTY.with("message", sentence)));
  }

  /** The request's body, or the answer that says what is wrong with it. */
  sealed interface Body {
    record Read(JsonObject json) implements Body {}

    record Wrong(HttpResponse answer) implements Body {}
  }

  static Body body(HttpRequest request) {
    if (request.body().length > MAX_BODY) {
      return new Body.Wrong(error(413, "The body is larger than 64 KiB."));
    }
    if (request.body().length == 0) {
      return new Body.Read(JsonObject.EMPTY);
    }
    try {
      return new Body.Read(JsonObject.parse(request.body()));
    } catch (JsonException e) {
      return new Body.Wrong(error(400, String.valueOf(e.getMessage())));
    }
  }
}
