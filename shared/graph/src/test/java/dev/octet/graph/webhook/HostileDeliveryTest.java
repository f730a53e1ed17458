package dev.octet.graph.webhook;

import static dev.octet.graph.webhook.Deliveries.ARRIVED;
import static dev.octet.graph.webhook.Deliveries.change;
import static dev.octet.graph.webhook.Deliveries.contact;
import static dev.octet.graph.webhook.Deliveries.delivery;
import static dev.octet.graph.webhook.Deliveries.json;
import static dev.octet.graph.webhook.Deliveries.messages;
import static dev.octet.graph.webhook.Deliveries.read;
import static dev.octet.graph.webhook.Deliveries.split;
import static dev.octet.graph.webhook.Deliveries.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One bad item never takes its neighbours down, and goes on as it came. */
class HostileDeliveryTest {
  private static final String ONE = text("wamid.1", "15550190311");
  private static final String TWO = text("wamid.2", "15550190322");

  static Stream<String> readable() {
    return Stream.of("null", "7", "\"text\"", "[]", "[{\"id\":\"wamid.1\"}]", "{}", "{\"id\":{}}", "{\"id\":null,\"from\":[],\"group_id\":7}",
        "{\"lone\":\"\\ud83d\"}", "{\"nul\":\"\\u0000\"}", "{\"huge\":" + "9".repeat(900) + "}", "{\"tiny\":1e-99999}", "{\"\":\"\"}",
        "{\"noncharacter\":\"\uFFFE\uFFFF\"}", "{\"deep\":" + "[".repeat(50) + "]".repeat(50) + "}");
  }

  static Stream<String> unreadable() {
    return Stream.of(
        "{\"id\":\"wamid.1\",\"id\":\"wamid.2\"}",
        "{\"deep\":" + "[".repeat(80) + "]".repeat(80) + "}",
        "{\"deeper\":" + "{\"x\":".repeat(100_000) + "1" + "}".repeat(100_000) + "}",
        "[".repeat(200_000) + "]".repeat(200_000),
        "{\"longer than any parser takes\":" + "9".repeat(5_000) + "}",
        "{\"" + "k".repeat(60_000) + "\":1}",
        "{\"id\":NaN}", "{broken}", "{\"id\":\"a\" \"b\"}", "{\"escape\":\"\\q\"}", "{\"id\":\"a\"} trailing", "nonsense", "1;\"more\":2",
        "{\"control\":\"a\nb\"}");
  }

  @ParameterizedTest
  @MethodSource("readable")
  void an_item_of_any_shape_goes_on_alone(String item) {
    List<DeliveredEvent> events = split(delivery(messages(ONE, item, TWO)));

    assertNeighbours(events);
    assertThat(events.get(1).problem()).isEmpty();
    Object expected = json("{\"x\":" + item + "}").get("x");
    WebhookEvent read = read(events.get(1));
    assertThat(read.value().items("messages")).hasSize(1);
    assertThat(read.value().items("messages").getFirst()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void an_item_that_cannot_be_read_goes_on_as_it_came(String item) {
    List<DeliveredEvent> events = split(delivery(messages(ONE, item, TWO)));

    assertNeighbours(events);
    DeliveredEvent event = events.get(1);
    assertThat(event.problem()).isPresent().get().asString().doesNotContain("wamid");
    assertThat(event.item()).isEmpty();
    assertThat(new String(event.body(), UTF_8)).isEqualTo(delivery(messages(item)).replaceAll("(?s)\\{\"value\":(.*),\"field\":\"messages\"\\}", "{\"field\":\"messages\",\"value\":$1}"));
    assertThat(event.text(ARRIVED).orElseThrow()).contains("[" + item + "]").contains("\"event_key\":\"" + event.key() + "\"");
    assertThat(split(delivery(messages(item))).getFirst().key()).as("in other company").isEqualTo(event.key());
  }

  @Test
  void what_is_no_utf8_goes_on_as_bytes() throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] bad = "{\"id\":\"\u00ff\u00c0\u0080\"}".getBytes(ISO_8859_1);
    String[] around = delivery(messages(ONE, "BAD", TWO)).split("BAD", 2);
    body.writeBytes(around[0].getBytes(UTF_8));
    body.writeBytes(bad);
    body.writeBytes(around[1].getBytes(UTF_8));
    List<DeliveredEvent> events = split(body.toByteArray());

    assertNeighbours(events);
    assertThat(events.get(1).problem()).isPresent();
    assertThat(events.get(1).text(ARRIVED)).isEmpty();
    assertThat(joined(EventPart.of(events.get(1), ARRIVED))).isEqualTo(events.get(1).body());
    assertThat(new String(events.get(1).body(), ISO_8859_1)).contains(new String(bad, ISO_8859_1));
    assertThat(UnrecognizedWebhook.inParts(events.get(1), ARRIVED, 1).type()).isEqualTo("webhook.unrecognized");
  }

