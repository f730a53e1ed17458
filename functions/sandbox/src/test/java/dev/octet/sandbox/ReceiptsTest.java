package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets, reads and plays a message of a group, and who sees it. */
class ReceiptsTest {
  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair");
  private final String id = group.text("group_id").orElseThrow();
  private final String ada = platform.member("Ada", "447700900123", group);
  private final String ben = platform.member("Ben", "447700900124", group);

  ReceiptsTest() {
    platform.write(ada, id, "Hello?");
    platform.deliver();
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void who_joins_later_or_has_left_reads_nothing_of_it() {
    String before = platform.text(id, "Before");
    String carla = platform.member("Carla", "447700900125", group);
    platform.act(ben, "leave", JsonObject.EMPTY.with("group_id", id));

    assertThat(read(carla).json().whole("messages")).hasValue(0);
    assertThat(read(ben).status()).isEqualTo(400);
    assertThat(seen(carla)).isEmpty();
    platform.join(ben, group.text("invite_link").orElseThrow());
    assertThat(read(ben).json().whole("messages")).as("who comes back begins anew").hasValue(0);
    String after = platform.text(id, "After");

    assertThat(seen(carla)).containsExactly(after);
    assertThat(seen(ada)).hasSize(3).endsWith(before, after);
    assertThat(read(carla).json().whole("messages")).hasValue(1);
    platform.settle();
    assertThat(platform.receiver.statuses("read")).hasSize(1);
    assertThat(platform.receiver.statuses("delivered")).as("of the first two, of the second three").hasSize(5);
  }

  @Test
  void many_are_read_in_one_go_and_each_is_told_of_once() {
    for (int i = 0; i < 45; i++) {
      platform.text(id, "Number " + i);
    }

    assertThat(read(ada).json().whole("messages")).hasValue(45);
    platform.api("POST", "clock", "{\"advance\":\"PT2M\"}");
    assertThat(read(ada).json().whole("messages")).hasValue(0);
    assertThat(read(ada).json().whole("messages")).as("from where the last reading ended").hasValue(0);

    platform.settle();
    assertThat(platform.receiver.statuses("read")).hasSize(45).extracting(one -> one.text("id")).doesNotHaveDuplicates();
    List<JsonObject> truth = page("groups/" + id + "/messages?limit=30");
    assertThat(truth).hasSize(46);
    assertThat(truth.stream().skip(1).map(one -> one.object("text").orElseThrow().text("body").orElseThrow()))
        .as("in the order in which they were accepted").containsExactly(IntStream.range(0, 45).mapToObj(i -> "Number " + i).toArray(String[]::new));
    assertThat(truth.getLast().objects("receipts")).hasSize(2).first().satisfies(receipt -> {
      assertThat(receipt.text("person_id")).contains(ada);
      assertThat(receipt.text("read_at")).isPresent();
      assertThat(receipt.object("price")).isPresent();
    });
  }

  private List<JsonObject> page(String path) {
    JsonObject first = platform.api("GET", path, "").json();
    JsonObject second = platform.api("GET", path + "&after=" + first.text("next").orElseThrow(), "").json();
    JsonObject third = platform.api("GET", path + "&after=" + second.text("next").orElseThrow(), "").json();
    assertThat(third.objects("messages")).isEmpty();
    assertThat(third.has("next")).isFalse();
    return Stream.concat(first.objects("messages").stream(), second.objects("messages").stream()).toList();
  }

  @Test
  void a_voice_note_is_read_and_played_and_nothing_else_is_played() {
    String note = platform.sendToGroup(id, "audio", JsonObject.EMPTY.with("link", "https://shop.example/note.ogg").with("voice", true))
        .json().objects("messages").getFirst().text("id").orElseThrow();
    String text = platform.text(id, "Listen!");

    assertThat(play(ada, text).status()).isEqualTo(400);
    assertThat(play(ada, note).json()).isEqualTo(JsonObject.EMPTY.with("status", "played"));
    assertThat(play(ada, note).status()).as("again, and nobody is told").isEqualTo(200);

    platform.settle();
    JsonObject played = platform.receiver.statuses("played").getFirst();
    assertThat(played.fields().keySet()).as("spec/webhooks/messages.group_status_played_inferred").containsExactly("id", "status", "timestamp", "recipient_id",
        "recipient_type", "recipient_participant_id", "recipient_participant_user_id");
    assertThat(platform.receiver.statuses("played")).hasSize(1);
    assertThat(platform.receiver.statuses("read")).extracting(one -> one.text("id").orElseThrow()).containsExactly(note);
  }

  @Test
  void people_read_at_once_what_comes_when_they_are_set_so() {
    platform.settings("{\"people_read\":\"at_once\"}");

    platform.text(id, "One");

    platform.settle();
    assertThat(platform.receiver.deliveries().stream().filter(one -> one.value().has("statuses")).map(Receiver.Delivery::type))
        .as("in no order that a queue promises").containsExactlyInAnyOrder("sent", "delivered", "delivered", "read", "read");
    assertThat(read(ada).json().whole("messages")).hasValue(0);
  }

  @Test
  void many_who_read_at_one_time_are_told_of_each() throws Exception {
    platform.text(id, "One");
    platform.text(id, "Two");
    try (var executor = Executors.newFixedThreadPool(4)) {
      Callable<Long> adaReads = () -> read(ada).json().whole("messages").orElseThrow();
      Callable<Long> benReads = () -> read(ben).json().whole("messages").orElseThrow();
      assertThat(executor.invokeAll(List.of(adaReads, benReads, adaReads, benReads)).stream().mapToLong(future -> future.resultNow()).sum()).isEqualTo(4);
    }
    platform.settle();
    assertThat(platform.receiver.statuses("read")).hasSize(4);
  }

  @Test
  void groups_take_what_nothing_confirms_when_the_number_is_set_so() throws Exception {
    JsonObject reaction = JsonObject.EMPTY.with("message_id", platform.text(id, "One")).with("emoji", "\uD83D\uDC4D");
    assertThat(platform.sendToGroup(id, "reaction", reaction).code()).isEqualTo(131051);
    platform.settings("{\"unverified_types\":true}");

    assertThat(platform.sendToGroup(id, "reaction", reaction).status()).isEqualTo(200);
    JsonObject contacts = JsonObject.parse("{\"contacts\":[{\"name\":{\"formatted_name\":\"Workshop\"}}]}");
    assertThat(platform.send(contacts.with("recipient_type", "group").with("to", id).with("type", "contacts")).status()).isEqualTo(200);

    List<JsonObject> messages = platform.api("GET", "people/" + ada + "/messages?group_id=" + id, "").json().objects("messages");
    assertThat(messages.get(2).object("reaction")).contains(reaction);
    assertThat(messages.get(3).objects("contacts")).isEqualTo(contacts.objects("contacts"));
    assertThat(platform.api("GET", "numbers/" + Platform.NUMBER + "/ledger", "").json().whole("count")).as("a reaction is never charged").hasValue(4);
  }

  @Test
  void what_people_read_is_not_said_wrong() {
    assertThat(platform.api("GET", "people/" + ada + "/messages", "").status()).isEqualTo(400);
    assertThat(platform.api("GET", "people/" + ada + "/messages?group_id=" + id + "&limit=0", "").status()).isEqualTo(400);
    assertThat(platform.api("GET", "people/" + ada + "/messages?group_id=" + id + "&after=x", "").status()).isEqualTo(400);
    assertThat(platform.api("GET", "groups/nowhere/messages", "").status()).isEqualTo(404);
    assertThat(platform.api("POST", "groups/" + id + "/messages", "{}").status()).isEqualTo(405);
    assertThat(platform.api("GET", "people/" + ada + "/read", "").status()).isEqualTo(405);
  }

  private Platform.Answer read(String person) {
    return platform.act(person, "read", JsonObject.EMPTY.with("group_id", id));
  }

  private Platform.Answer play(String person, String messageId) {
    return platform.act(person, "play", JsonObject.EMPTY.with("group_id", id).with("message_id", messageId));
  }

  private List<String> seen(String person) {
    return platform.api("GET", "people/" + person + "/messages?group_id=" + id, "").json().objects("messages").stream()
        .map(one -> one.text("id").orElseThrow()).toList();
  }
}
