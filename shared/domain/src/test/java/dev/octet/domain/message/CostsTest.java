package dev.octet.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostsTest {
  private static final String CARD = """
      {"currency":"EUR","periods":[
        {"from":"2026-11-15","rates":{"group_utility":{"GB":"0.03","default":"0.05"}}},
        {"from":"2026-10-01","rates":{"group_utility":{"GB":"0.02"},"group_marketing":{"default":"0.10"}}}]}""";

  @ParameterizedTest
  @CsvSource({"2026-11-15, group_utility, GB, 0.03", "2026-11-14, group_utility, GB, 0.02", "2026-11-15, group_utility, FR, 0.05", "2026-11-14, group_utility, FR,",
      "2026-09-30, group_utility, GB,", "2026-11-15, group_marketing, GB,", "2026-11-14, group_marketing, GB, 0.10", "2026-11-15, group_utility, unknown,"})
  void a_rate_is_that_of_the_day_the_category_and_the_country_or_unknown(LocalDate day, String category, String country, String rate) {
    assertThat(card(CARD).rate(day, category, country).map(it -> it.toPlainString())).isEqualTo(Optional.ofNullable(rate));
  }

  @Test
  void a_card_is_given_back_as_it_was_given() {
    JsonObject given = json(CARD);
    RateCard card = card(CARD);
    assertThat(card.toJson().objects("periods")).containsExactlyInAnyOrderElementsOf(given.objects("periods"));
    assertThat(card(card.toJson().toJson())).isEqualTo(card);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{} -> `currency` must be three capital letters, such as EUR.",
      "{'currency':'eur','periods':[{}]} -> `currency` must be three capital letters, such as EUR.",
      "{'currency':'EUR','vat':1} -> A rate card has `currency` and `periods` and nothing else.",
      "{'currency':'EUR'} -> `periods` must be a list of 1 to 36 objects, each with `from` and `rates`.",
      "{'currency':'EUR','periods':[1]} -> `periods` must be a list of 1 to 36 objects, each with `from` and `rates`.",
      "{'currency':'EUR','periods':[{'from':'2026-10-01'}]} -> `rates` must be an object that names at least one category, such as group_utility.",
      "{'currency':'EUR','periods':[{'from':'2026-10-01','to':'2026-11-01','rates':{}}]} -> A period has `from` and `rates` and nothing else.",
      "{'currency':'EUR','periods':[{'from':'October','rates':{'group_utility':{'GB':'1'}}}]} -> `from` must be a day, such as 2026-10-01.",
      "{'currency':'EUR','periods':[{'from':'2026-02-30','rates':{'group_utility':{'GB':'1'}}}]} -> `from` must be a day, such as 2026-10-01.",
      "{'currency':'EUR','periods':[{'from':'2026-10-01','rates':{'Utility':{'GB':'1'}}}]} -> A category in `rates` must be in small letters as the platform spells it, such as group_utility.",
      "{'currency':'EUR','periods':[{'from':'2026-10-01','rates':{'group_utility':{}}}]} -> The category `group_utility` must have at least one rate: of a country, or `default`.",
      "{'currency':'EUR','periods':[{'from':'2026-10-01','rates':{'group_utility':{'gb':'1'}}}]} -> The rates of `group_utility` must be named by a country in two capital letters, such as GB, or `default`.",
      "{'currency':'EUR','periods':[{'from':'2026-10-01','rates':{'group_utility':{'GB':0.02}}}]} -> The rate of `group_utility` for GB must be a decimal number as text, such as \"0.0350\".",
      "{'currency':'EUR','periods':[{'from':'2026-10-01','rates':{'group_utility':{'GB':'-1'}}}]} -> The rate of `group_utility` for GB must be a decimal number as text, such as \"0.0350\".",
      "{'currency':'EUR','periods':[{'from':'2026-10-01','rates':{'group_utility':{'GB':'1'}}},{'from':'2026-10-01','rates':{'group_utility':{'GB':'2'}}}]} -> Two of `periods` begin on the same day."})
  void what_is_wrong_with_a_card_is_said(String row) {
    String[] parts = row.split(" -> ");
    assertThat(RateCardReading.of(json(parts[0].replace('\'', '"')))).isEqualTo(new RateCardReading.Wrong(parts[1]));
  }

  @Test
  void totals_are_exact_and_free_is_nothing() {
    Costs costs = costs(CARD, count("2026-11-20", "group_utility", "regular", "GB", "bill", 3), count("2026-11-02", "group_utility", "regular", "GB", "-", 1),
        count("2026-11-20", "group_service", "free_group_customer_service", "FR", "-", 4));

    JsonObject json = costs.toJson();
    assertThat(json.text("currency")).contains("EUR");
    assertThat(json.object("total")).contains(json("{\"deliveries\":8,\"charged\":4,\"free\":4,\"amount\":\"0.11\"}"));
    assertThat(json.objects("by_category")).containsExactly(json("{\"category\":\"group_service\",\"deliveries\":4,\"charged\":0,\"free\":4,\"amount\":\"0\"}"),
        json("{\"category\":\"group_utility\",\"deliveries\":4,\"charged\":4,\"free\":0,\"amount\":\"0.11\"}"));
    assertThat(json.objects("by_template")).containsExactly(json("{\"template\":\"bill\",\"deliveries\":3,\"charged\":3,\"free\":0,\"amount\":\"0.09\"}"));
    assertThat(json.objects("by_country")).extracting(it -> it.text("country").orElseThrow()).containsExactly("FR", "GB");
    assertThat(json.objects("by_type")).hasSize(2);
  }

  @Test
  void what_the_rates_do_not_tell_is_said_to_be_unknown() {
    Costs costs = costs(CARD, count("2026-11-20", "group_utility", "regular", "GB", "-", 1), count("2026-11-20", "group_marketing", "regular", "GB", "-", 2),
        count("2026-11-20", "group_utility", "of_next_year", "GB", "-", 1));

    assertThat(costs.toJson().object("total")).contains(json("{\"deliveries\":4,\"charged\":4,\"free\":0,\"amount\":\"unknown\",\"known_amount\":\"0.03\",\"without_rate\":3}"));
  }

  @Test
  void without_a_card_the_counts_are_there_all_the_same() {
    JsonObject json = new Costs(YearMonth.parse("2026-11"), List.of(count("2026-11-20", "group_utility", "regular", "GB", "-", 1)), Optional.empty()).toJson();

    assertThat(json.object("total")).contains(json("{\"deliveries\":1,\"charged\":1,\"free\":0,\"amount\":\"unknown\",\"known_amount\":\"0\",\"without_rate\":1}"));
    assertThat(json.has("currency")).isFalse();
    assertThat(new Costs(YearMonth.parse("2026-11"), List.of(), Optional.empty()).toJson().object("total"))
        .contains(json("{\"deliveries\":0,\"charged\":0,\"free\":0,\"amount\":\"0\"}"));
  }

  @Test
  void a_delivery_is_counted_under_a_key_that_can_be_read_again() {
    PriceLine line = new PriceLine(Instant.parse("2026-11-30T23:59:59Z"), Price.of(JsonObject.EMPTY.with("category", "a#b").with("type", "regular")), Optional.empty(), Optional.of(new UsedTemplate("x#y", "en/GB")));
    CostCount count = CostCount.of(line);

    assertThat(count.key()).isEqualTo("2026-11-30#unknown#regular#unknown#x_y/en_GB");
    assertThat(CostCount.read(count.key() + "#12", 1)).contains(count);
    assertThat(CostCount.read("something", 1)).isEmpty();
  }

  @Test
  void what_a_template_costs_is_told_by_language_and_by_name() {
    Costs costs = costs(CARD, count("2026-11-20", "group_utility", "regular", "GB", "bill/en", 3), count("2026-11-20", "group_utility", "regular", "GB", "bill/de", 1),
        count("2026-11-20", "group_utility", "regular", "GB", "-", 5));

    JsonObject english = costs.of(new UsedTemplate("bill", "en"));
    assertThat(english.fields().keySet()).containsExactly("total", "by_category", "by_type", "by_country");
    assertThat(english.object("total")).contains(json("{\"deliveries\":3,\"charged\":3,\"free\":0,\"amount\":\"0.09\"}"));
    assertThat(costs.of(new UsedTemplate("bill", "fr")).objects("by_country")).isEmpty();
    assertThat(costs.toJson().objects("by_template")).extracting(it -> it.text("template").orElseThrow() + " " + it.whole("deliveries").orElseThrow()).containsExactly("bill 4");
  }

  @Test
  void a_price_in_older_words_is_the_same_price() {
    assertThat(Price.of(json("{\"billable\":true,\"category\":\"group_utility\"}")).isCharged()).isTrue();
    assertThat(Price.of(json("{\"billable\":\"false\",\"category\":\"group_utility\"}")).isFree()).isTrue();
    assertThat(Price.of(JsonObject.EMPTY)).isEqualTo(new Price("unknown", "unknown", Optional.empty()));
  }

  private static Costs costs(String card, CostCount... counts) {
    return new Costs(YearMonth.parse("2026-11"), List.of(counts), Optional.of(card(card)));
  }

  private static CostCount count(String day, String category, String type, String country, String template, long count) {
    return new CostCount(LocalDate.parse(day), category, type, country, template, count);
  }

  private static RateCard card(String text) {
    assertThat(RateCardReading.of(json(text))).isInstanceOf(RateCardReading.Right.class);
    return ((RateCardReading.Right) RateCardReading.of(json(text))).card();
  }

  private static JsonObject json(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError(text, e);
    }
  }
}
