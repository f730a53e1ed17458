package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.RulesEdition;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** {@code /sandbox/api/about}: what this sandbox is, for whoever looks at it. */
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

  HttpResponse about(HttpRequest request, Control control) {
    return !request.method().equals("GET") ? ApiAnswer.error(405, "What the sandbox is is read with GET.") : ApiAnswer.ok(JsonObject.EMPTY
        .with("rules_edition", edition.label())
        .with("platform_time", control.now(clock).toString())
        .with("real_time", clock.instant().toString())
        .with("webhook_url", webhookUrl)
        .with("public_url", publicUrl)
        .with("traffic_kept", trafficKept.toString()));
  }
}
