package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.Octet.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What no webhook ever told is found out and told, on the whole bundle. */
class ReconciliationIT {
  private static Octet octet;

  @BeforeAll
  static void start() {
    octet = Octet.start();
  }

  @AfterAll
  static void end() {
    octet.close();
  }

  @AfterEach
  void the_platform_is_well() {
    octet.faults(JsonObject.EMPTY);
  }

  @Test
  void a_person_whose_webhook_was_lost_is_in_the_roster_after_it() {
    octet.create("Roof repair", "roof");
    JsonObject group = data(octet.told("group.created", "subject", "Roof repair"));
    String groupId = group.text("group_id").orElseThrow();
    String person = octet.post("/sandbox/api/people", "{\"name\":\"Ada\"}").text("id");
    octet.faults(Octet.json("{\"lost_webhook\":1}"));
    octet.post("/sandbox/api/people/" + person + "/join", "{\"invite_link\":\"" + group.text("invite_link").orElseThrow() + "\"}");
    assertThat(octet.get("/graph/v26.0/" + groupId + "?fields=total_participant_count").body().whole("total_participant_count")).hasValue(0);

    Answer queued = octet.post("/v1/groups/" + groupId + "/reconcile", "");
    assertThat(queued.status()).isEqualTo(202);
    octet.stack().invokeSchedule("ReconciliationFunction");

    JsonObject repaired = data(octet.told("group.repaired", "group_id", groupId));
    assertThat(repaired.objects("differences")).hasSize(1);
    assertThat(repaired.objects("differences").getFirst().text("field")).contains("participants");
    assertThat(octet.get("/graph/v26.0/" + groupId + "?fields=total_participant_count").body().whole("total_participant_count")).hasValue(1);
    assertThat(octet.get("/v1/groups/" + groupId + "/history").body().objects("data")).anySatisfy(one -> assertThat(one.objects("differences")).hasSize(1));
    Answer progress = octet.get("/v1/numbers/" + NUMBER + "/reconcile");
    assertThat(progress.text("state")).as("the first sweep was due by itself").isEqualTo("done");
    assertThat(progress.body().whole("adopted")).as("a young group is its operation's").hasValue(0);
  }
}
