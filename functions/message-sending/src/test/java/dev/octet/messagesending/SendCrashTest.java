package dev.octet.messagesending;

import static dev.octet.messagesending.World.GROUP;
import static dev.octet.messagesending.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process is killed after each of its side effects in turn, its memory gone: after every write to the table, every send
 * to a queue, every call. Every history tells the same under the same ids, and nothing is sent twice whose answer was seen.
 */
class SendCrashTest {
  /** How it is asked for. */
  enum Caller { QUEUE, HTTP, HTTP_WITH_RETRY, HTTP_WITHOUT_WAITING }

  /** What the caller and the statuses see of what was sent. */
  enum Course {
    ANSWERED, STATUS_BEFORE_THE_ANSWER, ANSWER_LOST;

    Answer answer(Answer answer) {
      return this == ANSWER_LOST ? Answer.lost() : answer;
    }
  }

  /** @param told by id */
  record History(Set<String> told, int sent, int sideEffects, boolean killed, String state) {
    Set<String> types() {
      return told.stream().map(id -> id.substring(0, id.indexOf(':'))).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @ParameterizedTest
  @CsvSource({
      "QUEUE, ANSWERED", "QUEUE, STATUS_BEFORE_THE_ANSWER", "QUEUE, ANSWER_LOST",
      "HTTP, ANSWERED", "HTTP, ANSWER_LOST", "HTTP_WITH_RETRY, ANSWERED", "HTTP_WITH_RETRY, ANSWER_LOST",
      "HTTP_WITHOUT_WAITING, ANSWERED", "HTTP_WITHOUT_WAITING, ANSWER_LOST"})
  void at_most_once_is_once_and_told_the_same_or_not_at_all_and_told_as_unknown(Caller caller, Course course) {
    History undisturbed = history(caller, course, "at_most_once", Integer.MAX_VALUE);
    assertThat(undisturbed.sent()).isEqualTo(1);
    assertThat(undisturbed.types()).containsExactly("message.accepted", "message.sent", "operation.succeeded");
    System.out.println(caller + ", " + course + ": killed after each of " + undisturbed.sideEffects() + " side effects");

    List<Integer> unknown = new ArrayList<>();
    for (int n = 1; n <= undisturbed.sideEffects(); n++) {
      History history = history(caller, course, "at_most_once", n);
      assertThat(history.killed()).as("killed after side effect %d", n).isTrue();
      if (history.sent() == 0) {
        unknown.add(n);
        assertThat(history.types()).as("killed after side effect %d", n).containsExactly("message.send_unknown", "operation.unknown");
      } else {
        assertThat(history.sent()).as("sent, killed after side effect %d", n).isEqualTo(1);
        assertThat(history.told()).as("told, killed after side effect %d", n).isEqualTo(undisturbed.told());
        assertThat(history.state()).as("killed after side effect %d", n).isEqualTo("succeeded");
      }
    }
    assertThat(unknown).as("killed between the record of the call and the call").hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Course.class)
  void at_least_once_is_sent_whenever_the_process_dies_and_never_twice_where_a_status_came(Course course) {
    int last = history(Caller.QUEUE, course, "at_least_once", Integer.MAX_VALUE).sideEffects();
    for (int n = 1; n <= last; n++) {
      History history = history(Caller.QUEUE, course, "at_least_once", n);
      assertThat(history.sent()).as("sent, killed after side effect %d", n).isEqualTo(1);
      assertThat(history.types()).as("told, killed after side effect %d", n).containsExactly("message.accepted", "message.sent", "operation.succeeded");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Caller.class, names = {"QUEUE", "HTTP"})
  void what_never_arrived_ends_the_same_whenever_the_process_dies(Caller caller) {
    History undisturbed = dropped(caller, Integer.MAX_VALUE);
    assertThat(undisturbed.types()).containsExactly("message.send_unknown", "operation.unknown");
    for (int n = 1; n <= undisturbed.sideEffects(); n++) {
      History history = dropped(caller, n);
      if (!history.types().contains("operation.succeeded")) { // asked only after the platform was there again
        assertThat(history.told()).as("told, killed after side effect %d", n).isEqualTo(undisturbed.told());
      }
    }
  }

  /** The platform takes nothing, and answers nothing. */
  private static History dropped(Caller caller, int killAfter) {
    try (World world = new World()) {
      world.platform.answers(_ -> {
        world.sideEffect();
        return Answer.lost();
      });
      world.killAfter(killAfter);
      ask(world, caller, "at_most_once");
      world.runFor(Duration.ofMinutes(6));
      assertThat(world.platform.requests).as("asked once at most, killed after side effect %d", killAfter).hasSizeLessThanOrEqualTo(1);
      return ended(world, 0);
    }
  }

  private static History history(Caller caller, Course course, String delivery, int killAfter) {
    try (World world = new World()) {
      Outbox outbox = new Outbox(world);
      world.platform.answers(request -> {
        Answer answer = outbox.take(request);
        outbox.status(outbox.sent.getLast(), "sent"); // within seconds, as on the platform
        if (course == Course.STATUS_BEFORE_THE_ANSWER) {
          world.deliverEvents();
        }
        return course.answer(answer);
      });
      world.killAfter(killAfter);
      ask(world, caller, delivery);
      world.runFor(Duration.ofMinutes(7));
      outbox.sent.forEach(sent -> outbox.status(sent, "sent")); // once more
      world.runFor(Duration.ofMinutes(2));
      return ended(world, outbox.sent.size());
    }
  }

  private static History ended(World world, int sent) {
    return new History(world.told().stream().map(told -> told.text("id").orElseThrow()).collect(Collectors.toCollection(TreeSet::new)),
        sent, world.sideEffects, world.wasKilled(), world.state("c-1"));
  }

  private static void ask(World world, Caller caller, String delivery) {
    JsonObject body = text(GROUP, "Tuesday");
    Map<String, String> headers = Map.of("idempotency-key", "c-1", "octet-delivery", delivery);
    switch (caller) {
      case QUEUE -> world.ask(World.send("c-1", body).with("delivery", delivery));
      case HTTP -> world.post(body, headers);
      case HTTP_WITH_RETRY -> {
        for (int i = 0; i < 3; i++) {
          world.post(body, headers);
        }
      }
      case HTTP_WITHOUT_WAITING -> world.post(body, Map.of("idempotency-key", "c-1", "prefer", "respond-async"));
    }
  }
}
