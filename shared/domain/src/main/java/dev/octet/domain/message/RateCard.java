package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a delivery costs, as the user says: Octet knows no prices.
 *
 * @param currency three capital letters (ISO 4217)
 * @param periods each valid from its day until the next begins
 */
public record RateCard(String currency, List<Period> periods) {
  /** The rate of all countries of a category that are not listed. */
  static final String DEFAULT = "default";

  public RateCard {
    periods = periods.stream().sorted(Comparator.comparing(Period::from)).toList();
  }

  /**
   * Rates from a day on (UTC).
   *
   * @param rates by category, then by country or {@code default}
   */
  public record Period(LocalDate from, Map<String, Map<String, BigDecimal>> rates) {}

  /**
   * What one delivery costs. Empty when the card does not say: no period, no category, no country; a country that is not
   * known has no rate, for it may be one that is listed.
   */
  Optional<BigDecimal> rate(LocalDate day, String category, String country) {
    return periods.stream().filter(it -> !it.from().isAfter(day)).reduce((_, later) -> later)
        .map(it -> it.rates().getOrDefault(category, Map.of()))
        .filter(_ -> !country.equals(Price.UNKNOWN))
        .flatMap(byCountry -> Optional.ofNullable(byCountry.getOrDefault(country, byCountry.get(DEFAULT))));
  }

  /** As it was given. */
  public JsonObject toJson() {
    return JsonObject.EMPTY.with("currency", currency).with("periods", periods.stream().map(RateCard::toJson).toList());
  }

  private static JsonObject toJson(Period period) {
    JsonObject rates = JsonObject.EMPTY;
    for (String category : period.rates().keySet().stream().sorted().toList()) {
      JsonObject byCountry = JsonObject.EMPTY;
      for (Map.Entry<String, BigDecimal> rate : period.rates().getOrDefault(category, Map.of()).entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
        byCountry = byCountry.with(rate.getKey(), rate.getValue().toPlainString());
      }
      rates = rates.with(category, byCountry);
    }
    return JsonObject.EMPTY.with("from", period.from().toString()).with("rates", rates);
  }
}
