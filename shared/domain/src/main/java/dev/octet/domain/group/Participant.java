package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A person in a group, or one who was (a tombstone, so that a late event cannot bring them back).
 *
 * @param at when the platform says they came or went
 */
public record Participant(Person person, boolean present, Instant at) {

  public JsonObject toJson() {
    return person.toJson().with("present", present).with("at", at.getEpochSecond());
  }

  public static Participant ofJson(JsonObject json) {
    return new Participant(Person.ofJson(json), json.bool("present").orElse(false), Instant.ofEpochSecond(json.whole("at").orElse(0)));
  }
}
