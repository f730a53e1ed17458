package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.octet.aws.QueueTrigger;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.WebhookBatch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several webhooks in one delivery: each once, in their order, under one signature. */
class BatchTest {
  /** The latest that a webhook is due without any fault. */
  private static final Duration SOON = Duration.ofMillis(200);
  private final Platform platform = new Platform();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void what_follows_within_a_moment_comes_in_one_delivery_in_its_order() throws Exception {
    platform.faults("{\"batch\":true}");
    platform.clock.stand();
    String ada = platform.person("Ada");
    platform.create("Küche");
    aMomentLater();
    platform.create("Roof");
    aMomentLater();
    String group = groups().getFirst();
    platform.join(ada, platform.truth(group).text("invite_link").orElseThrow());
    aMomentLater();
    platform.write(ada, group, "Hello");
    assertThat(platform.receiver.deliveries()).isEmpty();

    arrive();

    assertThat(platform.receiver.deliveries()).hasSize(1);
    assertThat(changes()).extracting(change -> change.text("field").orElseThrow())
        .containsExactly("group_lifecycle_update", "group_lifecycle_update", "group_participants_update", "messages");
    for (Receiver.Delivery delivery : platform.receiver.deliveries()) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Platform.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      assertThat(delivery.signature()).contains("sha256=" + HexFormat.of().formatHex(mac.doFinal(delivery.body())));
      assertThat(new String(delivery.body(), StandardCharsets.ISO_8859_1)).isASCII().doesNotContain("\\u00FC");
    }
    arrive();
    assertThat(changes()).as("and none again").hasSize(4);
  }

  @Test
  void of_one_account_and_field_they_are_changes_of_one_entry_and_else_entries() {
    String lifecycle = webhook("1", "group_lifecycle_update", "a");
    String body = WebhookBatch.of(List.of(lifecycle, webhook("1", "group_lifecycle_update", "b"), webhook("1", "messages", "c"),
        webhook("2", "messages", "d"), lifecycle));

    assertThat(body).isEqualTo("{\"object\":\"whatsapp_business_account\",\"entry\":["
        + "{\"id\":\"1\",\"changes\":[{\"value\":{\"x\":\"a\"},\"field\":\"group_lifecycle_update\"},{\"value\":{\"x\":\"b\"},\"field\":\"group_lifecycle_update\"}]},"
        + "{\"id\":\"1\",\"changes\":[{\"value\":{\"x\":\"c\"},\"field\":\"messages\"}]},{\"id\":\"2\",\"changes\":[{\"value\":{\"x\":\"d\"},\"field\":\"messages\"}]},"
        + "{\"id\":\"1\",\"changes\":[{\"value\":{\"x\":\"a\"},\"field\":\"group_lifecycle_update\"}]}]}");
    assertThat(WebhookBatch.of(List.of(lifecycle))).isEqualTo(lifecycle);
  }

  private static String webhook(String account, String field, String x) {
    return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"" + account + "\",\"changes\":[{\"value\":{\"x\":\"" + x + "\"},\"field\":\"" + field + "\"}]}]}";
  }

  @Test
  void it_is_sent_again_as_one_until_it_is_taken() {
    platform.faults("{\"batch\":3}");
    Instant begun = platform.clock.instant();
    IntStream.range(0, 3).forEach(i -> platform.create("Group " + i));
    long seconds = platform.clock.instant().plus(SOON).getEpochSecond() - begun.getEpochSecond();
    platform.clock.advance(Duration.ofSeconds(3));
    platform.receiver.answerNext(500);
    platform.deliver();
    assertThat(platform.receiver.deliveries().size()).isLessThanOrEqualTo((int) seconds);

    await().untilAsserted(() -> {
      arrive();
      assertThat(subjects()).containsExactlyInAnyOrder("Group 0", "Group 1", "Group 2");
    });
    assertThat(platform.receiver.deliveries().size()).isLessThanOrEqualTo((int) seconds + 1);
  }

  @Test
  void another_number_and_what_is_not_batched_go_by_themselves() {
    platform.faults("{\"numbers\":{\"" + Platform.NUMBER + "\":{\"batch\":2}}}");
    platform.create("First");
    platform.create("Second");
    platform.create("Third");
    platform.graph("POST", "/sandbox/graph/v26.0/" + Platform.OTHER_NUMBER + "/groups",
        JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", "Elsewhere"));
    platform.clock.advance(Duration.ofMillis(200));

    arrive();

    assertThat(subjects()).containsExactlyInAnyOrder("First", "Second", "Third", "Elsewhere");
    assertThat(platform.receiver.deliveries()).filteredOn(delivery -> contains(delivery, "Third") || contains(delivery, "Elsewhere"))
        .hasSize(2).allSatisfy(delivery -> assertThat(delivery.json().objects("entry")).hasSize(1));
  }

  @Test
  void a_second_copy_goes_by_itself_and_what_is_lost_stays_so() {
    platform.faults("{\"batch\":true,\"duplicate\":1,\"reorder\":0,\"lost_webhook\":0}");
    platform.create("Twice");
    platform.faults("{\"batch\":true,\"reorder\":1}");
    platform.create("Late");
    platform.create("Soon");
    platform.faults("{\"batch\":true,\"lost_webhook\":1}");
    platform.create("Lost");

    arrive();

    assertThat(subjects()).containsExactlyInAnyOrder("Twice", "Twice", "Late", "Soon");
    assertThat(platform.receiver.deliveries()).allSatisfy(delivery ->
        assertThat(delivery.json().objects("entry").stream().flatMap(entry -> entry.objects("changes").stream()).toList()).doesNotHaveDuplicates());
  }

  @Test
  void before_an_answer_nothing_waits() {
    platform.faults("{\"batch\":true,\"webhook_before_answer\":1}");

    platform.create("Roof repair");

    platform.receiver.only("group_create");
  }

  @Test
  void more_than_fit_come_in_several() {
    platform.faults("{\"batch\":true}");
    String description = "x".repeat(2000);
    for (int i = 0; i < 120; i++) {
      platform.create("Group " + i, JsonObject.EMPTY.with("description", description));
    }

    arrive();
    arrive();

    assertThat(subjects()).hasSize(120).doesNotHaveDuplicates();
    assertThat(platform.receiver.deliveries()).allSatisfy(delivery -> assertThat(delivery.body().length).isLessThan(160_000));
  }

  /** Each function has a copy of the queue's messages: whichever is first takes the others in. */
  @Test
  void however_many_deliver_at_one_time_each_is_sent_once() throws Exception {
    platform.faults("{\"batch\":true}");
    for (int i = 0; i < 12; i++) {
      platform.create("Group " + i);
    }
    platform.clock.advance(Duration.ofSeconds(5));
    platform.heldBack.release();
    try (ExecutorService functions = Executors.newFixedThreadPool(4)) {
      Callable<List<String>> function = () -> new QueueTrigger(platform.engines.sqs(), platform.queueUrl, platform.webhooks).drain();
      functions.invokeAll(List.of(function, function, function, function));
    }

    await().untilAsserted(() -> {
      arrive();
      assertThat(subjects()).hasSizeGreaterThanOrEqualTo(12);
    });
    assertThat(subjects()).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void what_is_written_too_late_to_be_taken_in_goes_alone() {
    platform.faults("{\"batch\":true}");
    platform.create("In time");
    platform.create("Late");
    Stored late = stored("Late");
    platform.table.delete(late);
    platform.clock.advance(Duration.ofSeconds(3));
    platform.deliver();
    assertThat(subjects()).containsExactly("In time");

    platform.table.put(Write.create(late.key(), late.attributes()));

    await().untilAsserted(() -> {
      arrive();
      assertThat(subjects()).containsExactly("In time", "Late");
    });
  }

  private Stored stored(String subject) {
    return platform.engines.dynamoDb().scan(request -> request.tableName(platform.tableName)).items().stream()
        .filter(item -> item.containsKey("body") && item.get("body").s().contains("\"" + subject + "\""))
        .map(item -> platform.table.get(new Key(item.get("pk").s(), item.get("sk").s())).orElseThrow()).findFirst().orElseThrow();
  }

  private void aMomentLater() {
    platform.clock.advance(Duration.ofMillis(1));
  }

  /** All that is on its way, those too that were not taken at first. */
  private void arrive() {
    for (int i = 0; i < 6; i++) {
      platform.clock.advance(Duration.ofSeconds(2));
      platform.deliver();
    }
  }

  private List<String> groups() {
    return platform.get(Platform.GROUPS).json().object("data").orElseThrow().objects("groups").stream().map(group -> group.text("id").orElseThrow()).toList();
  }

  private List<JsonObject> changes() {
    List<JsonObject> changes = new ArrayList<>();
    platform.receiver.deliveries().forEach(delivery -> delivery.json().objects("entry").forEach(entry -> changes.addAll(entry.objects("changes"))));
    return changes;
  }

  private List<String> subjects() {
    return changes().stream().map(change -> change.object("value").orElseThrow().objects("groups").getFirst().text("subject").orElseThrow()).toList();
  }

  private static boolean contains(Receiver.Delivery delivery, String text) {
    return new String(delivery.body(), StandardCharsets.US_ASCII).contains(text);
  }
}
