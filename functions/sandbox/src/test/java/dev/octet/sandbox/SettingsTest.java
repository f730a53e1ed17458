package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changing a group's subject and description. */
class SettingsTest {
  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair", JsonObject.EMPTY.with("description", "Tiles"));
  private final String id = group.text("group_id").orElseThrow();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void both_are_changed_and_the_webhook_has_a_block_for_each() {
    Platform.Answer answer = update(JsonObject.EMPTY.with("subject", " Roof done  ").with("description", "After-care"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().fields().keySet()).containsExactly("messaging_product", "request_id");
    assertThat(platform.receiver.deliveries()).as("asynchronous").hasSize(1);
    platform.deliver();
    Receiver.Delivery webhook = platform.receiver.only("group_settings_update");
    assertThat(webhook.field()).isEqualTo("group_settings_update");
    assertThat(webhook.event().without("timestamp")).isEqualTo(JsonObject.EMPTY
        .with("group_id", id).with("type", "group_settings_update").with("request_id", answer.text("request_id"))
        .with("group_subject", JsonObject.EMPTY.with("text", "Roof done").with("update_successful", true))
        .with("group_description", JsonObject.EMPTY.with("text", "After-care").with("update_successful", true)));
    assertThat(info()).isEqualTo(JsonObject.EMPTY
        .with("messaging_product", "whatsapp").with("id", id).with("subject", "Roof done").with("description", "After-care"));
    assertThat(platform.get(Platform.GROUPS).json().object("data").orElseThrow().objects("groups").getFirst().text("subject")).contains("Roof done");
  }

  @Test
  void what_is_not_sent_stays_and_is_not_told_of() {
    update(JsonObject.EMPTY.with("subject", "Roof done"));

    platform.deliver();
    assertThat(platform.receiver.only("group_settings_update").event().fields().keySet())
        .containsExactly("timestamp", "group_id", "type", "request_id", "group_subject");
    assertThat(info().text("description")).contains("Tiles");
  }

  @Test
  void a_description_can_be_emptied_and_the_subject_stays() {
    update(JsonObject.EMPTY.with("description", ""));

    platform.deliver();
    assertThat(platform.receiver.only("group_settings_update").event().object("group_description"))
        .contains(JsonObject.EMPTY.with("text", "").with("update_successful", true));
    assertThat(info().has("description")).isFalse();
    assertThat(info().text("subject")).contains("Roof repair");
  }

  @Test
  void who_is_in_stays_in() {
    String ada = platform.person("Ada");
    platform.join(ada, group.text("invite_link").orElseThrow());

    update(JsonObject.EMPTY.with("subject", "Roof done"));

    assertThat(platform.truth(id).objects("participants")).hasSize(1);
    assertThat(platform.truth(id).text("invite_link")).isEqualTo(group.text("invite_link"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "                                                                                                   | 131008",
      "{}                                                                                                 | 131008",
      "{\"subject\":\"x\"}                                                                                | 131008",
      "{\"messaging_product\":\"whatsapp\"}                                                               | 131008",
      "{\"messaging_product\":\"whatsapp\",\"subject\":null,\"description\":null}                         | 131008",
      "{\"messaging_product\":\"sms\",\"subject\":\"x\"}                                                  | 100",
      "{\"messaging_product\":\"whatsapp\",\"subject\":7}                                                 | 100",
      "{\"messaging_product\":\"whatsapp\",\"description\":[\"x\"]}                                       | 100",
      "{\"messaging_product\":\"whatsapp\",\"subject\":\" \\t\"}                                          | 131009",
      "{\"messaging_product\":\"whatsapp\",\"subject\":\"\"}                                              | 131009",
      "{\"messaging_product\":\"whatsapp\",\"subject\":\"\\u200b\"}                                       | 131009",
      "{\"messaging_product\":\"whatsapp\",\"subject\":\"\\ud800\"}                                       | 131009",
      "{\"messaging_product\":\"whatsapp\",\"subject\":\"x\",\"join_approval_mode\":\"auto_approve\"}     | 100",
      "{\"messaging_product\":\"whatsapp\",\"description\":\"x\",\"profile_picture_file\":\"x\"}          | 100",
      "[1]                                                                                                | 100",
      "{\"messaging_product\":                                                                            | 100"})
  void a_body_that_changes_nothing_is_refused_with_its_code(@Nullable String body, long code) {
    Platform.Answer answer = platform.call("POST", "/sandbox/graph/v26.0/" + id, Map.of("authorization", "Bearer sandbox-token"),
        body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.details()).endsWith(".");
    assertNothingHappened();
  }

  @Test
  void lengths_are_those_of_a_new_group() {
    assertThat(update(JsonObject.EMPTY.with("subject", "x".repeat(129))).code()).isEqualTo(131009);
    assertThat(update(JsonObject.EMPTY.with("description", "x".repeat(2049))).code()).isEqualTo(131009);
    assertNothingHappened();
    assertThat(update(JsonObject.EMPTY.with("subject", " " + "🛠".repeat(128) + " ").with("description", "x".repeat(2048))).status()).isEqualTo(200);
  }

  @Test
  void a_suspended_group_stays_as_it_is() {
    platform.suspend(id);

    Platform.Answer answer = update(JsonObject.EMPTY.with("subject", "Roof done"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo(131207);
    assertNothingHappened();
  }

  private Platform.Answer update(JsonObject body) {
    return platform.operate("POST", id, "", body);
  }

  private JsonObject info() {
    return platform.get("/sandbox/graph/v26.0/" + id + "?fields=subject,description").json();
  }

  private void assertNothingHappened() {
    platform.deliver();
    platform.receiver.only("group_create");
    assertThat(platform.receiver.deliveries()).hasSize(1);
    assertThat(info().text("subject")).contains("Roof repair");
    assertThat(info().text("description")).contains("Tiles");
  }
}
