package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.QueueTrigger;
import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several copies of the functions at one time, over one table: what is counted is true, and everything happens once. */
class CopiesTest {
  private final Platform platform = new Platform();
  private final List<SandboxApiHandler> copies = List.of(platform.api, platform.anotherApi(11), platform.anotherApi(12));

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void of_all_who_want_the_last_seat_one_gets_it() throws Exception {
    JsonObject group = platform.group("Roof repair");
    String link = group.text("invite_link").orElseThrow();
    for (int i = 0; i < 7; i++) {
      platform.join(platform.person("Person " + i), link);
    }
    List<String> people = IntStream.range(0, 9).mapToObj(i -> platform.person("Late " + i)).toList();

    List<String> statuses = atOnce(people, (copy, person) -> join(copy, person, link).text("status"));

    assertThat(statuses).filteredOn("joined"::equals).hasSize(1);
    assertThat(statuses).filteredOn("refused"::equals).hasSize(8);
    JsonObject truth = platform.truth(group.text("group_id").orElseThrow());
    assertThat(truth.objects("participants")).hasSize(8);
    platform.deliver();
    assertThat(platform.receiver.deliveries()).filteredOn(one -> one.type().equals("group_participants_add")).hasSize(8);
    assertThat(platform.api("GET", "groups/" + group.text("group_id").orElseThrow() + "/events", "").json().objects("events"))
        .filteredOn(event -> event.text("type").orElseThrow().equals("joined")).hasSize(8);
  }

  @Test
  void who_taps_the_link_on_three_phones_is_in_once() throws Exception {
    JsonObject group = platform.group("Roof repair");
    String ada = platform.person("Ada");

    List<String> statuses = atOnce(List.of(ada, ada, ada, ada, ada, ada), (copy, person) -> join(copy, person, group.text("invite_link").orElseThrow()).text("status"));

    assertThat(statuses).containsOnly("joined");
    platform.deliver();
    platform.receiver.only("group_participants_add");
  }

  @Test
  void creates_at_one_time_are_counted_each_and_stop_at_the_limit() throws Exception {
    platform.settings("{\"group_limit\":12}");
    List<String> subjects = IntStream.range(0, 18).mapToObj(i -> "Group " + i).toList();

    List<Platform.Answer> answers = atOnce(subjects, this::create);

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(12);
    assertThat(answers).filteredOn(answer -> answer.status() != 200).hasSize(6).allSatisfy(answer -> assertThat(answer.code()).isEqualTo(131211));
    assertThat(platform.api("GET", "numbers/" + Platform.NUMBER, "").json().whole("active_groups")).hasValue(12);
    assertThat(platform.get(Platform.GROUPS + "?limit=100").json().object("data").orElseThrow().objects("groups")).hasSize(12);
    platform.deliver();
    assertThat(platform.receiver.deliveries()).hasSize(12).extracting(delivery -> delivery.event().text("group_id")).doesNotHaveDuplicates();
  }

  @Test
  void one_phone_number_is_given_to_one_of_those_who_ask_for_it() throws Exception {
    List<Integer> statuses = atOnce(List.of("Ada", "Ben", "Cem", "Dan", "Eve", "Fay"), (copy, name) -> Platform.call(copy, "POST", "/sandbox/api/people", Map.of(),
        JsonObject.EMPTY.with("name", name).with("wa_id", "447700900123").toBytes()).status());

    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 409).hasSize(5);
  }

  @Test
  void several_who_deliver_from_one_queue_deliver_each_webhook_once() throws Exception {
    for (int i = 0; i < 30; i++) {
      platform.create("Group " + i);
    }
    platform.heldBack.release();

    List<SandboxWebhookHandler> functions = List.of(platform.webhooks, platform.anotherWebhooks(21), platform.anotherWebhooks(22));
    try (var executor = Executors.newFixedThreadPool(functions.size())) {
      results(executor.invokeAll(functions.stream().<Callable<List<String>>>map(function ->
          () -> new QueueTrigger(platform.engines.sqs(), platform.queueUrl, function).drain()).toList()));
    }

    assertThat(platform.receiver.deliveries()).hasSize(30).extracting(delivery -> delivery.event().text("group_id")).doesNotHaveDuplicates();
  }

  @Test
  void a_ticket_that_the_queue_hands_over_twice_delivers_once() {
    platform.create("Roof repair");
    platform.heldBack.release();
    String ticket = platform.engines.sqs().receiveMessage(request -> request.queueUrl(platform.queueUrl).visibilityTimeout(0)).messages().getFirst().body();
    platform.engines.sqs().sendMessage(request -> request.queueUrl(platform.queueUrl).messageBody(ticket));

    platform.deliver();

    assertThat(platform.receiver.deliveries()).hasSize(1);
  }

  private Platform.Answer create(SandboxApiHandler copy, String subject) {
    return Platform.call(copy, "POST", Platform.GROUPS, Map.of("authorization", "Bearer " + Platform.TOKEN),
        JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", subject).toBytes());
  }

  private static Platform.Answer join(SandboxApiHandler copy, String person, String link) {
    return Platform.call(copy, "POST", "/sandbox/api/people/" + person + "/join", Map.of(), JsonObject.EMPTY.with("invite_link", link).toBytes());
  }

  private interface Acting<T, R> {
    R with(SandboxApiHandler copy, T what);
  }

  /** All of it at one time, each by the next copy. */
  private <T, R> List<R> atOnce(List<T> all, Acting<T, R> acting) throws Exception {
    List<Callable<R>> calls = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      SandboxApiHandler copy = copies.get(i % copies.size());
      T what = all.get(i);
      calls.add(() -> acting.with(copy, what));
    }
    try (var executor = Executors.newFixedThreadPool(calls.size())) {
      return results(executor.invokeAll(calls));
    }
  }

  private static <R> List<R> results(List<Future<R>> futures) throws InterruptedException, ExecutionException {
    List<R> results = new ArrayList<>();
    for (Future<R> future : futures) {
      results.add(future.get());
    }
    return results;
  }
}
