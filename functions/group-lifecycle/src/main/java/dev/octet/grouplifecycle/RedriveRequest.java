package dev.octet.grouplifecycle;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.operations.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/**
 * Which dead letters are to be sent back.
 *
 * @param groupId the WhatsApp group that they are about
 * @param from when they came among the dead letters, this time included
 * @param to and before this one
 * @param limit how many at most
 * @param dryRun whether they are only counted
 */
record RedriveRequest(
    String queue, Optional<String> messageGroup, Optional<String> groupId, Optional<Instant> from, Optional<Instant> to, int limit, boolean dryRun) {
  private static final Set<String> MEMBERS = Set.of("queue", "message_group", "group_id", "from", "to", "limit", "dry_run");
  private static final int MOST = 1000;
  private static final int USUAL = 100;

  /** @throws Refused when it is none */
  static RedriveRequest read(JsonObject body) {
    body.fields().keySet().stream().filter(name -> !MEMBERS.contains(name)).findFirst().ifPresent(_ -> {
      throw wrong("The body has a member that is none of `queue`, `message_group`, `group_id`, `from`, `to`, `limit`, `dry_run`.");
    });
    if (body.has("dry_run") && body.bool("dry_run").isEmpty()) {
      throw wrong("`dry_run` must be true or false.");
    }
    return new RedriveRequest(text(body, "queue").orElseThrow(() -> wrong("`queue` is missing.")), text(body, "message_group"), text(body, "group_id"),
        time(body, "from"), time(body, "to"), limit(body, USUAL, MOST), body.bool("dry_run").orElse(false));
  }

  static int limit(JsonObject asked, int usual, int most) {
    long limit = asked.has("limit") ? asked.whole("limit").orElse(0) : usual;
    if (limit < 1 || limit > most) {
      throw wrong("`limit` must be a number from 1 to " + most + ".");
    }
    return (int) limit;
  }

  private static Optional<String> text(JsonObject body, String name) {
    return switch (body.get(name)) {
      case null -> Optional.empty();
      case String text when !text.isEmpty() -> Optional.of(text);
      default -> throw wrong("`" + name + "` must be text.");
    };
  }

  private static Optional<Instant> time(JsonObject body, String name) {
    try {
      return text(body, name).map(it -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(it, Instant::from));
    } catch (DateTimeException e) {
      throw wrong("`" + name + "` must be a time with an offset, such as 2026-12-01T09:30:00Z.");
    }
  }

  private static Refused wrong(String sentence) {
    return new Refused(GraphError.of(100, sentence));
  }

  boolean isAbout(DeadLetter letter) {
    return messageGroup.map(letter.messageGroup()::equals).orElse(true)
        && groupId.map(group -> letter.groupId().equals(Optional.of(group))).orElse(true)
        && from.map(time -> !letter.at().isBefore(time)).orElse(true)
        && to.map(letter.at()::isBefore).orElse(true);
  }
}
