package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The faults that are switched on, as the JSON of {@code /sandbox/api/faults}: for all numbers, and under
 * {@code numbers} for one, which goes before the others field by field. Immutable; a counted fault gives new ones when
 * it strikes.
 */
public record Faults(JsonObject document) {
  public static final Faults NONE = new Faults(JsonObject.EMPTY);

  /** Later than this nothing is delivered by a delay: a queue can hold a message back no longer. */
  private static final Duration LONGEST_DELAY = Duration.ofHours(12);
  private static final Set<String> OCCURRENCES = Set.of("duplicate", "reorder", "webhook_before_answer", "lost_webhook");
  private static final Set<String> LOST_ANSWERS = Set.of("answer_lost", "no_answer");
  private static final Set<Long> STATUSES = Set.of(429L, 500L, 502L, 503L, 504L);
  private static final long MAX_SEED = 999_999_999_999_999_999L;
  /** Beside the document of faults, for draws that are the same in every run with the same seed. */
  private static final String DRAWS = "draws";

  /** How a caller is kept from seeing an answer. */
  public enum LostAnswer {
    /** Status 504 without a body, at once. */
    ERROR,
    /** Nothing at all until callers have given up. */
    TIMEOUT
  }

  /** What reading gives: the faults, or a sentence that says what is wrong. */
  public sealed interface Read {
    record Valid(Faults faults) implements Read {}

    record Invalid(String sentence) implements Read {}
  }

  /** Whether something strikes now, and what is left afterwards. */
  public record Draw<T>(T outcome, Faults left) {}

  public static Read read(JsonObject body) {
    Optional<String> wrong = wrong(body, true);
    return wrong.isPresent() ? new Read.Invalid(wrong.get()) : new Read.Valid(new Faults(body.without(DRAWS)));
  }

