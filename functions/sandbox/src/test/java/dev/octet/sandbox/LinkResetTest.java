package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Resetting a group's invite link. */
class LinkResetTest {
  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair");
  private final String id = group.text("group_id").orElseThrow();
  private final String first = group.text("invite_link").orElseThrow();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void the_new_link_is_in_the_answer_and_lets_people_in() {
    Platform.Answer answer = reset();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().fields().keySet()).containsExactly("messaging_product", "invite_link");
    String second = answer.text("invite_link");
    assertThat(second).isNotEqualTo(first).startsWith(Platform.ADDRESS + "/sandbox/invite/");
    assertThat(platform.get("/sandbox/graph/v26.0/" + id + "/invite_link").json()).isEqualTo(answer.json());
    assertThat(platform.join(platform.person("Ada"), second).text("status")).isEqualTo("joined");
    assertThat(page(second)).isEqualTo(200);
  }

  @Test
  void all_earlier_links_are_dead() {
    String second = reset().text("invite_link");
    reset();

    for (String dead : List.of(first, second)) {
      assertThat(platform.join(platform.person("Ada"), dead).json()).isEqualTo(
          JsonObject.EMPTY.with("status", "refused").with("reason", "dead_link").with("group_id", id));
      assertThat(page(dead)).isEqualTo(404);
    }
  }

  @Test
  void nobody_is_told_and_who_is_in_stays_in() {
    platform.join(platform.person("Ada"), first);

    reset();

    platform.deliver();
    assertThat(platform.receiver.deliveries()).extracting(Receiver.Delivery::type).containsExactlyInAnyOrder("group_create", "group_participants_add");
    assertThat(platform.truth(id).whole("total_participant_count")).hasValue(1);
  }

  @Test
  void whom_the_business_removed_no_new_link_brings_back() {
    JsonObject ada = platform.api("POST", "people", "{\"name\":\"Ada\"}").json();
    platform.join(ada.text("id").orElseThrow(), first);
    platform.operate("DELETE", id, "participants",
        JsonObject.EMPTY.with("participants", List.of(JsonObject.EMPTY.with("user_id", ada.text("user_id")))));

    assertThat(platform.join(ada.text("id").orElseThrow(), reset().text("invite_link")).text("reason")).isEqualTo("banned");
  }

  @Test
  void what_is_no_reset_leaves_the_link_as_it_is() {
    String path = "/sandbox/graph/v26.0/" + id + "/invite_link";
    Map<String, String> headers = Map.of("authorization", "Bearer sandbox-token");
    assertThat(platform.call("POST", path, headers, new byte[0]).code()).isEqualTo(131008);
    assertThat(platform.graph("POST", path, JsonObject.EMPTY.with("messaging_product", "sms")).code()).isEqualTo(100);
    assertThat(platform.operate("DELETE", id, "invite_link", JsonObject.EMPTY).code()).isEqualTo(100);
    platform.suspend(id);
    assertThat(reset().code()).isEqualTo(131207);

    assertThat(platform.get(path).text("invite_link")).isEqualTo(first);
  }

  private Platform.Answer reset() {
    return platform.operate("POST", id, "invite_link", JsonObject.EMPTY);
  }

  private int page(String link) {
    return platform.call("GET", link.substring(Platform.ADDRESS.length()), Map.of(), new byte[0]).status();
  }
}
