package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Schema;
import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.Octet.Answer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Templates that go to groups, on the whole bundle. */
class TemplatesIT {
  private static final String TEMPLATE = "group_visit_reminder";
  private static Octet octet;
  private static Gathering group;
  private static JsonObject ada;

  @BeforeAll
  static void start() {
    octet = Octet.start();
    group = Gathering.of(octet, "Kitchen", "auto_approve");
    ada = group.joinedBy("Ada", "447700900123");
    JsonObject _ = group.joinedBy("Ben", "");
  }

  @AfterAll
  static void end() {
    octet.close();
  }

  @Test
  void what_became_of_a_template_can_be_read_and_its_category_is_the_platforms_of_now() {
    String first = accepted(send());
    String second = accepted(send());
    for (String id : List.of(first, second)) {
      Octet.await().until(() -> octet.get("/v1/messages/" + id).body().objects("receipts").stream().filter(it -> it.has("delivered_at")).count(), count -> count == 2);
    }
    octet.post("/sandbox/api/people/" + ada.text("id").orElseThrow() + "/read", JsonObject.EMPTY.with("group_id", group.id()).toJson());
    octet.told("message.read", one -> isAbout(one, second));

    Answer answer = octet.get("/v1/numbers/" + NUMBER + "/templates");
    assertThat(Schema.ofApi("TemplatePage").violations(answer.body().toJson())).isEmpty();
    JsonObject row = answer.body().objects("data").stream().filter(it -> it.text("name").equals(Optional.of(TEMPLATE))).findFirst().orElseThrow();
    assertThat(row.without("costs").without("category").without("read")).isEqualTo(Octet.json(
        "{\"name\":\"" + TEMPLATE + "\",\"language\":\"en\",\"used_in\":[\"group\"],\"sent\":2,\"delivered\":4,\"failed\":0,\"people\":2}"));
    assertThat(row.text("category")).contains("UTILITY");
    assertThat(row.whole("read").orElseThrow()).isBetween(1L, 2L);
    assertThat(row.object("costs").flatMap(costs -> costs.object("total")).orElseThrow().whole("deliveries")).hasValue(4);
    assertThat(octet.get("/v1/messages/" + first).body().object("template").flatMap(it -> it.text("category"))).contains("UTILITY");
    assertThat(octet.get("/v1/numbers/" + NUMBER + "/templates?month=2020-01").body().objects("data").getFirst().whole("sent")).hasValue(0);

    category("AUTHENTICATION");
    Octet.await().until(TemplatesIT::send, TemplatesIT::isRefusedByOctet);
    category("UTILITY");
    Octet.await().until(() -> send().status(), status -> status == 200);
  }

  private static void category(String category) {
    String account = octet.send(octet.request("/sandbox/graph/v26.0/" + NUMBER + "?fields=whatsapp_business_account").setHeader("Authorization", "Bearer sandbox-token").GET())
        .body().object("whatsapp_business_account").flatMap(it -> it.text("id")).orElseThrow();
    String template = octet.send(octet.request("/sandbox/graph/v26.0/" + account + "/message_templates?name=" + TEMPLATE)
        .setHeader("Authorization", "Bearer sandbox-token").GET()).body().objects("data").getFirst().text("id").orElseThrow();
    assertThat(octet.post("/sandbox/api/templates/" + template + "/category", JsonObject.EMPTY.with("category", category).toJson()).status()).isEqualTo(200);
  }

  private static Answer send() {
    return octet.post("/graph/v26.0/" + NUMBER + "/messages", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", group.id())
        .with("type", "template").with("template", JsonObject.EMPTY.with("name", TEMPLATE).with("language", JsonObject.EMPTY.with("code", "en"))
            .with("components", List.of(JsonObject.EMPTY.with("type", "body").with("parameters", List.of(JsonObject.EMPTY.with("type", "text").with("text", "Tuesday")))))).toJson());
  }

  /** Before its webhook has come, the platform itself refuses it, in its own words. */
  private static boolean isRefusedByOctet(Answer answer) {
    return answer.body().object("error").flatMap(error -> error.object("error_data")).flatMap(it -> it.text("details")).filter(it -> it.contains("A code is for one person")).isPresent();
  }

  private static String accepted(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.body().objects("messages").getFirst().text("id").orElseThrow();
  }

  private static boolean isAbout(JsonObject notification, String messageId) {
    return data(notification).object("message").flatMap(message -> message.text("id")).equals(Optional.of(messageId));
  }
}
