package dev.octet.sandbox;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.LedgerLine;
import dev.octet.sandbox.platform.Pricing;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a number's deliveries cost, by month. Lines are written in the transaction that delivers, which happens once for
 * each message and person; those of one event share an item.
 */
final class Ledger {
  private static final String LINES = "lines";
  private static final int ITEMS = 1000;

  private final Table table;

  Ledger(Table table) {
    this.table = table;
  }

  /** @param event names what delivered: the message, or the message and who read it */
  List<Write> writes(Keys keys, String phoneNumberId, List<LedgerLine> lines, String event, Instant at) {
    return lines.isEmpty() ? List.of() : List.of(Write.create(
        new Key(keys.ledger(phoneNumberId, Pricing.month(at)), Keys.order(at, event)),
        JsonObject.EMPTY.with(LINES, lines.stream().map(LedgerLine::toJson).toList())));
  }

  /** The month's lines in their order, from one on, and totals of all. */
  JsonObject month(Keys keys, String phoneNumberId, YearMonth month, long from, int limit) {
    List<JsonObject> shown = new ArrayList<>();
    Map<JsonObject, Long> totals = new LinkedHashMap<>();
    long[] seen = {0};
    each(keys.ledger(phoneNumberId, month), line -> {
      totals.merge(line.total(), 1L, Long::sum);
      if (seen[0] >= from && seen[0] < from + limit) {
        shown.add(line.shown());
      }
      seen[0]++;
    });
    return JsonObject.EMPTY
        .with("phone_number_id", phoneNumberId)
        .with("month", month.toString())
        .with("count", seen[0])
        .with("totals", totals.entrySet().stream().map(total -> total.getKey().with("count", total.getValue())).toList())
        .with("lines", shown)
        .with("next", seen[0] > from + limit ? Optional.of(from + limit) : Optional.empty());
  }

  private void each(String pk, Consumer<LedgerLine> consumer) {
    Optional<JsonObject> after = Optional.empty();
    do {
      Page page = table.query(new Query(Optional.empty(), "pk", "sk", "#pk = :pk", JsonObject.EMPTY.with(":pk", pk), true, ITEMS, after));
      page.items().forEach(item -> item.attributes().objects(LINES).stream().map(LedgerLine::ofJson).forEach(consumer));
      after = page.last();
    } while (after.isPresent());
  }
}
