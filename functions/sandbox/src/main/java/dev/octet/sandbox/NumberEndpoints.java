package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.NumberSettings;
import dev.octet.sandbox.platform.RulesEdition;
import java.util.List;
import java.util.Optional;

/** {@code /sandbox/api/numbers}: the business numbers, and what is set for each. */
final class NumberEndpoints {
  private final Numbers numbers;
  private final ControlStore controls;
  private final GroupStore groups;
  private final RulesEdition edition;

  NumberEndpoints(Numbers numbers, ControlStore controls, GroupStore groups, RulesEdition edition) {
    this.numbers = numbers;
    this.controls = controls;
    this.groups = groups;
    this.edition = edition;
  }

  /** @param path the segments after {@code numbers} */
  HttpResponse handle(HttpRequest request, List<String> path, Control control) {
    if (path.isEmpty()) {
      return request.method().equals("GET")
          ? ApiAnswer.ok(JsonObject.EMPTY.with("numbers", numbers.all().map(number -> number(control, number)).toList()))
          : ApiAnswer.error(405, "Numbers are read with GET, and one of them is set with PUT.");
    }
    Optional<BusinessNumber> number = path.size() == 1 ? numbers.get(path.getFirst()) : Optional.empty();
    if (number.isEmpty()) {
      return ApiAnswer.error(404, "There is no such number: there are those of the sandbox, and those with an access token.");
    }
    return switch (request.method()) {
      case "GET" -> ApiAnswer.ok(number(control, number.get()));
      case "PUT" -> switch (ApiAnswer.body(request)) {
        case ApiAnswer.Body.Wrong wrong -> wrong.answer();
        case ApiAnswer.Body.Read read -> set(number.get(), read.json());
      };
      default -> ApiAnswer.error(405, "A number is read with GET and set with PUT.");
    };
  }

  /** All settings of the number at once: what is not sent is as it was before anything was set. */
  private HttpResponse set(BusinessNumber number, JsonObject body) {
    return switch (NumberSettings.read(body)) {
      case NumberSettings.Read.Invalid invalid -> ApiAnswer.error(400, invalid.sentence());
      case NumberSettings.Read.Valid valid ->
          ApiAnswer.ok(number(controls.update(control -> control.with(number.id(), valid.settings())), number));
    };
  }

  private JsonObject number(Control control, BusinessNumber number) {
    return JsonObject.EMPTY
        .with("id", number.id())
        .with("display_phone_number", number.display())
        .with("verified_name", number.verifiedName())
        .with("official_business_account", number.officialBusinessAccount())
        .with("messaging_limit", number.messagingLimit())
        .with("coexistence", number.coexistence())
        .with("multi_solution", number.multiSolution())
        .withAll(control.settings(number.id()).effective(edition, number))
        .with("active_groups", groups.count(control.keys(), number.id()).groups());
  }
}
