package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets;
import dev.octet.sandbox.platform.App;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /sandbox/api/app}: how far the Meta app is set up. */
final class AppSettingsEndpoints {
  private final ControlStore controls;
  private final Supplier<Secrets> secrets;
  private final Optional<String> webhookUrl;

  AppSettingsEndpoints(ControlStore controls, Supplier<Secrets> secrets, Optional<String> webhookUrl) {
    this.controls = controls;
    this.secrets = secrets;
    this.webhookUrl = webhookUrl;
  }

  HttpResponse handle(HttpRequest request, Control control) {
    return switch (request.method()) {
      case "GET" -> shown(control);
      case "PUT" -> switch (ApiAnswer.body(request)) {
        case ApiAnswer.Body.Wrong wrong -> wrong.answer();
        case ApiAnswer.Body.Read read -> switch (App.read(read.json())) {
          case App.Read.Invalid invalid -> ApiAnswer.error(400, invalid.sentence());
          case App.Read.Valid valid -> shown(controls.update(it -> it.with(valid.app())));
        };
      };
      default -> ApiAnswer.error(405, "The app is read with GET and set with PUT.");
    };
  }

  private HttpResponse shown(Control control) {
    return ApiAnswer.ok(control.app().effective(AppEndpoints.id(secrets.get()), webhookUrl));
  }
}
