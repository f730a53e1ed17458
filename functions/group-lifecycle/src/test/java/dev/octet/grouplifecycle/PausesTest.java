package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.table.Key;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausesTest {
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);
  private GroupMaker.Made group;
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void make() {
    group = maker.makeKnown("Kitchen");
    resets(this::link);
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** What the platform says to resets of the link, and nothing else that is tried. */
  private void resets(Function<Request, Answer> script) {
    world.platform.answers(request -> {
      boolean reset = request.method().equals("POST") && request.path().endsWith("/invite_link");
      if (!reset) {
        return maker.answer(request);
      }
      asked.add(request.path().split("/")[2]);
      return script.apply(request);
    });
  }

  private Answer link(Request request) {
    return Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("invite_link", "https://chat.whatsapp.com/L" + asked.size()));
  }

  private static Answer refused(int code) {
    return Answer.error(code == 190 ? 401 : code == 131031 ? 403 : code == 131208 ? 429 : 400, code);
  }

  private void reset(String id) {
    world.queues.put(World.COMMANDS, group.id(), id, JsonObject.EMPTY.with("command", "reset_invite_link").with("id", id)
        .with("phone_number_id", "100").with("group_id", group.id()).toJson());
  }

  private List<String> ended() {
    return world.told().stream().filter(told -> told.text("type").orElseThrow().startsWith("operation."))
        .map(told -> World.data(told).text("command_id").orElse("http") + " " + told.text("type").orElseThrow().substring("operation.".length())).toList();
  }

  private List<String> pausesTold() {
    return world.toldTypes().stream().filter(type -> type.startsWith("number.")).toList();
  }

  /** Its beginning alone is long over when somebody looks at what stands still. */
  @Test
  void a_pause_that_others_wait_in_is_counted_at_least_once_in_a_quarter_of_an_hour_for_as_long_as_it_lasts() {
    resets(_ -> refused(190));
    reset("c-1");
    world.runFor(Duration.ofMinutes(2));
    int notCounted = 0;
    for (int minute = 0; minute < 120; minute++) {
      world.clock.advance(Duration.ofMinutes(1));
      notCounted = world.settleLogged().contains("\"Pauses\":1") ? 0 : notCounted + 1;
      assertThat(notCounted).as("minutes without, in minute %s", minute).isLessThan(15);
      world.runQueues();
    }
    resets(this::link);
    world.runFor(Duration.ofMinutes(15));
    assertThat(pausesTold()).containsExactly("number.paused", "number.resumed");
    for (int minute = 0; minute < 15; minute++) {
      world.clock.advance(Duration.ofMinutes(1));
      assertThat(world.settleLogged()).doesNotContain("Pauses");
    }
  }

  @Test
  void after_72_hours_in_which_50_commands_of_a_group_waited_the_first_fails_for_good_and_the_others_run_in_order_once() {
    resets(_ -> refused(190));
    IntStream.rangeClosed(1, 50).forEach(n -> reset("c-%02d".formatted(n)));
    world.runFor(Duration.ofHours(72));
    int probes = asked.size();
    System.out.println("72 hours, 50 commands: the platform was asked " + probes + " times, the queue holds " + world.queues.waiting(World.COMMANDS).size());
    assertThat(probes).as("one in ten minutes").isBetween(200, 450);
    assertThat(world.queues.waiting(World.COMMANDS)).as("all of them wait in the table").isEmpty();
    assertThat(ended()).isEmpty();
    assertThat(pausesTold()).containsExactly("number.paused");

    asked.clear();
    resets(request -> asked.size() == 1 ? Answer.error(400, 131041) : link(request));
    world.runFor(Duration.ofMinutes(30));

    assertThat(ended().getFirst()).isEqualTo("c-01 failed");
    assertThat(ended().subList(1, 50)).containsExactlyElementsOf(IntStream.rangeClosed(2, 50).mapToObj("c-%02d succeeded"::formatted).toList());
    assertThat(asked).as("each was asked for once").hasSize(50);
    assertThat(pausesTold()).containsExactly("number.paused", "number.resumed");
    assertThat(world.queues.longestReceiveCount()).as("nothing near a dead letter").isLessThan(100);
  }

  @Test
  void what_comes_while_others_wait_goes_behind_them() {
    resets(_ -> refused(131031));
    reset("c-1");
    reset("c-2");
    world.runQueues();
    assertThat(World.body(world.get("/v1/operations/" + Operation.requestId("100", "", "c-2"))).text("paused")).contains("all");
    resets(this::link);
    world.clock.advance(Duration.ofMinutes(11));
    world.settle(); // lets the first through
    world.deliverCommands(); // which works
    reset("c-3"); // before the others are let through
    world.runFor(Duration.ofMinutes(5));

    assertThat(ended()).containsExactly("c-1 succeeded", "c-2 succeeded", "c-3 succeeded");
  }

  @ParameterizedTest
  @CsvSource({"131208", "130429", "80007", "4"})
  void a_rate_limit_is_waited_for_in_the_queue_at_first(int code) {
    resets(request -> asked.size() < 3 ? refused(code) : link(request));
    reset("c-1");
    world.runFor(Duration.ofMinutes(3));

    assertThat(ended()).containsExactly("c-1 succeeded");
    assertThat(pausesTold()).containsExactly("number.paused", "number.resumed");
    assertThat(asked).hasSize(3);
    assertThat(World.body(world.get("/v1/operations/" + Operation.requestId("100", "", "c-1"))).whole("attempts"))
        .as("waiting is no attempt").hasValue(1);
  }

  @Test
  void a_rate_limit_that_lasts_for_hours_loses_nothing() {
    resets(_ -> refused(131208));
    IntStream.rangeClosed(1, 5).forEach(n -> reset("c-" + n));
    world.runFor(Duration.ofHours(5));
    assertThat(world.queues.waiting(World.COMMANDS)).isEmpty();
    resets(this::link);
    world.runFor(Duration.ofMinutes(30));
    assertThat(ended()).containsExactly("c-1 succeeded", "c-2 succeeded", "c-3 succeeded", "c-4 succeeded", "c-5 succeeded");
  }

  @Test
  void one_number_waits_and_another_does_not() {
    resets(_ -> refused(190));
    reset("c-1");
    world.runQueues();
    world.command(World.create("other", "Roof").with("phone_number_id", "101"));
    world.runQueues();
    assertThat(maker.made).extracting(GroupMaker.Made::subject).contains("Roof");
  }

  @Test
  void creation_that_is_disabled_lets_everything_else_go_on() {
    world.platform.answers(request -> request.isCreate() ? refused(131214) : request.path().endsWith("/invite_link") && request.method().equals("POST") ? link(request) : maker.answer(request));
    world.command(World.create("n-1", "Roof"));
    world.command(World.create("n-2", "Cellar"));
    reset("c-1");
    world.runFor(Duration.ofHours(5));
    assertThat(ended()).containsExactly("c-1 succeeded");
    assertThat(World.data(world.told().stream().filter(told -> told.text("type").orElseThrow().equals("number.paused")).findFirst().orElseThrow()).text("scope"))
        .contains("create_group");

    world.platform.answers(maker::answer);
    world.runFor(Duration.ofMinutes(20));
    assertThat(maker.made).extracting(GroupMaker.Made::subject).containsExactly("Kitchen", "Roof", "Cellar");
    world.runFor(Duration.ofMinutes(20));
    assertThat(ended()).contains("n-1 succeeded", "n-2 succeeded");
  }

  @Test
  void two_pauses_whose_first_ones_are_both_creates_do_not_wait_for_each_other() {
    world.platform.answers(request -> request.isCreate() ? refused(131214) : request.path().endsWith("/invite_link") && request.method().equals("POST") ? refused(190) : maker.answer(request));
    world.command(World.create("n-1", "Roof")); // waits until groups may be made again
    world.runFor(Duration.ofMinutes(5));
    http(); // the number is left alone, and nobody waits
    world.command(World.create("n-2", "Cellar")); // waits for the number
    world.runFor(Duration.ofMinutes(5));

    world.platform.answers(maker::answer);
    world.runFor(Duration.ofHours(1));

    assertThat(maker.made).extracting(GroupMaker.Made::subject).contains("Roof", "Cellar");
  }

  @Test
  void a_create_that_waits_for_another_of_its_subject_lets_that_one_go_first() {
    boolean[] lost = {false};
    world.platform.answers(request -> {
      if (request.isCreate() && !lost[0]) {
        lost[0] = true;
        return Answer.lost();
      }
      return request.path().endsWith("/invite_link") && request.method().equals("POST") ? refused(190) : maker.answer(request);
    });
    world.command(World.create("n-1", "Roof").with("on_unknown", "repeat")); // nobody knows what became of it
    world.runFor(Duration.ofMinutes(1));
    world.command(World.create("n-2", "Roof")); // it has to wait for that
    http(); // the number is left alone: both wait in the table, the second in front
    world.runFor(Duration.ofMinutes(25));

    world.platform.answers(maker::answer);
    world.runFor(Duration.ofHours(2));

    assertThat(maker.made).extracting(GroupMaker.Made::subject).containsExactly("Kitchen", "Roof", "Roof");
  }

  @Test
  void one_that_others_wait_for_in_a_pause_waits_there_too_once_its_own_is_over() {
    boolean[] lost = {false};
    world.platform.answers(request -> {
      if (request.isCreate() && !lost[0]) {
        lost[0] = true;
        return Answer.lost();
      }
      return request.isCreate() ? refused(131214) : request.path().endsWith("/invite_link") && request.method().equals("POST") ? refused(190) : maker.answer(request);
    });
    world.command(World.create("n-1", "Roof").with("on_unknown", "repeat")); // nobody knows what became of it
    world.command(World.create("n-2", "Cellar")); // no groups may be made: waits for that
    world.runFor(Duration.ofMinutes(1));
    world.command(World.create("n-3", "Roof")); // has to wait for the first, and in the pause of creates
    world.runFor(Duration.ofMinutes(1));
    reset("c-1"); // the number is left alone: what goes on from now on waits in that pause, as the first one does
    world.runFor(Duration.ofMinutes(25));

    world.platform.answers(request -> request.path().endsWith("/invite_link") && request.method().equals("POST") ? link(request) : maker.answer(request));
    world.runFor(Duration.ofHours(3));

    assertThat(maker.made).extracting(GroupMaker.Made::subject).containsExactlyInAnyOrder("Kitchen", "Roof", "Roof", "Cellar");
    assertThat(ended()).contains("c-1 succeeded");
  }

  @Test
  void a_number_that_is_not_eligible_is_not_asked_again_for_ten_minutes_and_its_commands_fail_at_once() {
    int[] creates = {0};
    world.platform.answers(request -> {
      creates[0] += request.isCreate() ? 1 : 0;
      return request.isCreate() ? refused(131215) : maker.answer(request);
    });
    world.command(World.create("n-1", "Roof"));
    world.runQueues();
    world.command(World.create("n-2", "Bathroom"));
    reset("c-1");
    world.runQueues();
    assertThat(ended()).containsExactly("n-1 failed", "n-2 failed", "c-1 failed");
    assertThat(creates[0]).isEqualTo(1);

    world.platform.answers(maker::answer);
    world.clock.advance(Duration.ofMinutes(11));
    world.command(World.create("n-3", "Cellar"));
    world.runQueues();
    maker.sendWebhook(maker.made.getLast());
    world.runQueues();
    assertThat(ended()).contains("n-3 succeeded");
    assertThat(pausesTold()).containsExactly("number.paused", "number.resumed");
  }

  @Test
  void the_limit_of_groups_is_asked_for_once_and_again_when_one_is_gone() {
    int[] creates = {0};
    world.platform.answers(request -> {
      creates[0] += request.isCreate() ? 1 : 0;
      return request.isCreate() ? refused(131211) : maker.answer(request);
    });
    world.command(World.create("n-1", "Roof"));
    world.command(World.create("n-2", "Bathroom"));
    world.runQueues();
    assertThat(ended()).containsExactly("n-1 failed", "n-2 failed");
    assertThat(creates[0]).isEqualTo(1);

    world.event("group_lifecycle_update", JsonObject.EMPTY.with("timestamp", Long.toString(group.at() + 60)).with("group_id", group.id()).with("type", "group_delete"));
    world.runQueues();
    world.platform.answers(maker::answer);
    world.command(World.create("n-3", "Cellar"));
    world.runQueues();
    assertThat(maker.made).extracting(GroupMaker.Made::subject).contains("Cellar");
  }

  @Test
  void who_waits_for_an_answer_is_told_at_once_why_there_is_none() {
    resets(_ -> refused(131208));
    JsonObject first = http();
    JsonObject second = http();
    assertThat(World.status(first)).isEqualTo(429);
    assertThat(World.code(second)).isEqualTo(131208);
    assertThat(asked).as("the second was not asked for").hasSize(1);
  }

  /** Whether another request begins the pause, or the repetition itself. */
  @ParameterizedTest
  @CsvSource({"131208, true", "131208, false", "190, true", "190, false", "131215, true", "131215, false", "131207, false"})
  void a_reset_whose_answer_was_lost_is_not_told_as_failed_when_it_is_asked_for_again_during_a_pause(int code, boolean another) {
    resets(request -> {
      link(request);
      return Answer.lost();
    });
    assertThat(World.status(keyed())).isEqualTo(504);
    resets(_ -> refused(code));
    if (another) {
      http();
    }
    assertThat(World.status(keyed())).as("what became of it is not known").isEqualTo(504);
    assertThat(ended()).doesNotContain("k-1 failed");

    resets(this::link);
    world.runFor(Duration.ofMinutes(30));
    assertThat(ended()).contains("k-1 succeeded");
    assertThat(World.status(keyed())).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void a_command_whose_answer_was_lost_is_not_told_as_failed_while_its_number_is_not_eligible(boolean another) {
    resets(request -> {
      link(request);
      if (another) {
        resets(_ -> refused(131215));
        http();
      }
      return Answer.lost();
    });
    reset("c-1");
    world.deliverCommands();
    resets(_ -> refused(131215));
    world.runFor(Duration.ofMinutes(25));
    assertThat(ended()).doesNotContain("c-1 failed");

    resets(this::link);
    world.runFor(Duration.ofMinutes(15));
    assertThat(ended()).contains("c-1 succeeded");
  }

  @Test
  void what_may_have_been_done_and_is_refused_ever_after_ends_as_unknown() {
    resets(request -> asked.size() > 1 ? refused(131215) : Answer.lost());
    reset("c-1");
    world.runFor(Duration.ofHours(3));

    assertThat(ended()).containsExactly("c-1 unknown");
  }

  @Test
  void a_command_that_expires_while_it_waits_is_told_so_within_the_time_of_a_probe() {
    resets(_ -> refused(190));
    reset("c-1");
    world.queues.put(World.COMMANDS, group.id(), "c-2", JsonObject.EMPTY.with("command", "reset_invite_link").with("id", "c-2")
        .with("phone_number_id", "100").with("group_id", group.id()).with("expires_at", world.clock.instant().plus(Duration.ofMinutes(30)).toString()).toJson());
    world.runFor(Duration.ofMinutes(45));
    assertThat(ended()).containsExactly("c-2 failed");
    resets(this::link);
    world.runFor(Duration.ofMinutes(30));
    assertThat(ended()).containsExactly("c-2 failed", "c-1 succeeded");
  }

  @Test
  void reads_of_what_is_known_do_not_wait() {
    resets(_ -> refused(190));
    reset("c-1");
    world.runQueues();
    world.command(JsonObject.EMPTY.with("command", "get_group").with("id", "q-1").with("phone_number_id", "100").with("group_id", group.id()));
    world.runQueues();
    assertThat(ended()).containsExactly("q-1 succeeded");
  }

  @Test
  void what_waited_for_longer_than_operations_are_kept_is_done_once_and_the_number_is_free_again() {
    resets(_ -> refused(190));
    reset("c-1");
    reset("c-2");
    world.runFor(Duration.ofMinutes(5));
    world.clock.advance(Duration.ofDays(31));
    asked.clear();
    resets(this::link);
    world.runFor(Duration.ofMinutes(30));

    assertThat(ended()).containsExactly("c-1 succeeded", "c-2 succeeded");
    assertThat(World.status(http())).as("nobody waits any more").isEqualTo(200);
    world.queues.put(World.COMMANDS, group.id(), "c-2 again", JsonObject.EMPTY.with("command", "reset_invite_link").with("id", "c-2")
        .with("phone_number_id", "100").with("group_id", group.id()).toJson());
    world.runQueues();
    assertThat(asked).as("its id is known").hasSize(3);
  }

  @Test
  void a_place_whose_operation_is_gone_is_in_nobodys_way() {
    resets(_ -> refused(190));
    reset("c-1");
    world.runFor(Duration.ofMinutes(5));
    Key key = new Key("OPERATION#" + World.requestId("c-1"), "OPERATION");
    world.table().delete(world.table().get(key).orElseThrow());
    resets(this::link);
    world.runFor(Duration.ofMinutes(30));

    assertThat(World.status(http())).isEqualTo(200);
  }

  @Test
  void a_process_killed_after_any_side_effect_keeps_them_in_order_and_asks_once() {
    int before = world.sideEffects;
    history(Integer.MAX_VALUE);
    int last = world.sideEffects - before;
    System.out.println("paused and resumed: killed after each of " + last + " side effects");
    for (int n = 1; n <= last; n++) {
      PausesTest other = new PausesTest();
      other.make();
      other.history(n);
      assertThat(other.world.wasKilled()).as("killed after %d", n).isTrue();
      other.close();
    }
  }

  private void history(int killAfter) {
    if (killAfter < Integer.MAX_VALUE) {
      world.killAfter(world.sideEffects + killAfter);
    }
    resets(_ -> refused(131031));
    reset("c-1");
    reset("c-2");
    world.runFor(Duration.ofMinutes(25));
    resets(this::link);
    world.runFor(Duration.ofMinutes(45));
    assertThat(new TreeSet<>(ended())).as("killed after %d", killAfter).containsExactly("c-1 succeeded", "c-2 succeeded");
    assertThat(ended()).as("in order, killed after %d", killAfter).containsExactly("c-1 succeeded", "c-2 succeeded");
    assertThat(pausesTold()).as("killed after %d", killAfter).containsExactly("number.paused", "number.resumed");
  }

  private JsonObject keyed() {
    return world.http("POST", "/graph/v26.0/" + group.id() + "/invite_link", "token-a", "", Map.of("idempotency-key", "k-1"));
  }

  private JsonObject http() {
    return world.http("POST", "/graph/v26.0/" + group.id() + "/invite_link", "token-a", "", Map.of());
  }
}
