package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a message came with one person, who could get it when it was sent.
 *
 * @param userId as it was then: the country in it is what is charged
 * @param price from the delivery on, where there is one
 */
public record Receipt(
    String personId, String userId, Optional<Instant> deliveredAt, Optional<Instant> readAt, Optional<Instant> playedAt, Optional<Price> price) {

  static Receipt of(Person person) {
    return new Receipt(person.id(), person.userId(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  Receipt delivered(Instant at, Optional<Price> itsPrice) {
    return new Receipt(personId, userId, Optional.of(at), readAt, playedAt, itsPrice);
  }

  Receipt read(Instant at) {
    return new Receipt(personId, userId, deliveredAt, Optional.of(at), playedAt, price);
  }

  Receipt played(Instant at) {
    return new Receipt(personId, userId, deliveredAt, readAt, Optional.of(at), price);
  }

  JsonObject toJson() {
    return JsonObject.EMPTY.with("person_id", personId).with("user_id", userId)
        .with("delivered_at", deliveredAt.map(Instant::toEpochMilli))
        .with("read_at", readAt.map(Instant::toEpochMilli))
        .with("played_at", playedAt.map(Instant::toEpochMilli))
        .with("price", price.map(Price::toJson));
  }

  static Receipt ofJson(JsonObject json) {
    return new Receipt(json.text("person_id").orElseThrow(), json.text("user_id").orElseThrow(),
        time(json, "delivered_at"), time(json, "read_at"), time(json, "played_at"), json.object("price").map(Price::ofJson));
  }

  /** As the truth shows it. */
  public JsonObject shown() {
    return JsonObject.EMPTY.with("person_id", personId).with("user_id", userId)
        .with("delivered_at", deliveredAt.map(Instant::toString))
        .with("read_at", readAt.map(Instant::toString))
        .with("played_at", playedAt.map(Instant::toString))
        .with("price", price.map(Price::toJson));
  }

  private static Optional<Instant> time(JsonObject json, String name) {
    return json.whole(name).isPresent() ? Optional.of(Instant.ofEpochMilli(json.whole(name).getAsLong())) : Optional.empty();
  }
}
