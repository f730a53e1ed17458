package dev.octet.messagesending;

import static dev.octet.messagesending.World.GROUP;
import static dev.octet.messagesending.World.send;
import static dev.octet.messagesending.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/** What is written freely, when the customer service window of its group seems closed. */
class SendWindowTest {
  private static final JsonObject TEMPLATE = text(GROUP, "").without("text").with("type", "template")
      .with("template", JsonObject.EMPTY.with("name", "group_visit_reminder").with("language", JsonObject.EMPTY.with("code", "en")));

  private static World world(String closedWindow) {
    return new World(Map.of("CLOSED_WINDOW", closedWindow));
  }

  @Test
  void it_is_refused_where_the_installation_wants_that_and_sent_once_anybody_has_written() {
    try (World world = world("refuse")) {
      Outbox outbox = new Outbox(world);
      JsonObject refused = world.post(text(GROUP, "one"));
      assertThat(World.status(refused)).isEqualTo(400);
      assertThat(World.code(refused)).isEqualTo(131047);
      world.ask(send("c-1", text(GROUP, "two")));
      world.runQueues();
      assertThat(world.ended()).containsExactly("http failed", "c-1 failed");
      assertThat(world.platform.requests).isEmpty();

      assertThat(World.status(world.post(TEMPLATE))).as("a template needs no window").isEqualTo(200);
      assertThat(World.status(world.post(World.pin("wamid.A", 1)))).as("nor does a pin").isEqualTo(200);
      world.written(GROUP);
      world.runQueues();
      assertThat(World.status(world.post(text(GROUP, "three")))).isEqualTo(200);
      assertThat(World.status(world.post(text(World.OTHER, "three")))).as("another group").isEqualTo(400);
      world.clock.advance(Duration.ofHours(24));
      assertThat(World.status(world.post(text(GROUP, "four")))).isEqualTo(400);
      assertThat(outbox.words()).contains("three").doesNotContain("one", "two", "four");
    }
  }

  @Test
  void it_is_sent_with_a_warning_where_the_installation_wants_that() {
    try (World world = world("warn")) {
      Outbox outbox = new Outbox(world);
      world.post(text(GROUP, "one"));
      world.written(GROUP);
      world.runQueues();
      world.post(text(GROUP, "two"));
      List<JsonObject> told = world.told("message.accepted");
      assertThat(told.getFirst().object("warning").orElseThrow().whole("code")).hasValue(131047);
      assertThat(told.getLast().has("warning")).isFalse();
      assertThat(outbox.words()).containsExactly("one", "two");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask", "warn"})
  void otherwise_the_platform_says(String closedWindow) {
    try (World world = world(closedWindow)) {
      world.platform.answers(_ -> Answer.error(400, 131047));
      assertThat(World.code(world.post(text(GROUP, "one")))).isEqualTo(131047);
      assertThat(world.platform.requests).hasSize(1);
    }
  }

  @Test
  void an_answer_that_was_lost_while_the_window_was_open_is_in_doubt_also_when_it_has_closed() {
    try (World world = world("refuse")) {
      Outbox outbox = new Outbox(world);
      world.written(GROUP);
      world.runQueues();
      world.clock.advance(Duration.ofHours(24).minusSeconds(30));
      world.platform.answers(request -> {
        outbox.take(request);
        return Answer.lost();
      });
      world.ask(send("c-1", text(GROUP, "one")).with("delivery", "at_least_once"));
      world.runFor(Duration.ofMinutes(5));
      assertThat(world.ended()).containsExactly("c-1 unknown");
      assertThat(outbox.sent).hasSize(1);
    }
  }
}
