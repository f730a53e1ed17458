package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person in a group, or one who was (a tombstone, so that a late event cannot bring them back).
 *
 * @param at when the platform says they came or went
 * @param removed whether it was the business that made them go: then they cannot come back, nor be removed again (spec §2.6)
 * @param formerly the user ids and numbers that they had before; late events still use them
 */
public record Participant(Person person, boolean present, Instant at, boolean removed, List<String> formerly) {
  private static final int MAX_FORMERLY = 4;

  public Participant {
    formerly = List.copyOf(formerly);
  }

  /** What happened to a person. */
  public enum Move { JOINED, LEFT, REMOVED }

  Participant(Person person, Move move, Instant at) {
    this(person, move == Move.JOINED, at, move == Move.REMOVED, List.of());
  }

  /** Whether a person who is named so is this one. */
  boolean is(Person named) {
    return person.is(named) || formerly.contains(named.key());
  }

  /** What is known of this person now that an event names them; a former name adds nothing. */
  Person and(Person named) {
    return person.is(named) ? person.and(named) : person;
  }

  /** What becomes of this person, of whom an event says more now. Empty when it comes too late to change anything. */
  Optional<Participant> then(Person named, Move move, Instant when) {
    if (removed && move == Move.REMOVED) {
      // Nobody is removed twice: it is the removal that is known, learned once more, by its webhook or by looking.
      return Optional.of(new Participant(and(named), present, at, removed, formerly));
    }
    boolean outAlready = removed && move == Move.LEFT;
    return outAlready || at.isAfter(when) ? Optional.empty()
        : Optional.of(new Participant(and(named), move == Move.JOINED, when, move == Move.REMOVED, formerly));
  }

  /** The same person under new names. */
  Participant renamed(Person now) {
    Person next = person.and(now);
    Set<String> former = new LinkedHashSet<>(formerly);
    person.userId().filter(id -> !next.userId().equals(Optional.of(id))).ifPresent(former::add);
    person.waId().filter(number -> !next.waId().equals(Optional.of(number))).ifPresent(former::add);
    next.userId().ifPresent(former::remove);
    next.waId().ifPresent(former::remove);
    List<String> all = List.copyOf(former);
    return new Participant(next, present, at, removed, all.subList(Math.max(0, all.size() - MAX_FORMERLY), all.size()));
  }

  public JsonObject toJson() {
    JsonObject json = person.toJson().with("present", present).with("at", at.getEpochSecond());
    return json.with("removed", removed ? Optional.of(true) : Optional.empty()).with("formerly", formerly.isEmpty() ? Optional.empty() : Optional.of(formerly));
  }

  public static Participant ofJson(JsonObject json) {
    return new Participant(Person.ofJson(json), json.bool("present").orElse(false), Instant.ofEpochSecond(json.whole("at").orElse(0)),
        json.bool("removed").orElse(false), json.texts("formerly"));
  }
}
