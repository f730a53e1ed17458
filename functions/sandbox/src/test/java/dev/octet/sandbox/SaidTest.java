package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message says stands under the name of its type, whoever wrote it and whoever looks. */
class SaidTest {
  private final Platform platform = new Platform();
  private String id = "";
  private String ada = "";

  @BeforeEach
  void she_is_in() {
    JsonObject group = platform.group("Roof repair");
    id = group.text("group_id").orElseThrow();
    ada = platform.member("Ada", "447700900123", group);
    platform.settings("{\"unverified_types\":true}");
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"text\",\"text\":{\"body\":\"Hello\"}}", "{\"type\":\"image\",\"image\":{\"caption\":\"Look\"}}", "{\"type\":\"unsupported\",\"unsupported\":{\"type\":\"poll\"}}",
      "{\"type\":\"unsupported\"}", "{\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid.1\",\"emoji\":\"👍\"}}"})
  void what_people_write(String message) throws JsonException {
    JsonObject body = JsonObject.parse(message);
    assertThat(platform.act(ada, "messages", body.with("group_id", id)).status()).isEqualTo(200);

    sameAs(body.text("type").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"text\",\"text\":{\"body\":\"Hello\"}}", "{\"type\":\"image\",\"image\":{\"link\":\"https://media.example/1.jpg\"}}",
      "{\"type\":\"contacts\",\"contacts\":[{\"name\":{\"formatted_name\":\"Ben\",\"first_name\":\"Ben\"}}]}", "{\"type\":\"location\",\"location\":{\"latitude\":1,\"longitude\":2}}"})
  void what_a_business_sends(String message) throws JsonException {
    JsonObject body = JsonObject.parse(message);
    platform.write(ada, id, "Are you there?");
    Platform.Answer answer = platform.send(JsonObject.EMPTY.with("recipient_type", "group").with("to", id).withAll(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);

    sameAs(body.text("type").orElseThrow());
  }

  @Test
  void a_template_has_its_text() {
    platform.template("group_visit", "UTILITY");
    assertThat(platform.sendToGroup(id, "template", Platform.ofTemplate("group_visit")).status()).isEqualTo(200);

    assertThat(sameAs("template").toString()).contains("See you Thursday.");
  }

  private Object sameAs(String type) {
    List<JsonObject> truth = platform.api("GET", "groups/" + id + "/messages", "").json().objects("messages");
    List<JsonObject> seen = platform.api("GET", "people/" + ada + "/messages?group_id=" + id, "").json().objects("messages");
    Object said = truth.getLast().get(type);
    assertThat(said).isNotNull().isEqualTo(seen.getLast().get(type));
    assertThat(truth.getLast().has("content")).isFalse();
    return said;
  }
}
