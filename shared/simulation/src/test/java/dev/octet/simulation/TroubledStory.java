package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import dev.octet.story.Circumstances;
import dev.octet.story.Circumstances.Shown;
import dev.octet.story.Ending;
import dev.octet.story.NotSeenException;
import dev.octet.story.Progress;
import dev.octet.story.Story;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The story while every fault strikes one time in five. What has no share is drawn by the seed: how answers are kept from their
 * caller, which status refuses, which statuses share a webhook, what is shown of people; a delay, for each step anew.
 *
 * <p>Group webhooks are lost: what they told can be asked for. Those of messages are not. The platform has no address that gives
 * a message or a status a second time, so of one that was never sent nobody can ever know.
 */
final class TroubledStory implements Progress {
  static final BigDecimal SHARE = new BigDecimal("0.2");
  private static final Duration PATIENCE = Duration.ofDays(2);
  private static final Duration SIGNS = Duration.ofSeconds(30);

  final World world;
  final long seed;
  private final SplittableRandom random;
  private final Shown shown;
  private final JsonObject always;
  String told = "";

  TroubledStory(long seed, Engine engine) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.world = new World(engine.client(), engine.freshTable(), String.format("5%014d", seed), new HashMap<>(), random.split());
    this.shown = List.of(Shown.AS_THEY_LIKE, Shown.AS_THEY_LIKE, Shown.AS_THEY_LIKE, Shown.NUMBERS, Shown.USER_IDS).get((int) (seed % 5));
    this.always = faults();
  }

  Ending play() {
    Story story = new Story(new SimulatedStage(world), Circumstances.troubled(PATIENCE, SIGNS, shown), this);
    Ending ending = story.play();
    told = story.told();
    return ending;
  }

  private JsonObject faults() {
    JsonObject faults = JsonObject.EMPTY.with("seed", seed)
        .with("duplicate", SHARE).with("reorder", SHARE).with("webhook_before_answer", SHARE).with("skip_delivered", SHARE)
        .with("answer_lost", lost()).with("no_answer", lost())
        .with("status", JsonObject.EMPTY.with("code", List.of(429, 500, 502, 503, 504).get(random.nextInt(5))).with("times", SHARE))
        .with("failed_in_webhook", JsonObject.EMPTY.with("times", SHARE).with("code", 131000))
        .with("aggregate_statuses", random.nextBoolean() ? "by_message" : "by_person");
    return switch (shown) {
      case AS_THEY_LIKE -> faults;
      case NUMBERS -> faults.with("older_field_spellings", true);
      case USER_IDS -> faults.with("without_phone_numbers", true);
    };
  }

  private JsonObject lost() {
    return JsonObject.EMPTY.with("times", SHARE).with("as", random.nextBoolean() ? "error" : "timeout");
  }

  @Override
  public void begins(String step, Kind kind) {
    JsonObject faults = kind == Kind.GROUPS ? always.with("lost_webhook", SHARE) : always;
    // Each step has a seed of its own: setting faults begins their draws anew.
    set((random.nextInt(5) == 0 ? faults.with("delay", Duration.ofSeconds(random.nextInt(1, 40)).toString()) : faults).with("seed", random.nextInt()));
    world.trace.line("story", step);
  }

  private void set(JsonObject faults) {
    JsonObject answer = world.sandboxApi("PUT", "faults", faults);
    if (answer.whole("status_code").orElse(0) != 200) {
      throw new AssertionError("faults: " + answer.toJson());
    }
  }

  @Override
  public void seen(String step, Duration took) {
    world.trace.line("story", "seen: " + step);
  }

  @Override
  public void notSeen(String step, NotSeenException problem) {
    world.trace.line("story", "not seen: " + step + ": " + problem.getMessage());
  }
}
