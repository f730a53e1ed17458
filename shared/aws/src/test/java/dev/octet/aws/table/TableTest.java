package dev.octet.aws.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.Engines;
import dev.octet.aws.Ids;
import dev.octet.aws.NewerFormatException;
import dev.octet.domain.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TableTest {
  private final Engines engines = engines();
  private final String name = engines.freshTable("GroupsTable");
  private final Table table = new Table(engines.dynamoDb(), name, Ids.random());
  private final Key key = new Key("GROUP#1", "STATE");

  Engines engines() {
    return Engines.shared();
  }

  @Test
  void what_was_written_is_read_back_as_it_was() {
    JsonObject attributes = JsonObject.EMPTY.with("text", "grüße \ud83d\ude00").with("number", 12L).with("yes", true)
        .with("empty", "").with("list", List.of(JsonObject.EMPTY.with("a", "b"))).with("map", JsonObject.EMPTY.with("n", -5L));

    assertThat(table.put(Write.create(key, attributes))).isEqualTo(new Written.Applied(1));

    assertThat(table.get(key)).contains(new Stored(key, attributes, 1));
  }

  @Test
  void what_is_appended_stands_beside_what_was_there_and_over_what_had_its_key() {
    table.put(Write.create(key, JsonObject.EMPTY.with("by", "somebody")));
    var other = new Key("GROUP#1", "STATE#2");

    int left = table.append(List.of(Write.create(key, JsonObject.EMPTY.with("by", "first")), Write.create(other, JsonObject.EMPTY.with("by", "second"))), Duration.ofSeconds(30));

    assertThat(left).isZero();
    assertThat(table.query(Query.under("GROUP#1", 10)).items()).extracting(item -> item.attributes().text("by").orElseThrow()).containsExactly("first", "second");
  }

  @Test
  void what_an_item_lacks_is_filled_in_and_what_it_has_stays() {
    assertThat(table.fill(key, JsonObject.EMPTY.with("ours", "a"))).isEqualTo(new Stored(key, JsonObject.EMPTY.with("ours", "a"), 1));

    Stored whole = new Stored(key, JsonObject.EMPTY.with("ours", "a").with("theirs", JsonObject.EMPTY.with("deep", 1L)), 2);
    assertThat(table.fill(key, JsonObject.EMPTY.with("ours", "b").with("theirs", JsonObject.EMPTY.with("deep", 1L)))).isEqualTo(whole);
    assertThat(table.get(key)).contains(whole);
    assertThat(table.put(Write.replace(whole, JsonObject.EMPTY)).applied()).isTrue();
  }

  @Test
  void a_second_create_is_refused_and_shows_what_stands_there() {
    table.put(Write.create(key, JsonObject.EMPTY.with("by", "first")));

    Written second = table.put(Write.create(key, JsonObject.EMPTY.with("by", "second")));

    assertThat(second).isInstanceOfSatisfying(Written.Refused.class, refused ->
        assertThat(refused.item().orElseThrow().attributes().text("by")).contains("first"));
  }

  @Test
  void a_write_over_an_older_version_is_refused() {
    table.put(Write.create(key, JsonObject.EMPTY));
    Stored read = table.get(key).orElseThrow();
    table.put(Write.replace(read, JsonObject.EMPTY.with("by", "first")));

    assertThat(table.put(Write.replace(read, JsonObject.EMPTY.with("by", "second"))).applied()).isFalse();
    assertThat(table.delete(read)).isFalse();
    assertThat(table.get(key).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void what_is_still_ours_is_deleted_unread_and_anothers_is_not() {
    table.put(Write.create(key, JsonObject.EMPTY.with("by", "us")));

    assertThat(table.delete(key, "by", "others")).isFalse();
    assertThat(table.get(key)).isPresent();
    assertThat(table.delete(key, "by", "us")).isTrue();
    assertThat(table.get(key)).isEmpty();
    assertThat(table.delete(key, "by", "us")).isTrue();
  }

  @Test
  void a_retry_of_a_write_that_did_arrive_is_known_as_success() {
    // The same write id twice is what an SDK retry of one put looks like to the table.
    Table retrying = new Table(engines.dynamoDb(), engines.freshTable("GroupsTable"), () -> "SAME");
    assertThat(retrying.put(Write.create(key, JsonObject.EMPTY)).applied()).isTrue();
    assertThat(retrying.put(Write.create(key, JsonObject.EMPTY)).applied()).isTrue();
    assertThat(retrying.get(key).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void of_several_items_all_or_none_are_written() {
    Key other = new Key("NUMBER#1", "STATE");
    table.put(Write.create(other, JsonObject.EMPTY.with("active", 1L)));

    Written refused = table.putAll(List.of(Write.create(key, JsonObject.EMPTY), Write.create(other, JsonObject.EMPTY)));

    assertThat(refused).isInstanceOfSatisfying(Written.Refused.class, it -> {
      assertThat(it.current().get(0)).isEmpty();
      assertThat(it.current().get(1).orElseThrow().attributes().whole("active")).hasValue(1);
    });
    assertThat(table.get(key)).isEmpty();

    Stored read = table.get(other).orElseThrow();
    assertThat(table.putAll(List.of(Write.create(key, JsonObject.EMPTY), Write.replace(read, JsonObject.EMPTY.with("active", 2L)))).applied()).isTrue();
    assertThat(table.get(other).orElseThrow().attributes().whole("active")).hasValue(2);
  }

  @Test
  void an_item_is_written_and_counted_or_neither() {
    Add one = new Add(new Key("NUMBER#2", "NUMBER"), "active", 1);
    assertThat(table.putAll(Write.create(key, JsonObject.EMPTY), one).applied()).isTrue();
    assertThat(table.putAll(Write.create(key, JsonObject.EMPTY), one).applied()).isFalse();
    assertThat(table.putAll(Write.create(new Key("GROUP#2", "STATE"), JsonObject.EMPTY), one).applied()).isTrue();

    assertThat(table.get(one.key()).orElseThrow().attributes().whole("active")).hasValue(2);
    assertThat(table.get(one.key()).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void several_items_are_written_and_one_counted_or_none_of_it() {
    Key other = new Key("GROUP#2", "STATE");
    Add one = new Add(new Key("NUMBER#2", "NUMBER"), "active", 1);
    assertThat(table.putAll(List.of(Write.create(key, JsonObject.EMPTY), Write.create(other, JsonObject.EMPTY)), one).applied()).isTrue();
    Stored read = table.get(key).orElseThrow();
    assertThat(table.putAll(List.of(Write.replace(read, JsonObject.EMPTY.with("active", true)), Write.create(other, JsonObject.EMPTY)), one).applied()).isFalse();

    assertThat(table.get(key)).contains(read);
    assertThat(table.get(one.key()).orElseThrow().attributes().whole("active")).hasValue(1);
  }

  @Test
  void an_item_is_written_and_several_are_counted_or_none_of_it() {
    Add one = new Add(new Key("COSTS#1", "2026-11-24"), "count", 1);
    Add two = new Add(new Key("COSTS#2", "2026-11-24"), "count", 2);
    assertThat(table.putAll(List.of(Write.create(key, JsonObject.EMPTY)), List.of(one, two)).applied()).isTrue();
    assertThat(table.putAll(List.of(Write.create(key, JsonObject.EMPTY)), List.of(one, two)).applied()).isFalse();
    assertThat(table.putAll(List.of(Write.create(new Key("GROUP#2", "STATE"), JsonObject.EMPTY)), List.<Add>of()).applied()).isTrue();

    assertThat(table.get(one.key()).orElseThrow().attributes().whole("count")).hasValue(1);
    assertThat(table.get(two.key()).orElseThrow().attributes().whole("count")).hasValue(2);
    assertThat(table.get(new Key("GROUP#2", "STATE"))).isPresent();
  }

  @Test
  void several_numbers_of_one_item_are_added_to_at_once_and_may_become_less() {
    Key counts = new Key("COSTS#1", "2026-11-24");
    table.putAll(List.of(Write.create(key, JsonObject.EMPTY)), List.of(new Add(counts, Map.of("sent", 1L, "read", 2L))));
    table.putAll(List.of(Write.create(new Key("GROUP#2", "STATE"), JsonObject.EMPTY)), List.of(new Add(counts, Map.of("read", -1L, "failed", 3L))));

    assertThat(table.get(counts).orElseThrow().attributes()).isEqualTo(JsonObject.EMPTY.with("sent", 1L).with("read", 1L).with("failed", 3L));
    assertThat(table.get(counts).orElseThrow().version()).isEqualTo(2);
  }

  /** The item as it is, whatever its format. */
  private Map<String, AttributeValue> raw(Key it) {
    return engines.dynamoDb().getItem(request -> request.tableName(name).key(Map.of("pk", AttributeValue.fromS(it.pk()), "sk", AttributeValue.fromS(it.sk())))).item();
  }

  private void put(Key it, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> item = new HashMap<>(Map.of("pk", AttributeValue.fromS(it.pk()), "sk", AttributeValue.fromS(it.sk()), "version", AttributeValue.fromN("1")));
    item.putAll(more);
    engines.dynamoDb().putItem(request -> request.tableName(name).item(item).conditionExpression("attribute_not_exists(#pk)").expressionAttributeNames(Map.of("#pk", "pk")));
  }

  @Test
  void every_item_carries_its_format_which_is_none_of_its_attributes() {
    Add one = new Add(new Key("NUMBER#2", "NUMBER"), "active", 1);
    table.putAll(Write.create(key, JsonObject.EMPTY), one);
    Key appended = new Key("GROUP#1", "OTHER");
    table.append(List.of(Write.create(appended, JsonObject.EMPTY)), Duration.ofSeconds(30));

    assertThat(List.of(key, one.key(), appended)).allSatisfy(it -> {
      assertThat(raw(it).get("v").n()).isEqualTo("1");
      assertThat(table.get(it).orElseThrow().attributes().has("v")).isFalse();
    });
  }

  @Test
  void an_item_without_a_format_is_of_the_first() {
    put(key, Map.of("active", AttributeValue.fromN("1")));
    assertThat(table.get(key).orElseThrow().attributes().whole("active")).hasValue(1);
    assertThat(table.putAll(Write.create(new Key("GROUP#2", "STATE"), JsonObject.EMPTY), new Add(key, "active", 1)).applied()).isTrue();
    assertThat(raw(key).get("active").n()).isEqualTo("2");
    assertThat(table.put(Write.replace(table.get(key).orElseThrow(), JsonObject.EMPTY)).applied()).isTrue();
  }

  @Test
  void one_of_a_newer_format_is_neither_read_nor_written_over() {
    put(key, Map.of("active", AttributeValue.fromN("1"), "v", AttributeValue.fromN("2")));
    Map<String, AttributeValue> before = raw(key);
    Stored earlier = new Stored(key, JsonObject.EMPTY, 0);
    Key other = new Key("GROUP#2", "STATE");
    List<ThrowingCallable> attempts = List.of(
        () -> table.get(key),
        () -> table.query(Query.under("GROUP#1", 10)),
        () -> table.put(Write.create(key, JsonObject.EMPTY)),
        () -> table.put(Write.replace(earlier, JsonObject.EMPTY)),
        () -> table.putAll(List.of(Write.create(other, JsonObject.EMPTY), Write.create(key, JsonObject.EMPTY))),
        () -> table.putAll(Write.create(other, JsonObject.EMPTY), new Add(key, "active", 1)),
        () -> table.fill(key, JsonObject.EMPTY.with("ours", "a")),
        () -> table.putAll(List.of(Write.create(other, JsonObject.EMPTY)), List.of(new Add(new Key("COSTS#1", "2026-11-24"), "count", 1), new Add(key, "active", 1))));

    assertThat(attempts).allSatisfy(attempt -> assertThatThrownBy(attempt).isInstanceOf(NewerFormatException.class).hasMessageContaining("newer format than 1"));
    assertThat(table.delete(new Stored(key, JsonObject.EMPTY, 7))).isFalse();
    assertThat(raw(key)).isEqualTo(before);
    assertThat(table.get(other)).isEmpty();
  }

  @Test
  void a_key_that_no_item_can_have_has_none_and_what_no_item_holds_is_not_tried() {
    Key tooLong = new Key("k".repeat(2049), "STATE");
    assertThat(table.get(tooLong)).isEmpty();
    assertThatThrownBy(() -> table.put(Write.create(tooLong, JsonObject.EMPTY))).isInstanceOf(BeyondLimitException.class);
    assertThatThrownBy(() -> table.put(Write.create(key, JsonObject.EMPTY.with("text", "x".repeat(400 << 10))))).isInstanceOf(BeyondLimitException.class);
    assertThatThrownBy(() -> table.fill(key, JsonObject.EMPTY.with("text", "x".repeat(400 << 10)))).isInstanceOf(BeyondLimitException.class);
    assertThat(table.put(Write.create(key, JsonObject.EMPTY.with("text", "x".repeat(389 << 10)))).applied()).isTrue();
  }

  @Test
  void what_is_nested_as_deep_as_an_item_may_be_is_kept_and_deeper_is_not_tried() {
    assertThat(table.put(Write.create(key, JsonObject.EMPTY.with("deep", nested(31)))).applied()).isTrue();
    assertThat(table.get(key).orElseThrow().attributes()).isEqualTo(JsonObject.EMPTY.with("deep", nested(31)));
    Key other = new Key("GROUP#2", "STATE");
    assertThatThrownBy(() -> table.put(Write.create(other, JsonObject.EMPTY.with("deep", nested(32))))).isInstanceOf(BeyondLimitException.class);
    assertThatThrownBy(() -> table.put(Write.create(other, JsonObject.EMPTY.with("deep", JsonObject.EMPTY.with("in", nested(31)))))).isInstanceOf(BeyondLimitException.class);
  }

  private static List<Object> nested(int deep) {
    return deep == 1 ? List.of() : List.of(nested(deep - 1));
  }

  @Test
  void a_number_that_the_table_has_not_is_kept_as_its_digits() {
    JsonObject numbers = JsonObject.EMPTY.with("large", new BigDecimal("1E+400")).with("long", new BigInteger("7".repeat(60))).with("fits", new BigDecimal("1.5"));
    table.put(Write.create(key, numbers));

    JsonObject read = table.get(key).orElseThrow().attributes();
    assertThat(read.text("large")).contains("1E+400");
    assertThat(read.text("long")).contains("7".repeat(60));
    assertThat(read.get("fits")).isEqualTo(new BigDecimal("1.5"));
  }

  @Test
  void nothing_stands_under_a_key_that_is_longer_than_a_table_takes() {
    assertThat(table.get(new Key("x".repeat(2048), "y".repeat(1024)))).isEmpty();
    assertThat(table.get(new Key("x".repeat(2049), "STATE"))).isEmpty();
    assertThat(table.get(new Key("ü".repeat(1025), "STATE"))).as("bytes are what counts").isEmpty();
    assertThat(table.get(new Key("GROUP#1", "y".repeat(1025)))).isEmpty();
  }

  @Test
  void an_index_is_paged_newest_first() {
    for (int i = 0; i < 5; i++) {
      table.put(Write.create(new Key("GROUP#" + i, "STATE"), JsonObject.EMPTY.with("active_number", "n").with("active_order", "000" + i).with("group_id", "g" + i)));
    }
    Query query = Query.index("groups-by-number", "active_number", "active_order", "n", 3).descending();
    Page first = table.query(query);
    Page second = table.query(query.after(first.last()));

    assertThat(first.items()).extracting(item -> item.attributes().text("group_id")).containsExactly(Optional.of("g4"), Optional.of("g3"), Optional.of("g2"));
    assertThat(second.items()).extracting(item -> item.attributes().text("group_id")).containsExactly(Optional.of("g1"), Optional.of("g0"));
    assertThat(second.last()).isEmpty();
  }

  @Test
  void a_query_finds_what_begins_so_or_lies_between_under_a_key_and_what_stands_so_far_in_an_index_of_numbers() {
    for (int i = 8; i < 13; i++) {
      table.put(Write.create(new Key("GROUP#1", (i % 2 == 0 ? "EVEN#" : "ODD#") + i), JsonObject.EMPTY.with("open", "0").with("due_at", (long) i)));
    }

    assertThat(table.query(Query.under("GROUP#1", "EVEN#", 10)).items()).extracting(item -> item.key().sk()).containsExactly("EVEN#10", "EVEN#12", "EVEN#8");
    assertThat(table.query(new Query(Optional.empty(), "pk", "sk", "#pk = :pk AND #sk BETWEEN :from AND :to",
        JsonObject.EMPTY.with(":pk", "GROUP#1").with(":from", "EVEN#12").with(":to", "ODD#11"), true, 10, Optional.empty())).items()).extracting(item -> item.key().sk()).containsExactly("EVEN#12", "EVEN#8", "ODD#11");
    Query due = Query.index("open-operations", "open", "due_at", "0", 10);
    assertThat(table.query(due.where("#pk = :pk AND #sk <= :by", JsonObject.EMPTY.with(":by", 10L))).items())
        .extracting(item -> item.key().sk()).containsExactly("EVEN#8", "ODD#9", "EVEN#10");
    assertThat(table.query(due.where("#pk = :pk AND #sk > :by", JsonObject.EMPTY.with(":by", 10L))).items()).hasSize(2);
  }
}
