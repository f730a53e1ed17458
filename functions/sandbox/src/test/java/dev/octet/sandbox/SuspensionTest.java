package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the platform does to a group by itself. */
class SuspensionTest {
  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair");
  private final String id = group.text("group_id").orElseThrow();
  private final String link = group.text("invite_link").orElseThrow();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void it_suspends_a_group_and_says_so_without_a_reason() {
    assertThat(act("suspend").json()).isEqualTo(JsonObject.EMPTY.with("status", "suspended"));

    platform.deliver();
    Receiver.Delivery webhook = platform.receiver.only("group_suspend");
    assertThat(webhook.field()).isEqualTo("group_status_update");
    assertThat(webhook.event().without("timestamp")).as("spec/webhooks/group_status_update.suspend")
        .isEqualTo(JsonObject.EMPTY.with("group_id", id).with("type", "group_suspend"));
    assertThat(platform.get("/sandbox/graph/v26.0/" + id + "?fields=suspended").json().bool("suspended")).contains(true);
    assertThat(platform.operate("POST", id, "", JsonObject.EMPTY.with("subject", "x")).code()).isEqualTo(131207);
    assertThat(platform.join(platform.person("Ada"), link).text("reason")).isEqualTo("group_suspended");
  }

  @Test
  void what_was_suspended_is_cleared_and_works_as_before() {
    act("suspend");

    assertThat(act("clear_suspension").json()).isEqualTo(JsonObject.EMPTY.with("status", "suspension_cleared"));

    platform.deliver();
    assertThat(platform.receiver.only("group_suspend_cleared").event().without("timestamp"))
        .isEqualTo(JsonObject.EMPTY.with("group_id", id).with("type", "group_suspend_cleared"));
    assertThat(platform.operate("POST", id, "", JsonObject.EMPTY.with("subject", "x")).status()).isEqualTo(200);
    assertThat(platform.join(platform.person("Ada"), link).text("status")).isEqualTo("joined");
  }

  @Test
  void what_is_so_already_is_not_told_again() {
    assertThat(act("clear_suspension").status()).isEqualTo(200);
    act("suspend");
    assertThat(act("suspend").json()).isEqualTo(JsonObject.EMPTY.with("status", "suspended"));

    platform.deliver();
    assertThat(platform.receiver.deliveries()).extracting(Receiver.Delivery::type).containsExactlyInAnyOrder("group_create", "group_suspend");
  }

  @Test
  void its_webhook_can_be_lost_as_others_are() {
    platform.faults("{\"lost_webhook\":1}");

    act("suspend");

    platform.deliver();
    assertThat(platform.receiver.deliveries()).hasSize(1);
    assertThat(platform.truth(id).bool("suspended")).contains(true);
  }

  @Test
  void a_group_that_vanishes_is_gone_and_nobody_is_told() {
    platform.join(platform.person("Ada"), link);
    platform.deliver();
    List<Receiver.Delivery> before = List.copyOf(platform.receiver.deliveries());

    assertThat(act("vanish").json()).isEqualTo(JsonObject.EMPTY.with("status", "vanished"));

    platform.deliver();
    assertThat(platform.receiver.deliveries()).isEqualTo(before);
    assertThat(platform.get("/sandbox/graph/v26.0/" + id).code()).isEqualTo(131041);
    assertThat(platform.get(Platform.GROUPS).json().object("data").orElseThrow().objects("groups")).isEmpty();
    assertThat(platform.join(platform.person("Bo"), link).text("reason")).isEqualTo("dead_link");
    assertThat(platform.api("GET", "numbers", "").json().objects("numbers").getFirst().whole("active_groups")).hasValue(0);
    assertThat(act("vanish").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"suspend", "clear_suspension", "vanish"})
  void of_a_group_that_is_not_there_nothing_is_done(String action) {
    assertThat(platform.api("POST", "groups/nowhere/" + action, "").status()).isEqualTo(404);
    assertThat(platform.api("GET", "groups/" + id + "/" + action, "").status()).isEqualTo(405);
    assertThat(platform.api("POST", "groups/" + id + "/" + action + "/now", "").status()).isEqualTo(404);
  }

  private Platform.Answer act(String action) {
    Platform.Answer answer = platform.api("POST", "groups/" + id + "/" + action, "");
    assertThat(answer.status()).isIn(200, 404);
    return answer;
  }
}
