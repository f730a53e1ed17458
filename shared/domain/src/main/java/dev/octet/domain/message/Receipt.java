package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a message's way to somebody, or as a whole. It only goes forward, in whatever order the statuses come
 * (spec §3.5): of each the first time that was heard stays.
 *
 * @param times when it came to each state, by the platform's clock
 * @param late those that were heard of only when it was further already, and so changed nothing
 */
public record Receipt(Map<ReceiptState, Instant> times, Set<ReceiptState> late) {
  public static final Receipt NONE = new Receipt(Map.of(), Set.of());

  public Receipt {
    times = times.isEmpty() ? Map.of() : Map.copyOf(times);
    late = Set.copyOf(late);
  }

  /** How far it is; empty while nothing is known. */
  public Optional<ReceiptState> state() {
    return times.keySet().stream().max(ReceiptState::compareTo);
  }

  /**
   * A status was heard. Heard again, it changes nothing, whatever came since.
   *
   * @param matters whether it brought something else, such as the price, so that it is not late for nothing
   */
  Receipt with(ReceiptState state, Instant at, boolean matters) {
    if (times.containsKey(state)) {
      return this;
    }
    Map<ReceiptState, Instant> all = new EnumMap<>(ReceiptState.class);
    all.putAll(times);
    all.put(state, at);
    Set<ReceiptState> after = EnumSet.noneOf(ReceiptState.class);
    after.addAll(late);
    if (!matters && state().filter(now -> now.isBeyond(state)).isPresent()) {
      after.add(state);
    }
    return new Receipt(all, after);
  }

  /** What is known from both, of one person who was taken for two. */
  Receipt and(Receipt other) {
    Map<ReceiptState, Instant> all = new EnumMap<>(ReceiptState.class);
    all.putAll(other.times);
    all.putAll(times);
    Set<ReceiptState> both = EnumSet.noneOf(ReceiptState.class);
    both.addAll(other.late);
    both.removeAll(times.keySet());
    both.addAll(late);
    return new Receipt(all, both);
  }

  /** Whether it came so far, or further. */
  public boolean has(ReceiptState state) {
    return state().filter(now -> !state.isBeyond(now)).isPresent();
  }

  /** Since when somebody has it: a read without a delivered before it says so too (spec §3.5). */
  Optional<Instant> deliveredAt() {
    return since(ReceiptState.DELIVERED);
  }

  /** Since when it is read: who played it has read it. */
  Optional<Instant> readAt() {
    return since(ReceiptState.READ);
  }

  /** Since when it is on its way, also where only what came of that is known. */
  Optional<Instant> sentAt() {
    return Optional.ofNullable(times.get(ReceiptState.SENT)).or(this::deliveredAt);
  }

  /** Since when it has failed, unless it came through all the same. */
  Optional<Instant> failedAt() {
    return state().filter(ReceiptState.FAILED::equals).flatMap(failed -> Optional.ofNullable(times.get(failed)));
  }

  /** The first that is known of it from this state on. */
  private Optional<Instant> since(ReceiptState first) {
    return times.entrySet().stream().filter(it -> !first.isBeyond(it.getKey())).map(Map.Entry::getValue).min(Instant::compareTo);
  }

  /** The times alone, as they are shown: {@code delivered_at} and so on, in Unix seconds. */
  public JsonObject timesToJson() {
    JsonObject json = JsonObject.EMPTY;
    for (ReceiptState state : ReceiptState.values()) {
      json = json.with(name(state), Optional.ofNullable(times.get(state)).map(Instant::getEpochSecond));
    }
    return json;
  }

  JsonObject toJson() {
    return timesToJson().with("late", late.isEmpty() ? Optional.empty() : Optional.of(late.stream().sorted().map(ReceiptState::word).toList()));
  }

  static Receipt ofJson(JsonObject json) {
    Map<ReceiptState, Instant> times = new EnumMap<>(ReceiptState.class);
    Set<ReceiptState> late = EnumSet.noneOf(ReceiptState.class);
    for (ReceiptState state : ReceiptState.values()) {
      json.whole(name(state)).ifPresent(seconds -> times.put(state, Instant.ofEpochSecond(seconds)));
    }
    json.texts("late").forEach(word -> ReceiptState.of(word).ifPresent(late::add));
    return new Receipt(times, late);
  }

  private static String name(ReceiptState state) {
    return state.word() + "_at";
  }
}
