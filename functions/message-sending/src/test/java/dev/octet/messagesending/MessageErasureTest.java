package dev.octet.messagesending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.ErasedPerson;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.Erasure;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person who wrote, read, was written to and invited, and is in nothing of it afterwards. */
class MessageErasureTest {
  private static final String GROUP_EVENTS = "https://sqs/group-events.fifo";
  private static final String COPIES = "https://sqs/notification-copies.fifo";
  private static final String USER = "GB.6502218";
  private static final String PHONE = "447700900611";
  private static final List<String> STRINGS = List.of(USER, PHONE, "zoe.unmistakable", "what Zoe wrote", "Dear Zoe");
  private static final String ID = "E".repeat(32);
  private static final ErasedPerson ZOE = new ErasedPerson(USER, Set.of(USER, PHONE), Erasure.mark(ID));
  private World world = new World(Map.of("NOTIFICATION_COPIES_QUEUE_URL", COPIES));
  private String sent = "";

  @AfterEach
  void close() {
    world.close();
  }

  private void lived() {
    Outbox outbox = new Outbox(world);
    world.platform.answers(request -> request.isMessage() ? outbox.take(request) : Answer.error(400, 100));
    world.withGroup(World.GROUP, new Person(Optional.of(USER), Optional.of(PHONE), Optional.empty(), Optional.of("zoe.unmistakable")),
        new Person(Optional.of("GB.2"), Optional.empty(), Optional.empty(), Optional.empty()));
    world.webhook("messages", Events.text("wamid.Z", USER, "what Zoe wrote, +" + PHONE).with("from", PHONE));
    world.webhook("messages", Events.text("wamid.B", "GB.2", "what Bob wrote, of +" + PHONE));
    world.ask(World.send("to-group", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", World.GROUP).with("type", "template")
        .with("template", JsonObject.EMPTY.with("name", "bill").with("language", JsonObject.EMPTY.with("code", "en")))));
    world.ask(World.send("invite", Inviter.template(PHONE)));
    world.ask(World.send("write", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("type", "text").with("to", "+44 7700 900611")
        .with("text", JsonObject.EMPTY.with("body", "Dear Zoe, join us: " + Inviter.BASE + "AbCdEf"))));
    world.runQueues();
    sent = world.told("message.accepted").stream().filter(it -> it.text("command_id").equals(Optional.of("to-group"))).findFirst()
        .flatMap(it -> it.object("message")).flatMap(it -> it.text("id")).orElseThrow();
    for (String status : List.of("delivered", "read")) {
      world.webhook("statuses", Events.status(sent, status, USER).with("recipient_participant_id", PHONE));
      world.webhook("statuses", Events.status(sent, status, "GB.2"));
    }
    world.runFor(Duration.ofMinutes(2));
  }

  private void erase() {
    Erasure erasure = new Erasure(ID, 1, "100", ZOE, Erasure.Step.MESSAGES, 1, 0, Optional.empty(), JsonObject.EMPTY.with("groups", 1));
    world.queues.put(World.EVENTS, erasure.message("test").body());
    world.runFor(Duration.ofMinutes(10));
  }

  private Erasure handedOn(String queue) {
    return Erasure.read(world.queues.sent.get(queue).getLast()).orElseThrow();
  }

  /** But for the group's own item, which is not message-sending's. */
  private String everything() {
    return world.engines.dynamoDb().scan(request -> request.tableName(world.environment().text("TABLE_NAME"))).items().stream()
        .filter(it -> !it.get("pk").s().equals("GROUP#" + World.GROUP) || !it.get("sk").s().equals("STATE")).toList().toString();
  }

  @Test
  void nothing_of_them_is_left_and_all_that_is_counted_stays() {
    lived();
    assertThat(everything()).contains(USER, PHONE, "what Zoe wrote", "Dear Zoe");
    JsonObject before = World.body(world.get("/v1/messages/" + sent));
    String templates = world.get("/v1/numbers/100/templates?month=2026-11").toJson();

    erase();

    assertThat(everything()).doesNotContain(STRINGS).contains(ZOE.mark()).contains("what Bob wrote");
    Erasure done = handedOn(COPIES);
    assertThat(done.step()).isEqualTo(Erasure.Step.STORE);
    assertThat(done.counts().fields().keySet()).contains("groups", "messages", "message_contents", "invitations", "sends", "template_reach")
        .doesNotContain("sends_left_open");
    assertThat(done.counts().whole("message_contents")).as("what they wrote, two to them, one that names them").hasValue(4);
    assertThat(world.get("/v1/numbers/100/templates?month=2026-11").toJson()).isEqualTo(templates);
    assertThat(World.body(world.get("/v1/messages/" + sent)).without("sequence").toJson()).as("but for the version of its item")
        .isEqualTo(before.without("sequence").toJson().replace(USER, ZOE.mark()).replace(PHONE, ZOE.mark()));
    assertThat(World.body(world.get("/v1/messages/wamid.Z")).toJson()).contains(ZOE.mark());
    assertThat(World.status(world.get("/v1/groups/" + World.GROUP + "/invitations"))).isEqualTo(200);
    assertThat(World.status(world.get("/v1/groups/" + World.GROUP + "/messages"))).isEqualTo(200);
  }

  @Test
  void a_second_time_finds_nothing_and_another_number_is_not_touched() {
    lived();
    world.queues.put(World.EVENTS, new Erasure(ID, 1, "101", ZOE, Erasure.Step.MESSAGES, 1, 0, Optional.empty(), JsonObject.EMPTY).message("test").body());
    world.runQueues();
    assertThat(handedOn(COPIES).counts()).isEqualTo(JsonObject.EMPTY);
    assertThat(everything()).contains(USER, PHONE, "what Zoe wrote");

    erase();
    String after = everything();
    erase();

    assertThat(everything()).isEqualTo(after);
  }

  @Test
  void a_send_that_is_not_over_keeps_whom_it_is_to_and_is_counted() {
    world.platform.answers(_ -> Answer.error(400, 190));
    world.ask(World.send("invite", Inviter.template(PHONE)));
    world.runFor(Duration.ofMinutes(1));

    erase();

    assertThat(world.state("invite")).isEqualTo("accepted");
    assertThat(handedOn(COPIES).counts().whole("sends_left_open")).hasValue(1);
    assertThat(world.operation("invite").body().text("to")).contains(PHONE);
  }

  @Test
  void where_no_notifications_are_kept_it_goes_straight_back() {
    world.close();
    world = new World();
    lived();

    erase();

    assertThat(handedOn(GROUP_EVENTS).step()).isEqualTo(Erasure.Step.END);
    assertThat(world.queues.sent).doesNotContainKey(COPIES);
  }

  @Test
  void a_process_that_is_killed_after_any_of_its_writes_leaves_nothing_of_them_in_the_end() {
    boolean killed = true;
    for (int n = 1; killed; n += 2) {
      world.close();
      world = new World(Map.of("NOTIFICATION_COPIES_QUEUE_URL", COPIES));
      lived();
      world.killAfter(world.sideEffects + n);
      erase();
      killed = world.wasKilled();
      assertThat(everything()).as("killed after " + n).doesNotContain(STRINGS);
      assertThat(handedOn(COPIES).counts().whole("message_contents")).as("killed after " + n).hasValue(4);
    }
  }
}
