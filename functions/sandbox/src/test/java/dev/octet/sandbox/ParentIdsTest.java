package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a business is told whose portfolio is enrolled for parent ids. */
class ParentIdsTest {
  private final Platform platform = new Platform();
  private final Scene scene = new Scene(platform).given("a group", "Ada is in", "Cleo is in");

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void they_stand_beside_user_ids_while_the_fault_is_on_and_for_the_number_that_it_is_on_for() {
    assertThat(people()).noneMatch(person -> person.has("parent_user_id"));
    platform.faults("{\"numbers\":{\"" + Platform.OTHER_NUMBER + "\":{\"parent_user_ids\":true}}}");
    assertThat(people()).noneMatch(person -> person.has("parent_user_id"));

    platform.faults("{\"parent_user_ids\":true}");

    assertThat(people()).allMatch(person -> person.text("parent_user_id").orElse("").matches("US\\.ENT\\.\\d{20}"));
    assertThat(people()).extracting(person -> person.text("parent_user_id")).doesNotHaveDuplicates().isEqualTo(people().stream().map(it -> it.text("parent_user_id")).toList());
  }

  @Test
  void another_user_id_has_another_parent() {
    platform.faults("{\"parent_user_ids\":true}");
    String before = parent("Ada");

    scene.given("Ada is another user");

    platform.settle();
    JsonObject told = platform.receiver.only("user_id_update").value().objects("user_id_update").getFirst().object("parent_user_id").orElseThrow();
    assertThat(told).isEqualTo(JsonObject.EMPTY.with("previous", before).with("current", parent("Ada")));
    assertThat(parent("Ada")).isNotEqualTo(before);
  }

  @Test
  void who_is_named_by_a_parent_id_is_removed_and_named_so_in_the_webhook() {
    platform.faults("{\"parent_user_ids\":true}");
    String parent = parent("Cleo");

    Platform.Answer answer = platform.operate("DELETE", scene.name("group"), "participants",
        JsonObject.EMPTY.with("participants", List.of(JsonObject.EMPTY.with("user_id", parent))));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    platform.settle();
    assertThat(platform.receiver.only("group_participants_remove").event().objects("removed_participants")).containsExactly(JsonObject.EMPTY.with("input", parent));
    assertThat(people()).extracting(person -> person.text("wa_id").orElse("")).containsExactly(scene.name("ada"));
  }

  @Test
  void when_webhooks_are_of_before_there_were_user_ids_there_is_no_parent_either() {
    platform.faults("{\"parent_user_ids\":true,\"older_field_spellings\":true}");
    scene.given("Ada has written");

    assertThat(platform.receiver.only("message").json().toJson()).doesNotContain("user_id");
  }

  private List<JsonObject> people() {
    return platform.get("/sandbox/graph/v26.0/" + scene.name("group") + "?fields=participants").json().objects("participants");
  }

  private String parent(String name) {
    String person = scene.name(name.toLowerCase(Locale.ROOT) + "_id");
    String userId = platform.api("GET", "people/" + person, "").text("user_id");
    return people().stream().filter(it -> it.text("user_id").orElse("").equals(userId)).findFirst().orElseThrow().text("parent_user_id").orElseThrow();
  }
}
