package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.AccountInfo;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.TemplateLibrary;
import dev.octet.sandbox.platform.TemplatePage;
import dev.octet.sandbox.platform.TemplateRequest;
import java.util.Optional;

/** {@code /{account}…} of the Graph API, and the library of templates (spec §2.5). */
final class AccountEndpoints {
  static final String LIBRARY = "message_template_library";

  private final TemplateOperations templates;
  private final AppEndpoints app;
  private final GraphFaults faults;
  private final String publicUrl;

  AccountEndpoints(TemplateOperations templates, AppEndpoints app, GraphFaults faults, String publicUrl) {
    this.templates = templates;
    this.app = app;
    this.faults = faults;
    this.publicUrl = publicUrl;
  }

  static GraphAnswer library(HttpRequest request) {
    return request.method().equals("GET")
        ? TemplateLibrary.answer(request.query("category"), request.query("topic"), request.query("usecase"), request.query("language"),
            request.query("search").or(() -> request.query("name_or_content")))
        : GraphAnswer.refused(PlatformError.NOT_AVAILABLE, "The library of templates is read with GET.");
  }

  /** @param number the account's, whose faults count */
  HttpResponse handle(HttpRequest request, String version, BusinessNumber number, String edge, Control control, String trace) {
    return switch (request.method() + " " + edge) {
      case "GET " -> GraphHttp.response(AccountInfo.answer(number, request.query("fields")), trace);
      case "GET template_analytics" -> GraphHttp.response(GraphAnswer.ok(AccountInfo.templateAnalytics()), trace);
      case "GET message_templates" -> GraphHttp.response(TemplatePage.answer(
          templates.all(control, number.accountId()), request.query(), control.keys().templates(number.accountId()),
          publicUrl + "/sandbox/graph/" + version + "/" + number.accountId() + "/message_templates"), trace);
      case "POST message_templates" -> faults.after(create(request, number, control), number.id(), control, trace);
      case "DELETE message_templates" -> faults.after(delete(request, number, control), number.id(), control, trace);
      case "GET subscribed_apps" -> GraphHttp.response(app.subscribedTo(number.accountId(), control), trace);
      case "POST subscribed_apps" -> faults.after(subscribe(request, number), number.id(), control, trace);
      case "DELETE subscribed_apps" -> faults.after(app.subscribe(number.accountId(), false), number.id(), control, trace);
      default -> GraphHttp.response(GraphAnswer.refused(PlatformError.NOT_AVAILABLE,
          "The sandbox does not have this operation. Of an account it has its name, its templates, subscribing to it, and analytics without data."), trace);
    };
  }

  private GraphAnswer subscribe(HttpRequest request, BusinessNumber number) {
    return switch (GraphHttp.body(request)) {
      case GraphAnswer.Refused refused -> refused;
      case GraphAnswer.Ok(JsonObject body) -> body.has("override_callback_uri")
          ? GraphAnswer.refused(PlatformError.INVALID_PARAMETER, "The sandbox sends all webhooks to the one address that it was set up with: override_callback_uri is not taken.")
          : app.subscribe(number.accountId(), true);
    };
  }

  private GraphAnswer create(HttpRequest request, BusinessNumber number, Control control) {
    return switch (GraphHttp.body(request)) {
      case GraphAnswer.Refused refused -> refused;
      case GraphAnswer.Ok(JsonObject body) -> switch (TemplateRequest.read(body)) {
        case TemplateRequest.Read.Invalid invalid -> new GraphAnswer.Refused(invalid.refusal());
        case TemplateRequest.Read.Valid valid -> templates.create(control, number.accountId(), valid.request());
      };
    };
  }

  private GraphAnswer delete(HttpRequest request, BusinessNumber number, Control control) {
    Optional<String> name = request.query("name").filter(it -> !it.isBlank());
    return name.isEmpty() ? GraphAnswer.refused(PlatformError.INVALID_PARAMETER, "name is required, in the query.")
        : templates.delete(control, number.accountId(), name.get(), request.query("hsm_id"));
  }
}
