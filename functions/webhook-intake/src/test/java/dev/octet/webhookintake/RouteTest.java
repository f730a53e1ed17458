package dev.octet.webhookintake;

import static dev.octet.webhookintake.Webhooks.change;
import static dev.octet.webhookintake.Webhooks.delivery;
import static dev.octet.webhookintake.Webhooks.message;
import static dev.octet.webhookintake.Webhooks.split;
import static dev.octet.webhookintake.Webhooks.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.webhookintake.Route.Destination;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

  @ParameterizedTest
  @ValueSource(strings = {"group_lifecycle_update", "group_participants_update", "group_participant_update", "group_settings_update", "group_status_update"})
  void what_happens_to_a_group_is_in_its_order(String field) {
    assertThat(route(change(field, "groups", "{\"group_id\":\"G\",\"type\":\"whatever\"}"))).isEqualTo(new Route(Destination.GROUP_EVENTS, "G"));
  }

  @Test
  void a_group_event_without_a_group_is_in_the_order_of_its_request_or_number() {
    assertThat(route(change("group_lifecycle_update", "groups", "{\"type\":\"group_create\",\"request_id\":\"R\",\"errors\":[{}]}")))
        .isEqualTo(new Route(Destination.GROUP_EVENTS, "R"));
    assertThat(route(change("group_lifecycle_update", "groups", "{\"group_id\":\"\"}")))
        .isEqualTo(new Route(Destination.GROUP_EVENTS, "number:100000000000001"));
  }

  @Test
  void what_is_written_in_a_group_and_read_there_is_in_the_groups_order() {
    Route inGroup = new Route(Destination.MESSAGE_EVENTS, "G");

    assertThat(route(change("messages", "messages", message("wamid.1", "G")))).isEqualTo(inGroup);
    assertThat(route(change("messages", "statuses", status("wamid.1", "\"recipient_type\":\"group\",\"recipient_id\":\"G\"")))).isEqualTo(inGroup);
    assertThat(route(change("messages", "statuses", status("wamid.1", "\"participant_recipient_id\":\"447700900123\",\"recipient_id\":\"G\"")))).isEqualTo(inGroup);
    assertThat(route(change("messages", "statuses", "{\"status\":\"unheard_of\",\"recipient_type\":\"group\",\"recipient_id\":\"G\"}"))).isEqualTo(inGroup);
    assertThat(route(change("messages", "statuses", status("wamid.1", "\"recipient_type\":\"group\""))))
        .isEqualTo(new Route(Destination.MESSAGE_EVENTS, "wamid.1"));
  }

  @Test
  void a_receipt_of_octets_own_message_to_one_person_is_not_somebody_elses() {
    assertThat(route(change("messages", "statuses", status("wamid.1", "\"recipient_id\":\"447700900123\",\"biz_opaque_callback_data\":\"oct_7f\""))))
        .isEqualTo(new Route(Destination.MESSAGE_EVENTS, "447700900123"));
    assertThat(route(change("messages", "statuses", status("wamid.1", "\"recipient_id\":\"447700900123\",\"biz_opaque_callback_data\":\"order-7\""))).destination())
        .isEqualTo(Destination.OTHER_WEBHOOKS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "\"x\"", "[]", "{\"id\":\"a\",\"id\":\"b\",\"group_id\":\"G\"}", "{broken}"})
  void what_is_no_readable_object_concerns_no_group(String item) {
    assertThat(route(change("group_lifecycle_update", "groups", item)).destination()).isEqualTo(Destination.OTHER_WEBHOOKS);
    assertThat(route(change("messages", "messages", item)).destination()).isEqualTo(Destination.OTHER_WEBHOOKS);
  }

  @Test
  void everything_else_goes_to_whoever_had_it_before_in_the_order_of_its_conversation() {
    String one = "{\"from\":\"447700900123\",\"id\":\"wamid.1\",\"type\":\"text\"}";

    assertThat(route(change("messages", "messages", one)))
        .isEqualTo(new Route(Destination.OTHER_WEBHOOKS, "number:100000000000001 447700900123"))
        .isEqualTo(route(change("messages", "statuses", status("wamid.2", "\"recipient_id\":\"447700900123\""))));
    assertThat(route(change("messages", "errors", "{\"code\":130429}"))).isEqualTo(new Route(Destination.OTHER_WEBHOOKS, "number:100000000000001 messages"));
    assertThat(route("{\"value\":{\"event\":\"X\"},\"field\":\"account_update\"}")).isEqualTo(new Route(Destination.OTHER_WEBHOOKS, "account:2088 account_update"));
    assertThat(route(change("calls", "groups", "{\"group_id\":\"G\"}")).destination()).isEqualTo(Destination.OTHER_WEBHOOKS);
  }

  @Test
  void who_changes_user_id_or_number_is_told_to_whoever_had_it_before_and_to_the_groups() {
    String changedNumber = "{\"from\":\"447700900123\",\"id\":\"wamid.1\",\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\",\"wa_id\":\"447700900124\"}}";
    for (String change : List.of(change("user_id_update", "user_id_update", "{\"wa_id\":\"447700900123\"}"),
        change("messages", "messages", changedNumber),
        change("messages", "messages", changedNumber.replace("user_changed_number", "user_changed_user_id")))) {
      assertThat(route(change).destination()).isEqualTo(Destination.OTHER_WEBHOOKS);
      assertThat(copy(change)).contains(new Route(Destination.GROUP_EVENTS, "number:100000000000001 people"));
    }
    assertThat(route(change("messages", "messages", changedNumber.replace("\"id\"", "\"group_id\":\"G\",\"id\""))).destination()).isEqualTo(Destination.MESSAGE_EVENTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"message_template_status_update", "template_category_update"})
  void what_the_platform_decides_about_a_template_is_told_to_whoever_had_it_before_and_to_who_sends_it(String field) {
    String change = "{\"value\":{\"message_template_name\":\"bill\",\"message_template_language\":\"en\"},\"field\":\"" + field + "\"}";

    assertThat(route(change)).isEqualTo(new Route(Destination.OTHER_WEBHOOKS, "account:2088 " + field));
    assertThat(copy(change)).contains(new Route(Destination.MESSAGE_EVENTS, "account:2088 templates"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"group_participants_update", "group_participant_update"})
  void who_comes_and_goes_is_told_to_the_groups_and_in_the_same_order_to_what_is_sent_to_them(String field) {
    String item = change(field, "groups", "{\"group_id\":\"G\",\"type\":\"group_participants_add\"}");

    assertThat(route(item)).isEqualTo(new Route(Destination.GROUP_EVENTS, "G"));
    assertThat(copy(item)).contains(new Route(Destination.MESSAGE_EVENTS, "G"));
    assertThat(copy(change(field, "groups", "{\"type\":\"group_participants_add\"}"))).as("of no group").isEmpty();
    assertThat(copy(change(field, "messages", "{\"group_id\":\"G\"}"))).as("no item of a group").isEmpty();
  }

  @Test
  void the_end_of_a_group_is_told_to_both() {
    assertThat(copy(change("group_lifecycle_update", "groups", "{\"group_id\":\"G\",\"type\":\"group_delete\"}"))).contains(new Route(Destination.MESSAGE_EVENTS, "G"));
    assertThat(copy(change("group_lifecycle_update", "groups", "{\"group_id\":\"G\",\"type\":\"group_create\"}"))).isEmpty();
    assertThat(copy(change("group_settings_update", "groups", "{\"group_id\":\"G\",\"type\":\"group_delete\"}"))).isEmpty();
  }

  @Test
  void nothing_else_is_copied() {
    assertThat(copy("{\"value\":{\"event\":\"X\",\"event\":\"Y\"},\"field\":\"template_category_update\"}")).as("what cannot be read").isEmpty();
    assertThat(copy("{\"value\":{},\"field\":\"message_template_quality_update\"}")).isEmpty();
    assertThat(copy(change("messages", "messages", message("wamid.1", "G")))).isEmpty();
    assertThat(copy(change("messages", "messages", "{\"id\":\"wamid.1\",\"type\":\"system\",\"system\":{\"type\":\"other\"}}"))).isEmpty();
    assertThat(copy(change("messages", "messages", "{\"system\":{\"type\":\"user_changed_number\",\"type\":\"b\"}}"))).isEmpty();
    assertThat(copy(change("group_lifecycle_update", "groups", "{\"group_id\":\"G\",\"system\":{\"type\":\"user_changed_number\"}}"))).isEmpty();
    assertThat(copy("{\"value\":{\"event\":\"X\"},\"field\":\"account_update\"}")).isEmpty();
  }

  private static Optional<Route> copy(String change) {
    return Route.ofCopy(split(delivery(change)).getFirst());
  }

  private static Route route(String change) {
    return Route.of(split(delivery(change)).getFirst());
  }
}
