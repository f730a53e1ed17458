package dev.octet.messagesending;

import dev.octet.aws.table.Add;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Retention;
import dev.octet.aws.table.Table;
import dev.octet.domain.message.CostCount;
import dev.octet.domain.message.Message;
import dev.octet.domain.message.PriceLine;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many deliveries there were of each kind, day by day: of a number, and of each of its groups. They are added to in the
 * transaction that writes the price of a person to the message, so that each is counted once.
 */
final class CostCounters {
  private static final String COUNT = "count";
  private static final int PAGE = 1000;

  /** All of a number's groups count at the same time, and two transactions on one item refuse each other. */
  private static final int SPREAD = 16;

  private final Table table;
  private final Retention retention;
  private final Clock clock;

  /** @param retention from the end of a month on */
  CostCounters(Table table, Retention retention, Clock clock) {
    this.table = table;
    this.retention = retention;
    this.clock = clock;
  }

  /** When what counts for a month may go. */
  static Optional<Long> expiresAt(YearMonth month, Retention retention) {
    return retention.expiresAt(month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  List<Add> additions(Message message, PriceLine line) {
    CostCount count = CostCount.of(line);
    List<Add> additions = new ArrayList<>();
    String part = "#" + Math.floorMod(message.id().hashCode(), SPREAD);
    additions.add(new Add(new Key(ofNumber(message.phoneNumberId(), count.month()), count.key() + part), Map.of(COUNT, count.count()), expiresAt(count.month(), retention)));
    message.groupId().ifPresent(group -> additions.add(new Add(new Key(ofGroup(group, count.month()), count.key()), Map.of(COUNT, count.count()), expiresAt(count.month(), retention))));
    return additions;
  }

  List<CostCount> number(String phoneNumberId, YearMonth month) {
    return read(ofNumber(phoneNumberId, month), month);
  }

  List<CostCount> group(String groupId, YearMonth month) {
    return read(ofGroup(groupId, month), month);
  }

  private List<CostCount> read(String pk, YearMonth month) {
    List<CostCount> counts = new ArrayList<>();
    Query query = Query.under(pk, month.toString(), PAGE);
    while (true) {
      Page page = table.query(query);
      page.items().stream().filter(item -> !Retention.isOver(item.attributes(), clock.instant())).forEach(item -> CostCount.read(item.key().sk(), item.attributes().whole(COUNT).orElse(0)).ifPresent(counts::add));
      if (page.last().isEmpty()) {
        return counts;
      }
      query = query.after(page.last());
    }
  }

  private static String ofNumber(String phoneNumberId, YearMonth month) {
    return "COSTS#NUMBER#" + phoneNumberId + "#" + month;
  }

  private static String ofGroup(String groupId, YearMonth month) {
    return "COSTS#GROUP#" + groupId + "#" + month;
  }
}
