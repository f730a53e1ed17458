package dev.octet.grouplifecycle;

import dev.octet.aws.Log;
import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import dev.octet.grouplifecycle.ActiveGroups.Row;
import dev.octet.grouplifecycle.ReconciliationStore.Standing;
import dev.octet.grouplifecycle.Sweep.Found;
import dev.octet.operations.PageRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Compares all groups of a number with the platform, as far as a run goes: first the platform's list, for groups that the
 * table does not know, then every group of the table. How far it has come is written down after each page and each group.
 */
final class NumberSweep {
  /** Of the platform's list: what is read again when a run ends in the middle of it. */
  private static final int LIST_PAGE = 100;

  private static final int TABLE_PAGE = 25;
  private static final int INVALID_CURSOR = 131059;

  private final ReconciliationStore store;
  private final ReconcileMarks marks;
  private final Groups groups;
  private final GroupCheck check;
  private final Platform platform;
  private final Clock clock;
  private final Log log;

  NumberSweep(ReconciliationStore store, ReconcileMarks marks, Groups groups, GroupCheck check, Platform platform, Clock clock, Log log) {
    this.store = store;
    this.marks = marks;
    this.groups = groups;
    this.check = check;
    this.platform = platform;
    this.clock = clock;
    this.log = log;
  }

  void go(Standing from, Pace pace) {
    Standing standing = store.update(from, sweep -> sweep.isRunning() ? sweep : sweep.begun(clock.instant()));
    Optional<Standing> next = Optional.of(standing);
    while (next.isPresent() && next.get().sweep().isRunning() && pace.allows(1)) {
      next = next.get().sweep().phase() == Sweep.Phase.LIST ? listed(next.get(), pace) : known(next.get(), pace);
    }
  }

  /** One page of the platform's list. Empty when this run cannot go on. */
  private Optional<Standing> listed(Standing standing, Pace pace) {
    Sweep sweep = standing.sweep();
    return switch (pace.ask(() -> platform.activeGroups(standing.phoneNumberId(), LIST_PAGE, sweep.cursor(), Optional.empty()))) {
      case Outcome.Answered(JsonObject page, _) -> {
        Optional<List<Row>> rows = ActiveGroups.rows(page);
        yield rows.isPresent() ? listed(standing, page, rows.get(), pace) : Optional.of(unlisted(standing));
      }
      // Its cursors do not live for ever: from the first page.
      case Outcome.Refused(GraphError error) when error.code() == INVALID_CURSOR && sweep.cursor().isPresent()
          && sweep.pages() < ActiveGroups.MAX_PAGES -> Optional.of(turn(standing, Optional.empty()));
      case Outcome.Refused _ -> pace.stopped() ? Optional.empty() : Optional.of(unlisted(standing));
      case Outcome.NotSent _, Outcome.Unknown _ -> Optional.empty();
    };
  }

  private Optional<Standing> listed(Standing from, JsonObject page, List<Row> rows, Pace pace) {
    Standing standing = from;
    for (Row row : rows) {
      if (!isKnown(standing.phoneNumberId(), row)) {
        if (!pace.allows(GroupCheck.CALLS)) {
          return Optional.empty(); // the page is read again, and what was adopted is known then
        }
        Found found = check.check(pace, ToDo.unwritten(standing.phoneNumberId(), row.id(), clock.instant()), Optional.of(row.createdAt()));
        standing = store.update(standing, sweep -> sweep.and(found));
      }
    }
    Optional<String> next = Platform.nextPage(page);
    if (next.isEmpty() && !Platform.hasNextPage(page)) {
      return Optional.of(store.update(standing, Sweep::inTable));
    }
    boolean inCircles = next.isEmpty() || next.equals(standing.sweep().cursor()) || standing.sweep().pages() >= ActiveGroups.MAX_PAGES;
    return Optional.of(inCircles ? unlisted(standing) : turn(standing, next));
  }

  private Standing turn(Standing standing, Optional<String> cursor) {
    return store.update(standing, sweep -> sweep.onPage(cursor));
  }

  /** The rest of the list is nothing to go by: what is not found in it is found by the next sweep. */
  private Standing unlisted(Standing standing) {
    log.warn("active_groups_not_understood", JsonObject.EMPTY.with("phone_number_id", standing.phoneNumberId()));
    return store.update(standing, Sweep::inTable);
  }

  /** Whether nothing is to be done about a listed group now. */
  private boolean isKnown(String phoneNumberId, Row row) {
    return groups.get(row.id()).map(Groups.Saved::group).filter(Group::active).isPresent() || marks.isNoted(phoneNumberId, row.id());
  }

  /** Some groups of the table, the newest first. Empty when this run cannot go on. */
  private Optional<Standing> known(Standing from, Pace pace) {
    Standing standing = from;
    String phoneNumberId = from.phoneNumberId();
    PageRequest.Rows page = groups.active(phoneNumberId, new PageRequest(TABLE_PAGE, from.sweep().cursor(), Optional.empty()));
    for (JsonObject row : page.rows()) {
      String groupId = row.text("group_id").orElseThrow();
      Found found = Found.NOTHING;
      if (!marks.isNoted(phoneNumberId, groupId)) { // else it is looked at by itself
        if (!pace.allows(GroupCheck.CALLS)) {
          return Optional.empty();
        }
        found = check.check(pace, ToDo.unwritten(phoneNumberId, groupId, clock.instant()), Optional.empty());
      }
      Found more = found;
      standing = store.update(standing, sweep -> sweep.past(row.text("active_order").orElseThrow(), more));
    }
    return Optional.of(page.more() ? standing : store.update(standing, sweep -> sweep.done(clock.instant())));
  }
}
