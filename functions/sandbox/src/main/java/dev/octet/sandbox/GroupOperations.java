package dev.octet.sandbox;

import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.CreateRequest;
import dev.octet.sandbox.platform.Cursor;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.GroupCreation;
import dev.octet.sandbox.platform.GroupPage;
import dev.octet.sandbox.platform.InviteLinks;
import dev.octet.sandbox.platform.Paging;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.Webhook;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a business asks of the platform about its groups. */
final class GroupOperations {
  private final Table table;
  private final GroupStore groups;
  private final Transmission transmission;
  private final Attempts attempts;
  private final InviteLinks links;
  private final PlatformIds ids;
  private final Clock clock;

  GroupOperations(
      Table table, GroupStore groups, Transmission transmission, Attempts attempts, InviteLinks links, PlatformIds ids, Clock clock) {
    this.table = table;
    this.groups = groups;
    this.transmission = transmission;
    this.attempts = attempts;
    this.links = links;
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes a group, counts it and writes its webhook, all in one; costs the same whatever the number has. */
  GraphAnswer create(Control control, BusinessNumber number, CreateRequest request, GraphFaults.Failing failing) {
    Transmission.Once once = transmission.of(control, number.id(), true);
    GroupCreation.NewIds fresh = GroupCreation.NewIds.draw(ids);
    Instant now = control.now(clock);
    GraphAnswer answer = attempts.until(() -> {
      GroupStore.Count count = groups.count(control.keys(), number.id());
      GroupCreation.Decision decision = GroupCreation.decide(number, control.settings(number.id()), count.groups(), request, fresh, links, now);
      return switch (decision instanceof GroupCreation.Decision.Created created
          ? failing.draw().<GroupCreation.Decision>map(failure -> GroupCreation.failed(number, created, fresh, failure)).orElse(created) : decision) {
        case GroupCreation.Decision.Refused refused -> Optional.<GraphAnswer>of(new GraphAnswer.Refused(refused.refusal()));
        case GroupCreation.Decision.Failed failed -> written(List.of(), once, failed.webhook(), failed.answer());
        case GroupCreation.Decision.Created created -> written(groups.create(control.keys(), created.group(), count), once, created.webhook(), created.answer());
      };
    }).orElseGet(() -> GraphAnswer.refused(PlatformError.RATE_LIMIT)); // so many at once that this one never came through
    if (answer instanceof GraphAnswer.Ok) {
      once.written();
    }
    return answer;
  }

  private Optional<GraphAnswer> written(List<Write> group, Transmission.Once once, Webhook webhook, JsonObject answer) {
    List<Write> writes = new ArrayList<>(group);
    writes.addAll(once.writes(webhook));
    return table.putAll(writes).applied() ? Optional.of(GraphAnswer.ok(answer)) : Optional.empty();
  }

  /** @param address of the list, without query: what {@code next} and {@code previous} start with */
  GraphAnswer list(Control control, BusinessNumber number, String address, Optional<String> limit, Optional<String> after, Optional<String> before) {
    Keys keys = control.keys();
    String list = keys.groups(number.id());
    // One more than asked tells whether there are others.
    return switch (Paging.read(limit, after, before, list)) {
      case Paging.Request.Invalid invalid -> new GraphAnswer.Refused(invalid.refusal());
      case Paging.Request.First first -> {
        List<PlatformGroup> found = groups.newest(keys, number.id(), first.limit() + 1);
        yield page(head(found, first.limit()), false, found.size() > first.limit(), Optional.empty(), list, first.limit(), address);
      }
      case Paging.Request.After page -> {
        Cursor at = page.cursor();
        List<PlatformGroup> found = groups.olderThan(keys, number.id(), at.place(), at.included(), page.limit() + 1);
        yield page(head(found, page.limit()), true, found.size() > page.limit(), Optional.of(at), list, page.limit(), address);
      }
      case Paging.Request.Before page -> {
        Cursor at = page.cursor();
        List<PlatformGroup> found = groups.newerThan(keys, number.id(), at.place(), at.included(), page.limit() + 1);
        List<PlatformGroup> rows = found.subList(Math.max(0, found.size() - page.limit()), found.size());
        yield page(rows, found.size() > page.limit(), true, Optional.of(at), list, page.limit(), address);
      }
    };
  }

  private static List<PlatformGroup> head(List<PlatformGroup> found, int limit) {
    return found.subList(0, Math.min(limit, found.size()));
  }

  private static GraphAnswer page(
      List<PlatformGroup> rows, boolean newer, boolean older, Optional<Cursor> asked, String list, int limit, String address) {
    return GraphAnswer.ok(GroupPage.answer(rows, newer, older, asked, list, limit, address));
  }
}
