package dev.octet.domain.message;

import dev.octet.domain.group.Person;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The country that decides on the rate of a delivery to a person, as two letters (ISO 3166-1). */
final class Country {
  /** A user id begins with the country (spec §6, "BSUID rules"). */
  private static final Pattern USER_ID = Pattern.compile("([A-Z]{2})\\..+");

  private Country() {}

  /** By the user id, else by the phone number's calling code. Empty when neither tells it: then nobody guesses. */
  static Optional<String> of(Person person) {
    return person.userId().flatMap(Country::ofUserId).or(() -> person.waId().flatMap(CallingCodes::country));
  }

  private static Optional<String> ofUserId(String userId) {
    Matcher id = USER_ID.matcher(userId);
    return id.matches() ? Optional.of(id.group(1)) : Optional.empty();
  }
}
