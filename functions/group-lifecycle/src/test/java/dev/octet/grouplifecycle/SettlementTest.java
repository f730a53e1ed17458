package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.Due;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A create whose outcome was lost, looked for among the active groups: found, or asked for again only when it is not there. */
class SettlementTest {
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void the_first_run_after_the_window_settles_it() {
    world.clock.advance(Duration.ofMillis(900)); // the table keeps whole seconds
    world.platform.answers(maker::lose);
    world.command(World.create("c-1", "Kitchen"));
    world.runQueues();

    world.clock.advance(World.WINDOW.minusMillis(500));
    world.settle();
    world.runQueues();
    world.clock.advance(Duration.ofMinutes(1));
    world.settle();
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
  }

  @Test
  void the_group_of_the_first_call_is_found_after_a_repetition_that_was_lost_too() {
    AtomicBoolean listed = new AtomicBoolean();
    world.platform.answers(request -> {
      if (request.isCreate()) {
        if (world.platform.creates() == 1) {
          maker.make(request);
        }
        return world.platform.creates() < 3 ? Answer.lost() : maker.answer(request);
      }
      return request.path().endsWith("/groups") && !listed.get() ? emptyList() : maker.answer(request);
    });
    world.command(World.create("c-1", "Kitchen").with("on_unknown", "repeat"));
    world.runFor(Duration.ofMinutes(13));
    assertThat(world.platform.creates()).isEqualTo(2);
    listed.set(true);
    world.runFor(Duration.ofMinutes(13));

    assertThat(world.platform.creates()).isEqualTo(2);
    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
    assertThat(world.told().getFirst().text("subject")).contains(maker.made.getFirst().id());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{}", "{\"data\":null}", "{\"data\":\"none\"}", "{\"data\":{}}", "{\"data\":{\"groups\":\"none\"}}", "{\"data\":[7]}", "{\"error\":{\"code\":1}}",
      "{\"data\":{\"groups\":[]},\"paging\":{\"next\":\"https://graph/next\"}}",
      "{\"data\":{\"groups\":[]},\"paging\":{\"cursors\":{\"after\":\"A\"},\"next\":\"https://graph/next\"}}",
      "{\"data\":{\"groups\":[{\"subject\":\"Kitchen\",\"created_at\":\"1795521601\"}]}}",
      "{\"data\":{\"groups\":[{\"id\":\"G1\",\"subject\":\"Kitchen\"}]}}",
      "{\"data\":{\"groups\":[{\"id\":\"G1\",\"subject\":\"Kitchen\",\"created_at\":1795521601000000000}]}}"})
  void an_answer_that_is_no_list_is_not_taken_for_an_empty_one(String garbage) {
    world.platform.answers(request -> request.isCreate() ? Answer.lost() : new Answer(200, garbage));
    world.command(World.create("c-1", "Kitchen").with("on_unknown", "repeat"));
    world.runFor(Duration.ofMinutes(14));

    assertThat(world.platform.creates()).isEqualTo(1);
    assertThat(world.toldTypes()).isEmpty();
    world.platform.answers(maker::answer);
    world.runFor(Duration.ofMinutes(3));
    assertThat(world.platform.creates()).as("asked again when the list could be read").isEqualTo(2);
  }

  @Test
  void every_page_is_looked_through_however_the_list_is_written() {
    world.platform.answers(maker::lose);
    world.command(World.create("c-1", "Kitchen"));
    world.runQueues();
    JsonObject row = JsonObject.EMPTY.with("id", maker.made.getFirst().id()).with("subject", "Kitchen").with("created_at", maker.made.getFirst().at());
    world.platform.answers(request -> {
      if (!request.path().endsWith("/groups")) {
        return maker.answer(request);
      }
      int page = request.query().contains("after=") ? Integer.parseInt(request.query().replaceAll(".*after=", "")) : 0;
      JsonObject answer = JsonObject.EMPTY.with("data", page == 12 ? List.of(row) : List.of());
      return Answer.ok(page == 12 ? answer : answer.with("paging", JsonObject.EMPTY.with("next", "https://graph/next")
          .with("cursors", JsonObject.EMPTY.with("after", Integer.toString(page + 1)))));
    });
    world.runFor(Duration.ofMinutes(12));

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
  }

  @Test
  void while_the_platform_cannot_be_asked_the_operation_waits_in_the_table_and_not_in_the_queue() {
    world.platform.answers(request -> request.isCreate() ? maker.lose(request) : Answer.error(401, 190));
    world.command(World.create("c-1", "Kitchen"));
    world.runFor(Duration.ofMinutes(14));
    assertThat(world.queues.waiting(World.COMMANDS)).isEmpty();
    assertThat(world.toldTypes()).isEmpty();

    world.platform.answers(maker::answer);
    world.runFor(Duration.ofMinutes(3));
    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
  }

