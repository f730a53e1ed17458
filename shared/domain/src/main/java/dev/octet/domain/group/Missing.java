package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody whom Octet knows to be in a group and whom the platform did not name.
 *
 * @param since when it was first asked and did not name them
 */
public record Missing(Person person, Instant since) {

  public JsonObject toJson() {
    return JsonObject.EMPTY.with("user_id", person.userId()).with("wa_id", person.waId())
        .with("since", since.plusNanos(999_999_999).getEpochSecond()); // a minute later is no less
  }

  public static Missing ofJson(JsonObject json) {
    return new Missing(new Person(json.text("user_id"), json.text("wa_id"), Optional.empty(), Optional.empty()),
        Instant.ofEpochSecond(json.whole("since").orElse(0)));
  }

  @Override
  public String toString() {
    return "somebody missing since " + since; // people are not for logs
  }
}
