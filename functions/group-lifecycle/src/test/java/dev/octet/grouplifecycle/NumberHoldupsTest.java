package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits, as the doctor tells it; and who may ask. */
class NumberHoldupsTest {
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  private JsonObject finding(String check) {
    JsonObject answer = world.get("/v1/numbers/100/doctor");
    assertThat(World.status(answer)).isEqualTo(200);
    return World.body(answer).objects("findings").stream().filter(it -> it.text("check").orElseThrow().equals(check)).findFirst().orElseThrow();
  }

  @Test
  void a_pause_and_what_waits_for_its_end() {
    assertThat(finding("pauses").text("state")).contains("ok");
    world.platform.answers(_ -> Answer.error(403, 131031));
    world.command(World.create("one", "Kitchen"));
    world.command(World.create("two", "Bath"));
    world.runQueues();

    assertThat(finding("pauses").text("state")).contains("warning");
    assertThat(finding("pauses").whole("code")).hasValue(131031);
    assertThat(finding("pauses").text("sentence").orElseThrow()).contains("(all)");
    assertThat(finding("parked_commands").text("sentence").orElseThrow()).startsWith("2 commands wait");
    assertThat(World.body(world.http("GET", "/v1/numbers/200/doctor", "token-b", "", Map.of())).objects("findings")).as("another number's")
        .filteredOn(it -> it.text("check").orElseThrow().equals("pauses")).singleElement().satisfies(it -> assertThat(it.text("state")).contains("ok"));
  }

  @Test
  void what_nobody_sees_to() {
    world.platform.answers(_ -> Answer.error(400, 100));
    JsonObject taken = world.http("POST", "/graph/v26.0/100/groups", "token-a", World.create("one", "Kitchen").object("body").orElseThrow().toJson(), Map.of());
    assertThat(World.status(taken)).isEqualTo(200);
    assertThat(finding("open_operations").text("state")).contains("ok");

    world.clock.advance(Duration.ofMinutes(20));

    assertThat(finding("open_operations").text("state")).contains("problem");
    assertThat(finding("open_operations").text("sentence").orElseThrow()).startsWith("1 open operation, ");
  }

  @Test
  void a_token_reaches_its_own_numbers_only_and_there_is_nothing_to_change() {
    assertThat(World.code(world.get("/v1/numbers/200/doctor"))).isEqualTo(10);
    assertThat(World.code(world.http("GET", "/v1/numbers/100/doctor", "", "", Map.of()))).isEqualTo(190);
    assertThat(World.status(world.http("POST", "/v1/numbers/100/doctor", "token-a", "", Map.of()))).isEqualTo(404);
    assertThat(World.status(world.get("/v1/groups/100/doctor"))).isEqualTo(404);
    assertThat(world.platform.requests).isEmpty();
  }
}
