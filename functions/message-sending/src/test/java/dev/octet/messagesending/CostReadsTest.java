package dev.octet.messagesending;

import static dev.octet.messagesending.Events.GROUP;
import static dev.octet.messagesending.Events.NUMBER;
import static dev.octet.messagesending.Events.json;
import static dev.octet.messagesending.Events.receipt;
import static dev.octet.messagesending.Events.status;
import static dev.octet.messagesending.Kept.person;
import static dev.octet.messagesending.MessageReadsTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Engines;
import dev.octet.aws.Ids;
import dev.octet.aws.Schema;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What messages cost, and the card that says so. */
class CostReadsTest {
  private static final JsonObject CHARGED = json("{\"billable\":true,\"type\":\"regular\",\"category\":\"group_utility\"}");
  private static final JsonObject CARD = json("{\"currency\":\"EUR\",\"periods\":[{\"from\":\"2026-10-01\",\"rates\":{\"group_utility\":{\"GB\":\"0.0220\"}}}]}");
  private final Kept kept = new Kept().withGroup(person("GB.1", ""), person("DE.2", ""));
  private final RateCards cards = new RateCards(kept.table);
  private final CostReads costs = new CostReads(kept.counters, cards, new Rosters(kept.table), Clock.fixed(Kept.NOW, ZoneOffset.UTC));

  @Test
  void counts_are_there_without_a_card_and_amounts_with_one() {
    deliver("wamid.S1", "GB.1");
    assertThat(costs.ofNumber(NUMBER, JsonObject.EMPTY).object("total"))
        .contains(json("{\"deliveries\":1,\"charged\":1,\"free\":0,\"amount\":\"unknown\",\"known_amount\":\"0\",\"without_rate\":1}"));

    assertThat(cards.put(NUMBER, CARD)).isEqualTo(CARD);
    JsonObject month = costs.ofNumber(NUMBER, json("{\"month\":\"2026-11\"}"));
    assertThat(month.object("total")).contains(json("{\"deliveries\":1,\"charged\":1,\"free\":0,\"amount\":\"0.0220\"}"));
    assertThat(costs.ofGroup(List.of(NUMBER), GROUP, JsonObject.EMPTY)).as("the group's are the number's").isEqualTo(month);

    deliver("wamid.S1", "DE.2");
    assertThat(costs.ofGroup(List.of(NUMBER), GROUP, JsonObject.EMPTY).object("total")).as("Germany has no rate")
        .contains(json("{\"deliveries\":2,\"charged\":2,\"free\":0,\"amount\":\"unknown\",\"known_amount\":\"0.0220\",\"without_rate\":1}"));
  }

  @Test
  void the_counts_of_a_number_are_those_of_all_its_messages() {
    IntStream.range(0, 40).forEach(i -> deliver("wamid.S" + i, "GB.1"));

    assertThat(kept.deliveries()).isEqualTo(40);
    assertThat(costs.ofNumber(NUMBER, JsonObject.EMPTY).objects("by_country")).extracting(it -> it.whole("deliveries").orElseThrow()).containsExactly(40L);
    assertThat(kept.counters.group(GROUP, Kept.MONTH)).hasSize(1);
  }

  @Test
  void a_month_is_its_own() {
    deliver("wamid.S1", "GB.1");
    kept.told(receipt(status("wamid.S2", "delivered", "GB.1").with("pricing", CHARGED).with("timestamp", "1798761599"))); // the last second of 2026

    assertThat(costs.ofNumber(NUMBER, json("{\"month\":\"2026-12\"}")).object("total").flatMap(it -> it.text("deliveries"))).contains("1");
    assertThat(costs.ofNumber(NUMBER, json("{\"month\":\"2027-01\"}")).object("total").flatMap(it -> it.text("deliveries"))).contains("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026", "2026-13", "November", "2026-11-24", ""})
  void what_is_no_month_is_refused(String month) {
    assertThat(refused(() -> costs.ofNumber(NUMBER, JsonObject.EMPTY.with("month", month)))).isEqualTo(400);
    assertThat(refused(() -> costs.ofGroup(List.of(NUMBER), GROUP, JsonObject.EMPTY.with("month", month)))).isEqualTo(400);
  }

  @Test
  void a_group_that_is_not_the_callers_is_not_there() {
    assertThat(refused(() -> costs.ofGroup(List.of("200"), GROUP, JsonObject.EMPTY))).isEqualTo(404);
    assertThat(refused(() -> costs.ofGroup(List.of(NUMBER), "NONE", JsonObject.EMPTY))).isEqualTo(404);
  }

  @Test
  void a_card_takes_the_place_of_the_one_before_and_a_wrong_one_does_not() {
    Engines engines = Engines.shared();
    RateCards real = new RateCards(new Table(engines.dynamoDb(), engines.freshTable("GroupsTable"), Ids.random()));
    assertThat(refused(() -> real.read(NUMBER))).isEqualTo(404);
    real.put(NUMBER, CARD.with("currency", "GBP"));
    real.put(NUMBER, CARD);
    assertThat(refused(() -> real.put(NUMBER, CARD.with("currency", "pounds")))).isEqualTo(400);

    assertThat(real.read(NUMBER)).isEqualTo(CARD);
    assertThat(refused(() -> real.read("200"))).isEqualTo(404);
  }

  @Test
  void a_card_that_no_item_can_hold_is_refused() {
    StringBuilder rates = new StringBuilder("{");
    for (char a = 'a'; a <= 'z'; a++) {
      rates.append(a == 'a' ? "" : ",").append('"').append(a).append("\":{");
      for (char b = 'A'; b <= 'Z'; b++) {
        for (char c = 'A'; c <= 'Z'; c++) {
          rates.append(b == 'A' && c == 'A' ? "" : ",").append('"').append(b).append(c).append("\":\"0.123456789\"");
        }
      }
      rates.append('}');
    }
    JsonObject card = json("{\"currency\":\"EUR\",\"periods\":[{\"from\":\"2026-10-01\",\"rates\":" + rates + "}},{\"from\":\"2026-11-01\",\"rates\":" + rates + "}}]}");

    assertThat(refused(() -> cards.put(NUMBER, card))).isEqualTo(400);
  }

  @Test
  void the_example_in_the_readme_is_a_card_and_says_that_its_prices_are_invented() throws IOException {
    String readme = Files.readString(Schema.directory().getParent().resolveSibling("functions/message-sending/README.md"));
    Matcher example = Pattern.compile("```json\\n(\\{\"currency\".*?)\\n```", Pattern.DOTALL).matcher(readme);

    assertThat(example.find()).isTrue();
    assertThat(cards.put(NUMBER, json(example.group(1))).objects("periods")).hasSizeGreaterThan(1);
    assertThat(readme).contains("prices are invented");
  }

  @Test
  void what_is_read_is_as_the_api_document_says() {
    deliver("wamid.S1", "GB.1");
    deliver("wamid.S1", "DE.2");
    assertThat(Schema.ofApi("Costs").violations(costs.ofNumber(NUMBER, JsonObject.EMPTY).toJson())).as("without a card").isEmpty();
    assertThat(Schema.ofApi("RateCard").violations(cards.put(NUMBER, CARD).toJson())).isEmpty();
    assertThat(Schema.ofApi("Costs").violations(costs.ofGroup(List.of(NUMBER), GROUP, JsonObject.EMPTY).toJson())).isEmpty();
  }

  private void deliver(String messageId, String userId) {
    kept.told(receipt(status(messageId, "delivered", userId).with("pricing", CHARGED)));
  }
}
