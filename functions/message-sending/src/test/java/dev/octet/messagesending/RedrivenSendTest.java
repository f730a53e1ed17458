package dev.octet.messagesending;

import static dev.octet.messagesending.World.GROUP;
import static dev.octet.messagesending.World.command;
import static dev.octet.messagesending.World.send;
import static dev.octet.messagesending.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sends that come back from the dead letters: a message is sent then, unless it has expired; a pin, unless a later one has overtaken it. */
class RedrivenSendTest {
  private final World world = new World();
  private final Outbox outbox = new Outbox(world);
  private boolean refuses = true;

  @BeforeEach
  void script() {
    world.withGroup(GROUP);
    world.platform.answers(request -> refuses && request.isMessage() ? Answer.error(400, 131042) : outbox.take(request));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void ask(JsonObject command) {
    world.ask(command);
    world.runQueues();
    world.clock.advance(Duration.ofSeconds(1));
  }

  private List<JsonObject> dead() {
    return world.queues.waiting(World.COMMANDS_DEAD);
  }

  private void redrive() {
    JsonObject dead = dead().getFirst();
    JsonObject had = dead.object("messageAttributes").orElseThrow();
    JsonObject beside = JsonObject.EMPTY.with("octet_redriven_sent_at", had.object("sent_at")).with("octet_redriven_run", had.object("run"));
    for (int time = 0; time < 2; time++) {
      world.queues.put(World.MESSAGE_COMMANDS, dead.object("attributes").orElseThrow().text("MessageGroupId").orElseThrow(), "back " + time + dead.text("messageId").orElseThrow(), dead.text("body").orElseThrow(), beside);
      world.runQueues();
    }
    world.queues.delete(World.COMMANDS_DEAD, dead.text("messageId").orElseThrow());
  }

  @Test
  void a_message_is_sent_once_and_told() {
    ask(send("c-1", text(GROUP, "Tuesday")));
    assertThat(dead()).singleElement().satisfies(message -> assertThat(message.object("messageAttributes").orElseThrow().toJson()).contains("configuration").doesNotContain("Tuesday"));
    refuses = false;
    redrive();
    assertThat(outbox.words()).containsExactly("Tuesday");
    assertThat(world.ended()).containsExactly("c-1 failed", "c-1 succeeded");
  }

  @Test
  void a_message_that_has_expired_is_not_sent() {
    ask(send("c-1", text(GROUP, "Tuesday")).with("expires_at", world.clock.instant().plusSeconds(60).toString()));
    refuses = false;
    world.clock.advance(Duration.ofMinutes(2));
    redrive();
    assertThat(outbox.sent).isEmpty();
    assertThat(world.ended()).containsExactly("c-1 failed", "c-1 failed");
    assertThat(world.told("operation.failed").getLast().object("error").flatMap(error -> error.text("reason"))).contains("expired");
  }

  @Test
  void a_later_message_to_the_same_group_overtakes_none() {
    ask(send("c-1", text(GROUP, "Tuesday")));
    refuses = false;
    ask(send("c-2", text(GROUP, "Wednesday")));
    redrive();
    assertThat(outbox.words()).containsExactly("Wednesday", "Tuesday");
  }

  @Test
  void a_pin_is_superseded_by_a_later_one_or_an_unpin_of_the_same_message_and_of_no_other() {
    ask(command("pin_message", "c-1", World.pin("wamid.A", 7)));
    ask(command("pin_message", "c-2", World.pin("wamid.B", 7)));
    refuses = false;
    ask(command("unpin_message", "c-3", World.unpin("wamid.A")));
    redrive();
    redrive();
    assertThat(world.ended()).containsExactly("c-1 failed", "c-2 failed", "c-3 succeeded", "c-1 failed", "c-2 succeeded");
    assertThat(world.told("operation.failed").getLast().object("error").flatMap(error -> error.text("reason"))).contains("superseded");
  }

  @Test
  void a_message_and_its_receipts_are_gone_when_their_time_is_over_though_the_table_has_them_still() {
    refuses = false;
    ask(send("c-1", text(GROUP, "Tuesday")));
    String path = "/v1/messages/" + outbox.sent.getFirst().id();
    assertThat(World.body(world.get(path)).object("message")).isPresent();
    world.clock.advance(Duration.ofDays(31));
    assertThat(World.body(world.get(path)).has("message")).as("what was written").isFalse();
    world.clock.advance(Duration.ofDays(335));
    assertThat(World.status(world.get(path))).isEqualTo(404);
    assertThat(World.body(world.get("/v1/groups/" + GROUP + "/messages")).objects("data")).isEmpty();
  }
}
