package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.queue.QueueHandler;
import dev.octet.domain.json.JsonObject;
import dev.octet.grouplifecycle.GroupMaker.Made;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A group that is asked for by queue: one request, one group, whatever is lost on the way. */
class CreateGroupTest {
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_command_makes_a_group_and_says_so() {
    world.command(World.create("c-1", "  Kitchen 🍳 "));
    world.runQueues();
    maker.sendWebhook(maker.made.getFirst());
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
    JsonObject created = World.data(world.told().getFirst());
    assertThat(created.text("subject")).contains("Kitchen 🍳");
    assertThat(created.text("invite_link")).isPresent();
    assertThat(created.text("command_id")).contains("c-1");
    assertThat(created.text("platform_request_id")).contains(maker.made.getFirst().requestId());
    assertThat(world.platform.requests.getFirst().token()).isEqualTo("Bearer platform-100");
  }

  @Test
  void the_same_command_five_times_makes_one_group() {
    for (int i = 0; i < 5; i++) {
      world.command(World.create("c-1", "Kitchen"));
      world.deliverCommands();
    }
    maker.sendWebhook(maker.made.getFirst());
    world.runQueues();
    world.command(World.create("c-1", "Kitchen"));
    world.runFor(Duration.ofMinutes(30));

    assertThat(maker.made).hasSize(1);
    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
  }

  @Test
  void a_webhook_before_the_answer_completes_the_create() {
    world.platform.answers(then(request -> request.isCreate(), maker::sendWebhook));
    world.command(World.create("c-1", "Kitchen"));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
  }

  @Test
  void a_lost_answer_with_its_webhook_is_one_group() {
    world.platform.answers(maker::lose);
    world.command(World.create("c-1", "Kitchen"));
    world.runQueues();
    assertThat(world.toldTypes()).isEmpty();

    maker.sendWebhook(maker.made.getFirst());
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
    assertThat(World.data(world.told().getFirst()).text("command_id")).contains("c-1");
    world.runFor(Duration.ofMinutes(30));
    assertThat(world.platform.creates()).isEqualTo(1);
    assertThat(world.toldTypes()).hasSize(2);
  }

  @Test
  void a_lost_answer_without_its_webhook_is_settled_from_the_list() {
    world.platform.answers(maker::lose);
    world.command(World.create("c-1", "Kitchen"));
    world.runFor(Duration.ofMinutes(9));
    assertThat(world.toldTypes()).isEmpty();

    world.runFor(Duration.ofMinutes(3));

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
    assertThat(World.data(world.told().getFirst()).text("invite_link")).isPresent();
    assertThat(world.platform.creates()).isEqualTo(1);
  }

  @Test
  void a_webhook_after_the_settlement_tells_the_same_again() {
    world.platform.answers(maker::lose);
    world.command(World.create("c-1", "Kitchen"));
    world.runFor(Duration.ofMinutes(12));
    List<String> settled = ids();

    maker.sendWebhook(maker.made.getFirst());
    world.runQueues();

    assertThat(ids()).isEqualTo(settled);
    assertThat(world.queues.sent.get(World.NOTIFICATIONS)).hasSize(4);
  }

  @Test
  void a_known_request_whose_webhook_never_comes_is_settled_from_the_list() {
    world.command(World.create("c-1", "Kitchen"));
    world.runFor(Duration.ofMinutes(12));

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
  }

  @Test
  void two_groups_that_it_may_have_made_are_never_guessed() {
    world.platform.answers(maker::lose);
    world.command(World.create("c-1", "Kitchen"));
    world.runQueues();
    maker.make(world.platform.requests.getFirst());
    world.runFor(Duration.ofMinutes(12));

    assertThat(world.toldTypes()).containsExactly("group.create_unknown", "operation.unknown");
    assertThat(World.data(world.told().getFirst()).texts("candidate_group_ids")).hasSize(2);
  }

