package dev.octet.messagesending;

import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Costs;
import dev.octet.domain.message.RateCard;
import dev.octet.domain.message.TemplateCounts;
import dev.octet.domain.message.TemplateUse;
import dev.octet.operations.Refused;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;

/** What became of a number's templates, by Octet's own receipts: the platform tells nothing of those in groups (spec §1). */
final class TemplateReads {
  private final TemplateUses uses;
  private final TemplateCounters templates;
  private final CostCounters costs;
  private final RateCards cards;
  private final Clock clock;

  TemplateReads(TemplateUses uses, TemplateCounters templates, CostCounters costs, RateCards cards, Clock clock) {
    this.uses = uses;
    this.templates = templates;
    this.costs = costs;
    this.cards = cards;
    this.clock = clock;
  }

  /**
   * {@code GET /v1/numbers/{id}/templates}, of a number that the caller may use: every template that Octet has sent from it, and
   * what happened in a month.
   *
   * @param asked {@code month}, such as {@code 2026-11}; this one where it is not given
   * @throws Refused when that is no month
   */
  JsonObject ofNumber(String phoneNumberId, JsonObject asked) {
    YearMonth month = CostReads.month(asked, clock);
    Optional<RateCard> card = cards.get(phoneNumberId);
    Map<String, TemplateCounts> counts = templates.number(phoneNumberId, month);
    Costs all = new Costs(month, costs.number(phoneNumberId, month), card);
    return JsonObject.EMPTY
        .with("month", month.toString())
        .with("currency", card.map(RateCard::currency))
        .with("data", uses.all(phoneNumberId).stream().map(use -> row(use, counts.getOrDefault(use.template().key("#"), TemplateCounts.NONE), all)).toList());
  }

  private static JsonObject row(TemplateUse use, TemplateCounts counts, Costs costs) {
    return use.template().toJson()
        .with("category", use.category())
        .with("used_in", use.usedIn())
        .withAll(counts.toJson())
        .with("costs", costs.of(use.template()));
  }
}
