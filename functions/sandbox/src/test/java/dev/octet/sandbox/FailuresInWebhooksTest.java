package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken, and told to have failed afterwards (spec §4.2 to §4.4). */
class FailuresInWebhooksTest {
  private static final String RATE = "{\"failed_in_webhook\":{\"times\":1,\"code\":131208}}";
  private static final String PARTIAL = "{\"failed_in_webhook\":{\"times\":1,\"code\":131208,\"as\":\"partial\"}}";

  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair", JsonObject.EMPTY.with("description", "Tiles"));
  private final String id = group.text("group_id").orElseThrow();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void a_group_is_not_made_and_its_webhook_has_the_id_that_it_would_have_had() {
    platform.faults("{\"failed_in_webhook\":1}");

    Platform.Answer answer = platform.create("Never made", JsonObject.EMPTY.with("description", "x"));

    assertThat(answer.status()).isEqualTo(200);
    JsonObject event = told("group_create", answer);
    assertThat(event.without("timestamp").without("group_id")).isEqualTo(JsonObject.EMPTY
        .with("type", "group_create").with("request_id", answer.text("request_id")).with("subject", "Never made").with("description", "x")
        .with("errors", List.of(error(131000, "Something went wrong", "Something went wrong in the sandbox."))));
    assertThat(platform.get("/sandbox/graph/v26.0/" + event.text("group_id").orElseThrow()).code()).isEqualTo(131041);
    assertThat(activeGroups()).isEqualTo(1);
    assertThat(platform.create("Made").status()).isEqualTo(200);
    assertThat(activeGroups()).as("one time").isEqualTo(2);
  }

  @Test
  void a_group_is_not_deleted() {
    platform.faults(RATE);

    JsonObject event = told("group_delete", platform.delete(id));

    assertThat(event.objects("errors")).containsExactly(rate());
    assertThat(platform.get("/sandbox/graph/v26.0/" + id).status()).isEqualTo(200);
    assertThat(activeGroups()).isEqualTo(1);
  }

  @Test
  void no_setting_is_changed_and_every_block_says_why() {
    platform.faults(RATE);

    JsonObject event = told("group_settings_update", settings(Pictures.jpeg(192, 192)));

    for (String block : List.of("profile_picture", "group_subject", "group_description")) {
      assertThat(event.object(block).orElseThrow().bool("update_successful")).contains(false);
      assertThat(event.object(block).orElseThrow().objects("errors")).containsExactly(rate());
    }
    assertThat(event.objects("errors")).as("spec/webhooks/group_settings_update.total_fail").containsExactly(rate());
    assertUnchanged();
  }

