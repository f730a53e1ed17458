package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Ability;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.grouplifecycle.GroupMaker.Made;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no table and no queue can hold is answered or handed on; it never comes back for ever, and never keeps others waiting. */
class HostileInputTest {
  private static final String BEYOND_EVERY_KEY = "k".repeat(3000);
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void the_blanks_around_a_subject_are_not_kept() {
    String subject = " ".repeat(450_000) + "Kitchen" + "\t".repeat(450_000);
    String body = World.create("", subject).object("body").orElseThrow().with("description", null).toJson();
    world.command(World.create("c-1", subject));
    assertThat(World.status(world.http("POST", "/graph/v26.0/100/groups", "token-a", body, Map.of()))).isEqualTo(200);
    world.runQueues();

    assertThat(world.queues.waiting(World.COMMANDS)).isEmpty();
    assertThat(maker.made).extracting(Made::subject).containsExactly("Kitchen", "Kitchen");
  }

  @Test
  void the_longest_texts_of_the_widest_characters_are_taken() {
    world.command(World.create("🍳".repeat(128), "🍳".repeat(128)).with("body", JsonObject.EMPTY.with("messaging_product", "whatsapp")
        .with("subject", "🍳".repeat(128)).with("description", "🍳".repeat(2048))).with("junk", "j".repeat(900_000)));
    world.runQueues();
    world.event("group_lifecycle_update", GroupMaker.webhook(maker.made.getFirst()).with("description", "🍳".repeat(2048)));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
    assertThat(World.data(world.told().getFirst()).text("description")).contains("🍳".repeat(2048));
  }

  @Test
  void a_create_that_names_a_group_is_rejected() {
    world.command(World.create("c-1", "Kitchen").with("group_id", "G1"));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("command.rejected");
    assertThat(world.platform.requests).isEmpty();
  }

  static Stream<Arguments> events() {
    JsonObject create = JsonObject.EMPTY.with("timestamp", "1795521600").with("type", "group_create").with("group_id", "G1").with("subject", "Kitchen");
    JsonObject people = create.with("type", "group_participants_add");
    return Stream.of(
        Arguments.of("a group's id is no key", create.with("group_id", BEYOND_EVERY_KEY), "webhook.unrecognized"),
        Arguments.of("a group's id is no key of an index", create.with("group_id", "k".repeat(1020)), "webhook.unrecognized"),
        Arguments.of("a request's id is no key", create.with("request_id", BEYOND_EVERY_KEY), "group.created"),
        Arguments.of("a join request's id is no key", create.with("type", "group_join_request_created").with("join_request_id", BEYOND_EVERY_KEY), "webhook.unrecognized"),
        Arguments.of("a subject fills an item", create.with("subject", "s".repeat(500_000)), "webhook.unrecognized"),
        Arguments.of("a description fills an item", create.with("description", "ü".repeat(300_000)), "webhook.unrecognized"),
        Arguments.of("a roster fills an item", people.with("added_participants",
            IntStream.range(0, 12_000).mapToObj(i -> JsonObject.EMPTY.with("user_id", "GB." + (1_000_000_000L + i))).toList()), "webhook.unrecognized"),
        Arguments.of("an error holds no number of the table's", create.with("request_id", "R9").with("errors",
            List.of(JsonObject.EMPTY.with("code", 131000).with("error_data",
                JsonObject.EMPTY.with("small", new BigDecimal("1e400")).with("long", new BigDecimal("1." + "3".repeat(60)))))), "group.create_failed"),
        Arguments.of("an error is nested deeper than an item", create.with("request_id", "R9").with("errors",
            List.of(JsonObject.EMPTY.with("code", 131000).with("error_data", nested(40)))), "webhook.unrecognized"),
        Arguments.of("a setting fills a notification", create.with("type", "group_settings_update")
            .with("group_description", JsonObject.EMPTY.with("text", "ü".repeat(300_000)).with("update_successful", true)), "webhook.unrecognized"),
        Arguments.of("half a character", people.with("added_participants", List.of(JsonObject.EMPTY.with("user_id", "GB.1").with("username", "half \uD83D"))), "participant.joined"),
        Arguments.of("a person's id is no key", people.with("added_participants", List.of(JsonObject.EMPTY.with("user_id", BEYOND_EVERY_KEY))), "participant.joined"),
        Arguments.of("a removal of nobody", create.with("type", "group_participants_remove"), "webhook.unrecognized"));
  }

