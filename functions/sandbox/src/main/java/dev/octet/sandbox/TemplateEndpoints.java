package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.Template;
import dev.octet.sandbox.platform.TemplateReview;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** {@code /sandbox/api/templates}: the truth about templates, and what the platform does with them by itself. */
final class TemplateEndpoints {
  private static final Duration LONGEST_REVIEW = Duration.ofDays(7);
  private static final List<String> ACTIONS = List.of("approve", "reject", "pause", "disable", "category");

  private final TemplateOperations templates;

  TemplateEndpoints(TemplateOperations templates) {
    this.templates = templates;
  }

  /** @param path the segments after {@code templates} */
  HttpResponse handle(HttpRequest request, List<String> path, Control control) {
    if (path.isEmpty()) {
      return request.method().equals("GET") ? ApiAnswer.ok(list(control)) : ApiAnswer.error(405, "Templates are listed with GET, and made through the Graph API.");
    }
    if (path.equals(List.of("review"))) {
      return switch (request.method()) {
        case "GET" -> ApiAnswer.ok(review(templates.review(control)));
        case "PUT" -> with(request, body -> setReview(control, body));
        default -> ApiAnswer.error(405, "The review's time is read with GET and set with PUT.");
      };
    }
    Optional<Template> template = templates.byId(control, path.getFirst());
    if (template.isEmpty()) {
      return ApiAnswer.error(404, "There is no such template.");
    }
    if (path.size() == 1) {
      return request.method().equals("GET") ? ApiAnswer.ok(template.get().toJson()) : ApiAnswer.error(405, "A template is read with GET.");
    }
    if (path.size() > 2 || !ACTIONS.contains(path.get(1))) {
      return ApiAnswer.error(404, "There is no such route. A template has " + String.join(", ", ACTIONS) + ".");
    }
    return request.method().equals("POST") ? with(request, body -> decide(control, template.get(), path.get(1), body))
        : ApiAnswer.error(405, "What the platform does to a template is a POST.");
  }

  private JsonObject list(Control control) {
    return JsonObject.EMPTY.with("templates", templates.accounts().stream()
        .flatMap(account -> templates.all(control, account.accountId()).stream()).map(Template::toJson).toList());
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

  private HttpResponse decide(Control control, Template template, String action, JsonObject body) {
    return switch (TemplateReview.read(action, body)) {
      case TemplateReview.Read.Invalid invalid -> ApiAnswer.error(400, invalid.sentence());
      case TemplateReview.Read.Valid valid -> templates.decide(control, template, valid.review()).map(it -> ApiAnswer.ok(it.toJson()))
          .orElseGet(() -> ApiAnswer.error(404, "There is no such template.")); // just now
    };
  }

  private HttpResponse setReview(Control control, JsonObject body) {
    try {
      Duration after = Duration.parse(body.text("approved_after").orElse(""));
      if (!after.isNegative() && after.compareTo(LONGEST_REVIEW) <= 0) {
        return ApiAnswer.ok(review(templates.review(control, after)));
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    return ApiAnswer.error(400, "`approved_after` must be an ISO 8601 duration from PT0S to P7D, such as PT3S.");
  }

  private static JsonObject review(Duration after) {
    return JsonObject.EMPTY.with("approved_after", after.toString());
  }
}
