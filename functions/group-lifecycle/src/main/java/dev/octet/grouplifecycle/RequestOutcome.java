package dev.octet.grouplifecycle;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a request about a group, from its webhook.
 *
 * @param errors why it failed; empty when it did not
 * @param said item by item, where it says that: some may have failed and others not
 */
record RequestOutcome(Optional<String> platformRequestId, Instant at, List<JsonObject> errors, JsonObject said) {

  RequestOutcome(Optional<String> platformRequestId, Instant at, List<JsonObject> errors) {
    this(platformRequestId, at, errors, JsonObject.EMPTY);
  }

  boolean succeeded() {
    return errors.isEmpty();
  }

  JsonObject error() {
    return errors.isEmpty() ? JsonObject.EMPTY : errors.getFirst();
  }

  JsonObject toJson() {
    return JsonObject.EMPTY.with("platform_request_id", platformRequestId).with("at", at.getEpochSecond()).with("errors", errors).with("said", said);
  }

  static RequestOutcome ofJson(JsonObject json) {
    return new RequestOutcome(json.text("platform_request_id"), Instant.ofEpochSecond(json.whole("at").orElse(0)), json.objects("errors"),
        json.object("said").orElse(JsonObject.EMPTY));
  }
}
