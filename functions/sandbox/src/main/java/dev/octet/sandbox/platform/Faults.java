package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The faults that are switched on, as the JSON of {@code /sandbox/api/faults}: for all numbers, and under
 * {@code numbers} for one, which goes before the others field by field. Immutable; a counted fault gives new ones when
 * it strikes.
 */
public record Faults(JsonObject document) {
  public static final Faults NONE = new Faults(JsonObject.EMPTY);

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
    return FaultsDocument.wrong(body).<Read>map(Read.Invalid::new)
        .orElseGet(() -> new Read.Valid(new Faults(body.without(FaultsDocument.DRAWS))));
  }

  public boolean none() {
    return document.isEmpty();
  }

  /** How much later than usual webhooks are delivered. */
  public Duration delay(String numberId) {
    return FaultValue.delay(of(numberId, "delay")).orElse(Duration.ZERO);
  }

  public boolean withoutPhoneNumbers(String numberId) {
    return of(numberId, "without_phone_numbers").bool("without_phone_numbers").orElse(false);
  }

  /** Whether webhooks are written as they were before user ids came. */
  public boolean olderSpellings(String numberId) {
    return of(numberId, "older_field_spellings").bool("older_field_spellings").orElse(false);
  }

  /** Whether the business's portfolio is enrolled, and is told people's parent ids. */
  public boolean parentUserIds(String numberId) {
    return of(numberId, "parent_user_ids").bool("parent_user_ids").orElse(false);
  }

  /** Which statuses share a webhook. */
  public Aggregation aggregation(String numberId) {
    return FaultValue.aggregation(of(numberId, "aggregate_statuses").get("aggregate_statuses")).orElse(Aggregation.SEPARATE);
  }

  /** Draws for each of so many people whether nothing tells that a message was delivered to them. */
  public Draw<List<Boolean>> drawSkipped(int people, String numberId, RandomGenerator random) {
    List<Boolean> skipped = new ArrayList<>();
    Faults left = this;
    for (int i = 0; i < people; i++) {
      Draw<Boolean> drawn = left.draw("skip_delivered", numberId, random);
      skipped.add(drawn.outcome());
      left = drawn.left();
    }
    return new Draw<>(List.copyOf(skipped), left);
  }

  /** Draws one of duplicate, reorder, batch, webhook_before_answer, lost_webhook and skip_delivered. */
  public Draw<Boolean> draw(String fault, String numberId, RandomGenerator random) {
    Occurrence occurrence = Occurrence.read(of(numberId, fault).get(fault)).orElse(new Occurrence.Never());
    // Were every one held back, none would be overtaken.
    boolean everyOther = fault.equals("reorder") && occurrence instanceof Occurrence.Always;
    return draw(everyOther ? new Occurrence.Share(0.5) : occurrence, fault, numberId, random, Occurrence::afterStriking);
  }

  /** Draws answer_lost or no_answer: how the answer goes missing, when it does. */
  public Draw<Optional<LostAnswer>> drawLostAnswer(String fault, String numberId, RandomGenerator random) {
    Optional<FaultValue.Lost> lost = FaultValue.Lost.read(of(numberId, fault).get(fault));
    return draw(lost, FaultValue.Lost::times, FaultValue.Lost::afterStriking, FaultValue.Lost::as, fault, numberId, random);
  }

  /** Draws the HTTP status that the platform answers with instead of doing as asked. */
  public Draw<Optional<Integer>> drawStatus(String numberId, RandomGenerator random) {
    Optional<FaultValue.Status> status = FaultValue.Status.read(of(numberId, "status").get("status"));
    return draw(status, FaultValue.Status::times, FaultValue.Status::afterStriking, it -> it.code().intValue(), "status", numberId, random);
  }

  /** Draws whether what was taken fails after all, and how. */
  public Draw<Optional<WebhookFailure>> drawFailure(String numberId, RandomGenerator random) {
    String fault = "failed_in_webhook";
    Optional<FaultValue.Failed> failed = FaultValue.Failed.read(of(numberId, fault).get(fault));
    return draw(failed, FaultValue.Failed::times, FaultValue.Failed::afterStriking, FaultValue.Failed::failure, fault, numberId, random);
  }

  private <S, T> Draw<Optional<T>> draw(Optional<S> setting, Function<S, Occurrence> times, Function<S, Object> left, Function<S, T> outcome,
      String fault, String numberId, RandomGenerator random) {
    return setting.map(it -> {
      Draw<Boolean> drawn = draw(times.apply(it), fault, numberId, random, _ -> left.apply(it));
      return new Draw<>(drawn.outcome() ? Optional.of(outcome.apply(it)) : Optional.<T>empty(), drawn.left());
    }).orElseGet(() -> new Draw<>(Optional.empty(), this));
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
        ? new SplittableRandom(document.whole("seed").getAsLong() * 1_000_003 + document.whole(FaultsDocument.DRAWS).orElse(0))
        : random;
  }

  private Faults counted() {
    return document.has("seed") ? new Faults(document.with(FaultsDocument.DRAWS, document.whole(FaultsDocument.DRAWS).orElse(0) + 1)) : this;
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

  /** The names of the faults, for documentation that a test holds against them. */
  public static List<String> names() {
    return List.of("aggregate_statuses", "answer_lost", "batch", "delay", "duplicate", "failed_in_webhook", "lost_webhook", "no_answer", "older_field_spellings",
        "parent_user_ids", "reorder", "skip_delivered", "status", "webhook_before_answer", "without_phone_numbers");
  }
}
