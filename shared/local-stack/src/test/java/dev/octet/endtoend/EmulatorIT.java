package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static dev.octet.endtoend.Octet.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.octet.aws.EmulatorAtHand;
import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.Emulator;
import dev.octet.localstack.LocalStack;
import dev.octet.localstack.Settings;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The packaged functions against an AWS emulator that is none of the embedded engines: the addresses in their environment are all that
 * is different, and the secret comes out of its Secrets Manager.
 */
@EnabledIf(value = "dev.octet.aws.EmulatorAtHand#isThere", disabledReason = EmulatorAtHand.NONE)
class EmulatorIT {
  private static Emulator emulator;
  private static Octet octet;

  @BeforeAll
  static void start() {
    EmulatorAtHand there = EmulatorAtHand.shared();
    assumeTrue(there.secrets().isPresent(), "the emulator's Secrets Manager is not named: AWS_ENDPOINT_URL_SECRETS_MANAGER does it");
    emulator = new Emulator(there.tables(), there.queues(), there.secrets().orElseThrow());
    octet = Octet.start(settings -> settings.withEmulator(emulator));
  }

  @AfterAll
  static void end() {
    if (octet != null) {
      octet.close();
    }
  }

  @Test
  void a_group_that_is_made_by_queue_is_joined_and_talked_in() {
    Gathering group = Gathering.of(octet, "Kitchen", "auto_approve");
    JsonObject ada = group.joinedBy("Ada", "447700900123");
    MessageRows messages = new MessageRows(octet, group, ada);
    octet.post("/sandbox/api/people/" + ada.text("id").orElseThrow() + "/messages", JsonObject.EMPTY.with("group_id", group.id()).with("type", "text")
        .with("text", JsonObject.EMPTY.with("body", "Hello")).toJson());
    assertThat(group.told("message.received", 1).getFirst().toJson()).contains("Hello");

    messages.holds(MessageRows.Row.TEXT, Way.HTTP);
    messages.holds(MessageRows.Row.TEXT, Way.QUEUE);
    messages.holds(MessageRows.Row.UNPIN, Way.QUEUE);
    octet.post("/sandbox/api/people/" + ada.text("id").orElseThrow() + "/read", JsonObject.EMPTY.with("group_id", group.id()).toJson());
    group.told("message.read_by_all", 2);
    Octet.await().untilAsserted(() ->
        assertThat(octet.get("/v1/groups/" + group.id() + "/costs").body().object("total").orElseThrow().whole("deliveries")).hasValue(2));
    assertThat(group.known().whole("total_participant_count")).hasValue(1);
  }

  @Test
  void a_group_that_is_made_over_http_is_changed_and_is_among_all() {
    octet.create("Roof repair", "http");
    String id = data(octet.told("group.created", "command_id", "http")).text("group_id").orElseThrow();

    octet.post("/graph/v26.0/" + id, JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", "Roof, repaired").toJson());

    Octet.await().untilAsserted(() -> assertThat(octet.get("/graph/v26.0/" + id + "?fields=subject").body().text("subject")).contains("Roof, repaired"));
    assertThat(octet.get("/graph/v26.0/" + NUMBER + "/groups").body().toJson()).contains("Roof, repaired");
    assertThat(octet.get("/health").text("status")).isEqualTo("ok");
  }

  @Test
  void a_create_of_which_nothing_was_heard_is_settled_by_the_schedule() {
    octet.faults(JsonObject.EMPTY.with("answer_lost", 1).with("lost_webhook", 1));
    octet.put("octet-group-commands.fifo", Octet.createCommand("lost", "Cut, and never told").toJson());

    Octet.await().pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
      octet.settle();
      assertThat(octet.told(one -> Octet.type(one).equals("operation.succeeded") && data(one).text("command_id").orElse("").equals("lost"))).isNotEmpty();
    });
    assertThat(octet.groupsOf("Cut, and never told")).hasSize(1);
    octet.faults(JsonObject.EMPTY);
  }

  @Test
  void nothing_but_addresses_is_different_and_the_secret_is_a_name() {
    assertThat(octet.stack().plan().functions()).filteredOn(function -> function.environment().containsKey("SECRETS")).isNotEmpty()
        .allSatisfy(function -> assertThat(function.environment()).containsEntry("SECRETS", "octet/secrets"));
    assertThat(octet.stack().plan().functions()).allSatisfy(function -> assertThat(function.environment().toString()).doesNotContain("sha256", "local-app-secret"));
  }

  @Test
  void a_second_stack_leaves_alone_what_the_first_has_there() {
    Settings second = Settings.forTests(Octet.ROOT.resolve("template.yaml"), RunLogs.directory("second")).withSandboxOnly(true).withEmulator(emulator);

    assertThatThrownBy(() -> LocalStack.start(second).close()).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(emulator.queues() + " has 3 of the queues already, such as octet-sandbox-notifications.");

    assertThat(octet.get("/health").text("status")).isEqualTo("ok");
  }
}
