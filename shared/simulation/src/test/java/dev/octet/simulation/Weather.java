package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** What goes wrong while messages are sent. It changes every few minutes. */
final class Weather {
  private final Traffic traffic;
  private final World world;
  private final SplittableRandom random;

  Weather(Traffic traffic, SplittableRandom random) {
    this.traffic = traffic;
    this.world = traffic.world;
    this.random = random;
  }

  void change() {
    boolean calm = !traffic.running();
    JsonObject faults = JsonObject.EMPTY;
    JsonObject settings = JsonObject.EMPTY.with("locked", false);
    if (!calm) {
      for (int i = random.nextInt(2, 6); i > 0; i--) {
        faults = faults.withAll(fault());
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        settings = settings.withAll(setting());
      }
    }
    world.network.breaking = calm || random.nextBoolean() ? 0 : 0.03;
    set("faults", faults);
    set("numbers/" + world.number, settings);
    if (!calm) {
      world.at(world.clock.instant().plusSeconds(random.nextInt(60, 240)), this::change);
    }
  }

  private void set(String what, JsonObject body) {
    JsonObject answer = world.sandboxApi("PUT", what, body);
    world.trace.line("weather", what + " " + body.toJson());
    if (answer.whole("status_code").orElse(0) != 200) {
      throw new AssertionError(what + ": " + body.toJson() + " -> " + answer.toJson());
    }
    body.fields().keySet().forEach(name -> traffic.count("weather " + name));
  }

  private JsonObject fault() {
    return switch (random.nextInt(13)) {
      case 0 -> JsonObject.EMPTY.with("duplicate", new BigDecimal("0.2"));
      case 1 -> JsonObject.EMPTY.with("delay", Duration.ofSeconds(random.nextInt(4) == 0 ? random.nextInt(50, 120) : random.nextInt(1, 40)).toString());
      case 2 -> JsonObject.EMPTY.with("reorder", new BigDecimal("0.3"));
      case 3 -> JsonObject.EMPTY.with("webhook_before_answer", new BigDecimal("0.2"));
      case 4 -> JsonObject.EMPTY.with("answer_lost", lost());
      case 5 -> JsonObject.EMPTY.with("no_answer", lost());
      case 6 -> JsonObject.EMPTY.with("status", JsonObject.EMPTY.with("code", List.of(429, 500, 502, 503, 504).get(random.nextInt(5))).with("times", random.nextInt(1, 6)));
      case 7 -> JsonObject.EMPTY.with("skip_delivered", new BigDecimal("0.4"));
      case 8 -> JsonObject.EMPTY.with("aggregate_statuses", random.nextBoolean() ? "by_message" : "by_person");
      case 9 -> JsonObject.EMPTY.with("older_field_spellings", true);
      case 10 -> JsonObject.EMPTY.with("batch", new BigDecimal("0.5"));
      case 11 -> JsonObject.EMPTY.with("parent_user_ids", true);
      default -> JsonObject.EMPTY.with("failed_in_webhook", JsonObject.EMPTY.with("times", random.nextInt(1, 4)).with("code", 131000));
    };
  }

  private JsonObject lost() {
    return JsonObject.EMPTY.with("times", new BigDecimal("0.05")).with("as", random.nextBoolean() ? "error" : "timeout");
  }

  private JsonObject setting() {
    return switch (random.nextInt(4)) {
      case 0 -> JsonObject.EMPTY.with("people_read", "at_once");
      case 1 -> JsonObject.EMPTY.with("messages_per_second", random.nextInt(3, 10));
      case 2 -> JsonObject.EMPTY.with("pair_limit", random.nextInt(2, 8));
      default -> JsonObject.EMPTY.with("window_refusal", "answer");
    };
  }
}
