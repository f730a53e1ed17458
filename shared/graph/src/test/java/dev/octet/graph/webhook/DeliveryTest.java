package dev.octet.graph.webhook;

import static dev.octet.graph.webhook.Deliveries.change;
import static dev.octet.graph.webhook.Deliveries.contact;
import static dev.octet.graph.webhook.Deliveries.delivery;
import static dev.octet.graph.webhook.Deliveries.groups;
import static dev.octet.graph.webhook.Deliveries.json;
import static dev.octet.graph.webhook.Deliveries.messages;
import static dev.octet.graph.webhook.Deliveries.read;
import static dev.octet.graph.webhook.Deliveries.split;
import static dev.octet.graph.webhook.Deliveries.statuses;
import static dev.octet.graph.webhook.Deliveries.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.domain.json.JsonException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a delivery is split into, as long as everything in it can be read. */
class DeliveryTest {

  @Test
  void every_item_is_an_event_with_what_stands_around_it() {
    List<DeliveredEvent> events = split(delivery(
        messages(text("wamid.1", "15550190311"), text("wamid.2", "15550190322")),
        statuses("{\"id\":\"wamid.3\",\"status\":\"read\"}"),
        groups("group_status_update", "{\"type\":\"group_suspend\",\"group_id\":\"G\"}"),
        change("messages", "\"errors\":[{\"code\":130429}]")));

    assertThat(events).extracting(DeliveredEvent::list).containsExactly("messages", "messages", "statuses", "groups", "errors");
    assertThat(events).extracting(DeliveredEvent::key).doesNotHaveDuplicates();
    assertThat(events).allSatisfy(event -> {
      assertThat(event.problem()).isEmpty();
      assertThat(event.phoneNumberId()).contains(Deliveries.NUMBER);
      WebhookEvent read = read(event);
      assertThat(read.key()).isEqualTo(event.key());
      assertThat(read.receivedAt()).isEqualTo(Deliveries.ARRIVED);
      assertThat(read.accountId()).isEqualTo("2088");
      assertThat(read.field()).isEqualTo(event.field());
      assertThat(read.phoneNumberId()).contains(Deliveries.NUMBER);
      assertThat(read.item(event.list())).isEqualTo(event.item());
      assertThat(read.value().items(event.list())).hasSize(1);
    });
  }

  @Test
  void an_item_travels_as_the_bytes_that_came() {
    String item = "{ \"id\" : \"wamid.1\",\n \"n\": 1.50e+2, \"unheard_of\": [ {\"\\u00e4\":null} ], \"body\": \"\\ud83d\\ude00 ü\" }";

    assertThat(split(delivery(messages(item))).getFirst().text(Deliveries.ARRIVED).orElseThrow()).contains(item);
  }

  @Test
  void unknown_members_stay_at_every_level() {
    DeliveredEvent event = split("{\"r\":1,\"entry\":[{\"id\":\"2\",\"time\":3,\"changes\":[{\"c\":[4],\"field\":\"messages\",\"value\":"
        + "{\"v\":{\"x\":5},\"messages\":[{\"id\":\"a\"}],\"statuses\":[{\"id\":\"b\"}]}}]}],\"object\":\"o\"}").getFirst();

    assertThat(json(new String(event.body(), UTF_8))).isEqualTo(json("{\"r\":1,\"object\":\"o\",\"entry\":[{\"id\":\"2\",\"time\":3,\"changes\":"
        + "[{\"c\":[4],\"field\":\"messages\",\"value\":{\"v\":{\"x\":5},\"messages\":[{\"id\":\"a\"}]}}]}]}"));
  }

  @Test
  void the_key_is_of_the_item_its_field_and_its_number() {
    String item = "{\"timestamp\":\"1795506000\",\"type\":\"group_delete\",\"group_id\":\"G\"}";
    String key = split(delivery(groups("group_lifecycle_update", item))).getFirst().key();

    assertThat(split(delivery(groups("group_lifecycle_update", "{\"group_id\": \"G\", \"type\":\"group_delete\",\"timestamp\":\"1795506000\"}"))))
        .as("keys in another order").extracting(DeliveredEvent::key).containsExactly(key);
    assertThat(split(delivery(groups("group_lifecycle_update", "{\"type\":\"group_delete\"}", item), messages(text("wamid.1", "1")))))
        .as("in company").extracting(DeliveredEvent::key).contains(key);
    assertThat(split(delivery(groups("group_lifecycle_update", item)).replace("\"2088\"", "\"2099\"")))
        .as("the number's account has changed").extracting(DeliveredEvent::key).containsExactly(key);
    assertThat(split(delivery(groups("group_lifecycle_update", item)).replace(Deliveries.NUMBER, "100000000000002")))
        .as("another number").extracting(DeliveredEvent::key).doesNotContain(key);
    assertThat(split(delivery(groups("group_settings_update", item)))).as("another field").extracting(DeliveredEvent::key).doesNotContain(key);
    assertThat(split(delivery(groups("group_lifecycle_update", item.replace("6000", "6001"))))).as("a second later")
        .extracting(DeliveredEvent::key).doesNotContain(key);
  }

