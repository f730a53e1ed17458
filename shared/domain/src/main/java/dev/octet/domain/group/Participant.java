package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A person in a group, or one who was (a tombstone, so that a late event cannot bring them back).
 *
 * @param at when the platform says they came or went
 * @param removed whether it was the business that made them go: then they cannot come back, nor be removed again (spec §2.6)
 */
public record Participant(Person person, boolean present, Instant at, boolean removed) {

  /** What happened to a person. */
  public enum Move { JOINED, LEFT, REMOVED }

  /** What becomes of this person, of whom an event says more now. Empty when it comes too late to change anything. */
  Optional<Participant> then(Person named, Move move, Instant when) {
    Person both = person.and(named);
    if (removed && move == Move.REMOVED) {
      // Nobody is removed twice: it is the removal that is known, learned once more, by its webhook or by looking.
      return Optional.of(new Participant(both, present, at, removed));
    }
    boolean outAlready = removed && move == Move.LEFT;
    return outAlready || at.isAfter(when) ? Optional.empty() : Optional.of(new Participant(both, move, when));
  }

  Participant(Person person, Move move, Instant at) {
    this(person, move == Move.JOINED, at, move == Move.REMOVED);
  }

  public JsonObject toJson() {
    JsonObject json = person.toJson().with("present", present).with("at", at.getEpochSecond());
    return removed ? json.with("removed", true) : json;
  }

  public static Participant ofJson(JsonObject json) {
    return new Participant(Person.ofJson(json), json.bool("present").orElse(false), Instant.ofEpochSecond(json.whole("at").orElse(0)),
        json.bool("removed").orElse(false));
  }
}
