package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of a template, in numbers. The platform has none for what goes to groups (spec §1).
 *
 * @param sent messages that left the platform
 * @param delivered deliveries, one for each person and message
 * @param read of these, how many were read
 * @param failed people whom a message did not reach, and messages that failed as a whole
 * @param people different persons to whom something was delivered
 */
public record TemplateCounts(long sent, long delivered, long read, long failed, long people) {
  public static final TemplateCounts NONE = new TemplateCounts(0, 0, 0, 0, 0);

  public TemplateCounts and(TemplateCounts more) {
    return new TemplateCounts(sent + more.sent, delivered + more.delivered, read + more.read, failed + more.failed, people + more.people);
  }

  TemplateCounts less(TemplateCounts other) {
    return new TemplateCounts(sent - other.sent, delivered - other.delivered, read - other.read, failed - other.failed, people - other.people);
  }

  /** Those that are not 0, by name: to be added where they are kept. */
  public Map<String, Long> numbers() {
    Map<String, Long> numbers = new HashMap<>(Map.of("sent", sent, "delivered", delivered, "read", read, "failed", failed, "people", people));
    numbers.values().removeIf(number -> number == 0);
    return numbers;
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY.with("sent", sent).with("delivered", delivered).with("read", read).with("failed", failed).with("people", people);
  }

  public static TemplateCounts ofJson(JsonObject json) {
    return new TemplateCounts(json.whole("sent").orElse(0), json.whole("delivered").orElse(0), json.whole("read").orElse(0),
        json.whole("failed").orElse(0), json.whole("people").orElse(0));
  }
}
