package dev.octet.messagesending;

import static dev.octet.messagesending.World.GROUP;
import static dev.octet.messagesending.World.command;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Pins;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages are pinned, and marked as read. */
class PinsTest {
  private static String pinned(JsonObject told) {
    return told.object("message").flatMap(message -> message.text("id")).orElseThrow();
  }

  private static List<String> standing(World world) {
    return new Conversations(world.table()).get(GROUP).pins().standing(world.clock.instant()).stream().map(Pins.Pin::messageId).toList();
  }

  @Test
  void a_pin_is_sent_told_and_shown_with_the_group() {
    try (World world = new World()) {
      Outbox outbox = new Outbox(world);
      world.withGroup(GROUP);
      world.ask(command("pin_message", "c-1", World.pin("wamid.A", 7)));
      world.runQueues();

      assertThat(outbox.sent.getFirst().body().object("pin")).isEqualTo(World.pin("wamid.A", 7).object("pin"));
      assertThat(world.toldTypes()).containsExactly("message.accepted", "message.pinned", "operation.succeeded");
      assertThat(world.told("message.pinned")).singleElement().satisfies(told -> {
        assertThat(pinned(told)).isEqualTo("wamid.A");
        assertThat(told.whole("expiration_days")).hasValue(7);
      });
      assertThat(World.body(world.get("/v1/groups/" + GROUP + "/messages")).toJson()).contains("wamid.A");

      world.ask(command("unpin_message", "c-2", World.unpin("wamid.A")));
      world.runQueues();
      assertThat(world.told("message.unpinned")).singleElement().satisfies(told -> {
        assertThat(pinned(told)).isEqualTo("wamid.A");
        assertThat(told.has("reason")).isFalse();
      });
      assertThat(standing(world)).isEmpty();
    }
  }

  @Test
  void a_pin_that_was_taken_and_then_failed_is_no_pin() {
    try (World world = new World()) {
      Outbox outbox = new Outbox(world);
      world.withGroup(GROUP);
      world.ask(command("pin_message", "c-1", World.pin("wamid.A", 7)));
      world.runQueues();
      outbox.status(outbox.sent.getFirst(), "failed");
      outbox.status(outbox.sent.getFirst(), "failed");
      world.runQueues();

      assertThat(world.told("message.unpinned")).singleElement().satisfies(told -> {
        assertThat(pinned(told)).isEqualTo("wamid.A");
        assertThat(told.text("reason")).contains("failed");
      });
      assertThat(standing(world)).isEmpty();

      world.clock.advance(Duration.ofMinutes(1));
      world.ask(command("pin_message", "c-2", World.pin("wamid.A", 7)));
      outbox.status(outbox.sent.getFirst(), "failed"); // once more, of the first
      world.runQueues();
      assertThat(standing(world)).containsExactly("wamid.A");
    }
  }

  @Test
  void a_fourth_pin_takes_the_place_of_the_first_and_both_are_told() {
    try (World world = new World()) {
      Outbox _ = new Outbox(world);
      for (String id : List.of("A", "B", "C", "D")) {
        world.post(World.pin("wamid." + id, 7), Map.of("idempotency-key", id));
        world.clock.advance(Duration.ofSeconds(1));
      }
      assertThat(world.told("message.pinned")).extracting(PinsTest::pinned).containsExactly("wamid.A", "wamid.B", "wamid.C", "wamid.D");
      assertThat(world.told("message.unpinned")).singleElement().satisfies(told -> {
        assertThat(pinned(told)).isEqualTo("wamid.A");
        assertThat(told.text("reason")).contains("displaced");
      });
      assertThat(standing(world)).containsExactly("wamid.B", "wamid.C", "wamid.D");
    }
  }

  @Test
  void a_fourth_pin_tells_the_same_whenever_the_process_dies() {
    Set<String> undisturbed = fourPins(Integer.MAX_VALUE);
    assertThat(undisturbed).hasSize(4 + 4 + 4 + 1);
    for (int n = 1; n <= 60; n++) {
      assertThat(fourPins(n)).as("killed after side effect %d", n).isEqualTo(undisturbed);
    }
  }

  private static Set<String> fourPins(int killAfter) {
    try (World world = new World()) {
      Outbox outbox = new Outbox(world);
      world.platform.answers(request -> {
        Answer answer = outbox.take(request);
        outbox.status(outbox.sent.getLast(), "sent");
        return answer;
      });
      world.killAfter(killAfter);
      for (String id : List.of("A", "B", "C", "D")) {
        world.ask(command("pin_message", id, World.pin("wamid." + id, 7)));
        world.runFor(Duration.ofMinutes(5));
      }
      assertThat(standing(world)).containsExactly("wamid.B", "wamid.C", "wamid.D");
      Set<String> told = new TreeSet<>();
      world.told().stream().filter(one -> !one.text("type").orElseThrow().equals("message.sent"))
          .forEach(one -> told.add(one.text("type").orElseThrow() + " " + (one.text("type").orElseThrow().contains("pinned") ? pinned(World.data(one)) : World.data(one).text("command_id").orElse(""))));
      return told;
    }
  }

