package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Engines;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.grouplifecycle.GroupMaker.Made;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The process is killed after each of its side effects in turn, its memory gone: after every write to the table, every
 * send, every call. Every history ends with one group, and tells the same under the same ids.
 */
class CrashTest {
  private static final String TABLE = Engines.shared().freshTable("GroupsTable");
  private static final AtomicInteger SUBJECTS = new AtomicInteger();

  /** How the webhook of the group comes. */
  enum Webhook { BEFORE_THE_ANSWER, AFTER_THE_ANSWER, TWICE, NEVER }

  /** How the group is asked for. */
  enum Caller { QUEUE, HTTP, HTTP_WITH_RETRY }

  /** @param told the types, and how many ids there were of each */
  record History(Set<String> told, int groups, int sideEffects, boolean killed, String state) {}

  @ParameterizedTest(name = "{0}, webhook {1}, answer lost: {2}")
  @CsvSource({
      "QUEUE, AFTER_THE_ANSWER, false", "QUEUE, BEFORE_THE_ANSWER, false", "QUEUE, TWICE, false", "QUEUE, NEVER, false",
      "QUEUE, AFTER_THE_ANSWER, true", "QUEUE, NEVER, true",
      "HTTP, AFTER_THE_ANSWER, false", "HTTP_WITH_RETRY, AFTER_THE_ANSWER, false", "HTTP_WITH_RETRY, NEVER, true"})
  void every_history_ends_with_one_group_and_the_same_ids(Caller caller, Webhook webhook, boolean answerLost) {
    History undisturbed = history(caller, webhook, answerLost, "repeat", Integer.MAX_VALUE);
    assertThat(undisturbed.groups()).isEqualTo(1);
    assertThat(undisturbed.told()).containsExactlyInAnyOrder("group.created", "operation.succeeded");
    int last = undisturbed.sideEffects();
    System.out.println(caller + ", webhook " + webhook + ", answer lost " + answerLost + ": killed after each of " + last + " side effects");

    for (int n = 1; n <= last; n++) {
      History history = history(caller, webhook, answerLost, "repeat", n);
      assertThat(history.killed()).as("killed after side effect %d", n).isTrue();
      assertThat(history.groups()).as("groups, killed after side effect %d", n).isEqualTo(1);
      assertThat(history.told()).as("told, killed after side effect %d", n).isEqualTo(undisturbed.told());
      assertThat(history.state()).as("operation, killed after side effect %d", n).isEqualTo("succeeded");
    }
  }

  /** What a caller gets who did not ask for a repetition: in doubt it is said so, and nothing is done twice. */
  @ParameterizedTest
  @CsvSource({"QUEUE", "HTTP"})
  void without_repeat_a_process_that_died_before_its_call_is_reported(Caller caller) {
    int last = history(caller, Webhook.AFTER_THE_ANSWER, false, "report", Integer.MAX_VALUE).sideEffects();
    int unknown = 0;
    for (int n = 1; n <= last; n++) {
      History history = history(caller, Webhook.AFTER_THE_ANSWER, false, "report", n);
      if (history.groups() == 0) {
        unknown++;
        assertThat(history.told()).containsExactlyInAnyOrder("group.create_unknown", "operation.unknown");
      } else {
        assertThat(history.groups()).isEqualTo(1);
        assertThat(history.told()).containsExactlyInAnyOrder("group.created", "operation.succeeded");
      }
    }
    assertThat(unknown).as("killed between the record of the call and the call").isEqualTo(1);
  }

  private static History history(Caller caller, Webhook webhook, boolean answerLost, String onUnknown, int killAfter) {
    try (World world = new World(TABLE)) {
      GroupMaker maker = new GroupMaker(world);
      world.platform.answers(request -> {
        Answer answer = maker.answer(request);
        if (request.isCreate() && webhook == Webhook.BEFORE_THE_ANSWER) {
          maker.sendWebhook(maker.made.getLast());
        }
        return request.isCreate() && answerLost ? Answer.lost() : answer;
      });
      world.killAfter(killAfter);
      String subject = "Crash " + SUBJECTS.incrementAndGet();

      String requestId = ask(world, caller, subject, onUnknown);
      world.runQueues();
      world.runFor(Duration.ofMinutes(3)); // what a killed process left is taken up
      if (webhook == Webhook.AFTER_THE_ANSWER || webhook == Webhook.TWICE) {
        maker.made.forEach(maker::sendWebhook);
        world.runQueues();
      }
      world.runFor(Duration.ofMinutes(25));
      maker.made.forEach(made -> sendLate(world, maker, made, webhook));
      world.runFor(Duration.ofMinutes(2));

      Set<String> told = new TreeSet<>(world.toldTypes());
      assertThat(world.told()).as("ids made from what happened").extracting(one -> one.text("id").orElseThrow())
          .containsExactlyInAnyOrderElementsOf(told.stream().map(type -> type + ":" + Hash.hex(
              type.equals("group.created") ? maker.made.getFirst().id() : requestId)).toList());
      String state = World.body(world.get("/v1/operations/" + requestId)).text("state").orElseThrow();
      return new History(told, (int) maker.made.stream().map(Made::subject).filter(subject::equals).count(), world.sideEffects,
          world.wasKilled(), state);
    }
  }

  /** A group that a repetition made after the first webhooks went out gets its webhook too; so does the second of two. */
  private static void sendLate(World world, GroupMaker maker, Made made, Webhook webhook) {
    if (webhook != Webhook.NEVER && webhook != Webhook.BEFORE_THE_ANSWER) {
      maker.sendWebhook(made);
      world.runQueues();
    }
  }

  private static String ask(World world, Caller caller, String subject, String onUnknown) {
    JsonObject create = World.create(subject, subject);
    if (caller == Caller.QUEUE) {
      world.command(create.with("on_unknown", onUnknown));
      return Operation.requestId("100", "", subject);
    }
    String body = create.object("body").orElseThrow().toJson();
    Map<String, String> headers = Map.of("idempotency-key", subject, "octet-on-unknown", onUnknown);
    JsonObject answer = world.http("POST", "/graph/v26.0/100/groups", "token-a", body, headers);
    if (caller == Caller.HTTP_WITH_RETRY) {
      for (int i = 0; i < 2 || World.status(answer) != 200; i++) {
        answer = world.http("POST", "/graph/v26.0/100/groups", "token-a", body, headers);
      }
      assertThat(World.status(answer)).isEqualTo(200);
    }
    return Operation.requestId("100", "", subject);
  }
}
