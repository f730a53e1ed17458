package dev.octet.grouplifecycle;

import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.CreateMatch;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks through all pages of a number's active groups for the one that a create with a lost outcome may have made. */
final class GroupSearch {
  private final Platform platform;
  private final Groups groups;

  GroupSearch(Platform platform, Groups groups) {
    this.platform = platform;
    this.groups = groups;
  }

  sealed interface Found {
    record One(JsonObject row, Optional<String> inviteLink) implements Found {
      CreateOutcome outcome(Optional<String> platformRequestId) {
        return new CreateOutcome(platformRequestId, row.text("id"), createdAt(row), row.text("subject"), Optional.empty(),
            inviteLink, Optional.empty(), List.of());
      }
    }

    record None() implements Found {}

    /** Never guessed. */
    record Several(List<String> candidates) implements Found {}

    /** The platform could not be asked, or did not answer. */
    record NotAsked() implements Found {}
  }

  Found find(Operation operation, String subject, Instant calledAt, Duration window) {
    List<JsonObject> candidates = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      if (!(platform.activeGroups(operation.phoneNumberId(), cursor) instanceof Outcome.Answered(JsonObject page))) {
        return new Found.NotAsked();
      }
      for (JsonObject row : rows(page)) {
        Instant createdAt = createdAt(row);
        boolean inTime = !createdAt.isBefore(calledAt.minus(CreateMatch.SKEW)) && !createdAt.isAfter(calledAt.plus(window).plus(CreateMatch.SKEW));
        if (inTime && row.text("subject").map(String::strip).equals(Optional.of(subject)) && mayBeOf(operation, row)) {
          candidates.add(row);
        }
      }
      cursor = Platform.nextPage(page);
    } while (cursor.isPresent());
    return switch (candidates.size()) {
      case 0 -> new Found.None();
      case 1 -> withLink(operation, candidates.getFirst());
      default -> new Found.Several(candidates.stream().flatMap(row -> row.text("id").stream()).toList());
    };
  }

  /** A group that is known to be another's is none of ours. */
  private boolean mayBeOf(Operation operation, JsonObject row) {
    Optional<Group> known = row.text("id").flatMap(groups::get).map(Groups.Saved::group).filter(group -> group.createdAt().isPresent());
    return row.text("id").isPresent() && (known.isEmpty() || known.get().requestId().equals(Optional.of(operation.requestId())));
  }

  private Found withLink(Operation operation, JsonObject row) {
    return platform.inviteLink(operation.phoneNumberId(), row.text("id").orElseThrow()) instanceof Outcome.Answered(JsonObject answer)
        ? new Found.One(row, answer.text("invite_link")) : new Found.NotAsked();
  }

  /** {@code data} is an object with {@code groups}, or the list itself (spec §7 row 26). */
  private static List<JsonObject> rows(JsonObject page) {
    return page.object("data").map(data -> data.objects("groups")).orElseGet(() -> page.objects("data"));
  }

  private static Instant createdAt(JsonObject row) {
    return Instant.ofEpochSecond(row.whole("created_at").orElse(row.whole("creation_timestamp").orElse(0)));
  }
}
