package dev.octet.messagesending;

import dev.octet.aws.table.Add;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Retention;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Message;
import dev.octet.domain.message.TemplateCounts;
import dev.octet.domain.message.TemplateReceipts;
import dev.octet.domain.message.UsedTemplate;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of each template, month by month. It is added to in the transaction that writes the receipts to the message, so
 * that each is counted once; people are told apart by an item for each template and person, written with them.
 */
final class TemplateCounters {
  private static final int PAGE = 1000;

  /** All groups that get a template count at the same time, and two transactions on one item refuse each other. */
  private static final int SPREAD = 16;

  private final Table table;
  private final Retention retention;
  private final Clock clock;

  /** @param retention from the end of a month on, as of costs */
  TemplateCounters(Table table, Retention retention, Clock clock) {
    this.table = table;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * What a change of a message writes beside it.
   *
   * @param firsts of people whom the template has not reached in this month so far
   */
  record Added(List<Write> firsts, List<Add> additions) {
    static final Added NOTHING = new Added(List.of(), List.of());
  }

  Added added(Message before, Message after) {
    return after.sending().template().map(template -> template.used()).filter(UsedTemplate::fits)
        .map(template -> added(before, after, template)).orElse(Added.NOTHING);
  }

  private Added added(Message before, Message after, UsedTemplate template) {
    Map<YearMonth, TemplateCounts> counts = new HashMap<>(TemplateReceipts.added(before, after));
    List<Write> firsts = new ArrayList<>();
    TemplateReceipts.reached(before, after).stream().distinct().forEach(reached -> {
      Key key = new Key(pk(after.phoneNumberId(), reached.month()) + "#" + template.key("#"), Hash.hex(reached.key()));
      if (table.get(key).isEmpty()) {
        firsts.add(Write.create(key, JsonObject.EMPTY.with(Retention.EXPIRES_AT, CostCounters.expiresAt(reached.month(), retention))));
        counts.merge(reached.month(), new TemplateCounts(0, 0, 0, 0, 1), TemplateCounts::and);
      }
    });
    String part = "#" + Math.floorMod(after.id().hashCode(), SPREAD);
    return new Added(firsts, counts.entrySet().stream().filter(one -> !one.getValue().numbers().isEmpty())
        .map(one -> new Add(new Key(pk(after.phoneNumberId(), one.getKey()), template.key("#") + part), one.getValue().numbers(),
            CostCounters.expiresAt(one.getKey(), retention))).toList());
  }

  /** The counts of a number's templates, by {@link UsedTemplate#key} with {@code #}. */
  Map<String, TemplateCounts> number(String phoneNumberId, YearMonth month) {
    Map<String, TemplateCounts> counts = new HashMap<>();
    Query query = Query.under(pk(phoneNumberId, month), PAGE);
    while (true) {
      Page page = table.query(query);
      page.items().stream().filter(item -> !Retention.isOver(item.attributes(), clock.instant())).forEach(item -> counts.merge(item.key().sk().substring(0, item.key().sk().lastIndexOf('#')),
          TemplateCounts.ofJson(item.attributes()), TemplateCounts::and));
      if (page.last().isEmpty()) {
        return counts;
      }
      query = query.after(page.last());
    }
  }

  private static String pk(String phoneNumberId, YearMonth month) {
    return "TEMPLATES#" + phoneNumberId + "#" + month;
  }
}
