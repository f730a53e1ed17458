package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The rest of {@code /sandbox/api}: faults, the clock, and beginning anew. */
final class ControlEndpoints {
  /** In one step, and forwards only: the platform's clock never goes back. */
  private static final Duration FURTHEST = Duration.ofDays(366);
  /** In all: further on, the times in sort keys would have a digit more. */
  private static final Duration FURTHEST_AHEAD = FURTHEST.multipliedBy(100);

  private final ControlStore controls;
  private final TemplateOperations templates;
  private final Clock clock;

  ControlEndpoints(ControlStore controls, TemplateOperations templates, Clock clock) {
    this.controls = controls;
    this.templates = templates;
    this.clock = clock;
  }

  /** @param path the segments after {@code api} */
  HttpResponse handle(HttpRequest request, List<String> path, Control control) {
    String route = String.join("/", path);
    return switch (request.method() + " " + route) {
      case "GET faults" -> ApiAnswer.ok(control.faults().document());
      case "PUT faults" -> with(request, this::setFaults);
      case "GET clock" -> clock(control);
      case "POST clock" -> with(request, body -> advance(control, body));
      case "POST reset" -> reset();
      default -> otherwise(route);
    };
  }

  private static HttpResponse otherwise(String route) {
    return switch (route) {
      case "faults" -> ApiAnswer.error(405, "Faults are read with GET and set with PUT.");
      case "clock" -> ApiAnswer.error(405, "The clock is read with GET and advanced with POST.");
      case "reset" -> ApiAnswer.error(405, "A reset is a POST.");
      default -> ApiAnswer.error(404, "There is no such route. There are people, groups, templates, numbers, app, media, traffic, about, fidelity, faults, clock and reset.");
    };
  }

  private interface Answering {
    HttpResponse of(JsonObject body);
  }

  private static HttpResponse with(HttpRequest request, Answering answering) {
    return switch (ApiAnswer.body(request)) {
      case ApiAnswer.Body.Wrong wrong -> wrong.answer();
      case ApiAnswer.Body.Read read -> answering.of(read.json());
    };
  }

  private HttpResponse setFaults(JsonObject body) {
    return switch (Faults.read(body)) {
      case Faults.Read.Invalid invalid -> ApiAnswer.error(400, invalid.sentence());
      case Faults.Read.Valid valid -> ApiAnswer.ok(controls.update(control -> control.with(valid.faults())).faults().document());
    };
  }

  private HttpResponse clock(Control control) {
    return ApiAnswer.ok(JsonObject.EMPTY.with("now", control.now(clock).toString()).with("ahead", control.ahead().toString()));
  }

  private HttpResponse advance(Control known, JsonObject body) {
    Duration by;
    try {
      by = Duration.parse(body.text("advance").orElse(""));
    } catch (DateTimeParseException e) {
      return ApiAnswer.error(400, "`advance` must be an ISO 8601 duration, such as PT24H.");
    }
    if (by.isNegative() || by.compareTo(FURTHEST) > 0) {
      return ApiAnswer.error(400, "`advance` must be from PT0S to P366D: the clock goes forwards only.");
    }
    if (known.ahead().plus(by).compareTo(FURTHEST_AHEAD) > 0) {
      return ApiAnswer.error(400, "The clock is as far ahead as it goes, a hundred years; a reset sets it right.");
    }
    Control moved = controls.update(control -> control.advanced(by));
    templates.reviewed(moved);
    return clock(moved);
  }

  private HttpResponse reset() {
    controls.update(Control::reset);
    return ApiAnswer.ok(JsonObject.EMPTY.with("status", "reset"));
  }
}
