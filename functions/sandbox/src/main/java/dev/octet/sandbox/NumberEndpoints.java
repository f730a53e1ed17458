package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.InviteLinks;
import dev.octet.sandbox.platform.NumberSettings;
import dev.octet.sandbox.platform.Pricing;
import dev.octet.sandbox.platform.RulesEdition;
import dev.octet.sandbox.platform.SecondBusiness;
import dev.octet.sandbox.platform.Text;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code /sandbox/api/numbers}: the business numbers, and what is set for each. */
final class NumberEndpoints {
  /** As many lines of a ledger as an answer has where no limit is asked for. */
  private static final int LINES = 1000;

  private final Numbers numbers;
  private final ControlStore controls;
  private final GroupStore groups;
  private final Ledger ledger;
  private final RulesEdition edition;
  private final Clock clock;

  NumberEndpoints(Numbers numbers, ControlStore controls, GroupStore groups, Ledger ledger, RulesEdition edition, Clock clock) {
    this.numbers = numbers;
    this.controls = controls;
    this.groups = groups;
    this.ledger = ledger;
    this.edition = edition;
    this.clock = clock;
  }

  /** @param path the segments after {@code numbers} */
  HttpResponse handle(HttpRequest request, List<String> path, Control control) {
    if (path.isEmpty()) {
      return request.method().equals("GET")
          ? ApiAnswer.ok(JsonObject.EMPTY.with("numbers", numbers.all().map(number -> number(control, number)).toList()))
          : ApiAnswer.error(405, "Numbers are read with GET, and one of them is set with PUT.");
    }
    String edge = path.size() == 2 ? path.get(1) : "";
    Optional<BusinessNumber> number = path.size() == 1 || List.of("ledger", "join").contains(edge) ? numbers.get(path.getFirst()) : Optional.empty();
    if (number.isEmpty()) {
      return ApiAnswer.error(404, "There is no such number: there are those of the sandbox, and those with an access token.");
    }
    if (edge.equals("join")) {
      return request.method().equals("POST") ? withBody(request, body -> join(control, number.get(), body)) : ApiAnswer.error(405, "Opening a link is a POST.");
    }
    if (edge.equals("ledger")) {
      return request.method().equals("GET") ? ledger(request, control, number.get()) : ApiAnswer.error(405, "A ledger is read with GET.");
    }
    return switch (request.method()) {
      case "GET" -> ApiAnswer.ok(number(control, number.get()));
      case "PUT" -> withBody(request, body -> set(number.get(), body));
      default -> ApiAnswer.error(405, "A number is read with GET and set with PUT.");
    };
  }

  private static HttpResponse withBody(HttpRequest request, Function<JsonObject, HttpResponse> answering) {
    return switch (ApiAnswer.body(request)) {
      case ApiAnswer.Body.Wrong wrong -> wrong.answer();
      case ApiAnswer.Body.Read read -> answering.apply(read.json());
    };
  }

  /** A business opens an invite link, as a person would. */
  private HttpResponse join(Control control, BusinessNumber number, JsonObject body) {
    Optional<String> link = body.text("invite_link").filter(it -> !it.isBlank());
    Optional<String> wrong = Text.noText(body, "invite_link").or(() -> link.isEmpty() ? Optional.of("`invite_link` is missing.") : Optional.empty());
    if (wrong.isPresent()) {
      return ApiAnswer.error(400, wrong.get());
    }
    Optional<String> linkId = InviteLinks.id(link.orElseThrow());
    Optional<String> groupId = linkId.flatMap(id -> groups.behindLink(control.keys(), id));
    SecondBusiness.Reason reason = groupId.isEmpty() ? SecondBusiness.Reason.UNKNOWN_LINK
        : SecondBusiness.refused(groupId.flatMap(id -> groups.get(control.keys(), id)).map(GroupStore.Saved::group), linkId.orElseThrow(), number.id());
    return ApiAnswer.ok(JsonObject.EMPTY.with("status", "refused").with("reason", reason.toString()).with("group_id", groupId));
  }

  /** All settings of the number at once: what is not sent is as it was before anything was set. */
  private HttpResponse set(BusinessNumber number, JsonObject body) {
    return switch (NumberSettings.read(body)) {
      case NumberSettings.Read.Invalid invalid -> ApiAnswer.error(400, invalid.sentence());
      case NumberSettings.Read.Valid valid ->
          ApiAnswer.ok(number(controls.update(control -> control.with(number.id(), valid.settings())), number));
    };
  }

  /** A month's, this one's where none is named; {@code after} is what the page before gave as {@code next}. */
  private HttpResponse ledger(HttpRequest request, Control control, BusinessNumber number) {
    String month = request.query("month").orElseGet(() -> Pricing.month(control.now(clock)).toString());
    String limit = request.query("limit").orElse(Integer.toString(LINES));
    String after = request.query("after").orElse("0");
    if (!month.matches("\\d{4}-(0[1-9]|1[0-2])")) {
      return ApiAnswer.error(400, "`month` must be a year and a month, such as 2026-11.");
    }
    if (!limit.matches("\\d{1,4}") || !after.matches("\\d{1,9}")) {
      return ApiAnswer.error(400, "`limit` must be a whole number up to 9999, and `after` what a page gave as `next`.");
    }
    return ApiAnswer.ok(ledger.month(control.keys(), number.id(), YearMonth.parse(month), Long.parseLong(after), Integer.parseInt(limit)));
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
