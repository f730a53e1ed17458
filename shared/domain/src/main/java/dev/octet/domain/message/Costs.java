package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the deliveries of a month cost: how many there were, always; how much, as far as the user's rates tell. What they do
 * not tell is said to be unknown, and never counts as nothing.
 */
public record Costs(YearMonth month, List<CostCount> counts, Optional<RateCard> card) {

  public Costs {
    counts = List.copyOf(counts);
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY
        .with("month", month.toString())
        .with("currency", card.map(RateCard::currency))
        .with("total", total(counts))
        .with("by_category", by("category", CostCount::category))
        .with("by_type", by("type", CostCount::type))
        .with("by_country", by("country", CostCount::country))
        .with("by_template", by("template", CostCount::templateName));
  }

  /** Those of one template, in one of its languages, alone. */
  public JsonObject of(UsedTemplate template) {
    return new Costs(month, counts.stream().filter(count -> count.isOf(template)).toList(), card).toJson().without("month").without("currency").without("by_template");
  }

  private List<JsonObject> by(String name, Function<CostCount, String> what) {
    Map<String, List<CostCount>> parts = counts.stream().collect(Collectors.groupingBy(what, TreeMap::new, Collectors.toList()));
    return parts.entrySet().stream().filter(part -> !part.getKey().equals(CostCount.NO_TEMPLATE))
        .map(part -> JsonObject.EMPTY.with(name, part.getKey()).withAll(total(part.getValue()))).toList();
  }

  private JsonObject total(List<CostCount> part) {
    long known = 0;
    long all = 0;
    long charged = 0;
    BigDecimal sum = BigDecimal.ZERO;
    for (CostCount count : part) {
      Optional<BigDecimal> each = each(count);
      all += count.count();
      charged += isFree(count) ? 0 : count.count();
      known += each.isPresent() ? count.count() : 0;
      sum = sum.add(each.orElse(BigDecimal.ZERO).multiply(BigDecimal.valueOf(count.count())));
    }
    return JsonObject.EMPTY
        .with("deliveries", all)
        .with("charged", charged)
        .with("free", all - charged)
        .with("amount", known == all ? sum.toPlainString() : Price.UNKNOWN)
        .with("known_amount", known == all ? Optional.empty() : Optional.of(sum.toPlainString()))
        .with("without_rate", known == all ? Optional.empty() : Optional.of(all - known));
  }

  private Optional<BigDecimal> each(CostCount count) {
    Price price = price(count);
    if (price.isFree()) {
      return Optional.of(BigDecimal.ZERO);
    }
    // Neither charged nor free: a type of next year's.
    return price.isCharged() ? card.flatMap(it -> it.rate(count.day(), count.category(), count.country())) : Optional.empty();
  }

  private static boolean isFree(CostCount count) {
    return price(count).isFree();
  }

  private static Price price(CostCount count) {
    return new Price(count.category(), count.type(), Optional.empty());
  }
}
