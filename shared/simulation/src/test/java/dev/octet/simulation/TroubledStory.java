package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import dev.octet.story.Circumstances;
import dev.octet.story.Circumstances.Shown;
import dev.octet.story.Ending;
import dev.octet.story.NotSeenException;
import dev.octet.story.Progress;
import dev.octet.story.Story;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The story while every fault strikes one time in five. What has no share is drawn by the seed: how answers are kept from their
 * caller, which status refuses, which statuses share a webhook, what is shown of people; a delay, for each step anew.
 *
 * <p>Group webhooks are lost: what they told can be asked for. Those of messages are not. The platform has no address that gives
 * a message or a status a second time, so of one that was never sent nobody can ever know.
 */
final class TroubledStory implements Progress {
  static final List<String> EVERY_KIND = List.of("calls without an answer", "refused 429", "refused 500", "refused 502", "refused 503",
      "failed afterwards", "webhooks lost", "webhooks twice", "read without delivered", "several statuses in one webhook", "several changes in one delivery");
  private static final BigDecimal SHARE = new BigDecimal("0.2");
  private static final Pattern CALL = Pattern.compile(" call: .* -> (\\d+) ");
  private static final Duration PATIENCE = Duration.ofDays(2);
  private static final Duration SIGNS = Duration.ofSeconds(30);

  final World world;
  final long seed;
  private final SplittableRandom random;
  private final Shown shown;
  private final JsonObject always;
  private final Set<String> bodies = new HashSet<>();
  private final Set<String> delivered = new HashSet<>();
  private final Set<String> read = new HashSet<>();
  private int twice;
  private int together;
  private int batched;
  String told = "";

  TroubledStory(long seed, Engine engine) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.world = new World(engine.client(), engine.freshTable(), String.format("5%014d", seed), new HashMap<>(), random.split());
    this.shown = List.of(Shown.AS_THEY_LIKE, Shown.AS_THEY_LIKE, Shown.AS_THEY_LIKE, Shown.NUMBERS, Shown.USER_IDS).get((int) (seed % 5));
    this.always = faults();
    world.network.delivered = this::hear;
  }

  Ending play() {
    Story story = new Story(new SimulatedStage(world), Circumstances.troubled(PATIENCE, SIGNS, shown), this);
    Ending ending = story.play();
    told = story.told();
    return ending;
  }

  private JsonObject faults() {
    JsonObject faults = JsonObject.EMPTY.with("seed", seed)
        .with("duplicate", SHARE).with("reorder", SHARE).with("webhook_before_answer", SHARE).with("skip_delivered", SHARE).with("batch", SHARE)
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

  /** How often what could be seen to strike. */
  Map<String, Integer> struck() {
    Map<String, Integer> struck = new TreeMap<>();
    String trace = world.trace.toString();
    CALL.matcher(trace).results().map(call -> call.group(1)).filter(status -> !status.equals("200"))
        .forEach(status -> struck.merge(status.equals("504") ? "calls without an answer" : "refused " + status, 1, Integer::sum));
    count(struck, "failed afterwards", trace.split("\"type\":\"(operation|message).failed\"", -1).length - 1);
    count(struck, "webhooks lost", world.lostEvents().size());
    count(struck, "webhooks twice", twice);
    count(struck, "several statuses in one webhook", together);
    count(struck, "several changes in one delivery", batched);
    count(struck, "read without delivered", read.stream().filter(it -> !delivered.contains(it)).count());
    return struck;
  }

  private static void count(Map<String, Integer> struck, String what, long many) {
    if (many > 0) {
      struck.put(what, (int) many);
    }
  }

  private void hear(byte[] body) {
    String text = new String(body, StandardCharsets.US_ASCII);
    twice += bodies.add(text) ? 0 : 1;
    List<JsonObject> changes = Calls.json(text).objects("entry").stream().flatMap(entry -> entry.objects("changes").stream()).toList();
    batched += changes.size() > 1 ? 1 : 0;
    List<List<JsonObject>> each = changes.stream().map(change -> change.object("value").map(value -> value.objects("statuses")).orElse(List.of())).toList();
    together += each.stream().anyMatch(some -> some.size() > 1) ? 1 : 0;
    List<JsonObject> statuses = each.stream().flatMap(List::stream).toList();
    for (JsonObject status : statuses) {
      String whose = status.text("id").orElse("") + status.text("recipient_participant_user_id").or(() -> status.text("participant_recipient_id")).orElse("");
      switch (status.text("status").orElse("")) {
        case "delivered" -> delivered.add(whose);
        case "read" -> read.add(whose);
        default -> { }
      }
    }
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