  private static List<Object> nested(int deep) {
    return deep == 1 ? List.of() : List.of(nested(deep - 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void an_event_is_told_whatever_it_holds_and_its_neighbour_too(String name, JsonObject item, String told) {
    if (name.equals("half a character")) {
      Ability.KEEPS_HALF_CHARACTERS.assume();
    }
    world.event("group_lifecycle_update", item);
    maker.sendWebhook(new Made("G2", "ABCD", "Bathroom", 1_795_521_600L));
    world.runQueues();

    assertThat(world.queues.waiting(World.EVENTS)).isEmpty();
    assertThat(world.toldTypes()).filteredOn(type -> !type.equals("group.adopted")).containsExactly(told, "group.created");
  }

  @Test
  void events_with_an_empty_request_id_are_not_one_request() {
    world.platform.answers(maker::lose);
    world.command(World.create("c-1", "Kitchen"));
    world.runQueues();
    world.event("group_lifecycle_update", GroupMaker.webhook(maker.made.getFirst()).with("request_id", ""));
    world.event("group_lifecycle_update", GroupMaker.webhook(new Made("G2", "", "Bathroom", 1_795_521_600L)));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded", "group.created");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"request_id\":\"\"}", "{\"request_id\":{}}", "{}", "[]", "ok", "", "{\"error\":{\"code\":100}}"})
  void a_success_of_an_unknown_shape_is_no_success(String garbage) {
    world.platform.answers(request -> request.isCreate() ? new Answer(200, garbage) : maker.answer(request));
    world.command(World.create("c-1", "Kitchen"));
    world.runQueues();

    assertThat(World.body(world.get("/v1/operations/" + Operation.requestId("100", "", "c-1"))).text("state")).contains("unsettled");
  }

  @Test
  void a_refusal_as_long_as_an_item_is_a_refusal() {
    Ability.KEEPS_HALF_CHARACTERS.assume();
    world.platform.answers(_ -> new Answer(400, JsonObject.EMPTY.with("error", JsonObject.EMPTY.with("code", 131215)
        .with("message", "m".repeat(500_000)).with("error_data", JsonObject.EMPTY.with("details", "half \uD83D" + "d".repeat(500_000)))).toJson()));
    world.command(World.create("c-1", "Kitchen"));
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("number.paused", "group.create_failed", "operation.failed");
  }

  @Test
  void a_refusal_without_an_error_that_can_be_read_is_what_its_status_says() {
    world.platform.answers(request -> request.isCreate() && world.platform.creates() < 3 ? new Answer(429, "<html>slow down</html>") : maker.answer(request));
    world.command(World.create("c-1", "Kitchen"));
    world.runQueues();

    assertThat(maker.made).hasSize(1);
  }

  @Test
  void ids_that_are_no_keys_are_unknown() {
    world.platform.answers(_ -> Answer.error(400, 131041));
    String cursor = Base64.getUrlEncoder().encodeToString(("000000000001#" + "🍳".repeat(400)).getBytes(StandardCharsets.UTF_8));

    assertThat(World.code(world.get("/graph/v26.0/" + BEYOND_EVERY_KEY))).isEqualTo(131041);
    assertThat(World.status(world.get("/v1/operations/" + BEYOND_EVERY_KEY))).isEqualTo(404);
    assertThat(World.code(world.get("/graph/v26.0/100/groups?after=" + cursor))).isEqualTo(131059);
  }
}
