package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What Octet says that messages cost beside the platform's own ledger: of the number, and of each group. */
final class CostComparison {
  private static final String MONTH = World.START.toString().substring(0, 7);
  /** Invented, and each another one. */
  private static final Map<String, String> PRICES = Map.of("group_service", "0.0055", "group_utility", "0.0133", "group_marketing", "0.0411");
  private static final String FRENCH = "0.1";

  private final Traffic traffic;
  private final World world;
  final List<String> findings = new ArrayList<>();

  CostComparison(Traffic traffic) {
    this.traffic = traffic;
    this.world = traffic.world;
  }

  void compare() {
    putRateCard();
    List<JsonObject> ledger = ledger();
    ledger.forEach(line -> traffic.count("ledger " + line.text("category").orElseThrow() + " " + line.text("type").orElseThrow()));
    compare("the number", "/v1/numbers/" + world.number, ledger);
    traffic.groups.forEach(group -> compare(group, "/v1/groups/" + group,
        ledger.stream().filter(line -> line.text("group_id").equals(Optional.of(group))).toList()));
  }

  private void putRateCard() {
    JsonObject rates = JsonObject.EMPTY;
    for (Map.Entry<String, String> price : new TreeMap<>(PRICES).entrySet()) {
      rates = rates.with(price.getKey(), JsonObject.EMPTY.with("FR", FRENCH).with("default", price.getValue()));
    }
    Calls.Answer answer = world.api("PUT", "/v1/numbers/" + world.number + "/rate-card", JsonObject.EMPTY.with("currency", "EUR")
        .with("periods", List.of(JsonObject.EMPTY.with("from", MONTH + "-01").with("rates", rates))), Map.of());
    if (answer.status() != 200) {
      throw new AssertionError("rate card: " + answer.json().toJson());
    }
  }

  private List<JsonObject> ledger() {
    List<JsonObject> lines = new ArrayList<>();
    Optional<Long> from = Optional.of(0L);
    while (from.isPresent()) {
      JsonObject page = world.sandboxApi("GET", "numbers/" + world.number + "/ledger?month=" + MONTH + "&after=" + from.get(), JsonObject.EMPTY);
      lines.addAll(page.objects("lines"));
      from = page.whole("next").isPresent() ? Optional.of(page.whole("next").getAsLong()) : Optional.empty();
    }
    return lines;
  }

  private void compare(String what, String path, List<JsonObject> ledger) {
    JsonObject costs = world.api("GET", path + "/costs?month=" + MONTH, JsonObject.EMPTY, Map.of()).json();
    JsonObject total = costs.object("total").orElse(JsonObject.EMPTY);
    same(what, "deliveries", number(total, "deliveries"), (long) ledger.size());
    same(what, "charged", number(total, "charged"), ledger.stream().filter(CostComparison::charged).count());
    BigDecimal amount = ledger.stream().filter(CostComparison::charged).map(CostComparison::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    same(what, "amount", total.text("amount").filter(it -> !it.equals("unknown")).map(it -> new BigDecimal(it).stripTrailingZeros()),
        Optional.of(amount.stripTrailingZeros()));
    same(what, "by category", parts(costs, "category"), parts(ledger, line -> line.text("category")));
    same(what, "by country", parts(costs, "country"), parts(ledger, line -> line.text("country")));
    same(what, "by template", parts(costs, "template"), parts(ledger, line -> line.text("template").map(it -> it.substring(0, it.indexOf('#')))));
    // Older spellings say that a delivery was free, and not why.
    same(what, "by type", regular(costs), ledger.stream().filter(CostComparison::charged).count());
  }

  private static boolean charged(JsonObject line) {
    return line.bool("billable").orElseThrow();
  }

  private static BigDecimal price(JsonObject line) {
    return new BigDecimal(line.text("country").equals(Optional.of("FR")) ? FRENCH : PRICES.get(line.text("category").orElseThrow()));
  }

  private static Map<String, Long> parts(JsonObject costs, String name) {
    Map<String, Long> parts = new TreeMap<>();
    costs.objects("by_" + name).forEach(part -> parts.put(part.text(name).orElseThrow(), number(part, "deliveries")));
    return parts;
  }

  private static Map<String, Long> parts(List<JsonObject> ledger, Function<JsonObject, Optional<String>> name) {
    Map<String, Long> parts = new TreeMap<>();
    ledger.forEach(line -> name.apply(line).ifPresent(part -> parts.merge(part, 1L, Long::sum)));
    return parts;
  }

  private static long regular(JsonObject costs) {
    return parts(costs, "type").getOrDefault("regular", 0L);
  }

  private static long number(JsonObject part, String name) {
    return part.whole(name).orElse(0);
  }

  private void same(String what, String name, Object octet, Object platform) {
    if (!octet.equals(platform)) {
      findings.add("costs of " + what + ", " + name + ": Octet says " + octet + ", the ledger " + platform);
    }
  }
}
