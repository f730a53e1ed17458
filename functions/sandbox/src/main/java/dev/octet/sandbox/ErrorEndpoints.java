package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.Webhook;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code /sandbox/api/numbers/{id}/errors}: the platform tells a business that something is wrong with its account. */
final class ErrorEndpoints {
  static final String EDGE = "errors";
  /** Codes of Graph itself have fewer digits, and are answers only. */
  private static final int FIRST = 130_000;

  private final Numbers numbers;
  private final Table table;
  private final Transmission transmission;

  ErrorEndpoints(Numbers numbers, Table table, Transmission transmission) {
    this.numbers = numbers;
    this.table = table;
    this.transmission = transmission;
  }

  /** @param path the segments after {@code numbers} */
  HttpResponse handle(HttpRequest request, List<String> path, Control control) {
    Optional<BusinessNumber> number = numbers.get(path.getFirst());
    if (number.isEmpty()) {
      return ApiAnswer.error(404, "There is no such number: there are those of the sandbox, and those with an access token.");
    }
    return !request.method().equals("POST") ? ApiAnswer.error(405, "What is wrong with a number is told with POST.")
        : switch (ApiAnswer.body(request)) {
          case ApiAnswer.Body.Wrong wrong -> wrong.answer();
          case ApiAnswer.Body.Read read -> told(number.get(), read.json(), control);
        };
  }

  private HttpResponse told(BusinessNumber number, JsonObject body, Control control) {
    Optional<PlatformError> error = Arrays.stream(PlatformError.values()).filter(it -> it.code() >= FIRST && !it.details().isEmpty())
        .filter(it -> body.get("code") instanceof Long code && code == it.code()).findFirst();
    if (error.isEmpty()) {
      return ApiAnswer.error(400, "`code` must be one of the platform's codes of six digits, such as 131031.");
    }
    table.putAll(transmission.of(control, number.id(), false).writes(Webhook.ofError(number, error.get())));
    return ApiAnswer.ok(JsonObject.EMPTY.with("status", "told"));
  }
}
