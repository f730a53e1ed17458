package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong with messages and their statuses when it is told to, and what a message costs the sandbox itself. */
class StatusFaultsTest {
  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair");
  private final String id = group.text("group_id").orElseThrow();
  private final String ada = platform.member("Ada", "447700900123", group);

  StatusFaultsTest() {
    platform.member("Ben", "447700900124", group);
    platform.write(ada, id, "Hello?");
    platform.deliver();
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void an_answer_is_lost_after_the_effect_and_the_statuses_tell_of_it() {
    platform.faults("{\"answer_lost\":1}");

    Platform.Answer answer = platform.send(text().with("biz_opaque_callback_data", "oct_1"));

    assertThat(answer.status()).isEqualTo(504);
    platform.settle();
    assertThat(platform.receiver.statuses("sent")).extracting(one -> one.text("biz_opaque_callback_data").orElseThrow()).containsExactly("oct_1");
    assertThat(said()).hasSize(2);
  }

  @Test
  void what_is_refused_by_a_fault_was_not_sent() {
    platform.faults("{\"no_answer\":1}");
    assertThat(platform.send(text()).status()).isEqualTo(504);
    platform.faults("{\"status\":{\"code\":429,\"times\":1}}");
    Platform.Answer tooMany = platform.send(text());
    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(tooMany.code()).as("the code of messages, not of groups").isEqualTo(130429);
    platform.faults("{\"status\":503}");
    assertThat(platform.send(text()).status()).isEqualTo(503);

    platform.settle();
    assertThat(said()).hasSize(1);
    assertThat(platform.receiver.statuses("sent")).isEmpty();
  }

  @Test
  void each_status_is_duplicated_or_lost_by_itself() {
    platform.faults("{\"duplicate\":true}");
    platform.send(text());
    platform.settle();
    assertThat(platform.receiver.statuses("sent")).hasSize(2);
    assertThat(platform.receiver.statuses("delivered")).hasSize(4);

    platform.faults("{\"lost_webhook\":1}");
    platform.send(text());
    platform.settle();
    assertThat(platform.receiver.statuses("sent")).as("the first of three was lost").hasSize(2);
    assertThat(platform.receiver.statuses("delivered")).hasSize(6);
  }

  @Test
  void statuses_come_before_the_answer() {
    platform.faults("{\"webhook_before_answer\":true}");

    platform.send(text());

    assertThat(platform.receiver.statuses("sent")).hasSize(1);
    assertThat(platform.receiver.statuses("delivered")).hasSize(2);
  }

  @Test
  void what_was_taken_can_fail_after_all() {
    platform.faults("{\"failed_in_webhook\":{\"times\":1,\"code\":131020}}");

    assertThat(platform.send(text()).status()).isEqualTo(200);
    assertThat(platform.send(text()).status()).isEqualTo(200);

    platform.settle();
    assertThat(platform.receiver.statuses("failed").getFirst().objects("errors")).as("spec/webhooks/messages.group_status_failed").containsExactly(JsonObject.EMPTY
        .with("code", 131020).with("title", "Bad Group").with("message", "Bad Group").with("error_data", JsonObject.EMPTY.with("details", "Cannot send messages to single member groups."))
        .with("href", "/documentation/business-messaging/whatsapp/support/error-codes"));
    assertThat(platform.receiver.statuses("sent")).hasSize(1);
    assertThat(platform.api("GET", "people/" + ada + "/messages?group_id=" + id, "").json().objects("messages")).as("who failed is not seen").hasSize(2);
    assertThat(platform.api("GET", "numbers/" + Platform.NUMBER + "/ledger", "").json().whole("count")).hasValue(2);
  }

  @Test
  void who_reads_so_soon_that_nothing_tells_of_the_delivery_pays_all_the_same() {
    platform.faults("{\"skip_delivered\":1}");
    platform.settings("{\"people_read\":\"at_once\"}");

    platform.send(text());

    platform.settle();
    assertThat(platform.receiver.statuses("delivered")).hasSize(1);
    assertThat(platform.receiver.statuses("read")).hasSize(2).allSatisfy(one -> assertThat(one.object("pricing")).isPresent());
    assertThat(platform.api("GET", "numbers/" + Platform.NUMBER + "/ledger", "").json().whole("count")).hasValue(2);
  }

  @Test
  void statuses_of_a_message_share_a_webhook_and_so_do_those_of_a_person() {
    platform.faults("{\"aggregate_statuses\":\"by_message\"}");
    platform.send(text());
    platform.settle();
    Receiver.Delivery delivered = platform.receiver.only("delivered");
    assertThat(delivered.value().objects("statuses")).hasSize(2);
    assertThat(delivered.value().objects("contacts")).as("spec/webhooks/messages.group_status_read_many_participants").hasSize(2);

    platform.faults("{\"aggregate_statuses\":\"by_person\"}");
    platform.send(text());
    platform.act(ada, "read", JsonObject.EMPTY.with("group_id", id));
    platform.settle();
    assertThat(platform.receiver.only("read").value().objects("statuses")).hasSize(2).extracting(one -> one.text("id")).doesNotHaveDuplicates();
  }

  @Test
  void people_without_phone_numbers_and_older_spellings_are_so_in_statuses_too() {
    platform.faults("{\"without_phone_numbers\":true}");
    platform.send(text());
    platform.settle();
    assertThat(platform.receiver.statuses("delivered")).hasSize(2).allSatisfy(one -> {
      assertThat(one.has("recipient_participant_id")).isFalse();
      assertThat(one.text("recipient_participant_user_id")).isPresent();
    });
    platform.faults("{\"older_field_spellings\":true}");
    platform.send(text());
    platform.settle();
    assertThat(platform.receiver.statuses("delivered").getLast().fields().keySet())
        .containsExactly("id", "status", "timestamp", "recipient_id", "recipient_type", "participant_recipient_id", "conversation", "pricing");
  }

  @Test
  void a_message_costs_a_bounded_number_of_requests_whoever_is_in() {
    platform.engines.requests().take();

    platform.send(text());

    Map<String, Integer> requests = platform.engines.requests().take();
    System.out.println("sandbox send to a group of two: " + requests);
    assertThat(requests).isEqualTo(Map.of("DynamoDb.GetItem", 4, "DynamoDb.PutItem", 1, "DynamoDb.TransactWriteItems", 1, "Sqs.SendMessageBatch", 1));
  }

  private JsonObject text() {
    return JsonObject.EMPTY.with("recipient_type", "group").with("to", id).with("type", "text").with("text", JsonObject.EMPTY.with("body", "Thursday?"));
  }

  private List<JsonObject> said() {
    return platform.api("GET", "groups/" + id + "/messages", "").json().objects("messages");
  }
}
