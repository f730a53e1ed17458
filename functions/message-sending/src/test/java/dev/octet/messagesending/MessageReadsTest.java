package dev.octet.messagesending;

import static dev.octet.messagesending.Events.GROUP;
import static dev.octet.messagesending.Events.NUMBER;
import static dev.octet.messagesending.Events.json;
import static dev.octet.messagesending.Events.message;
import static dev.octet.messagesending.Events.receipt;
import static dev.octet.messagesending.Events.status;
import static dev.octet.messagesending.Events.text;
import static dev.octet.messagesending.Kept.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.aws.Engines;
import dev.octet.aws.Ids;
import dev.octet.aws.Schema;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Message;
import dev.octet.domain.message.Sending;
import dev.octet.operations.Cursors;
import dev.octet.operations.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of messages, on the table as the template makes it. */
class MessageReadsTest {
  private static final List<String> MINE = List.of("200", NUMBER);
  private static final Optional<BiFunction<String, String, String>> ADDRESS = Optional.of((direction, cursor) -> "/page?" + direction + "=" + cursor);
  private static final String REQUEST = "0123456789ABCDEF0123456789ABCDEF";
  private final Engines engines = Engines.shared();
  private final Kept kept = new Kept(new Table(engines.dynamoDb(), engines.freshTable("GroupsTable"), Ids.random()));
  private final MessageReads reads = new MessageReads(kept.messages, kept.contents, kept.conversations, new Rosters(kept.table), new Cursors(() -> List.of("app-secret")), Clock.fixed(Kept.NOW, ZoneOffset.UTC));

  @Test
  void the_messages_of_a_group_come_newest_first_page_by_page_each_once() {
    IntStream.range(0, 7).forEach(i -> kept.told(message(text("wamid.M" + i, "GB.1", "x").with("timestamp", Integer.toString(1_795_506_000 + i / 2)))));
    kept.told(message(text("wamid.OTHER", "GB.1", "x").with("group_id", "OTHER")));
    kept.withGroup(person("GB.1", ""));

    List<String> seen = new ArrayList<>();
    JsonObject asked = json("{\"limit\":\"3\"}");
    int pages = 0;
    for (boolean more = true; more; pages++) {
      JsonObject page = reads.ofGroup(MINE, GROUP, asked, ADDRESS);
      page.objects("data").forEach(row -> seen.add(row.text("id").orElseThrow()));
      JsonObject paging = page.object("paging").orElseThrow();
      String after = paging.object("cursors").flatMap(it -> it.text("after")).orElseThrow();
      more = paging.text("next").filter(next -> next.equals("/page?after=" + after)).isPresent();
      asked = asked.with("after", after);
    }
    assertThat(pages).isEqualTo(3);
    assertThat(seen).containsExactly("wamid.M6", "wamid.M5", "wamid.M4", "wamid.M3", "wamid.M2", "wamid.M1", "wamid.M0");
    JsonObject beyond = asked;
    assertThat(reads.ofGroup(MINE, GROUP, beyond, ADDRESS).objects("data")).isEmpty();
    assertThat(reads.ofGroup(MINE, GROUP, json("{\"limit\":4}").with("before", beyond.text("after")), ADDRESS).objects("data"))
        .extracting(row -> row.text("id").orElseThrow()).containsExactly("wamid.M4", "wamid.M3", "wamid.M2", "wamid.M1");
    assertThat(refused(() -> reads.ofGroup(MINE, "OTHER", beyond, ADDRESS))).as("a cursor of another list").isEqualTo(400);
  }

  @Test
  void a_row_says_what_stays_the_same_of_a_message() {
    ours();
    kept.told(receipt(status("wamid.S1", "read", "GB.1")));
    kept.told(message(text("wamid.M1", "GB.5501", "x")));

    assertThat(reads.ofGroup(MINE, GROUP, JsonObject.EMPTY, ADDRESS).objects("data")).containsExactly(
        json("{\"id\":\"wamid.S1\",\"direction\":\"out\",\"type\":\"template\",\"timestamp\":1795506000,\"request_id\":\"" + REQUEST + "\",\"command_id\":\"c-1\",\"template\":{\"name\":\"bill\",\"language\":\"en\"}}"),
        json("{\"id\":\"wamid.M1\",\"direction\":\"in\",\"type\":\"text\",\"timestamp\":1795506000,\"sender\":{\"user_id\":\"GB.5501\"}}"));
  }

  @Test
  void with_them_come_the_window_and_the_pins() {
    kept.withGroup(person("GB.1", ""));
    assertThat(reads.ofGroup(MINE, GROUP, JsonObject.EMPTY, ADDRESS))
        .isEqualTo(json("{\"customer_service_window\":{\"open\":false},\"pinned\":[],\"data\":[]}"));
    kept.told(message(text("wamid.M1", "GB.1", "x")));
    kept.conversations.update(GROUP, known -> known.with(known.pins().pin("wamid.M1", Kept.NOW, 7).pins()));

    JsonObject page = reads.ofGroup(MINE, GROUP, JsonObject.EMPTY, ADDRESS);
    assertThat(page.object("customer_service_window")).contains(json("{\"open\":true,\"until\":1795592400}"));
    assertThat(page.objects("pinned")).containsExactly(json("{\"message_id\":\"wamid.M1\",\"pinned_at\":1795506100,\"until\":1796110900}"));
  }

  @Test
  void a_message_that_a_person_wrote_is_shown_with_its_content() {
    JsonObject item = text("wamid.M1", "GB.5501", "Tuesday suits us");
    kept.told(message(item));

    assertThat(reads.one(MINE, "wamid.M1")).isEqualTo(json("{\"id\":\"wamid.M1\",\"phone_number_id\":\"" + NUMBER + "\",\"group_id\":\"" + GROUP
        + "\",\"direction\":\"in\",\"type\":\"text\",\"timestamp\":1795506000,\"sender\":{\"user_id\":\"GB.5501\"},\"sequence\":1}").with("message", item));
  }

