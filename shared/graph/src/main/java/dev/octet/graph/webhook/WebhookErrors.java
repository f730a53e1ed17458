package dev.octet.graph.webhook;

import dev.octet.domain.json.JsonObject;
import java.util.List;

/** The errors of an item: without an envelope, and with codes that are strings in some dialects (spec §4.1, §7 row 15). */
final class WebhookErrors {
  private WebhookErrors() {}

  /** Empty when nothing failed; codes are numbers. */
  static List<JsonObject> of(JsonObject item) {
    List<JsonObject> listed = item.objects("errors");
    List<JsonObject> errors = listed.isEmpty() ? item.object("errors").filter(one -> !one.isEmpty()).map(List::of).orElse(listed) : listed;
    return errors.stream().map(WebhookErrors::numbered).toList();
  }

  private static JsonObject numbered(JsonObject error) {
    var code = error.whole("code");
    return code.isPresent() ? error.with("code", code.getAsLong()) : error;
  }
}