  @Test
  void a_message_brings_its_senders_contact_and_no_other() {
    String ana = contact("15550190311", "Ana");
    String ben = contact("15550190322", "Ben");
    List<DeliveredEvent> both = split(delivery(change("messages", "\"contacts\":[" + ben + "," + ana + "],\"messages\":["
        + text("wamid.1", "15550190311") + "," + text("wamid.2", "+1 555 0190322") + "]")));
    DeliveredEvent alone = split(delivery(change("messages", "\"contacts\":[" + ana + "],\"messages\":[" + text("wamid.1", "15550190311") + "]"))).getFirst();
    DeliveredEvent without = split(delivery(messages(text("wamid.1", "15550190311")))).getFirst();

    assertThat(both).hasSize(2);
    assertThat(both.getFirst().body()).isEqualTo(alone.body());
    assertThat(both.getFirst().key()).isEqualTo(alone.key()).isEqualTo(without.key());
    assertThat(read(both.getLast()).value().objects("contacts")).containsExactly(json(ben));
  }

  @Test
  void a_user_id_decides_whose_contact_it_is() {
    String contacts = "\"contacts\":[{\"wa_id\":\"1\",\"user_id\":\"US.1\"},{\"wa_id\":\"1\",\"user_id\":\"US.2\"}]";
    List<DeliveredEvent> events = split(delivery(change("messages",
        contacts + ",\"statuses\":[{\"id\":\"a\",\"recipient_type\":\"group\",\"recipient_id\":\"G\",\"recipient_participant_id\":\"1\",\"recipient_participant_user_id\":\"US.2\"}]")));

    assertThat(read(events.getFirst()).value().objects("contacts")).containsExactly(json("{\"wa_id\":\"1\",\"user_id\":\"US.2\"}"));
    assertThat(events).extracting(DeliveredEvent::list).as("the other is not lost").containsExactly("statuses", "contacts");
  }

  @Test
  void who_is_alone_with_one_contact_is_that_person() {
    DeliveredEvent event = split(delivery(change("messages", "\"contacts\":[" + contact("1", "Ana") + "],\"messages\":[{\"id\":\"a\"}]"))).getFirst();

    assertThat(read(event).value().objects("contacts")).hasSize(1);
    assertThat(split(delivery(change("messages", "\"contacts\":[" + contact("1", "Ana") + "],\"messages\":[{\"id\":\"a\"},{\"id\":\"b\"}]"))))
        .extracting(DeliveredEvent::list).containsExactly("messages", "messages", "contacts");
  }

  @Test
  void what_holds_no_known_item_goes_whole() {
    String template = "{\"value\":{\"event\":\"APPROVED\",\"message_template_id\":7},\"field\":\"message_template_status_update\"}";
    String userId = change("user_id_update", "\"contacts\":[" + contact("1", "Ana") + "],\"user_id_update\":[{\"wa_id\":\"1\"},{\"wa_id\":\"2\"}]");
    List<DeliveredEvent> events = split(delivery(template, userId, messages(), change("messages", "\"messages\":{}"), "{\"field\":\"messages\"}", "7", "null"));

    assertThat(events).hasSize(7).allSatisfy(event -> {
      assertThat(event.list()).isEmpty();
      assertThat(event.item()).isEmpty();
      assertThat(event.problem()).isEmpty();
    });
    assertThat(new String(events.get(0).body(), UTF_8)).isEqualTo(delivery(template));
    assertThat(new String(events.get(1).body(), UTF_8)).isEqualTo(delivery(userId));
    assertThat(new String(events.get(5).body(), UTF_8)).isEqualTo(delivery("7"));
    assertThat(events).extracting(DeliveredEvent::key).doesNotHaveDuplicates();
  }

  @Test
  void the_same_news_of_an_account_at_another_time_is_another_event() {
    String body = "{\"object\":\"o\",\"entry\":[{\"id\":\"1\",\"time\":100,\"changes\":[{\"field\":\"account_update\",\"value\":{\"event\":\"X\"}}]}]}";

    assertThat(split(body.replace("100", "200")).getFirst().key()).isNotEqualTo(split(body).getFirst().key());
    assertThat(split(body.replace("{\"id\":\"1\",\"time\":100", "{ \"time\":100,\"id\":\"1\"")).getFirst().key()).isEqualTo(split(body).getFirst().key());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"object\":\"page\"}", "{\"object\":\"x\",\"entry\":[]}", "{\"entry\":{}}", "{\"entry\":7}", " {\"entry\":[{}]}\n",
      "{\"entry\":[{\"changes\":[]}]}", "{\"entry\":[[[]]]}", "{\"entry\":[null]}", "{\"entry\":[{\"changes\":null}]}"})
  void what_is_no_webhook_but_an_object_is_one_event(String body) {
    assertThat(split(body)).singleElement().satisfies(event -> {
      assertThat(json(event.text(Deliveries.ARRIVED).orElseThrow()).without("octet")).isEqualTo(json(body));
      assertThat(json(event.text(Deliveries.ARRIVED).orElseThrow()).object("octet").orElseThrow().text("event_key")).contains(event.key());
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "not JSON", "[]", "7", "null", "\"x\"", "{", "{\"entry\":[", "{\"entry\":[{\"id\":\"1\"}]", "{\"entry\":[}]", "{}{}", "{},",
      "{\"object\":nonsense}", "{\"object\"}", "{\"object\":}", "{\"a\":1,}", "{,}", "{a:1}", "{\"a\" 1}", "{\"a\":01}", "{\"a\":1 2}", "{\"a\":\"b}", "{\"a\":{}]",
      "{\"a\":\"\\", "\uFEFF{}", "{\"a\":[1}"})
  void what_is_no_object_or_has_no_end_is_refused(String body) {
    assertThatThrownBy(() -> Delivery.split(body.getBytes(UTF_8))).isInstanceOf(JsonException.class)
        .hasMessageNotContaining("nonsense");
  }
}
