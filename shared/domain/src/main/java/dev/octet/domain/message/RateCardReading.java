package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a rate card says, or the sentence that says what is wrong with it. */
public sealed interface RateCardReading {
  record Right(RateCard card) implements RateCardReading {}

  record Wrong(String sentence) implements RateCardReading {}

  static RateCardReading of(JsonObject body) {
    try {
      return new Right(card(body));
    } catch (Invalid e) {
      return new Wrong(e.sentence);
    }
  }

  private static RateCard card(JsonObject body) {
    only(body, Set.of("currency", "periods"), "A rate card has `currency` and `periods` and nothing else");
    String currency = body.text("currency").filter(it -> it.matches("[A-Z]{3}"))
        .orElseThrow(() -> new Invalid("`currency` must be three capital letters, such as EUR."));
    List<JsonObject> items = body.objects("periods");
    if (items.isEmpty() || items.size() != body.items("periods").size() || items.size() > 36) {
      throw new Invalid("`periods` must be a list of 1 to 36 objects, each with `from` and `rates`.");
    }
    List<RateCard.Period> periods = items.stream().map(RateCardReading::period).toList();
    if (periods.stream().map(RateCard.Period::from).distinct().count() < periods.size()) {
      throw new Invalid("Two of `periods` begin on the same day.");
    }
    return new RateCard(currency, periods);
  }

  private static RateCard.Period period(JsonObject item) {
    only(item, Set.of("from", "rates"), "A period has `from` and `rates` and nothing else");
    JsonObject rates = item.object("rates").filter(it -> !it.isEmpty())
        .orElseThrow(() -> new Invalid("`rates` must be an object that names at least one category, such as group_utility."));
    Map<String, Map<String, BigDecimal>> byCategory = new HashMap<>();
    for (String category : rates.fields().keySet()) {
      if (!category.matches("[a-z_]{1,64}")) {
        throw new Invalid("A category in `rates` must be in small letters as the platform spells it, such as group_utility.");
      }
      byCategory.put(category, byCountry(category, rates.object(category).orElse(JsonObject.EMPTY)));
    }
    return new RateCard.Period(day(item), Map.copyOf(byCategory));
  }

  private static LocalDate day(JsonObject item) {
    try {
      return LocalDate.parse(item.text("from").orElse(""));
    } catch (DateTimeException e) {
      throw new Invalid("`from` must be a day, such as 2026-10-01.");
    }
  }

  private static Map<String, BigDecimal> byCountry(String category, JsonObject rates) {
    Map<String, BigDecimal> byCountry = new HashMap<>();
    for (String country : rates.fields().keySet()) {
      if (!country.equals(RateCard.DEFAULT) && !country.matches("[A-Z]{2}")) {
        throw new Invalid("The rates of `" + category + "` must be named by a country in two capital letters, such as GB, or `default`.");
      }
      // As text: a JSON number may have lost digits before it came here.
      if (!(rates.get(country) instanceof String amount) || !amount.matches("\\d{1,9}(\\.\\d{1,9})?")) {
        throw new Invalid("The rate of `" + category + "` for " + country + " must be a decimal number as text, such as \"0.0350\".");
      }
      byCountry.put(country, new BigDecimal(amount));
    }
    if (byCountry.isEmpty()) {
      throw new Invalid("The category `" + category + "` must have at least one rate: of a country, or `default`.");
    }
    return Map.copyOf(byCountry);
  }

  private static void only(JsonObject object, Set<String> known, String sentence) {
    List<String> more = new ArrayList<>(object.fields().keySet());
    more.removeAll(known);
    if (!more.isEmpty()) {
      throw new Invalid(sentence + ".");
    }
  }

  /** Why it is none, on its way out. */
  final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String sentence;

    private Invalid(String sentence) {
      super(sentence, null, false, false); // an answer, not a failure: no stack trace
      this.sentence = sentence;
    }
  }
}