  @Test
  void of_several_settings_one_fails_and_the_others_are_changed() {
    platform.faults(PARTIAL);

    JsonObject event = told("group_settings_update", settings(Pictures.jpeg(192, 192)));

    assertThat(event.object("group_description")).contains(JsonObject.EMPTY
        .with("text", "After-care").with("update_successful", false).with("errors", List.of(rate())));
    assertThat(event.object("group_subject")).contains(JsonObject.EMPTY.with("text", "Roof done").with("update_successful", true));
    assertThat(event.objects("errors")).as("spec/webhooks/group_settings_update.partial_fail")
        .containsExactly(error(131201, "Request partially succeeded", "Some of the requested settings were not updated."));
    JsonObject truth = platform.truth(id);
    assertThat(truth.text("subject")).contains("Roof done");
    assertThat(truth.text("description")).contains("Tiles");
    assertThat(truth.has("picture")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {131209, 131210})
  void a_picture_that_would_be_refused_at_once_is_refused_in_its_webhook(int code) {
    platform.faults("{\"failed_in_webhook\":{\"code\":" + code + "}}");
    byte[] form = Pictures.form(Pictures.product(), Pictures.file("file", "image/jpeg", Pictures.jpeg(100, 50)));

    JsonObject event = told("group_settings_update", post(form));

    JsonObject block = event.object("profile_picture").orElseThrow();
    assertThat(block.fields().keySet()).containsExactly("mime_type", "sha256", "update_successful", "errors");
    assertThat(event.objects("errors")).as("spec/webhooks/group_settings_update.picture_aspect_ratio_fail").isEqualTo(block.objects("errors"))
        .extracting(error -> error.whole("code").getAsLong()).containsExactly((long) code);
    assertUnchanged();
  }

  @Test
  void a_failure_of_pictures_is_not_one_of_texts() {
    platform.faults("{\"failed_in_webhook\":{\"code\":131209}}");

    JsonObject event = told("group_settings_update", settings(Pictures.jpeg(192, 192)));

    assertThat(event.object("profile_picture").orElseThrow().bool("update_successful")).contains(false);
    assertThat(event.object("group_subject").orElseThrow().bool("update_successful")).contains(true);
    assertThat(platform.truth(id).text("subject")).contains("Roof done");
    assertThat(platform.truth(id).has("picture")).isFalse();
  }

  @Test
  void nobody_is_removed() {
    join("Ada", "447700900123");
    join("Bo", "447700900124");
    platform.faults(RATE);

    JsonObject event = told("group_participants_remove", remove("447700900123", "447700900124"));

    assertThat(event.has("removed_participants")).isFalse();
    assertThat(event.objects("failed_participants")).as("spec/webhooks/group_participants_update.remove_total_fail")
        .containsExactly(JsonObject.EMPTY.with("input", "447700900123"), JsonObject.EMPTY.with("input", "447700900124"));
    assertThat(event.objects("errors")).containsExactly(rate());
    assertThat(platform.truth(id).objects("participants")).hasSize(2);
    assertThat(platform.truth(id).texts("banned")).isEmpty();
  }

  @Test
  void of_several_people_one_stays() {
    join("Ada", "447700900123");
    join("Bo", "447700900124");
    platform.faults(PARTIAL);

    JsonObject event = told("group_participants_remove", remove("447700900123", "447700900124"));

    assertThat(event.objects("removed_participants")).containsExactly(JsonObject.EMPTY.with("input", "447700900123"));
    assertThat(event.objects("failed_participants")).containsExactly(JsonObject.EMPTY.with("input", "447700900124").with("errors", List.of(rate())));
    assertThat(event.objects("errors")).extracting(error -> error.whole("code").getAsLong()).containsExactly(131201L);
    assertThat(platform.truth(id).objects("participants")).extracting(one -> one.text("name").orElseThrow()).containsExactly("Bo");
  }

  @Test
  void what_is_refused_at_once_does_not_use_it_up() {
    join("Ada", "447700900123");
    platform.faults(RATE);

    assertThat(remove("447700900123", "+447700900123").code()).isEqualTo(131202);
    assertThat(platform.create(" ").code()).isEqualTo(131009);
    assertThat(platform.operate("POST", id, "", JsonObject.EMPTY).code()).isEqualTo(131008);

    assertThat(told("group_delete", platform.delete(id)).objects("errors")).containsExactly(rate());
  }

  @Test
  void what_is_left_of_it_is_shown_and_stands_for_one_number_alone() {
    platform.faults("{\"numbers\":{\"100000000000001\":{\"failed_in_webhook\":{\"times\":2,\"code\":131207}}}}");
    platform.delete(id);

    assertThat(platform.api("GET", "faults", "").json()).isEqualTo(JsonObject.EMPTY.with("numbers", JsonObject.EMPTY.with("100000000000001",
        JsonObject.EMPTY.with("failed_in_webhook", JsonObject.EMPTY.with("times", 1).with("code", 131207).with("as", "whole")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"partial\"", "{\"code\":100}", "{\"code\":131201}", "{\"code\":\"131208\"}", "{\"as\":\"half\"}", "{\"times\":-1}", "{\"often\":1}", "[]"})
  void a_setting_that_is_none_is_refused(String value) {
    Platform.Answer answer = platform.api("PUT", "faults", "{\"failed_in_webhook\":" + value + "}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error().text("message").orElseThrow()).contains("`failed_in_webhook` must be");
  }

  private JsonObject told(String type, Platform.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    platform.faults("{}");
    platform.deliver();
    return platform.receiver.deliveries().stream().filter(delivery -> delivery.type().equals(type)).map(Receiver.Delivery::event)
        .filter(event -> event.text("request_id").equals(answer.json().text("request_id"))).findFirst().orElseThrow();
  }

  private Platform.Answer settings(byte[] picture) {
    return post(Pictures.form(Pictures.product(), Pictures.file("file", "image/jpeg", picture), Pictures.text("subject", "Roof done"),
        Pictures.text("description", "After-care")));
  }

  private Platform.Answer post(byte[] form) {
    return platform.call("POST", "/sandbox/graph/v26.0/" + id, Map.of("authorization", "Bearer sandbox-token", "content-type", Pictures.FORM), form);
  }

  private void join(String name, String waId) {
    String person = platform.api("POST", "people", JsonObject.EMPTY.with("name", name).with("wa_id", waId).toJson()).text("id");
    assertThat(platform.join(person, group.text("invite_link").orElseThrow()).text("status")).isEqualTo("joined");
  }

  private Platform.Answer remove(String... users) {
    return platform.operate("DELETE", id, "participants",
        JsonObject.EMPTY.with("participants", List.of(users).stream().map(user -> JsonObject.EMPTY.with("user", user)).toList()));
  }

  private long activeGroups() {
    return platform.api("GET", "numbers", "").json().objects("numbers").stream().filter(number -> number.text("id").orElse("").equals(Platform.NUMBER))
        .findFirst().orElseThrow().whole("active_groups").orElseThrow();
  }

  private void assertUnchanged() {
    JsonObject truth = platform.truth(id);
    assertThat(truth.text("subject")).contains("Roof repair");
    assertThat(truth.text("description")).contains("Tiles");
    assertThat(truth.has("picture")).isFalse();
  }

  private static JsonObject rate() {
    return error(131208, "Group Rate Limit Hit",
        "Group operation failed because there were too many group operations from this phone number in a short period.");
  }

  private static JsonObject error(long code, String title, String details) {
    return JsonObject.EMPTY
        .with("code", code).with("message", "(#" + code + ") " + title).with("title", title).with("error_data", JsonObject.EMPTY.with("details", details));
  }
}