  @Test
  void nothing_to_be_found_is_reported_and_a_late_group_is_told_with_its_id() {
    world.platform.answers(request -> request.isCreate() ? Answer.lost() : maker.answer(request));
    world.command(World.create("c-1", "Kitchen"));
    world.runFor(Duration.ofMinutes(12));
    assertThat(world.toldTypes()).containsExactly("group.create_unknown", "operation.unknown");

    Made late = maker.make(world.platform.requests.getFirst());
    maker.sendWebhook(late);
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.create_unknown", "operation.unknown", "group.create_unknown");
    assertThat(World.data(world.told().getLast()).texts("candidate_group_ids")).containsExactly(late.id());
    assertThat(World.status(world.get("/graph/v26.0/" + late.id()))).isEqualTo(200);
  }

  @Test
  void repeat_asks_again_only_when_nothing_was_found() {
    world.platform.answers(request -> request.isCreate() && world.platform.creates() == 1 ? Answer.lost() : maker.answer(request));
    world.command(World.create("c-1", "Kitchen").with("on_unknown", "repeat"));
    world.runFor(Duration.ofMinutes(9));
    assertThat(world.platform.creates()).isEqualTo(1);
    world.runFor(Duration.ofMinutes(3));
    assertThat(world.platform.creates()).isEqualTo(2);
    maker.sendWebhook(maker.made.getFirst());
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
  }

  @Test
  void the_first_calls_group_after_a_repetition_is_told_with_both_ids() {
    world.platform.answers(request -> request.isCreate() && world.platform.creates() == 1 ? Answer.lost() : maker.answer(request));
    world.command(World.create("c-1", "Kitchen").with("on_unknown", "repeat"));
    world.runFor(Duration.ofMinutes(12));
    maker.sendWebhook(maker.made.getFirst());
    world.runQueues();
    Made first = maker.make(world.platform.requests.getFirst());
    maker.sendWebhook(first);
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded", "group.create_unknown");
    assertThat(World.data(world.told().getLast()).texts("candidate_group_ids")).containsExactly(maker.made.getFirst().id(), first.id());
  }

  @Test
  void two_commands_with_one_subject_make_two_groups_each_with_its_own() {
    world.platform.answers(maker::lose);
    world.command(World.create("c-1", "Kitchen"));
    world.deliverCommands();
    world.command(World.create("c-2", "Kitchen"));
    world.deliverCommands();
    assertThat(world.platform.creates()).as("the second waits while the first is unknown").isEqualTo(1);

    maker.sendWebhook(maker.made.getFirst());
    world.deliverEvents();
    world.platform.answers(maker::answer);
    world.runQueues();
    maker.sendWebhook(maker.made.get(1));
    world.runQueues();

    assertThat(world.told()).filteredOn(one -> one.text("type").orElseThrow().equals("group.created"))
        .extracting(one -> World.data(one).text("command_id").orElseThrow() + " " + one.text("subject").orElseThrow())
        .containsExactly("c-1 " + maker.made.get(0).id(), "c-2 " + maker.made.get(1).id());
  }

  @Test
  void what_the_platform_refuses_for_good_fails_with_its_code() {
    world.platform.answers(_ -> Answer.error(400, 131215));
    world.command(World.create("c-1", "Kitchen"));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("number.paused", "group.create_failed", "operation.failed");
    assertThat(World.data(world.told().getLast()).object("error").orElseThrow().whole("code")).hasValue(131215);
    assertThat(world.platform.creates()).isEqualTo(1);
  }

  @Test
  void what_the_platform_refuses_for_now_is_asked_again() {
    world.platform.answers(request -> request.isCreate() && world.platform.creates() < 4 ? Answer.error(429, 131208) : maker.answer(request));
    world.command(World.create("c-1", "Kitchen"));
    world.runQueues();
    maker.sendWebhook(maker.made.getFirst());
    world.runQueues();

    assertThat(world.platform.creates()).isEqualTo(4);
    assertThat(world.toldTypes()).containsExactly("number.paused", "number.resumed", "group.created", "operation.succeeded");
  }

