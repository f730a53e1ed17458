package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.DeliveredEvent;
import dev.octet.graph.webhook.Delivery;
import dev.octet.grouplifecycle.GroupMaker.Made;
import dev.octet.operations.MemoryQueues;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What has broken others who follow groups by webhook, each tried here. Deliveries are split as webhook-intake splits them,
 * so that what an event looks like is not this test's invention.
 */
class TrapsTest {
  private static final long T = World.START.getEpochSecond();
  private static final String ANA = "'wa_id':'447700900001','user_id':'GB.1'";
  private static final String ERROR = "'errors':[{'code':131000,'title':'t','message':'m','error_data':{'details':'d'}}]";
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void trap_2_two_changes_and_two_entries_of_mixed_fields() {
    deliver(entry(change("group_lifecycle_update", created("G1", T)), change("group_participants_update", joined("G1", T + 10, ANA))),
        entry(change("group_status_update", "{'timestamp':'" + (T + 20) + "','group_id':'G1','type':'group_suspend'}"),
            change("group_lifecycle_update", created("G2", T), created("G3", T))));

    assertThat(world.toldTypes()).containsExactlyInAnyOrder("group.created", "participant.joined", "group.suspended", "group.created", "group.created");
  }

  @Test
  void trap_6_a_participant_with_a_user_id_only() {
    deliver(change("group_lifecycle_update", created("G1", T)), change("group_participants_update", joined("G1", T + 10, "'user_id':'GB.7'")));

    assertThat(inGroup()).containsExactly(JsonObject.EMPTY.with("user_id", "GB.7"));
    assertThat(World.data(world.told().getLast()).object("participant")).contains(JsonObject.EMPTY.with("user_id", "GB.7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'input':'447700900001'", "'input':'+44 7700 900001'", "'input':'GB.1'", "'wa_id':'447700900001'", "'user_id':'GB.1'"})
  void trap_7_removed_participants_with_input_only_then_wa_id_only_then_user_id_only(String named) {
    deliver(change("group_lifecycle_update", created("G1", T)), change("group_participants_update", joined("G1", T + 10, ANA)));
    deliver(change("group_participants_update", "{'timestamp':'" + (T + 20) + "','group_id':'G1','type':'group_participants_remove','request_id':'R1',"
        + "'initiated_by':'business','removed_participants':[{" + named + "}]}"));

    assertThat(inGroup()).isEmpty();
    assertThat(World.data(world.told().getLast()).object("participant")).as("with all that is known").contains(json("{'user_id':'GB.1','wa_id':'447700900001'}"));
  }

  @Test
  void trap_8_group_create_before_the_post_is_answered() {
    world.platform.answers(request -> {
      Answer answer = maker.answer(request);
      if (request.isCreate()) {
        maker.sendWebhook(maker.made.getLast());
        world.deliverEvents();
      }
      return answer;
    });
    world.command(World.create("c-1", "Kitchen"));
    world.runQueues();
    world.runFor(Duration.ofMinutes(12));

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
    assertThat(World.data(world.told().getFirst()).text("command_id")).contains("c-1");
    assertThat(maker.made).hasSize(1);
  }

  @Test
  void trap_8_group_create_before_anything_of_the_group_exists_and_after_what_happened_in_it() {
    deliver(change("group_participants_update", joined("G1", T + 10, ANA)));
    deliver(change("group_lifecycle_update", created("G1", T)));

    assertThat(world.toldTypes()).containsExactly("group.adopted", "participant.joined", "group.created");
    assertThat(inGroup()).hasSize(1);
  }

  @Test
  void trap_8_group_create_twice() {
    maker.makeKnown("Kitchen");
    maker.sendWebhook(maker.made.getFirst());
    maker.sendWebhook(maker.made.getFirst());
    world.runQueues();

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
    assertThat(World.body(world.get("/graph/v26.0/100/groups")).object("data").orElseThrow().objects("groups")).hasSize(1);
  }

  @Test
  void trap_8_group_create_after_a_delete() {
    deliver(change("group_lifecycle_update", "{'timestamp':'" + (T + 20) + "','group_id':'G1','type':'group_delete'}"));
    deliver(change("group_lifecycle_update", created("G1", T)));

    assertThat(World.code(world.get("/graph/v26.0/G1"))).isEqualTo(131041);
    assertThat(World.body(world.get("/graph/v26.0/100/groups")).object("data").orElseThrow().objects("groups")).isEmpty();
    assertThat(world.toldTypes()).containsExactly("group.deleted", "group.created");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void trap_9_group_create_stamped_in_the_same_second_as_a_write_of_our_own(boolean createFirst) {
    String changed = change("group_settings_update", "{'timestamp':'" + T + "','group_id':'G1','type':'group_settings_update','request_id':'R1',"
        + "'group_subject':{'text':'New','update_successful':true}}");
    String created = change("group_lifecycle_update", created("G1", T));
    deliver(createFirst ? created : changed);
    deliver(createFirst ? changed : created);

    assertThat(World.body(world.get("/graph/v26.0/G1?fields=subject")).text("subject")).contains("New");
    assertThat(world.groups().get("G1").orElseThrow().group().inviteLink()).contains("https://chat.whatsapp.com/G1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'group_id':'G9',", ""})
  void trap_10_create_fails_with_errors_and_a_group_id_then_without_one(String groupId) {
    world.command(World.create("c-1", "Kitchen"));
    world.runQueues();
    deliver(change("group_lifecycle_update", "{'timestamp':'" + T + "'," + groupId + "'type':'group_create','request_id':'"
        + maker.made.getFirst().requestId() + "','subject':'Kitchen'," + ERROR + "}"));

    assertThat(world.toldTypes()).containsExactly("group.create_failed", "operation.failed");
    assertThat(world.groups().get("G9")).isEmpty();
  }

  @Test
  void trap_12_a_settings_update_with_one_setting_that_was_not_changed() {
    deliver(change("group_lifecycle_update", created("G1", T)));
    world.queues.sent.clear();
    deliver(change("group_settings_update", "{'timestamp':'" + (T + 10) + "','group_id':'G1','type':'group_settings_update','request_id':'R1',"
        + "'group_subject':{'text':'New','update_successful':true},'group_description':{'text':'Tiles','update_successful':false," + ERROR + "}," + ERROR + "}"));

    assertThat(World.body(world.get("/graph/v26.0/G1?fields=subject,description"))).isEqualTo(json("{'messaging_product':'whatsapp','id':'G1','subject':'New'}"));
    assertThat(world.toldTypes()).containsExactly("group.settings_updated", "group.settings_update_failed");
    assertThat(World.data(world.told().getFirst()).has("group_description")).isFalse();
    assertThat(World.data(world.told().getLast()).has("group_subject")).isFalse();
  }

  @Test
  void trap_15_unknown_types_and_fields_both_kinds_of_timestamp_and_the_other_spelling() {
    deliver(change("group_lifecycle_update", created("G1", T).replace("'" + T + "'", "" + T)));
    deliver(change("group_participant_update", joined("G1", T + 10, ANA).replace("group_participants_add", "group_add_participants")));
    deliver(change("group_lifecycle_update", "{'timestamp':'" + T + "','group_id':'G1','type':'group_teleported'}"));
    deliver(change("group_participants_update", "{'timestamp':'" + (T + 20) + "','group_id':'G1','type':'group_participants_remove','mood':'blue','removed_participants':[{" + ANA + "}]}"));

    assertThat(world.toldTypes()).containsExactly("group.created", "participant.joined", "webhook.unrecognized", "participant.left");
    assertThat(split(change("group_mood_update", created("G1", T))).getFirst().list()).as("a field that nobody knows goes whole").isEmpty();
  }

  @Test
  void trap_17_the_same_body_twice_within_one_second_on_two_workers() throws Exception {
    deliver(change("group_lifecycle_update", created("G1", T)));
    world.queues.sent.clear();
    String body = change("group_participants_update", joined("G1", T + 10, ANA));
    split(body).forEach(event -> world.queues.put(World.EVENTS, event.text(World.START).orElseThrow()));
    split(body).forEach(event -> world.queues.put(World.EVENTS, event.text(World.START).orElseThrow()));
    atOnce(() -> world.handleEvent(0), () -> world.handleEvent(1));

    assertThat(world.queues.sent.get(World.NOTIFICATIONS)).hasSize(2);
    assertThat(world.toldTypes()).containsExactly("participant.joined");
    assertThat(inGroup()).hasSize(1);
    assertThat(World.body(world.get("/v1/groups/G1/history")).objects("data")).hasSize(2);
  }

  @Test
  void trap_18_the_same_event_again_inside_another_batch() {
    String joined = joined("G1", T + 10, ANA);
    deliver(change("group_lifecycle_update", created("G1", T)), change("group_participants_update", joined));
    List<JsonObject> before = world.told();
    long version = world.groups().get("G1").orElseThrow().version();
    deliver(change("group_participants_update", joined("G2", T + 5, "'user_id':'GB.7'"), joined));

    assertThat(split(change("group_participants_update", joined)).getFirst().key())
        .isEqualTo(split(change("group_participants_update", joined("G2", T + 5, "'user_id':'GB.7'"), joined)).getLast().key());
    assertThat(world.told()).containsAll(before).filteredOn(told -> told.text("subject").equals(Optional.of("G1"))).hasSize(2);
    assertThat(world.groups().get("G1").orElseThrow().version()).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trap_19_the_list_of_groups_as_an_object_with_groups_and_as_the_list_itself(boolean object) {
    world.platform.answers(request -> {
      Answer answer = maker.lose(request);
      boolean list = request.method().equals("GET") && request.path().endsWith("/groups");
      return list && !object ? Answer.ok(JsonObject.EMPTY.with("data", json(answer.body()).object("data").orElseThrow().items("groups"))) : answer;
    });
    world.command(World.create("c-1", "Kitchen"));
    world.runFor(Duration.ofMinutes(15));

    assertThat(world.toldTypes()).containsExactly("group.created", "operation.succeeded");
    assertThat(maker.made).extracting(Made::subject).containsExactly("Kitchen");
  }

  private static String created(String groupId, long at) {
    return "{'timestamp':'" + at + "','group_id':'" + groupId + "','type':'group_create','subject':'Kitchen','invite_link':'https://chat.whatsapp.com/"
        + groupId + "','join_approval_mode':'auto_approve'}";
  }

  private static String joined(String groupId, long at, String person) {
    return "{'timestamp':'" + at + "','group_id':'" + groupId + "','type':'group_participants_add','reason':'invite_link','added_participants':[{" + person + "}]}";
  }

  private static String change(String field, String... items) {
    return "{'value':{'messaging_product':'whatsapp','metadata':{'display_phone_number':'447700900000','phone_number_id':'100'},'groups':["
        + String.join(",", items) + "]},'field':'" + field + "'}";
  }

  private static String entry(String... changes) {
    return "{'id':'2088','changes':[" + String.join(",", changes) + "]}";
  }

  /** Changes of one entry, or whole entries. */
  private static List<DeliveredEvent> split(String... parts) {
    String entries = parts[0].startsWith("{'id'") ? String.join(",", parts) : entry(parts);
    try {
      return Delivery.split(("{'object':'whatsapp_business_account','entry':[" + entries + "]}").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  private void deliver(String... parts) {
    for (DeliveredEvent event : split(parts)) {
      world.queues.put(World.EVENTS, event.text(world.clock.instant()).orElseThrow());
    }
    world.runQueues();
  }

  private List<JsonObject> inGroup() {
    return World.body(world.get("/graph/v26.0/G1?fields=participants")).objects("participants");
  }

  private static JsonObject json(String text) {
    return MemoryQueues.json(text.replace('\'', '"'));
  }

  private static void atOnce(Runnable... workers) throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(workers.length)) {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (Runnable worker : workers) {
        all.add(() -> {
          worker.run();
          return true;
        });
      }
      for (Future<Boolean> one : executor.invokeAll(all)) {
        assertThat(one.get()).isTrue();
      }
    }
  }
}
