package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.Pricing;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What messages cost: charged once for each person, at the price of the day. The platform's clock begins after October 2026. */
class LedgerTest {
  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair");
  private final String id = group.text("group_id").orElseThrow();
  private final String ada = member("Ada", "GB");
  private final String ben = member("Ben", "US");

  LedgerTest() {
    platform.write(ada, id, "Hello?");
    platform.deliver();
  }

  @AfterEach
  void close() {
    platform.close();
  }

  private String member(String name, String country) {
    String person = platform.api("POST", "people", JsonObject.EMPTY.with("name", name).with("country", country).toJson()).text("id");
    platform.join(person, group.text("invite_link").orElseThrow());
    return person;
  }

  @Test
  void there_is_a_line_for_each_delivery_and_totals_by_group_category_type_and_country() {
    platform.template("visit_soon", "UTILITY");
    platform.template("sale", "MARKETING");
    String text = platform.text(id, "Thursday?");
    platform.sendToGroup(id, "template", Platform.ofTemplate("visit_soon"));
    platform.sendToGroup(id, "template", Platform.ofTemplate("sale"));
    platform.act(ada, "read", JsonObject.EMPTY.with("group_id", id));

    JsonObject ledger = ledger("");

    assertThat(ledger.whole("count")).hasValue(6);
    assertThat(ledger.objects("lines").getFirst().without("delivered_at").without("user_id")).isEqualTo(JsonObject.EMPTY.with("message_id", text)
        .with("group_id", id).with("person_id", ada).with("category", "group_service").with("type", "free_group_customer_service").with("billable", false)
        .with("country", "GB"));
    assertThat(ledger.objects("lines").getLast().text("template")).contains("sale#en");
    assertThat(ledger.objects("totals")).hasSize(6).contains(
        total("group_service", "free_group_customer_service", "GB", 1), total("group_service", "free_group_customer_service", "US", 1),
        total("group_utility", "regular", "GB", 1), total("group_marketing", "regular", "US", 1));
    platform.settle();
    assertThat(platform.receiver.statuses("delivered")).extracting(one -> one.object("pricing").orElseThrow().text("category").orElseThrow())
        .containsExactlyInAnyOrder("group_service", "group_service", "group_utility", "group_utility", "group_marketing", "group_marketing");
  }

  private JsonObject total(String category, String type, String country, int count) {
    return JsonObject.EMPTY.with("group_id", id).with("category", category).with("type", type).with("billable", type.equals("regular"))
        .with("country", country).with("count", count);
  }

  @Test
  void the_free_deliveries_of_a_month_are_shared_and_used_up_one_by_one() {
    used(999);
    platform.text(id, "Thursday?");

    assertThat(types("")).containsExactly("free_group_customer_service", "regular");
    platform.act(ada, "messages", JsonObject.EMPTY.with("phone_number_id", Platform.NUMBER).with("text", JsonObject.EMPTY.with("body", "And me?")));
    platform.send(JsonObject.EMPTY.with("recipient", user(ada)).with("text", JsonObject.EMPTY.with("body", "You too.")));
    assertThat(types("").getLast()).as("one-to-one from the same thousand").isEqualTo("regular");

    platform.api("POST", "clock", "{\"advance\":\"P31D\"}");
    platform.write(ada, id, "Hello again?");
    platform.text(id, "Friday?");
    assertThat(types("")).as("another month").containsOnly("free_group_customer_service").hasSize(2);
    assertThat(types("?month=" + month())).hasSize(3);
  }

  @Test
  void fewer_can_be_free_than_a_thousand_and_what_was_free_stays_so() {
    platform.text(id, "Thursday?");
    platform.settings("{\"free_deliveries\":1}");
    platform.text(id, "Friday?");
    platform.settings("{\"free_deliveries\":3}");
    platform.text(id, "Saturday?");

    assertThat(types("")).containsExactly("free_group_customer_service", "free_group_customer_service", "regular", "regular", "free_group_customer_service", "regular");
  }

  private YearMonth month() {
    return Pricing.month(platform.clock.instant());
  }

  private void used(int deliveries) {
    assertThat(platform.table.put(Write.create(new Keys(0).freeTier(Platform.NUMBER, month()), JsonObject.EMPTY.with("used", deliveries))).applied()).isTrue();
  }

  private String user(String person) {
    return platform.api("GET", "people/" + person, "").text("user_id");
  }

  @Test
  void messages_at_one_time_use_up_no_free_delivery_twice() throws Exception {
    used(995);
    try (var executor = Executors.newFixedThreadPool(4)) {
      Callable<String> send = () -> platform.text(id, "Thursday?");
      executor.invokeAll(List.of(send, send, send, send)).forEach(future -> assertThat(future.resultNow()).startsWith("wamid."));
    }
    assertThat(types("").stream().filter("regular"::equals)).hasSize(3);
    assertThat(types("")).hasSize(8);
  }

  @Test
  void what_was_never_told_as_delivered_is_charged_when_it_is_read_and_once() {
    platform.faults("{\"skip_delivered\":true}");
    platform.text(id, "Thursday?");
    assertThat(ledger("").whole("count")).as("both phones are off").hasValue(0);

    platform.act(ada, "read", JsonObject.EMPTY.with("group_id", id));
    platform.act(ada, "read", JsonObject.EMPTY.with("group_id", id));

    assertThat(ledger("").objects("lines")).extracting(one -> one.text("person_id").orElseThrow()).containsExactly(ada);
    platform.settle();
    assertThat(platform.receiver.statuses("delivered")).isEmpty();
    assertThat(platform.receiver.statuses("read")).hasSize(1).first().satisfies(one -> assertThat(one.object("pricing")).isPresent());
    platform.act(ben, "leave", JsonObject.EMPTY.with("group_id", id));
    assertThat(ledger("").whole("count")).as("who is gone gets nothing").hasValue(1);
  }

  @Test
  void lines_come_in_pages_with_the_totals_of_all() {
    for (int i = 0; i < 3; i++) {
      platform.text(id, "Number " + i);
    }
    JsonObject first = ledger("?limit=4");
    JsonObject second = ledger("?limit=4&after=" + first.whole("next").orElseThrow());

    assertThat(first.objects("lines")).hasSize(4);
    assertThat(second.objects("lines")).hasSize(2).doesNotContainAnyElementsOf(first.objects("lines"));
    assertThat(second.has("next")).isFalse();
    assertThat(second.objects("totals")).isEqualTo(first.objects("totals"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?month=2026-13", "?month=now", "?limit=-1", "?limit=x", "?after=x"})
  void a_month_that_is_none_has_no_ledger(String query) {
    assertThat(platform.api("GET", "numbers/" + Platform.NUMBER + "/ledger" + query, "").status()).isEqualTo(400);
  }

  @Test
  void only_numbers_have_one() {
    assertThat(platform.api("GET", "numbers/123/ledger", "").status()).isEqualTo(404);
    assertThat(platform.api("PUT", "numbers/" + Platform.NUMBER + "/ledger", "{}").status()).isEqualTo(405);
    assertThat(ledger("?month=2025-11").objects("lines")).isEmpty();
  }

  private List<String> types(String query) {
    return ledger(query).objects("lines").stream().map(line -> line.text("type").orElseThrow()).toList();
  }

  private JsonObject ledger(String query) {
    return platform.api("GET", "numbers/" + Platform.NUMBER + "/ledger" + query, "").json();
  }
}
