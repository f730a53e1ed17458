package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.traffic.Traffic;
import java.util.List;
import java.util.Optional;

/** {@code /sandbox/api/traffic}: what went over the wires, for pollers. */
final class TrafficEndpoints {
  private static final int USUAL = 100;
  private static final int MOST = 1000;

  private final Traffic traffic;

  TrafficEndpoints(Traffic traffic) {
    this.traffic = traffic;
  }

  /** @param path the segments after {@code traffic} */
  HttpResponse handle(HttpRequest request, List<String> path, Control control) {
    if (!path.isEmpty()) {
      return ApiAnswer.error(404, "There is no such route. The traffic is one list.");
    }
    if (!request.method().equals("GET")) {
      return ApiAnswer.error(405, "The traffic is read with GET, and forgotten by a reset.");
    }
    String limit = request.query("limit").orElse(Integer.toString(USUAL));
    if (!limit.matches("\\d{1,4}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
      return ApiAnswer.error(400, "`limit` must be a whole number from 1 to 1000.");
    }
    Optional<Traffic.TrafficPage> page = traffic.page(control.generation(), request.query("after"), Integer.parseInt(limit));
    return page.map(it -> ApiAnswer.ok(JsonObject.EMPTY.with("traffic", it.entries()).with("next", it.next())))
        .orElseGet(() -> ApiAnswer.error(400, "`after` must be what a page gave as `next`."));
  }
}
