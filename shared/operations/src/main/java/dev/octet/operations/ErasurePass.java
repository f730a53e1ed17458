package dev.octet.operations;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Page;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.group.ErasedPerson;
import dev.octet.domain.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Goes through all items of the table, a message's share at a time, and has those of its function blanked that name the person. */
public final class ErasurePass {
  private static final int PAGE = 500;
  /** Of a function's 30 seconds. */
  private static final Duration SHARE = Duration.ofSeconds(8);

  private final Table table;
  private final Clock clock;
  private final int page;
  private final Duration share;

  public ErasurePass(Table table, Clock clock) {
    this(table, clock, PAGE, SHARE);
  }

  /** @param share how long one message is gone on with; at least one page of it is done */
  public ErasurePass(Table table, Clock clock, int page, Duration share) {
    this.table = table;
    this.clock = clock;
    this.page = page;
    this.share = share;
  }

  /** What becomes of an item. */
  public sealed interface Fate {
    /** It is another function's, or another number's. */
    record Stays() implements Fate {}

    /** It is of the person, and has to wait: of these too it is said how many. */
    record Waits(String kind) implements Fate {}

    /**
     * What is left of it.
     *
     * @param blanking may be asked more than once
     */
    record Blanked(String kind, UnaryOperator<JsonObject> blanking) implements Fate {}

    /** There is nothing but the person in it. */
    record Goes(String kind) implements Fate {}
  }

  /** Whose an item is. */
  @FunctionalInterface
  public interface Fates {
    Fate of(Stored item, Erasure erasure);
  }

  /** Goes on with a pass that changes nothing, but learns. */
  public Erasure learn(Erasure erasure, Erasure.Step next) {
    return go(erasure, next, (item, at) -> {
      ErasedPerson known = at.person().learn(item.attributes());
      return at.of(named(item.key()).map(name -> known.learn(name, item.attributes())).orElse(known));
    });
  }

  /**
   * Goes on with a pass.
   *
   * @param blanked the kinds of which each pass counts all
   */
  public Erasure blank(Erasure erasure, Erasure.Step next, List<String> blanked, Fates fates) {
    Erasure begun = erasure.cursor().isEmpty() ? erasure.uncounted(blanked) : erasure;
    return go(begun, next, (item, at) -> switch (fates.of(item, at)) {
      case Fate.Stays _ -> at;
      case Fate.Waits(String kind) -> at.count(kind);
      case Fate.Goes(String kind) -> delete(item) ? at.foundOne().count(kind) : at;
      case Fate.Blanked(String kind, UnaryOperator<JsonObject> blanking) -> blank(item, at, kind, blanking);
    });
  }

  private Erasure go(Erasure erasure, Erasure.Step next, BiFunction<Stored, Erasure, Erasure> visit) {
    Instant end = clock.instant().plus(share);
    Erasure at = erasure;
    do {
      Page some = table.scan(page, at.cursor());
      for (Stored item : some.items()) {
        at = visit.apply(item, at);
      }
      if (some.last().isEmpty()) {
        return at.passed(next);
      }
      at = at.at(some.last().get());
    } while (clock.instant().isBefore(end));
    return at;
  }

  /** Whose item it is, of those that are kept by name. */
  public static Optional<String> named(Key key) {
    return key.sk().equals("PERSON") ? Optional.of(key.pk().substring(key.pk().lastIndexOf('#') + 1)) : Optional.empty();
  }

  private boolean delete(Stored item) {
    Optional<Stored> standing = Optional.of(item);
    while (standing.isPresent() && !table.delete(standing.get())) {
      standing = table.get(item.key());
    }
    return standing.isPresent();
  }

  private Erasure blank(Stored read, Erasure at, String kind, UnaryOperator<JsonObject> blanking) {
    Optional<Stored> standing = Optional.of(read);
    while (standing.isPresent()) {
      JsonObject left = blanking.apply(standing.get().attributes());
      if (left.equals(standing.get().attributes())) {
        return left.toJson().contains(at.person().mark()) ? at.count(kind) : at;
      }
      if (table.put(Write.replace(standing.get(), left)).applied()) {
        return at.foundOne().count(kind);
      }
      standing = table.get(read.key());
    }
    return at;
  }
}