  @Test
  void a_webhook_that_says_it_failed_fails_it() {
    world.command(World.create("c-1", "Kitchen"));
    world.runQueues();
    world.event("group_lifecycle_update", GroupMaker.webhook(maker.made.getFirst()).without("group_id")
        .with("errors", List.of(JsonObject.EMPTY.with("code", 131211).with("message", "limit").with("title", "Group create limit reached"))));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.create_failed", "operation.failed");
  }

  @Test
  void a_group_of_another_tool_is_told_without_an_operation() {
    Made foreign = new Made("G-foreign", "ABCD", "Bathroom", world.clock.instant().getEpochSecond());
    maker.sendWebhook(foreign);
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.created");
    assertThat(World.data(world.told().getFirst()).text("request_id")).isEmpty();
    assertThat(World.status(world.get("/graph/v26.0/G-foreign"))).isEqualTo(200);
  }

  @Test
  void what_is_no_command_is_rejected_and_records_nothing() {
    world.queues.put(World.COMMANDS, "create one, please");
    world.command(World.create("c-1", "Kitchen").without("id"));
    world.command(World.create("c-2", "x".repeat(129)));
    world.command(World.create("c-3", " \t "));
    world.command(World.create("c-4", "Kitchen").with("command", "make_group"));
    world.command(World.create("c-5", "Kitchen").with("command", "delete_group"));
    world.command(World.create("c-6", "half \uD83D"));
    world.runQueues();

    assertThat(world.toldTypes()).hasSize(7).containsOnly("command.rejected");
    assertThat(world.told()).extracting(one -> World.data(one).whole("code").orElseThrow())
        .containsExactly(100L, 131008L, 131009L, 131009L, 100L, 131008L, 131009L);
    assertThat(world.sideEffects).as("nothing but the notifications").isEqualTo(7);
  }

  @Test
  void what_the_platform_does_not_have_is_rejected_with_what_there_is_instead() {
    world.command(World.create("c-1", "Kitchen").with("command", "add_participants").with("group_id", "G1"));
    world.runQueues();

    assertThat(World.data(world.told().getLast()).whole("code")).hasValue(100);
    assertThat(World.data(world.told().getLast()).text("reason").orElseThrow()).contains("invite link");
  }

  @Test
  void the_same_id_with_another_body_is_rejected_and_the_first_goes_on() {
    world.command(World.create("c-1", "Kitchen"));
    world.command(World.create("c-1", "Bathroom"));
    world.runQueues();
    maker.sendWebhook(maker.made.getFirst());
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("command.rejected", "group.created", "operation.succeeded");
    assertThat(maker.made).extracting(Made::subject).containsExactly("Kitchen");
  }

  @Test
  void an_expired_command_is_not_begun() {
    world.command(World.create("c-1", "Kitchen").with("expires_at", "2026-11-24T11:59:59Z"));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.create_failed", "operation.failed");
    assertThat(world.platform.requests).isEmpty();
  }

  @Test
  void a_call_ends_before_the_function_that_began_it_in_time_does() {
    assertThat(Lifecycle.CALL_TIMEOUT.plusSeconds(2)).isLessThanOrEqualTo(QueueHandler.RESERVE);
  }

  @Test
  void a_number_without_an_access_token_fails_with_a_sentence() {
    world.command(World.create("c-1", "Kitchen").with("phone_number_id", "999"));
    world.runQueues();

    assertThat(World.data(world.told().getLast()).object("error").orElseThrow().whole("code")).hasValue(10);
  }

  private List<String> ids() {
    return world.told().stream().map(one -> one.text("id").orElseThrow()).toList();
  }

  private Function<Request, Answer> then(java.util.function.Predicate<Request> when, java.util.function.Consumer<Made> then) {
    return request -> {
      Answer answer = maker.answer(request);
      if (when.test(request)) {
        then.accept(maker.made.getLast());
      }
      return answer;
    };
  }
}
