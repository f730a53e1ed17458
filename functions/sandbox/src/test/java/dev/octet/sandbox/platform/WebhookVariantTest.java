package dev.octet.sandbox.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import org.junit.jupiter.api.Test;

class WebhookVariantTest {
  private static JsonObject body(String... changes) throws JsonException {
    return JsonObject.parse("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"2\",\"changes\":[" + String.join(",", changes) + "]}]}");
  }

  private static String group(String field, String event) {
    return "{\"field\":\"" + field + "\",\"value\":{\"groups\":[" + event + "]}}";
  }

  @Test
  void what_failed_and_what_failed_in_part_are_told_from_what_was_done() throws JsonException {
    String block = "\"group_subject\":{\"update_successful\":%s},\"group_description\":{\"update_successful\":%s}}";
    String settings = "{\"type\":\"group_settings_update\"," + block;

    assertThat(WebhookVariant.in(body(group("group_settings_update", settings.formatted("true", "true"))))).containsExactly(WebhookVariant.SETTINGS_CHANGED);
    assertThat(WebhookVariant.in(body(group("group_settings_update", settings.formatted("true", "false"))))).containsExactly(WebhookVariant.SETTINGS_CHANGED_PARTLY);
    assertThat(WebhookVariant.in(body(group("group_settings_update", settings.formatted("false", "false"))))).containsExactly(WebhookVariant.SETTINGS_NOT_CHANGED);
    assertThat(WebhookVariant.in(body(group("group_lifecycle_update", "{\"type\":\"group_delete\",\"errors\":[{\"code\":1}]}")))).containsExactly(WebhookVariant.GROUP_NOT_DELETED);
  }

  @Test
  void of_several_in_one_body_each_is_found() throws JsonException {
    String joined = group("group_participants_update", "{\"type\":\"group_participants_add\",\"added_participants\":[{\"user_id\":\"US.1\"}]}");
    JsonObject several = body(group("group_lifecycle_update", "{\"type\":\"group_create\"}"), joined, joined);

    assertThat(WebhookVariant.in(several)).containsExactly(WebhookVariant.GROUP_CREATED, WebhookVariant.JOINED);
    assertThat(WebhookVariant.isKnown(several)).isTrue();
  }

  @Test
  void what_the_sandbox_does_not_send_is_none() throws JsonException {
    JsonObject other = body(group("group_lifecycle_update", "{\"type\":\"group_create\"}"), "{\"field\":\"flows\",\"value\":{}}");

    assertThat(WebhookVariant.in(other)).containsExactly(WebhookVariant.GROUP_CREATED);
    assertThat(WebhookVariant.isKnown(other)).isFalse();
    assertThat(WebhookVariant.isKnown(JsonObject.EMPTY)).isFalse();
  }
}
