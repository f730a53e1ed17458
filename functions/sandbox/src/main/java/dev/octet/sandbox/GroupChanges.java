package dev.octet.sandbox;

import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.GroupChange;
import dev.octet.sandbox.platform.GroupEvent;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.Refusal;
import dev.octet.sandbox.platform.Webhook;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What changes about one group: the group is read, the change decided, and both it and its webhook written in one. */
final class GroupChanges {
  private final Table table;
  private final GroupStore groups;
  private final Transmission transmission;
  private final Attempts attempts;
  private final Clock clock;

  GroupChanges(Table table, GroupStore groups, Transmission transmission, Attempts attempts, Clock clock) {
    this.table = table;
    this.groups = groups;
    this.transmission = transmission;
    this.attempts = attempts;
    this.clock = clock;
  }

  /** Decides by the group as it is: again, when another write of it came first. */
  interface Deciding {
    GroupChange decide(BusinessNumber number, PlatformGroup group, Instant now);
  }

  /**
   * What a business asks for. Of a suspended group everything but reading is refused (spec §4.5).
   *
   * @param known the group as it was found; what is decided on is read anew
   */
  GraphAnswer apply(Control control, PlatformGroup known, Deciding deciding) {
    return apply(control, known, GroupEvent.Actor.BUSINESS, (number, group, now) ->
        group.suspended() ? new GroupChange.Refused(Refusal.of(PlatformError.GROUP_SUSPENDED)) : deciding.decide(number, group, now));
  }

  /** What the platform does by itself: no call waits for it. */
  GraphAnswer byPlatform(Control control, PlatformGroup known, Deciding deciding) {
    return apply(control, known, GroupEvent.Actor.PLATFORM, deciding);
  }

  private GraphAnswer apply(Control control, PlatformGroup known, GroupEvent.Actor by, Deciding deciding) {
    BusinessNumber number = BusinessNumber.of(known.phoneNumberId());
    Transmission.Once once = transmission.of(control, number.id(), by == GroupEvent.Actor.BUSINESS);
    Instant now = control.now(clock);
    GraphAnswer answer = attempts.until(() -> {
      Optional<GroupStore.Saved> read = groups.get(control.keys(), known.id());
      return read.isEmpty() ? Optional.of(GraphAnswer.refused(PlatformError.GROUP_UNKNOWN))
          : written(control, read.get(), deciding.decide(number, read.get().group(), now), by, now, once);
    }).orElseGet(() -> GraphAnswer.refused(PlatformError.RATE_LIMIT)); // so many at once that this one never came through
    if (answer instanceof GraphAnswer.Ok) {
      once.written();
    }
    return answer;
  }

  /** The answer when the change stands; empty when another write came first. */
  private Optional<GraphAnswer> written(
      Control control, GroupStore.Saved read, GroupChange change, GroupEvent.Actor by, Instant now, Transmission.Once once) {
    return switch (change) {
      case GroupChange.Refused refused -> Optional.of(new GraphAnswer.Refused(refused.refusal()));
      case GroupChange.Changed changed -> {
        List<Write> writes = groups.change(control.keys(), read, changed.group(), by, now);
        yield put(writes, changed.webhook(), once) ? Optional.of(GraphAnswer.ok(changed.answer())) : Optional.empty();
      }
      case GroupChange.Deleted deleted -> {
        GroupStore.Count count = groups.count(control.keys(), read.group().phoneNumberId());
        List<Write> writes = new ArrayList<>(groups.delete(control.keys(), read, count, by, now));
        yield put(writes, deleted.webhook(), once) ? Optional.of(GraphAnswer.ok(deleted.answer())) : Optional.empty();
      }
    };
  }

  private boolean put(List<Write> writes, Optional<Webhook> webhook, Transmission.Once once) {
    webhook.ifPresent(it -> writes.addAll(once.writes(it)));
    return table.putAll(writes).applied();
  }
}
