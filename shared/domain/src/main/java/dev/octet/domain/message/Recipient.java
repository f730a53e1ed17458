package dev.octet.domain.message;

import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody whom a message is for, and how it went with them.
 *
 * @param key stands for the person in the ids of notifications about this message: however they are named later, it stays
 */
public record Recipient(String key, Person person, Receipt receipt, Optional<Price> price) {

  public Recipient {
    person = new Person(person.userId(), person.waId(), person.parentUserId(), Optional.empty()); // names are not for keeping
  }

  static Recipient expected(Person person) {
    return new Recipient(keyOf(person).orElseThrow(), person, Receipt.NONE, Optional.empty());
  }

  /** As receipts have always named people. Empty when only a parent user id is known. */
  static Optional<String> keyOf(Person person) {
    return person.userId().map(id -> "user:" + id).or(() -> person.waId().map(number -> "phone:" + number));
  }

  /** A status of this person. */
  Recipient with(StatusReport report, Person known) {
    Optional<Price> priced = price.or(report::price);
    boolean delivered = receipt.deliveredAt().isPresent() || !ReceiptState.DELIVERED.isBeyond(report.state());
    boolean charges = lineAt().isEmpty() && priced.isPresent() && delivered;
    return new Recipient(key, person.and(known), receipt.with(report.state(), report.at(), charges), priced);
  }

  /** The same person, who was taken for two. */
  Recipient and(Recipient other) {
    return new Recipient(key, other.person.and(person), receipt.and(other.receipt), price.or(other::price));
  }

  /** When the delivery that has a price was made; empty while there is none. One that is not delivered costs nothing. */
  Optional<Instant> lineAt() {
    return price.flatMap(_ -> receipt.deliveredAt());
  }

  boolean hasRead() {
    return receipt.has(ReceiptState.READ);
  }

  JsonObject toJson() {
    return person.toJson().withAll(receipt.toJson()).with("key", key).with("price", price.map(Price::toJson));
  }

  static Recipient ofJson(JsonObject json) {
    return new Recipient(json.text("key").orElse(""), Person.ofJson(json), Receipt.ofJson(json), json.object("price").map(Price::of));
  }

  @Override
  public String toString() {
    return "recipient"; // people are not for logs
  }
}