  @Test
  void a_group_from_the_list_has_what_was_asked_for_and_the_list_does_not_say() {
    world.platform.answers(maker::lose);
    world.command(World.create("c-1", "Kitchen").with("body", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", "Kitchen")
        .with("description", "Where we cook").with("join_approval_mode", "approval_required")));
    world.runFor(Duration.ofMinutes(12));

    String fields = "/graph/v26.0/" + maker.made.getFirst().id() + "?fields=join_approval_mode,description";
    assertThat(World.data(world.told().getFirst()).text("join_approval_mode")).contains("approval_required");
    assertThat(World.body(world.get(fields)).text("join_approval_mode")).contains("approval_required");
    assertThat(World.body(world.get(fields)).text("description")).contains("Where we cook");
  }

  @Test
  void a_link_that_is_refused_does_not_keep_an_operation_open() {
    world.platform.answers(request -> request.path().endsWith("/invite_link") ? Answer.error(403, 131005) : maker.lose(request));
    world.command(World.create("c-1", "Kitchen"));
    world.runFor(Duration.ofMinutes(12));

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
  }

  @Test
  void a_webhook_beside_the_decision_to_repeat_is_told_and_so_is_the_second_group() {
    world.platform.answers(request -> request.isCreate() && world.platform.creates() == 1 ? maker.lose(request)
        : request.path().endsWith("/groups") && !request.isCreate() ? emptyList() : maker.answer(request));
    world.command(World.create("c-1", "Kitchen").with("on_unknown", "repeat"));
    world.runQueues();
    world.clock.advance(World.WINDOW.plusSeconds(1));
    world.settle();
    maker.sendWebhook(maker.made.getFirst());
    // The event has read the operation and written the group when the settlement, in another process, asks again.
    world.beforeNext("transactWriteItems", () -> assertThat(world.deliverCommands()).isTrue());
    world.deliverEvents();
    assertThat(maker.made).hasSize(2);
    maker.sendWebhook(maker.made.getLast());
    world.runQueues();
    world.runFor(Duration.ofMinutes(12));

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded", "group.create_unknown");
    assertThat(World.data(world.told().getLast()).texts("candidate_group_ids")).containsExactly(maker.made.get(0).id(), maker.made.get(1).id());
  }

  @Test
  void a_group_that_somebody_renamed_before_it_was_known_is_not_made_again() {
    world.platform.answers(request -> {
      Answer answer = maker.lose(request);
      maker.made.replaceAll(group -> new GroupMaker.Made(group.id(), group.requestId(), "Renamed elsewhere", group.at()));
      return answer;
    });
    world.command(World.create("c-1", "Kitchen").with("on_unknown", "repeat"));
    world.runFor(Duration.ofMinutes(25));

    assertThat(world.platform.creates()).isEqualTo(1);
    assertThat(world.toldTypes()).containsExactly("group.create_unknown", "operation.unknown");
    assertThat(World.data(world.told().getFirst()).texts("candidate_group_ids")).containsExactly(maker.made.getFirst().id());
  }

  @Test
  void groups_of_others_that_are_explained_keep_nobody_from_asking_again() {
    GroupMaker.Made known = maker.makeKnown("Attic");
    world.platform.answers(request -> request.isCreate() && request.body().contains("Kitchen") && world.platform.creates() < 4 ? Answer.lost()
        : request.isCreate() && request.body().contains("Cellar") ? maker.lose(request) : maker.answer(request));
    world.command(World.create("c-1", "Kitchen").with("on_unknown", "repeat"));
    world.command(World.create("c-2", "Cellar"));
    world.runFor(Duration.ofMinutes(13));

    assertThat(maker.made).as("one is known, one is what c-2 has asked for").extracting(GroupMaker.Made::subject).containsExactly("Attic", "Cellar", "Kitchen");
    assertThat(known.subject()).isEqualTo("Attic");
  }

  @Test
  void an_expired_command_is_not_repeated_and_its_doubt_is_told() {
    world.platform.answers(request -> request.isCreate() ? Answer.lost() : maker.answer(request));
    world.command(World.create("c-1", "Kitchen").with("on_unknown", "repeat").with("expires_at", "2026-11-24T12:05:00Z"));
    world.runFor(Duration.ofMinutes(12));

    assertThat(world.platform.creates()).isEqualTo(1);
    assertThat(world.toldTypes()).containsExactly("group.create_unknown", "operation.unknown");
  }

  @Test
  void many_that_cannot_be_settled_do_not_hide_the_others() {
    for (int i = 0; i < 40; i++) {
      world.http("POST", "/graph/v26.0/100/groups", "token-a", World.create("", "Kitchen " + i).object("body").orElseThrow().toJson(), Map.of());
    }
    world.clock.advance(Duration.ofMinutes(5));

    assertThat(Due.by(Lifecycle.table(world.engines.dynamoDb(), world.environment()), world.clock.instant(), 20)).as("some of every shard")
        .extracting(due -> Due.shard(due.id()))
        .contains(0, 1, 2, 3);
  }

  private static Answer emptyList() {
    return Answer.ok(JsonObject.EMPTY.with("data", JsonObject.EMPTY.with("groups", List.of())));
  }
}
