package dev.octet.domain.message;

import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One status of a message, in whichever spelling it came.
 *
 * @param key the person as the status alone names them; empty when it is the message's as a whole
 * @param person with what stood beside it
 * @param errors why it failed
 */
public record StatusReport(ReceiptState state, Instant at, String key, Person person, Optional<Price> price, List<JsonObject> errors) {

  public StatusReport {
    errors = List.copyOf(errors);
  }

  boolean isOfTheWhole() {
    return key.isEmpty();
  }

  @Override
  public String toString() {
    return state.word(); // the rest names people
  }
}