  private static Optional<String> wrong(JsonObject faults, boolean outer) {
    for (Map.Entry<String, @Nullable Object> field : faults.fields().entrySet()) {
      Object value = field.getValue();
      Optional<String> wrong = switch (field.getKey()) {
        case "delay" -> delay(faults).isPresent() ? Optional.empty() : Optional.of("`delay` must be an ISO 8601 duration up to PT12H, such as PT5S.");
        case "status" -> status(value).isPresent() ? Optional.empty()
            : Optional.of("`status` must be 429, 500, 502, 503 or 504, or {\"code\":503,\"times\":2}.");
        case "older_field_spellings", "without_phone_numbers" -> value instanceof Boolean ? Optional.empty()
            : Optional.of("`" + field.getKey() + "` must be true or false.");
        case "seed" -> outer && value instanceof Long seed && seed >= -MAX_SEED && seed <= MAX_SEED ? Optional.empty()
            : Optional.of("`seed` must be a whole number of at most 18 digits, and stands for all numbers.");
        case "numbers" -> outer ? wrongNumbers(faults) : Optional.of("`numbers` stands once, at the outside.");
        case DRAWS -> Optional.empty(); // as it was given out by a GET
        case "batch", "partial_failure", "suspension" ->
            Optional.of("The sandbox has no fault `" + field.getKey() + "` yet.");
        default -> wrongOccurrence(field.getKey(), value);
      };
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> wrongOccurrence(String name, @Nullable Object value) {
    if (OCCURRENCES.contains(name)) {
      return Occurrence.read(value).isPresent() ? Optional.empty()
          : Optional.of("`" + name + "` must be true or false, a whole number (the next so many), or a share between 0 and 1 with at most 6 decimals.");
    }
    if (LOST_ANSWERS.contains(name)) {
      return lost(value).isPresent() ? Optional.empty()
          : Optional.of("`" + name + "` must be a number, true or false, \"error\" or \"timeout\", or {\"times\":1,\"as\":\"timeout\"}.");
    }
    return Optional.of("There is a field that is no fault. Faults are answer_lost, delay, duplicate, lost_webhook, no_answer, older_field_spellings, reorder, status, "
        + "webhook_before_answer and without_phone_numbers; beside them stand numbers and seed.");
  }

  private static Optional<String> wrongNumbers(JsonObject faults) {
    Optional<JsonObject> numbers = faults.object("numbers");
    if (numbers.isEmpty()) {
      return Optional.of("`numbers` must be an object of faults by phone number id.");
    }
    for (String id : numbers.get().fields().keySet()) {
      if (!id.matches("\\d{1,20}")) {
        return Optional.of("`numbers` has a key that is no phone number id.");
      }
      Optional<String> wrong = numbers.get().object(id).map(some -> wrong(some, false)).orElse(Optional.of("Each of `numbers` must be an object of faults."));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  public boolean none() {
    return document.isEmpty();
  }

  /** How much later than usual webhooks are delivered. */
  public Duration delay(String numberId) {
    return delay(of(numberId, "delay")).orElse(Duration.ZERO);
  }

  private static Optional<Duration> delay(JsonObject faults) {
    try {
      return faults.text("delay").map(Duration::parse).filter(delay -> !delay.isNegative() && delay.compareTo(LONGEST_DELAY) <= 0);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  public boolean withoutPhoneNumbers(String numberId) {
    return of(numberId, "without_phone_numbers").bool("without_phone_numbers").orElse(false);
  }

  /** Whether webhooks are written as they were before user ids came. */
  public boolean olderSpellings(String numberId) {
    return of(numberId, "older_field_spellings").bool("older_field_spellings").orElse(false);
  }

  /** Draws one of duplicate, reorder, webhook_before_answer and lost_webhook. */
  public Draw<Boolean> draw(String fault, String numberId, RandomGenerator random) {
    Occurrence occurrence = Occurrence.read(of(numberId, fault).get(fault)).orElse(new Occurrence.Never());
    // Were every one held back, none would be overtaken.
    boolean everyOther = fault.equals("reorder") && occurrence instanceof Occurrence.Always;
    return draw(everyOther ? new Occurrence.Share(0.5) : occurrence, fault, numberId, random, Occurrence::afterStriking);
  }

  /** Draws answer_lost or no_answer: how the answer goes missing, when it does. */
  public Draw<Optional<LostAnswer>> drawLostAnswer(String fault, String numberId, RandomGenerator random) {
    Lost lost = lost(of(numberId, fault).get(fault)).orElse(new Lost(new Occurrence.Never(), LostAnswer.ERROR));
    Draw<Boolean> drawn = draw(lost.times(), fault, numberId, random, occurrence -> JsonObject.EMPTY
        .with("times", occurrence.afterStriking()).with("as", lost.as() == LostAnswer.ERROR ? "error" : "timeout"));
    return new Draw<>(drawn.outcome() ? Optional.of(lost.as()) : Optional.empty(), drawn.left());
  }

  /** Draws the HTTP status that the platform answers with instead of doing as asked. */
  public Draw<Optional<Integer>> drawStatus(String numberId, RandomGenerator random) {
    Optional<Status> status = status(of(numberId, "status").get("status"));
    Draw<Boolean> drawn = draw(status.map(Status::times).orElse(new Occurrence.Never()), "status", numberId, random,
        occurrence -> JsonObject.EMPTY.with("code", status.map(Status::code)).with("times", occurrence.afterStriking()));
    return new Draw<>(drawn.outcome() ? status.map(it -> it.code().intValue()) : Optional.empty(), drawn.left());
  }

  private Draw<Boolean> draw(
      Occurrence occurrence, String fault, String numberId, RandomGenerator random, Function<Occurrence, Object> left) {
    boolean chance = occurrence instanceof Occurrence.Share;
    boolean strikes = occurrence.strikes(chance ? seeded(random) : random);
    Faults after = chance ? counted() : this;
    return new Draw<>(strikes, strikes && occurrence instanceof Occurrence.Next ? after.set(fault, numberId, left.apply(occurrence)) : after);
  }

  /** With a seed, the n-th draw is the same in every run. (A plain Random's first draws of neighbouring seeds are alike.) */
  private RandomGenerator seeded(RandomGenerator random) {
    return document.whole("seed").isPresent()
        ? new SplittableRandom(document.whole("seed").getAsLong() * 1_000_003 + document.whole(DRAWS).orElse(0))
        : random;
  }

  private Faults counted() {
    return document.has("seed") ? new Faults(document.with(DRAWS, document.whole(DRAWS).orElse(0) + 1)) : this;
  }

  /** The faults of the number where they name this one, or those of all numbers. */
  private JsonObject of(String numberId, String fault) {
    return ofNumber(numberId).filter(faults -> faults.has(fault)).orElse(document);
  }

  private Optional<JsonObject> ofNumber(String numberId) {
    return document.object("numbers").flatMap(numbers -> numbers.object(numberId));
  }

  private Faults set(String fault, String numberId, Object value) {
    Optional<JsonObject> own = ofNumber(numberId).filter(faults -> faults.has(fault));
    return new Faults(own.isEmpty() ? document.with(fault, value) : document.with("numbers",
        document.object("numbers").orElse(JsonObject.EMPTY).with(numberId, own.get().with(fault, value))));
  }

  private record Lost(Occurrence times, LostAnswer as) {}

  private static Optional<Lost> lost(@Nullable Object value) {
    return switch (value) {
      case String as -> lostAs(as).map(how -> new Lost(new Occurrence.Always(), how));
      case Map<?, ?> map when Set.of("times", "as").containsAll(map.keySet()) ->
          times(map).flatMap(times -> lostAs(map.containsKey("as") ? String.valueOf(map.get("as")) : "error").map(how -> new Lost(times, how)));
      case null, default -> Occurrence.read(value).map(times -> new Lost(times, LostAnswer.ERROR));
    };
  }

  private static Optional<LostAnswer> lostAs(String as) {
    return switch (as) {
      case "error" -> Optional.of(LostAnswer.ERROR);
      case "timeout" -> Optional.of(LostAnswer.TIMEOUT);
      default -> Optional.empty();
    };
  }

  private record Status(Long code, Occurrence times) {}

  private static Optional<Status> status(@Nullable Object value) {
    return switch (value) {
      case Long code when STATUSES.contains(code) -> Optional.of(new Status(code, new Occurrence.Always()));
      case Map<?, ?> map when Set.of("code", "times").containsAll(map.keySet()) && map.get("code") instanceof Long code && STATUSES.contains(code) ->
          times(map).map(times -> new Status(code, times));
      case null, default -> Optional.empty();
    };
  }

  private static Optional<Occurrence> times(Map<?, ?> map) {
    return map.containsKey("times") ? Occurrence.read(map.get("times")) : Optional.of(new Occurrence.Always());
  }

  /** The names of the faults, for documentation that a test holds against them. */
  public static List<String> names() {
    return List.of("answer_lost", "delay", "duplicate", "lost_webhook", "no_answer", "older_field_spellings", "reorder", "status", "webhook_before_answer", "without_phone_numbers");
  }
}
