package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody sees who opens an invite link: nothing happens yet, and what is said would happen does. */
class OpenedLinksTest {
  private final Platform platform = new Platform();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void it_shows_what_the_group_is_and_tells_nobody() {
    JsonObject group = platform.group("Roof repair", JsonObject.EMPTY.with("description", "Tiles"));
    String id = group.text("group_id").orElseThrow();
    String link = group.text("invite_link").orElseThrow();
    platform.call("POST", "/sandbox/graph/v26.0/" + id, Map.of("authorization", "Bearer sandbox-token", "content-type", Pictures.FORM),
        Pictures.form(Pictures.product(), Pictures.file("file", "image/jpeg", Pictures.jpeg(200, 200))));
    platform.deliver();
    int told = platform.receiver.deliveries().size();
    JsonObject before = platform.truth(id);

    assertThat(open(platform.person("Ada"), link)).isEqualTo(JsonObject.EMPTY.with("group", JsonObject.EMPTY.with("subject", "Roof repair").with("description", "Tiles")
        .with("picture", link + "/picture").with("business", "Northwind Kitchens").with("official_business_account", true)
        .with("total_participant_count", 0).with("participant_limit", 8)).with("status", "can_join").with("group_id", id));

    platform.deliver();
    assertThat(platform.receiver.deliveries()).hasSize(told);
    assertThat(platform.truth(id)).isEqualTo(before);
  }

  @Test
  void what_tapping_would_do_is_what_it_does() {
    Doorstep door = new Doorstep(platform);
    String ada = platform.person("Ada");
    assertThat(open(ada, door.link).text("status")).contains("can_ask");
    assertThat(platform.join(ada, door.link).text("status")).isEqualTo("requested");
    assertThat(open(ada, door.link).text("status")).contains("requested");
    door.act("POST", platform.truth(door.id).objects("join_requests").stream().map(one -> one.text("join_request_id").orElseThrow()).toList());
    assertThat(open(ada, door.link).text("status")).contains("joined");
    platform.operate("DELETE", door.id, "participants", JsonObject.EMPTY.with("participants",
        List.of(JsonObject.EMPTY.with("user_id", platform.api("GET", "people/" + ada, "").text("user_id")))));

    JsonObject banned = open(ada, door.link);
    assertThat(banned.text("status")).contains("refused");
    assertThat(banned.text("reason")).contains("banned");
    assertThat(banned.object("group")).isPresent();
    assertThat(platform.join(ada, door.link).text("reason")).isEqualTo("banned");
  }

  @Test
  void a_link_that_leads_nowhere_shows_nothing() {
    JsonObject group = platform.group("Roof repair");
    String ada = platform.person("Ada");
    String dead = group.text("invite_link").orElseThrow();
    platform.operate("POST", group.text("group_id").orElseThrow(), "invite_link", JsonObject.EMPTY);

    assertThat(open(ada, dead)).isEqualTo(JsonObject.EMPTY.with("status", "refused").with("reason", "dead_link").with("group_id", group.text("group_id")));
    assertThat(open(ada, "https://octet.test/sandbox/invite/NoSuchLink")).isEqualTo(JsonObject.EMPTY.with("status", "refused").with("reason", "unknown_link"));
    assertThat(platform.act(ada, "open", JsonObject.EMPTY).status()).isEqualTo(400);
    assertThat(platform.act(ada, "open", JsonObject.EMPTY.with("invite_link", 7)).status()).isEqualTo(400);
  }

  private JsonObject open(String person, String link) {
    Platform.Answer answer = platform.act(person, "open", JsonObject.EMPTY.with("invite_link", link));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }
}
