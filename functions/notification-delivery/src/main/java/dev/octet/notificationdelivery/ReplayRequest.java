package dev.octet.notificationdelivery;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.operations.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked for with {@code POST /v1/replays}.
 *
 * @param after a cursor, sealed
 * @param canonical the same text for the same request
 */
record ReplayRequest(
    String phoneNumberId, Optional<String> groupId, Optional<Instant> from, Optional<Instant> to, Optional<String> after, String target, String canonical) {
  private static final Set<String> MEMBERS = Set.of("phone_number_id", "group_id", "from", "to", "after", "to_queue");

  /** @throws Refused when it is none */
  static ReplayRequest read(JsonObject body) {
    body.fields().keySet().stream().filter(name -> !MEMBERS.contains(name)).findFirst().ifPresent(_ -> {
      throw refused(100, "A replay has `phone_number_id`, `group_id`, `from`, `to`, `after` and `to_queue`, and nothing else.");
    });
    for (String name : MEMBERS) {
      if (body.get(name) != null && !(body.get(name) instanceof String text && !text.isBlank())) {
        throw refused(131009, "`" + name + "` must be a text.");
      }
    }
    String number = body.text("phone_number_id").orElseThrow(() -> refused(131008, "`phone_number_id` is missing."));
    Optional<Instant> from = time(body, "from");
    Optional<Instant> to = time(body, "to");
    if (body.text("group_id").isEmpty() && from.isEmpty() && body.text("after").isEmpty()) {
      throw refused(131008, "Say what is to be sent again: of which `group_id`, `from` when, or `after` which cursor.");
    }
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw refused(131009, "`from` must be before `to`.");
    }
    return new ReplayRequest(number, body.text("group_id"), from, to, body.text("after"), body.text("to_queue").orElse(ReplayTargets.NOTIFICATIONS), body.canonical());
  }

  private static Optional<Instant> time(JsonObject body, String name) {
    try {
      return body.text(name).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
    } catch (DateTimeException e) {
      throw refused(131009, "`" + name + "` must be a time such as 2026-11-24T08:00:00Z.");
    }
  }

  private static Refused refused(int code, String sentence) {
    return new Refused(GraphError.of(code, sentence));
  }
}
