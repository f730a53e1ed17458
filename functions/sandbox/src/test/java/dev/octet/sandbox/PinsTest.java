package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is pinned in a group. */
class PinsTest {
  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair");
  private final String id = group.text("group_id").orElseThrow();
  private final String ada = platform.member("Ada", "447700900123", group);
  private final String written = platform.write(ada, id, "Hello?");

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void a_pin_is_a_message_of_its_own_that_comes_and_is_not_read() {
    Platform.Answer answer = pin(written, 7);

    String pinId = answer.json().objects("messages").getFirst().text("id").orElseThrow();
    assertThat(answer.json()).as("spec/graph/pin_message").isEqualTo(JsonObject.EMPTY.with("messaging_product", "whatsapp")
        .with("contacts", List.of(JsonObject.EMPTY.with("input", id).with("wa_id", id))).with("messages", List.of(JsonObject.EMPTY.with("id", pinId))));
    platform.act(ada, "read", JsonObject.EMPTY.with("group_id", id));
    platform.settle();
    assertThat(platform.receiver.statuses("sent")).extracting(one -> one.text("id").orElseThrow()).containsExactly(pinId);
    assertThat(platform.receiver.statuses("delivered")).hasSize(1).first().satisfies(one -> {
      assertThat(one.text("id")).contains(pinId);
      assertThat(one.has("pricing")).as("spec/webhooks/messages.group_status_pin_delivered").isFalse();
    });
    assertThat(platform.receiver.statuses("read")).isEmpty();
    assertThat(pins()).containsExactly(written);
    assertThat(platform.api("GET", "people/" + ada + "/messages?group_id=" + id, "").json().objects("messages")).as("nothing was said").hasSize(1);
    assertThat(platform.api("GET", "groups/" + id + "/messages", "").json().objects("messages").getFirst().text("pinned_until")).isPresent();
  }

  @Test
  void three_are_pinned_at_most_and_what_was_said_last_stands_first() {
    List<String> said = List.of(written, platform.text(id, "One"), platform.text(id, "Two"), platform.text(id, "Three"));
    for (String messageId : said) {
      assertThat(pin(messageId, 7).status()).isEqualTo(200);
    }
    assertThat(pins()).containsExactly(said.get(3), said.get(2), said.get(1));

    assertThat(platform.sendToGroup(id, "pin", JsonObject.EMPTY.with("type", "unpin").with("message_id", said.get(2))).status()).isEqualTo(200);
    assertThat(pins()).containsExactly(said.get(3), said.get(1));
    platform.settle();
    assertThat(platform.receiver.statuses("failed")).isEmpty();
  }

  @Test
  void a_pin_runs_out_and_can_be_set_when_nobody_wrote_for_long() {
    pin(written, 1);
    platform.api("POST", "clock", "{\"advance\":\"P2D\"}");
    assertThat(pins()).isEmpty();

    assertThat(pin(written, 30).status()).isEqualTo(200);
    platform.settle();
    assertThat(platform.receiver.statuses("failed")).isEmpty();
    assertThat(pins()).containsExactly(written);
  }

  @Test
  void only_what_was_said_in_the_group_can_be_pinned() {
    JsonObject other = platform.group("Gutters");
    String elsewhere = platform.write(platform.member("Ben", "447700900124", other), other.text("group_id").orElseThrow(), "Hi");
    String pinning = pin(written, 7).json().objects("messages").getFirst().text("id").orElseThrow();

    assertThat(pin("wamid.nothing", 7).code()).isEqualTo(131009);
    assertThat(pin(elsewhere, 7).code()).isEqualTo(131009);
    assertThat(pin(pinning, 7).code()).isEqualTo(131009);
    assertThat(pins()).containsExactly(written);
  }

  private Platform.Answer pin(String messageId, int days) {
    return platform.sendToGroup(id, "pin", JsonObject.EMPTY.with("type", "pin").with("message_id", messageId).with("expiration_days", days));
  }

  private List<String> pins() {
    return platform.truth(id).objects("pins").stream().map(pin -> pin.text("message_id").orElseThrow()).toList();
  }
}