  /** Callers send a command again of which the queue gave them no answer. */
  @Test
  void a_command_that_comes_once_more_undoes_nothing_that_came_after_it_and_tells_nothing_new() {
    try (World world = new World()) {
      Outbox outbox = new Outbox(world);
      JsonObject pin = command("pin_message", "c-1", World.pin("wamid.A", 7));
      JsonObject unpin = command("unpin_message", "c-2", World.unpin("wamid.A"));
      ask(world, pin, unpin, pin);
      assertThat(standing(world)).as("unpinned since").isEmpty();

      ask(world, command("pin_message", "c-3", World.pin("wamid.A", 7)), unpin);
      assertThat(standing(world)).as("pinned since").containsExactly("wamid.A");
      assertThat(outbox.sent).hasSize(3);
      assertThat(world.told("message.pinned")).as("of two pins").hasSize(2);
      assertThat(world.told("message.unpinned")).as("of one unpin").hasSize(1);
    }
  }

  @Test
  void a_pin_that_comes_once_more_after_it_was_displaced_takes_no_place_that_came_free_since() {
    try (World world = new World()) {
      Outbox _ = new Outbox(world);
      for (String id : List.of("A", "B", "C", "D")) {
        ask(world, command("pin_message", id, World.pin("wamid." + id, 7)));
      }
      ask(world, command("pin_message", "A", World.pin("wamid.A", 7)));
      assertThat(standing(world)).containsExactly("wamid.B", "wamid.C", "wamid.D");
      ask(world, command("unpin_message", "c-1", World.unpin("wamid.B")), command("pin_message", "A", World.pin("wamid.A", 7)));
      assertThat(standing(world)).containsExactly("wamid.C", "wamid.D");
      assertThat(world.told("message.unpinned")).extracting(PinsTest::pinned).containsExactly("wamid.A", "wamid.B");
    }
  }

  @Test
  void a_pin_whose_failure_was_faster_than_its_answer_is_no_pin() {
    try (World world = new World()) {
      Outbox outbox = new Outbox(world);
      world.platform.answers(request -> {
        Answer answer = outbox.take(request);
        outbox.status(outbox.sent.getLast(), "failed");
        world.deliverEvents();
        return answer;
      });
      ask(world, command("pin_message", "c-1", World.pin("wamid.A", 7)));

      assertThat(world.toldTypes()).contains("message.pinned", "message.unpinned");
      assertThat(standing(world)).isEmpty();
    }
  }

  /** One after the other, each as a message of its own, also where it is the same. */
  private static void ask(World world, JsonObject... commands) {
    for (JsonObject command : commands) {
      world.queues.put(World.MESSAGE_COMMANDS, command.toJson());
      world.runQueues();
      world.clock.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void a_message_is_marked_as_read_where_the_rules_edition_has_that() {
    try (World world = new World(Map.of("RULES_EDITION", "2026-06"))) {
      Outbox outbox = new Outbox(world);
      JsonObject mark = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("status", "read").with("message_id", "wamid.A");
      JsonObject answer = world.post(mark);
      world.ask(command("mark_message_read", "c-1", mark));
      world.runQueues();

      assertThat(World.body(answer)).isEqualTo(JsonObject.EMPTY.with("success", true));
      assertThat(outbox.sent).extracting(Outbox.Sent::body).containsExactly(mark, mark);
      assertThat(world.toldTypes()).containsExactly("operation.succeeded", "operation.succeeded");
    }
  }

  @Test
  void by_the_older_edition_the_refusal_names_the_parameter() {
    try (World world = new World()) {
      JsonObject answer = world.post(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("status", "read").with("message_id", "wamid.A"));
      assertThat(World.code(answer)).isEqualTo(100);
      assertThat(World.body(answer).toJson()).contains("RulesEdition");
    }
  }

  /** Asked for twice they do no harm, so the window is waited for and they are asked for again. */
  @ParameterizedTest
  @ValueSource(strings = {"pin_message", "mark_message_read"})
  void what_does_no_harm_twice_is_asked_for_again(String name) {
    try (World world = new World(Map.of("RULES_EDITION", "2026-06"))) {
      Outbox outbox = new Outbox(world);
      int[] asked = {0};
      world.platform.answers(request -> asked[0]++ == 0 ? Answer.lost() : outbox.take(request));
      world.ask(command(name, "c-1", name.equals("pin_message") ? World.pin("wamid.A", 7)
          : JsonObject.EMPTY.with("messaging_product", "whatsapp").with("status", "read").with("message_id", "wamid.A")));
      world.runFor(Duration.ofMinutes(4));
      assertThat(world.ended()).containsExactly("c-1 succeeded");
    }
  }
}
