package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.PlatformFact;
import dev.octet.sandbox.platform.RulesEdition;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** {@code /sandbox/api/about} and {@code fidelity}: what this sandbox is, and how true, for whoever looks at it. */
final class AboutEndpoints {
  private final RulesEdition edition;
  private final String publicUrl;
  private final Optional<String> webhookUrl;
  private final Duration trafficKept;
  private final Clock clock;

  /** @param webhookUrl empty where webhooks are sent nowhere */
  AboutEndpoints(RulesEdition edition, String publicUrl, Optional<String> webhookUrl, Duration trafficKept, Clock clock) {
    this.edition = edition;
    this.publicUrl = publicUrl;
    this.webhookUrl = webhookUrl;
    this.trafficKept = trafficKept;
    this.clock = clock;
  }

  /** @param what {@code about} or {@code fidelity} */
  HttpResponse handle(HttpRequest request, String what, Control control) {
    return !request.method().equals("GET") ? ApiAnswer.error(405, "What the sandbox is, and how true, is read with GET.")
        : what.equals("fidelity") ? ApiAnswer.ok(JsonObject.EMPTY.with("fidelity", PlatformFact.all().stream().map(PlatformFact::toJson).toList()))
        : about(control);
  }

  private HttpResponse about(Control control) {
    return ApiAnswer.ok(JsonObject.EMPTY
        .with("rules_edition", edition.label())
        .with("platform_time", control.now(clock).toString())
        .with("real_time", clock.instant().toString())
        .with("webhook_url", webhookUrl)
        .with("public_url", publicUrl)
        .with("traffic_kept", trafficKept.toString()));
  }
}
