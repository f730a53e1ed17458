package dev.octet.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.story.Circumstances;
import dev.octet.story.NotSeenException;
import dev.octet.story.Progress;
import dev.octet.story.Story;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Not a test of every build: writes down the table that this version leaves, for later versions to read ({@code KeptItemsTest}). Run it
 * before a format becomes another: {@code -Dtest=KeptItemsWriter -Doctet.kept=<file>}. What happens is a story, and then some that is
 * not over when the version ends.
 */
class KeptItemsWriter {
  static final String NUMBER = "400000000000001";
  private static final JsonObject CARD = JsonObject.EMPTY.with("currency", "EUR").with("periods", List.of(JsonObject.EMPTY.with("from", "2026-10-01")
      .with("rates", JsonObject.EMPTY.with("group_service", JsonObject.EMPTY.with("default", "0.0066")))));

  private final Engine engine = new Engine();
  private final String table = engine.freshTable();
  private final World world = new World(engine.client(), table, NUMBER, new HashMap<>(), new SplittableRandom(1));

  @Test
  void everything_that_the_table_holds_is_written_down() {
    new Story(new SimulatedStage(world), Circumstances.calm(Duration.ofSeconds(30)), new Progress() {
      @Override
      public void begins(String step, Kind kind) {}

      @Override
      public void seen(String step, Duration took) {}

      @Override
      public void notSeen(String step, NotSeenException problem) {
        throw new AssertionError(step, problem);
      }
    }).play();
    Calls.Answer card = world.api("PUT", "/v1/numbers/" + NUMBER + "/rate-card", CARD, Map.of());
    System.out.println("rate card: " + card.status() + " " + new String(card.body(), java.nio.charset.StandardCharsets.UTF_8));
    world.compares = false;
    assertThat(world.api("POST", "/v1/numbers/" + NUMBER + "/reconcile", JsonObject.EMPTY, Map.of()).status()).isEqualTo(202);
    notOver();

    var kept = new KeptItems(world.clock.instant(), engine.client().scanPaginator(request -> request.tableName(table)).items().stream().toList());
    kept.items().stream().map(item -> item.get("pk").s().replaceAll("#.*", "") + " " + item.get("sk").s().replaceAll("#.*|[0-9].*|[0-9a-f]{64}", "#")).distinct().forEach(System.out::println);
    System.out.println(kept.items().size() + " items");
    kept.write(Path.of(System.getProperty("octet.kept", "target/kept-items.jsonl")));
  }

  /** A create whose answer was lost, with its lease; and commands that wait, because the number is left alone. */
  private void notOver() {
    world.sandboxApi("PUT", "faults", JsonObject.EMPTY.with("answer_lost", JsonObject.EMPTY.with("times", 1).with("as", "timeout")).with("lost_webhook", 1));
    command(JsonObject.EMPTY.with("command", "create_group").with("id", "kept-1").with("body", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", "Lost")));
    world.pass(Duration.ofSeconds(30));
    world.sandboxApi("PUT", "faults", JsonObject.EMPTY);
    world.sandboxApi("PUT", "numbers/" + NUMBER, JsonObject.EMPTY.with("token_valid", false));
    command(JsonObject.EMPTY.with("command", "list_groups").with("id", "kept-2").with("body", JsonObject.EMPTY.with("source", "platform")));
    command(JsonObject.EMPTY.with("command", "create_group").with("id", "kept-3").with("body", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", "Waiting")));
    world.pass(Duration.ofSeconds(30));
  }

  private void command(JsonObject command) {
    String id = command.text("id").orElseThrow();
    world.queues.sendMessage(request -> request.queueUrl(world.commands).messageGroupId(id).messageDeduplicationId(id)
        .messageBody(command.with("phone_number_id", NUMBER).toJson()));
  }
}
