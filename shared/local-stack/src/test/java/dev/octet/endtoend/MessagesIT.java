package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.MessageCommand;
import dev.octet.endtoend.Octet.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of groups, in and out, over HTTP and by queue, on the whole bundle. */
class MessagesIT {
  private static Octet octet;
  private static Gathering group;
  private static JsonObject ada;
  private static JsonObject ben;

  @BeforeAll
  static void start() {
    octet = Octet.start(settings -> settings.withParameter("SendWindow", "PT5S"));
    group = Gathering.of(octet, "Kitchen", "auto_approve");
    ada = group.joinedBy("Ada", "447700900123");
    ben = group.joinedBy("Ben", "");
    writes(ada, "Hello");
  }

  @AfterAll
  static void end() {
    octet.close();
  }

  @AfterEach
  void the_platform_is_well() {
    octet.faults(JsonObject.EMPTY);
  }

  private static String writes(JsonObject person, String text) {
    return octet.post("/sandbox/api/people/" + person.text("id").orElseThrow() + "/messages", JsonObject.EMPTY.with("group_id", group.id()).with("type", "text")
        .with("text", JsonObject.EMPTY.with("body", text)).toJson()).text("message_id");
  }

  static Stream<Arguments> rows() {
    return Arrays.stream(MessageRows.Row.values()).filter(MessageRows.Row::isUsual).flatMap(row -> Arrays.stream(Way.values()).map(way -> Arguments.of(row, way)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rows")
  void each_row_of_the_table_of_messages_holds_in_each_of_its_ways(MessageRows.Row row, Way way) {
    new MessageRows(octet, group, ada).holds(row, way);
  }

  static Stream<Arguments> refusals() throws IOException {
    try (InputStream file = Objects.requireNonNull(MessageCommand.class.getResourceAsStream("refusals.json"))) {
      return Octet.json(new String(file.readAllBytes(), StandardCharsets.UTF_8)).objects("refusals").stream()
          .map(row -> Arguments.of(row.text("name").orElseThrow(), row)).toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void what_groups_do_not_have_is_refused_alike_by_octet_by_its_queue_and_by_the_platform(String name, JsonObject row) {
    JsonObject filled = Octet.json(row.toJson().replace("{group_id}", group.id()).replace("{phone_number_id}", NUMBER).replace("{message_id}", writes(ada, name)));
    String method = filled.text("method").orElseThrow();
    String path = filled.text("path").orElseThrow();
    String body = filled.object("body").orElse(JsonObject.EMPTY).toJson();
    int code = (int) filled.whole("code").orElseThrow();

    Answer octets = octet.send(octet.request("/graph/v26.0" + path).method(method, BodyPublishers.ofString(body)));
    assertThat(octets.code()).as("Octet: %s", octets).isEqualTo(code);
    Answer platforms = octet.send(octet.request("/sandbox/graph/v26.0" + path).setHeader("Authorization", "Bearer sandbox-token").method(method, BodyPublishers.ofString(body)));
    assertThat(platforms.code()).as("the sandbox: %s", platforms).isEqualTo(code);
    if (method.equals("POST") && path.endsWith("/messages")) {
      assertThat(queued(filled.object("body").orElseThrow())).isEqualTo(code);
    }
  }

  /** With what code a command is refused: before it is recorded, or by the platform. */
  private static long queued(JsonObject body) {
    String id = "refused " + UUID.randomUUID();
    octet.put("octet-message-commands.fifo", group.id(), JsonObject.EMPTY.with("command", MessageCommand.ofBody(body).word()).with("id", id)
        .with("phone_number_id", NUMBER).with("body", body).toJson());
    JsonObject end = Octet.await().until(() -> octet.told(one -> data(one).text("command_id").orElse("").equals(id)
        && (Octet.type(one).equals("command.rejected") || Octet.type(one).equals("operation.failed"))), found -> !found.isEmpty()).getFirst();
    return data(end).whole("code").orElseGet(() -> data(end).object("error").orElseThrow().whole("code").orElseThrow());
  }

  @Test
  void what_was_read_by_everybody_is_told_so_and_paid_for() {
    JsonObject answer = new MessageRows(octet, group, ada).ask(Way.HTTP, "send_message", text("Read me"));
    String id = answer.objects("messages").getFirst().text("id").orElseThrow();
    octet.told("message.delivered", one -> isAbout(one, id));
    for (JsonObject person : List.of(ada, ben)) {
      octet.post("/sandbox/api/people/" + person.text("id").orElseThrow() + "/read", JsonObject.EMPTY.with("group_id", group.id()).toJson());
    }
    octet.told("message.read_by_all", one -> isAbout(one, id));
    JsonObject known = octet.get("/v1/messages/" + id).body();
    assertThat(known.objects("receipts")).hasSize(2).allSatisfy(receipt -> assertThat(receipt.text("status")).contains("read"));
    assertThat(octet.get("/v1/groups/" + group.id() + "/costs").body().object("total").orElseThrow().whole("deliveries").orElse(0)).isGreaterThanOrEqualTo(2);
  }

  @Test
  void a_send_whose_answer_was_lost_is_settled_by_its_status_and_sent_once() {
    octet.faults(Octet.json("{\"answer_lost\":1}"));
    Answer answer = octet.post("/graph/v26.0/" + NUMBER + "/messages", text("Lost and found").toJson(), "Idempotency-Key", "lost-1");
    JsonObject end = octet.ended("lost-1");
    assertThat(Octet.type(end)).isEqualTo("operation.succeeded");
    // The status may be quicker than the answer to whoever waits: then there is nothing left to be in doubt about.
    if (answer.status() == 200) {
      assertThat(answer.body()).isEqualTo(data(end).object("answer").orElseThrow());
    } else {
      assertThat(answer.status()).isEqualTo(504);
    }
    assertThat(octet.post("/graph/v26.0/" + NUMBER + "/messages", text("Lost and found").toJson(), "Idempotency-Key", "lost-1").body())
        .isEqualTo(data(end).object("answer").orElseThrow());
    assertThat(sent("Lost and found")).isEqualTo(1);
  }

  @Test
  void a_send_of_which_nothing_is_heard_is_told_as_unknown_and_what_is_behind_it_waits() {
    octet.faults(Octet.json("{\"no_answer\":1}"));
    octet.put("octet-message-commands.fifo", "lane", command("silent-1", text("Into the void")));
    octet.put("octet-message-commands.fifo", "lane", command("silent-2", text("After the void")));

    assertThat(Octet.type(octet.ended("silent-1"))).isEqualTo("operation.unknown");
    assertThat(Octet.type(octet.ended("silent-2"))).isEqualTo("operation.succeeded");
    List<String> ends = octet.told(one -> data(one).text("command_id").orElse("").startsWith("silent-") && Octet.type(one).startsWith("operation."))
        .stream().map(one -> data(one).text("command_id").orElseThrow()).distinct().toList();
    assertThat(ends).containsExactly("silent-1", "silent-2");
    octet.told("message.send_unknown", "command_id", "silent-1");
    assertThat(sent("Into the void")).isZero();
  }

  private static String command(String id, JsonObject body) {
    return JsonObject.EMPTY.with("command", "send_message").with("id", id).with("phone_number_id", NUMBER).with("body", body).toJson();
  }

  private static JsonObject text(String text) {
    return JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", group.id()).with("type", "text")
        .with("text", JsonObject.EMPTY.with("body", text));
  }

  private static long sent(String text) {
    return octet.get("/sandbox/api/groups/" + group.id() + "/messages").body().objects("messages").stream()
        .filter(one -> one.toJson().contains(text)).count();
  }

  private static boolean isAbout(JsonObject notification, String messageId) {
    return data(notification).object("message").flatMap(message -> message.text("id")).equals(Optional.of(messageId));
  }
}
