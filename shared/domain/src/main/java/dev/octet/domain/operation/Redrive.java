package dev.octet.domain.operation;

import dev.octet.domain.json.JsonObject;

/**
 * How an operation came back from the dead letters.
 *
 * @param times how often
 * @param attemptsBefore how often the platform had been asked by then: the attempts of a run are counted anew
 */
public record Redrive(int times, int attemptsBefore) {
  public static final Redrive NONE = new Redrive(0, 0);

  public JsonObject toJson() {
    return JsonObject.EMPTY.with("times", times).with("attempts_before", attemptsBefore);
  }

  public static Redrive ofJson(JsonObject json) {
    return new Redrive((int) json.whole("times").orElse(0), (int) json.whole("attempts_before").orElse(0));
  }
}
