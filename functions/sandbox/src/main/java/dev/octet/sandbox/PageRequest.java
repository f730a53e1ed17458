package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Which page of a list is asked for, the oldest first: {@code limit}, and {@code after} with what the page before gave as
 * {@code next}.
 *
 * @param after the place of the last one of the page before
 */
record PageRequest(int limit, Optional<String> after) {
  private static final int USUAL = 100;
  private static final int MOST = 1000;
  private static final int LONGEST_PLACE = 900;

  /** What reading gives: the page, or a sentence that says what is wrong. */
  sealed interface Read {
    record Valid(PageRequest page) implements Read {}

    record Invalid(String sentence) implements Read {}
  }

  /** @param prefix with which every place in the list begins */
  static Read read(HttpRequest request, String prefix) {
    String limit = request.query("limit").orElse(Integer.toString(USUAL));
    if (!limit.matches("\\d{1,4}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
      return new Read.Invalid("`limit` must be a whole number from 1 to 1000.");
    }
    Optional<String> after = request.query("after").map(PageRequest::decoded);
    return after.filter(place -> !place.startsWith(prefix)).isPresent() ? new Read.Invalid("`after` must be what a page gave as `next`.")
        : new Read.Valid(new PageRequest(Integer.parseInt(limit), after));
  }

  static String next(String place) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
  }

  /** Empty when it is no place in any list. */
  private static String decoded(String next) {
    try {
      String place = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.US_ASCII);
      return place.length() < LONGEST_PLACE ? place : "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
