package dev.octet.grouplifecycle;

import dev.octet.domain.group.CreateGroup;
import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.CreateMatch;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.Outcome;
import dev.octet.grouplifecycle.ActiveGroups.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks through all pages of a number's active groups for the one that a create with a lost outcome may have made. */
final class GroupSearch {
  private final Platform platform;
  private final Groups groups;
  private final CreatingLeases leases;

  GroupSearch(Platform platform, Groups groups, CreatingLeases leases) {
    this.platform = platform;
    this.groups = groups;
    this.leases = leases;
  }

  sealed interface Found {
    record One(CreateOutcome outcome) implements Found {}

    record None() implements Found {}

    /** Never guessed. */
    record Several(List<String> candidates) implements Found {}

    /** None of this subject, and these were made meanwhile, nobody knows by whom: somebody may have renamed the group since. */
    record Unexplained(List<String> candidates) implements Found {}

    /** The platform could not be asked, did not answer, or answered what is no list. */
    record NotAsked() implements Found {}
  }

  Found find(Operation operation, CreateGroup request, Instant calledAt, Duration window) {
    Instant from = operation.firstCall(calledAt).minus(CreateMatch.SKEW);
    Instant to = calledAt.plus(window).plus(CreateMatch.SKEW);
    List<Row> candidates = new ArrayList<>();
    List<Row> others = new ArrayList<>();
    Set<String> cursors = new HashSet<>();
    Optional<String> cursor = Optional.empty();
    do {
      if (!(platform.activeGroups(operation.phoneNumberId(), cursor) instanceof Outcome.Answered(JsonObject page, _))) {
        return new Found.NotAsked();
      }
      Optional<List<Row>> rows = ActiveGroups.rows(page);
      if (rows.isEmpty()) {
        return new Found.NotAsked();
      }
      for (Row row : rows.get()) {
        boolean inTime = !row.createdAt().isBefore(from) && !row.createdAt().isAfter(to);
        if (inTime && !row.subject().map(String::strip).equals(Optional.of(request.subject()))) {
          others.add(row);
        } else if (inTime && mayBeOf(operation, row)) {
          candidates.add(row);
        }
      }
      cursor = Platform.nextPage(page);
      boolean goesOn = cursor.filter(next -> cursors.size() < ActiveGroups.MAX_PAGES && cursors.add(next)).isPresent();
      if (!goesOn && Platform.hasNextPage(page)) {
        return new Found.NotAsked(); // in circles, or to nowhere
      }
    } while (cursor.isPresent());
    return switch (candidates.size()) {
      case 0 -> unexplained(operation, others);
      case 1 -> withLink(operation, request, candidates.getFirst());
      default -> new Found.Several(candidates.stream().map(Row::id).toList());
    };
  }

  private Found unexplained(Operation operation, List<Row> others) {
    List<String> unexplained = others.stream().filter(row -> mayBeOf(operation, row) && !isAskedFor(operation.phoneNumberId(), row)).map(Row::id).toList();
    return unexplained.isEmpty() ? new Found.None() : new Found.Unexplained(unexplained);
  }

  /** By another create that is in flight or in doubt. */
  private boolean isAskedFor(String phoneNumberId, Row row) {
    return row.subject().map(String::strip).flatMap(subject -> leases.holder(phoneNumberId, subject)).isPresent();
  }

  /** A group that is known to be another's is none of ours. */
  private boolean mayBeOf(Operation operation, Row row) {
    Optional<Group> known = groups.get(row.id()).map(Groups.Saved::group).filter(group -> group.createdAt().isPresent());
    return known.isEmpty() || known.get().requestId().equals(Optional.of(operation.requestId()));
  }

  /** What the list does not say is as it was asked for. */
  private Found withLink(Operation operation, CreateGroup request, Row row) {
    return switch (platform.inviteLink(operation.phoneNumberId(), row.id())) {
      case Outcome.Answered(JsonObject answer, _) -> found(operation, request, row, answer.text("invite_link"));
      // The group is there all the same: its link can be asked for whenever it is wanted.
      case Outcome.Refused _ -> found(operation, request, row, Optional.empty());
      case Outcome.NotSent _, Outcome.Unknown _ -> new Found.NotAsked();
    };
  }

  private static Found found(Operation operation, CreateGroup request, Row row, Optional<String> inviteLink) {
    return new Found.One(new CreateOutcome(operation.state().knownPlatformRequestId(), Optional.of(row.id()), row.createdAt(), row.subject(),
        request.description(), inviteLink, request.joinApprovalMode(), List.of()));
  }
}
