package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking over HTTP for a group, a number, or all of them to be compared. */
class ReconciliationApiTest {
  private final World world = new World();
  private final PlatformTruth truth = new PlatformTruth(world);

  @BeforeEach
  void noSweep() {
    truth.sweptJustNow();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private JsonObject post(String path, String token) {
    return world.http("POST", path, token, "", Map.of());
  }

  private static List<String> queued(JsonObject answer) {
    assertThat(World.status(answer)).isEqualTo(202);
    return World.body(answer).objects("queued").stream().map(one -> one.text("phone_number_id").orElseThrow()).toList();
  }

  @Test
  void one_group() {
    String id = truth.known("Kitchen");
    truth.set(id, "subject", "Bath");

    JsonObject answer = post("/v1/groups/" + id + "/reconcile", "token-a");
    assertThat(queued(answer)).containsExactly("100");
    assertThat(World.body(answer).objects("queued").getFirst().text("group_id")).contains(id);
    truth.runs(1);

    assertThat(world.toldTypes()).containsExactly("group.repaired");
  }

  @Test
  void a_group_that_only_the_platform_knows() {
    String id = truth.unknown("Kitchen");

    assertThat(queued(post("/v1/groups/" + id + "/reconcile", "token-a"))).containsExactly("100");
    truth.runs(1);

    assertThat(world.toldTypes()).containsExactly("group.adopted");
  }

  @Test
  void one_number_and_how_far_it_has_come() {
    for (int i = 0; i < 40; i++) {
      truth.set(truth.known("Group " + i), "subject", "Bath");
    }

    JsonObject answer = post("/v1/numbers/100/reconcile", "token-a");
    assertThat(queued(answer)).containsExactly("100");
    assertThat(World.body(answer).objects("queued").getFirst().text("state")).contains("queued");
    assertThat(progress().text("state")).contains("queued");
    truth.runs(1);
    JsonObject running = progress();
    assertThat(running.text("state")).contains("running");
    assertThat(running.text("started_at")).isPresent();
    assertThat(running.whole("differences").orElseThrow()).isBetween(1L, 39L).isEqualTo(running.whole("groups").orElseThrow());
    assertThat(World.body(post("/v1/numbers/100/reconcile", "token-a")).objects("queued").getFirst().text("started_at"))
        .as("the one that runs is what was asked for").isEqualTo(running.text("started_at"));
    truth.runs(2);
    JsonObject done = progress();

    assertThat(done.text("state")).contains("done");
    assertThat(done.text("finished_at")).isPresent();
    assertThat(done.whole("groups")).hasValue(40);
    assertThat(done.whole("differences")).hasValue(40);
  }

  private JsonObject progress() {
    return World.body(world.get("/v1/numbers/100/reconcile"));
  }

  @Test
  void all_numbers_of_the_token() {
    assertThat(queued(post("/v1/reconcile", "token-a"))).containsExactly("100", "101");
    assertThat(queued(post("/v1/reconcile", "token-b"))).containsExactly("200");
  }

  @Test
  void what_is_read_of_the_platform_is_compared_afterwards() {
    String id = truth.known("Kitchen");
    truth.set(id, "subject", "Bath");

    assertThat(World.body(world.get("/graph/v26.0/" + id + "?fields=subject&source=platform")).text("subject")).contains("Bath");
    assertThat(World.body(world.get("/graph/v26.0/" + id + "?fields=subject")).text("subject")).as("reads never write").contains("Kitchen");
    truth.runs(1);

    assertThat(World.body(world.get("/graph/v26.0/" + id + "?fields=subject")).text("subject")).contains("Bath");
    assertThat(world.toldTypes()).containsExactly("group.repaired");
  }

  @Test
  void what_the_platform_says_is_gone_is_compared_afterwards() {
    String id = truth.known("Kitchen");
    truth.groups.remove(id);

    assertThat(World.code(world.get("/graph/v26.0/" + id + "/invite_link?source=platform"))).isEqualTo(131041);
    truth.runs(3);

    assertThat(world.toldTypes()).containsExactly("group.retired");
  }

  @Test
  void a_read_of_the_table_queues_nothing() {
    String id = truth.known("Kitchen");
    world.get("/graph/v26.0/" + id);
    world.get("/graph/v26.0/" + truth.unknown("Hall"));

    assertThat(truth.isNoted(id)).isFalse();
  }

  @Test
  void a_token_reaches_its_own_numbers_only() {
    String id = truth.known("Kitchen");

    assertThat(World.code(post("/v1/groups/" + id + "/reconcile", "token-b"))).isEqualTo(131041);
    assertThat(World.code(post("/v1/groups/nowhere/reconcile", "token-a"))).isEqualTo(131041);
    assertThat(World.code(post("/v1/numbers/100/reconcile", "token-b"))).isEqualTo(10);
    assertThat(World.code(world.http("GET", "/v1/numbers/100/reconcile", "token-b", "", Map.of()))).isEqualTo(10);
    assertThat(World.code(post("/v1/reconcile", ""))).isEqualTo(190);
    assertThat(truth.isNoted(id)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /v1/groups/G/reconcile", "GET /v1/reconcile", "DELETE /v1/reconcile", "POST /v1/operations/reconcile",
      "POST /v1/numbers/reconcile", "POST /v1/numbers/100/101/reconcile", "POST /v1/numbers/100/reconcile/now"})
  void what_is_no_such_path_is_404(String what) {
    String[] parts = what.split(" ");

    assertThat(World.status(world.http(parts[0], parts[1], "token-a", "", Map.of()))).isEqualTo(404);
  }
}
