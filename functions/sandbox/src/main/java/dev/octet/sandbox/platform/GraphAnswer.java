package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;

/** What the Graph API answers. */
public sealed interface GraphAnswer {
  record Ok(JsonObject body) implements GraphAnswer {}

  record Refused(Refusal refusal) implements GraphAnswer {}

  static GraphAnswer ok(JsonObject body) {
    return new Ok(body);
  }

  static GraphAnswer refused(PlatformError kind) {
    return new Refused(Refusal.of(kind));
  }

  static GraphAnswer refused(PlatformError kind, String details) {
    return new Refused(Refusal.of(kind, details));
  }
}
