package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a group there is one business, the one that made it. */
class SecondBusinessTest {
  private final Platform platform = new Platform();
  private JsonObject group = JsonObject.EMPTY;
  private String id = "";

  @BeforeEach
  void a_group() {
    group = platform.group("Roof repair");
    id = group.text("group_id").orElseThrow();
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void a_second_business_that_opens_the_link_is_refused_and_takes_no_seat() {
    JsonObject before = platform.truth(id);

    assertThat(open(Platform.OTHER_NUMBER).json()).isEqualTo(
        JsonObject.EMPTY.with("status", "refused").with("reason", "another_business").with("group_id", id));

    assertThat(platform.truth(id)).isEqualTo(before);
    for (int i = 0; i < 8; i++) {
      assertThat(platform.join(platform.person("Person " + i), link()).text("status")).as("seat " + i).isEqualTo("joined");
    }
    assertThat(open(Platform.OTHER_NUMBER).text("reason")).as("however full").isEqualTo("another_business");
    platform.deliver();
    assertThat(platform.receiver.deliveries()).filteredOn(one -> one.field().equals("group_participants_update")).as("nobody is told").hasSize(8);
    assertThat(platform.api("GET", "groups/" + id + "/events", "").json().objects("events")).hasSize(9);
  }

  @Test
  void the_one_that_made_it_is_in_already_and_a_dead_link_is_dead_to_all() {
    assertThat(open(Platform.NUMBER).text("reason")).isEqualTo("own_group");

    String link = link();
    platform.operate("POST", id, "invite_link", JsonObject.EMPTY);
    assertThat(platform.api("POST", "numbers/" + Platform.OTHER_NUMBER + "/join", JsonObject.EMPTY.with("invite_link", link).toJson()).json())
        .isEqualTo(JsonObject.EMPTY.with("status", "refused").with("reason", "dead_link").with("group_id", id));
    String now = platform.truth(id).text("invite_link").orElseThrow();
    platform.delete(id);
    assertThat(platform.api("POST", "numbers/" + Platform.OTHER_NUMBER + "/join", JsonObject.EMPTY.with("invite_link", now).toJson()).text("reason")).isEqualTo("dead_link");
  }

  @Test
  void what_is_no_link_and_no_number_is_said() {
    String join = "numbers/" + Platform.OTHER_NUMBER + "/join";
    assertThat(platform.api("POST", join, "{\"invite_link\":\"https://octet.test/sandbox/invite/NoSuchLink\"}").json())
        .isEqualTo(JsonObject.EMPTY.with("status", "refused").with("reason", "unknown_link"));
    assertThat(platform.api("POST", join, "{\"invite_link\":\"%%%\"}").text("reason")).isEqualTo("unknown_link");
    assertThat(platform.api("POST", join, "{}").status()).isEqualTo(400);
    assertThat(platform.api("POST", join, "{\"invite_link\":7}").status()).isEqualTo(400);
    assertThat(platform.api("GET", join, "").status()).isEqualTo(405);
    assertThat(platform.api("POST", "numbers/999/join", "{}").status()).isEqualTo(404);
    assertThat(platform.api("POST", "numbers/" + Platform.NUMBER + "/leave", "{}").status()).isEqualTo(404);
  }

  /** That of one that the sandbox brings, and of one that has a token alone. */
  @ParameterizedTest
  @ValueSource(strings = {"15550100001", "+15550100005", "15551222333"})
  void a_business_cannot_come_in_as_a_person(String display) {
    assertThat(platform.api("POST", "people", JsonObject.EMPTY.with("name", "Eve").with("wa_id", display).toJson()).status()).isEqualTo(400);
    Platform.Answer changed = platform.act(platform.person("Eve"), "identity", JsonObject.EMPTY.with("wa_id", display));
    assertThat(changed.status()).isEqualTo(400);
    assertThat(changed.error().text("message").orElseThrow()).contains("business");
    assertThat(platform.api("POST", "people", "{\"name\":\"Eve\",\"wa_id\":\"15551222334\"}").status()).as("nobody's").isEqualTo(200);
  }

  private String link() {
    return group.text("invite_link").orElseThrow();
  }

  private Platform.Answer open(String number) {
    return platform.api("POST", "numbers/" + number + "/join", JsonObject.EMPTY.with("invite_link", link()).toJson());
  }
}