  @Test
  void malformed_surroundings_go_whole_and_the_others_are_split() {
    String good = messages(ONE);
    List<DeliveredEvent> events = split("{\"object\":\"o\",\"entry\":[{\"id\":\"1\",\"changes\":[" + good + "]},{broken},{\"id\":\"2\",\"changes\":[" + good + ",]},"
        + "{\"id\":\"3\",\"changes\":[{\"field\":\"messages\",\"field\":\"x\",\"value\":{}},{\"value\":{\"messages\":[1,,2]},\"field\":\"messages\"}," + messages(TWO) + "]}]}");

    assertThat(events).extracting(event -> event.item().flatMap(item -> item.text("id")).orElse("-")).containsExactly("wamid.1", "-", "-", "-", "-", "wamid.2");
    assertThat(events).extracting(event -> event.problem().isPresent()).containsExactly(false, true, true, true, true, false);
    assertThat(new String(events.get(1).body(), UTF_8)).isEqualTo("{\"object\":\"o\",\"entry\":[{broken}]}");
  }

  @Test
  void lists_and_entries_that_come_twice_are_all_split() {
    String change = change("messages", "\"messages\":[" + ONE + "],\"messages\":[" + TWO + "]");
    String twice = delivery(change).replaceFirst("\\}$", ",\"entry\":[{\"id\":\"9\",\"changes\":[" + messages(ONE) + "]}]}");

    assertThat(split(twice)).extracting(event -> event.item().flatMap(item -> item.text("id")).orElseThrow()).containsExactly("wamid.1", "wamid.2", "wamid.1");
  }

  @Test
  void a_member_may_be_spelled_with_escapes() {
    assertThat(split(delivery(messages(ONE)).replace("\"entry\"", "\"\\u0065ntry\"").replace("\"messages\":", "\"\\u006dessages\":")))
        .singleElement().satisfies(event -> assertThat(event.list()).isEqualTo("messages"));
  }

  @Test
  void nobody_speaks_in_the_name_of_octet() {
    String body = delivery(messages(ONE)).replaceFirst("\\}$", ",\"octet\":{\"event_key\":\"forged\",\"received_at\":\"1970-01-01T00:00:00Z\"}}");

    assertThat(read(split(body).getFirst()).key()).isNotEqualTo("forged").hasSize(64);
  }

  @Test
  void a_contact_that_cannot_be_read_is_an_event_of_its_own() {
    List<DeliveredEvent> events = split(delivery(change("messages", "\"contacts\":[7,{\"wa_id\":\"1\",\"wa_id\":\"2\"}," + contact("15550190311", "Ana") + "],\"messages\":[" + ONE + "]")));

    assertThat(events).extracting(DeliveredEvent::list).containsExactly("messages", "contacts", "contacts");
    assertThat(events).extracting(DeliveredEvent::problem).extracting(Optional::isPresent).containsExactly(false, false, true);
    assertThat(read(events.getFirst()).value().objects("contacts")).hasSize(1);
  }

  @Test
  void an_item_larger_than_a_queue_message_is_the_sum_of_its_parts() {
    String big = "{\"id\":\"wamid.9\",\"body\":\"" + "ü🛠x".repeat(300_000) + "\"}";
    List<DeliveredEvent> events = split(delivery(messages(ONE, big, TWO)));

    assertNeighbours(events);
    List<EventPart> parts = EventPart.of(events.get(1), ARRIVED);
    assertThat(parts).hasSize(3).allSatisfy(part -> assertThat(part.text().length()).isLessThan(1 << 20));
    assertThat(joined(parts)).isEqualTo(events.get(1).body());
    assertThat(parts).extracting(EventPart::id).doesNotHaveDuplicates()
        .isEqualTo(EventPart.of(events.get(1), ARRIVED.plusSeconds(60)).stream().map(EventPart::id).toList());
    assertThat(UnrecognizedWebhook.inParts(events.get(1), ARRIVED, 3).type()).isEqualTo("webhook.oversized");
  }

  @Test
  void more_than_can_be_split_is_one_event() {
    String crowd = String.join(",", IntStream.range(0, 1_000_000).mapToObj(i -> "1").toList());
    String heavy = change("messages", "\"v\":\"" + "x".repeat(1_000_000) + "\",\"messages\":[" + String.join(",", IntStream.range(0, 200).mapToObj(i -> "{\"id\":\"" + i + "\"}").toList()) + "]");
    String many = String.join(",", IntStream.range(0, Delivery.MAX_EVENTS + 1).mapToObj(i -> "{}").toList());

    for (String body : List.of(delivery(messages(crowd)), delivery(heavy), delivery(many), delivery(change("messages", "\"contacts\":[" + crowd + "],\"messages\":[1]")))) {
      assertThat(split(body)).singleElement().satisfies(event -> {
        assertThat(event.problem()).isPresent();
        assertThat(json(new String(event.body(), UTF_8))).isEqualTo(json(body));
      });
    }
    assertThat(split(delivery(many.substring(3)))).hasSize(Delivery.MAX_EVENTS);
  }

  private static void assertNeighbours(List<DeliveredEvent> events) {
    assertThat(events).hasSize(3);
    assertThat(read(events.getFirst()).item("messages")).contains(json(ONE));
    assertThat(read(events.getLast()).item("messages")).contains(json(TWO));
  }

  private static byte[] joined(List<EventPart> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (EventPart part : parts) {
      JsonObject read = json(part.text());
      assertThat(read.object("octet").orElseThrow().whole("parts")).hasValue(parts.size());
      bytes.writeBytes(Base64.getDecoder().decode(read.text("data").orElseThrow()));
    }
    return bytes.toByteArray();
  }
}