  @Test
  void a_message_of_ours_is_shown_with_its_receipts_and_prices() {
    kept.withGroup(person("GB.1", "447700900001"), person("DE.2", ""));
    ours();
    kept.told(receipt(status("wamid.S1", "sent").with("timestamp", "1795506001")));
    kept.told(receipt(status("wamid.S1", "read", "GB.1").with("pricing", json("{\"billable\":true,\"type\":\"regular\",\"category\":\"group_utility\"}"))));

    JsonObject shown = reads.one(MINE, "wamid.S1");
    assertThat(shown.text("status")).contains("sent");
    assertThat(shown.whole("accepted_at")).hasValue(1_795_506_000L);
    assertThat(shown.whole("sent_at")).hasValue(1_795_506_001L);
    assertThat(shown.text("biz_opaque_callback_data")).contains("order 7");
    assertThat(shown.objects("receipts")).containsExactly(
        json("{\"participant\":{\"user_id\":\"GB.1\",\"wa_id\":\"447700900001\"},\"status\":\"read\",\"read_at\":1795506030,\"pricing\":{\"category\":\"group_utility\",\"type\":\"regular\",\"billable\":true}}"),
        json("{\"participant\":{\"user_id\":\"DE.2\"}}"));
    assertThat(shown.has("read_by_all_at")).isFalse();
    kept.told(receipt(status("wamid.S1", "played", "DE.2")));
    assertThat(reads.one(MINE, "wamid.S1").whole("read_by_all_at")).hasValue(1_795_506_030L);
  }

  @Test
  void what_failed_says_why() {
    kept.told(receipt(status("wamid.S1", "failed").with("errors", List.of(json("{\"code\":131047,\"title\":\"Re-engagement message\"}")))));

    JsonObject shown = reads.one(MINE, "wamid.S1");
    assertThat(shown.text("status")).contains("failed");
    assertThat(shown.objects("errors")).containsExactly(json("{\"code\":131047,\"title\":\"Re-engagement message\"}"));
    assertThat(shown.objects("receipts")).isEmpty();
  }

  @Test
  void what_is_read_is_as_the_api_document_says() {
    kept.withGroup(person("GB.1", "447700900001"));
    ours();
    kept.told(receipt(status("wamid.S1", "sent")));
    kept.told(receipt(status("wamid.S1", "played", "GB.1").with("pricing", json("{\"billable\":true,\"type\":\"regular\",\"category\":\"group_utility\"}"))));
    kept.told(receipt(status("wamid.S2", "failed").with("errors", List.of(json("{\"code\":131047,\"title\":\"Re-engagement message\"}")))));
    kept.told(message(text("wamid.M1", "GB.1", "x")));
    kept.conversations.update(GROUP, known -> known.with(known.pins().pin("wamid.M1", Kept.NOW, 7).pins()));

    assertThat(Schema.ofApi("MessagePage").violations(reads.ofGroup(MINE, GROUP, json("{\"limit\":2}"), ADDRESS).toJson())).isEmpty();
    Schema one = Schema.ofApi("Message");
    for (String id : List.of("wamid.S1", "wamid.S2", "wamid.M1")) {
      assertThat(one.violations(reads.one(MINE, id).toJson())).as(id).isEmpty();
    }
    assertThat(one.violations(reads.one(MINE, "wamid.S1").with("more", 1).toJson())).as("what it does not name").hasSize(1);
  }

  @Test
  void what_is_not_the_callers_is_not_there() {
    kept.told(message(text("wamid.M1", "GB.5501", "x")));

    assertThat(refused(() -> reads.one(List.of("200"), "wamid.M1"))).isEqualTo(404);
    assertThat(refused(() -> reads.one(MINE, "wamid.NONE"))).isEqualTo(404);
    assertThat(refused(() -> reads.one(MINE, "x".repeat(5_000)))).isEqualTo(404);
    assertThat(refused(() -> reads.ofGroup(List.of("200"), GROUP, JsonObject.EMPTY, ADDRESS))).isEqualTo(404);
    assertThat(refused(() -> reads.ofGroup(MINE, "NONE", JsonObject.EMPTY, ADDRESS))).isEqualTo(404);
    assertThat(refused(() -> reads.ofGroup(MINE, "x".repeat(5_000), JsonObject.EMPTY, ADDRESS))).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"limit, 0", "limit, 1025", "limit, many", "before, x", "after, x"})
  void what_is_no_page_is_refused(String name, String value) {
    assertThat(refused(() -> reads.ofGroup(MINE, GROUP, JsonObject.EMPTY.with(name, value), ADDRESS))).isEqualTo(400);
  }

  private void ours() {
    Instant at = Instant.ofEpochSecond(1_795_506_000L);
    kept.messages.update("wamid.S1", () -> Message.sent("wamid.S1", NUMBER, Optional.of(GROUP), at, new Rosters(kept.table).get(GROUP)).ours(
        new Sending(Optional.of(REQUEST), Optional.of("c-1"), Optional.of("order 7"), Optional.of(new Sending.Template("bill", "en", Optional.empty()))),
        Optional.of("template"), Optional.of(at)), Messages.Change::of);
  }

  static int refused(Supplier<JsonObject> read) {
    AtomicInteger status = new AtomicInteger();
    assertThatThrownBy(read::get).isInstanceOfSatisfying(Refused.class, refused -> status.set(refused.error().status()));
    return status.get();
  }
}
