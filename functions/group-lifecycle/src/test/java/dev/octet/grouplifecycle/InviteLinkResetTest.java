package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InviteLinkResetTest {
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);
  private GroupMaker.Made group;
  private int links;
  private String living = "";
  private int reads;

  @BeforeEach
  void make() {
    group = maker.makeKnown("Kitchen");
    resets(this::reset);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void resets(Supplier<Answer> script) {
    world.platform.answers(request -> {
      if (!request.path().endsWith("/" + group.id() + "/invite_link")) {
        return maker.answer(request);
      }
      if (isReset(request)) {
        return script.get();
      }
      reads++;
      return answer(living);
    });
  }

  private static boolean isReset(Request request) {
    return request.method().equals("POST");
  }

  /** As the platform does it. */
  private Answer reset() {
    living = "https://chat.whatsapp.com/L" + ++links;
    world.sideEffect();
    return answer(living);
  }

  private static Answer answer(String link) {
    return Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("invite_link", link));
  }

  private void command(String id) {
    world.command(JsonObject.EMPTY.with("command", "reset_invite_link").with("id", id).with("phone_number_id", "100").with("group_id", group.id()));
  }

  private JsonObject http(Map<String, String> headers) {
    return world.http("POST", "/graph/v26.0/" + group.id() + "/invite_link", "token-a", "{\"messaging_product\":\"whatsapp\"}", headers);
  }

  private String known() {
    return World.body(world.get("/graph/v26.0/" + group.id() + "/invite_link")).text("invite_link").orElseThrow();
  }

  @Test
  void over_http_it_is_answered_with_the_new_link_and_told() {
    JsonObject answer = http(Map.of());

    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(World.body(answer)).isEqualTo(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("invite_link", living));
    assertThat(known()).isEqualTo(living);
    assertThat(world.toldTypes()).containsExactly("invite_link.reset", "operation.succeeded");
    JsonObject told = World.data(world.told().getFirst());
    assertThat(told.text("invite_link")).contains(living);
    assertThat(told.whole("sequence").orElseThrow()).isPositive();
    assertThat(reads).as("nobody else reset it: its answer says which link lives").isZero();
  }

  @Test
  void by_queue_it_is_told_with_the_command() {
    command("r-1");
    world.runQueues();

    assertThat(known()).isEqualTo(living);
    assertThat(world.toldTypes()).containsExactly("invite_link.reset", "operation.succeeded");
    assertThat(World.data(world.told().getLast()).text("command_id")).contains("r-1");
    assertThat(World.data(world.told().getLast()).object("answer").orElseThrow().text("invite_link")).contains(living);
  }

  @Test
  void where_an_answer_was_lost_and_no_attempt_tells_the_link_it_is_looked_up() {
    resets(() -> {
      reset();
      return links == 1 ? Answer.lost() : Answer.error(400, 100);
    });
    command("r-1");
    world.runFor(Duration.ofMinutes(1));

    assertThat(world.toldTypes()).containsExactly("operation.failed");
    assertThat(world.groups().get(group.id()).orElseThrow().group().doubtful()).as("its link may be dead").isTrue();
  }

  @Test
  void where_every_answer_was_lost_the_link_is_looked_up() {
    resets(() -> {
      reset();
      return Answer.lost();
    });
    command("r-1");
    world.runFor(Duration.ofHours(3));

    assertThat(world.toldTypes()).containsExactly("operation.unknown");
    assertThat(world.groups().get(group.id()).orElseThrow().group().doubtful()).as("its link may be dead").isTrue();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void of_two_resets_at_once_the_living_link_is_kept_whatever_the_order(boolean inlineFirst, boolean madeFirst) {
    Runnable inline = () -> http(Map.of());
    Runnable queued = () -> {
      command("r-2");
      world.deliverCommands();
    };
    // The first one's answer is on its way while the second comes and goes; the platform made the link of the first before, or after.
    boolean[] second = {false};
    resets(() -> {
      if (second[0]) {
        return reset();
      }
      second[0] = true;
      Answer first = madeFirst ? reset() : Answer.error(500, 0);
      (inlineFirst ? queued : inline).run();
      return madeFirst ? first : reset();
    });

    (inlineFirst ? inline : queued).run();
    world.runQueues();

    assertThat(links).isEqualTo(2);
    assertThat(known()).isEqualTo(living).isEqualTo("https://chat.whatsapp.com/L2");
    assertThat(world.toldTypes().stream().filter("operation.succeeded"::equals)).hasSize(2);
    assertThat(World.data(world.told().getLast()).object("answer").orElseThrow().text("invite_link")).contains(living);
  }

  @Test
  void a_reset_that_begins_while_the_link_is_read_again_makes_it_be_read_once_more() {
    boolean[] done = new boolean[2];
    world.platform.answers(request -> {
      if (isReset(request)) {
        Answer mine = reset();
        if (!done[0]) {
          done[0] = true;
          http(Map.of()); // overlaps with the first, which will read the link
        }
        return mine;
      }
      Answer read = answer(living);
      if (done[0] && !done[1]) {
        done[1] = true;
        http(Map.of()); // what was just read is dead
      }
      return read;
    });
    command("r-1");
    world.runQueues();

    assertThat(links).isEqualTo(3);
    assertThat(known()).isEqualTo(living);
  }

  @Test
  void a_lost_answer_is_504_inline_and_settled_with_the_link_that_lives() {
    resets(() -> {
      Answer made = reset();
      return links == 1 ? Answer.lost() : made;
    });
    JsonObject answer = http(Map.of("idempotency-key", "k-1"));

    assertThat(World.status(answer)).isEqualTo(504);
    assertThat(World.body(answer).toJson()).contains(Operation.requestId("100", "", "k-1"));
    assertThat(world.toldTypes()).isEmpty();
    world.runFor(Duration.ofMinutes(3));
    assertThat(known()).isEqualTo(living);
    assertThat(world.toldTypes()).containsExactly("invite_link.reset", "operation.succeeded");
    assertThat(World.body(http(Map.of("idempotency-key", "k-1"))).text("invite_link")).as("the same outcome again").contains(living);
    assertThat(links).isEqualTo(2);
  }

  @Test
  void the_same_key_resets_once() {
    String first = World.body(http(Map.of("idempotency-key", "k-1"))).text("invite_link").orElseThrow();
    assertThat(World.body(http(Map.of("idempotency-key", "k-1"))).text("invite_link")).contains(first);
    assertThat(links).isEqualTo(1);
    assertThat(World.status(world.http("DELETE", "/graph/v26.0/" + group.id(), "token-a", "", Map.of("idempotency-key", "k-1")))).isEqualTo(409);
  }

  @Test
  void who_would_rather_not_wait_is_answered_at_once() {
    JsonObject answer = http(Map.of("prefer", "respond-async"));
    assertThat(World.status(answer)).isEqualTo(202);
    assertThat(links).isZero();
    world.runQueues();
    assertThat(known()).isEqualTo(living);
    assertThat(World.data(world.told().getLast()).text("request_id")).isEqualTo(World.body(answer).text("request_id"));
  }

  @ParameterizedTest
  @CsvSource({"131207, 403", "131208, 429", "131041, 400"})
  void what_the_platform_refuses_is_answered_inline_with_its_code(int code, int status) {
    String before = known();
    resets(() -> Answer.error(status, code));
    JsonObject answer = http(Map.of());

    assertThat(World.status(answer)).isEqualTo(status);
    assertThat(World.code(answer)).isEqualTo(code);
    assertThat(world.toldTypes()).contains("operation.failed");
    assertThat(known()).isEqualTo(before);
    resets(this::reset);
    world.clock.advance(Duration.ofMinutes(1)); // a rate limit is waited for
    http(Map.of());
    assertThat(links).isEqualTo(1);
    assertThat(reads).as("what failed is not under way any more").isZero();
  }

  @Test
  void an_answer_without_a_link_is_no_success() {
    resets(() -> {
      Answer made = reset();
      return links == 1 ? Answer.ok(JsonObject.EMPTY.with("success", true)) : made;
    });
    command("r-1");
    world.runFor(Duration.ofMinutes(1));
    assertThat(links).isEqualTo(2);
    assertThat(known()).isEqualTo(living);
  }

  @Test
  void a_process_killed_after_any_side_effect_leaves_the_living_link_and_tells_it_under_one_id() {
    int before = world.sideEffects;
    history(Integer.MAX_VALUE);
    int last = world.sideEffects - before;
    System.out.println("reset_invite_link: killed after each of " + last + " side effects");
    for (int n = 1; n <= last; n++) {
      InviteLinkResetTest other = new InviteLinkResetTest();
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
    command("r-1");
    world.runFor(Duration.ofMinutes(5));

    assertThat(known()).as("killed after %d", killAfter).isEqualTo(living);
    assertThat(new TreeSet<>(world.toldTypes())).containsExactly("invite_link.reset", "operation.succeeded");
    assertThat(world.told()).as("ids").hasSize(2);
    assertThat(World.data(world.told().getFirst()).text("invite_link")).contains(living);
    assertThat(HandedOn.groups(world)).as("invitations with earlier links end, killed after %d", killAfter).containsExactly(group.id());
    assertThat(HandedOn.groupOf(world, living)).as("killed after %d", killAfter).contains(group.id());
  }

  @Test
  void what_failed_ends_no_invitations() {
    resets(() -> Answer.error(400, 100));
    http(Map.of());

    assertThat(HandedOn.sends(world)).isZero();
  }

  @Test
  void each_new_link_ends_invitations_and_all_stay_this_groups() {
    http(Map.of());
    String first = living;
    http(Map.of());

    assertThat(HandedOn.groups(world)).containsExactly(group.id(), group.id());
    assertThat(HandedOn.groupOf(world, first)).contains(group.id());
    assertThat(HandedOn.groupOf(world, living)).contains(group.id());
  }

  @Test
  void what_a_reset_costs_is_counted() {
    world.engines.requests().take();
    http(Map.of());
    assertThat(world.engines.requests().take()).isEqualTo(ReadmeCosts.of("a link reset over HTTP"));
  }

  @Test
  void a_wrong_body_is_refused() {
    for (String body : List.of("{\"link\":\"x\"}", "[]")) {
      assertThat(World.code(world.http("POST", "/graph/v26.0/" + group.id() + "/invite_link", "token-a", body, Map.of()))).isEqualTo(100);
    }
    assertThat(links).isZero();
  }
}
