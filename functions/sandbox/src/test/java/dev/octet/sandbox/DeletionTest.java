package dev.octet.sandbox;

import static dev.octet.sandbox.Platform.GROUPS;
import static dev.octet.sandbox.Platform.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deleting a group, and what is left of it: nothing. */
class DeletionTest {
  private final Platform platform = new Platform();
  private final JsonObject group = platform.group("Roof repair");
  private final String id = group.text("group_id").orElseThrow();
  private final String link = group.text("invite_link").orElseThrow();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void a_group_is_deleted_and_its_webhook_tells_it() {
    Platform.Answer answer = platform.delete(id);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().fields().keySet()).containsExactly("messaging_product", "request_id");
    assertThat(answer.text("request_id")).matches("[0-9A-F]{32}");
    assertThat(platform.receiver.deliveries()).as("asynchronous").hasSize(1);
    platform.deliver();
    Receiver.Delivery webhook = platform.receiver.only("group_delete");
    assertThat(webhook.field()).isEqualTo("group_lifecycle_update");
    assertThat(webhook.event().get("timestamp")).isInstanceOf(String.class);
    assertThat(webhook.event().without("timestamp")).isEqualTo(JsonObject.EMPTY
        .with("group_id", id).with("type", "group_delete").with("request_id", answer.text("request_id")));
  }

  @Test
  void it_leaves_the_list_and_the_count() {
    platform.create("Stays");

    platform.delete(id);

    assertThat(platform.get(GROUPS).json().object("data").orElseThrow().objects("groups")).extracting(one -> one.text("subject").orElseThrow())
        .containsExactly("Stays");
    assertThat(platform.api("GET", "groups", "").json().objects("groups")).hasSize(1);
    assertThat(activeGroups()).isEqualTo(1);
  }

  @Test
  void whatever_is_asked_of_it_afterwards_it_is_unknown() {
    platform.delete(id);

    for (String request : List.of("GET ", "DELETE ", "POST ", "GET invite_link", "POST invite_link", "GET join_requests", "POST join_requests",
        "DELETE join_requests", "DELETE participants")) {
      String[] parts = request.split(" ", -1);
      Platform.Answer answer = platform.operate(parts[0], id, parts[1], JsonObject.EMPTY);
      assertThat(answer.status()).as(request).isEqualTo(400);
      assertThat(answer.code()).as(request).isEqualTo(131041);
    }
    assertThat(platform.api("GET", "groups/" + id, "").status()).isEqualTo(404);
    assertThat(activeGroups()).as("once").isZero();
  }

  @Test
  void nobody_is_in_joins_or_writes_any_more() {
    String ada = platform.person("Ada");
    platform.join(ada, link);
    JsonObject there = JsonObject.EMPTY.with("group_id", id);

    platform.delete(id);

    assertThat(platform.join(platform.person("Bo"), link).json()).isEqualTo(
        JsonObject.EMPTY.with("status", "refused").with("reason", "dead_link").with("group_id", id));
    assertThat(platform.join(ada, link).text("reason")).isEqualTo("dead_link");
    assertThat(platform.act(ada, "messages", there.with("type", "text").with("text", JsonObject.EMPTY.with("body", "Hello"))).status()).isEqualTo(404);
    assertThat(platform.act(ada, "leave", there).status()).isEqualTo(404);
    assertThat(platform.act(ada, "cancel", there).status()).isEqualTo(404);
    assertThat(platform.call("GET", link.substring(Platform.ADDRESS.length()), Map.of(), new byte[0]).status()).as("the page").isEqualTo(404);
    platform.deliver();
    assertThat(platform.receiver.deliveries()).extracting(Receiver.Delivery::type)
        .as("nobody is told of a removal").containsExactlyInAnyOrder("group_create", "group_participants_add", "group_delete");
  }

  @Test
  void of_many_who_delete_at_once_while_people_join_one_does() throws Exception {
    List<String> people = IntStream.range(0, 4).mapToObj(i -> platform.person("Person " + i)).toList();
    try (var executor = Executors.newFixedThreadPool(8)) {
      List<Callable<Platform.Answer>> calls = people.stream().flatMap(person -> Stream.<Callable<Platform.Answer>>of(
          () -> platform.join(person, link), () -> platform.delete(id))).toList();
      List<Platform.Answer> answers = executor.invokeAll(calls).stream().map(DeletionTest::result).toList();

      assertThat(answers).filteredOn(answer -> answer.json().has("request_id")).hasSize(1);
      assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 400));
    }
    platform.deliver();
    platform.receiver.only("group_delete");
    assertThat(activeGroups()).isZero();
    assertThat(platform.api("GET", "groups/" + id, "").status()).as("nobody wrote it back").isEqualTo(404);
  }

  private static Platform.Answer result(Future<Platform.Answer> answer) {
    try {
      return answer.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_group_of_another_business_and_a_suspended_one_stay() {
    String path = "/sandbox/graph/v26.0/" + id;
    assertThat(platform.call("DELETE", path, Map.of("authorization", "Bearer another-token"), new byte[0]).code()).isEqualTo(131041);
    platform.suspend(id);

    Platform.Answer answer = platform.delete(id);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo(131207);
    assertThat(platform.get(path).status()).as("reading is allowed").isEqualTo(200);
    assertThat(platform.get(path + "/invite_link").status()).isEqualTo(200);
    assertThat(activeGroups()).isEqualTo(1);
  }

  @Test
  void a_number_with_10_000_groups_may_make_one_again() {
    platform.table.put(Write.over(new Keys(0).number(NUMBER), platform.table.get(new Keys(0).number(NUMBER)),
        JsonObject.EMPTY.with("active_groups", 10_000)));
    assertThat(platform.create("One too many").code()).isEqualTo(131211);

    platform.delete(id);

    assertThat(platform.create("Fits again").status()).isEqualTo(200);
  }

  private long activeGroups() {
    return platform.api("GET", "numbers", "").json().objects("numbers").stream()
        .filter(number -> number.text("id").orElse("").equals(NUMBER)).findFirst().orElseThrow().whole("active_groups").orElseThrow();
  }
}
