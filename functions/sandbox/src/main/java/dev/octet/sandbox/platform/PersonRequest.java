package dev.octet.sandbox.platform;

import dev.octet.domain.VisibleText;
import dev.octet.domain.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is asked to be made.
 *
 * @param country with which the user id begins
 * @param acceptedTerms whether they have accepted the platform's newer terms
 */
public record PersonRequest(String name, Optional<String> waId, Optional<String> username, String country, boolean acceptedTerms) {
  private static final int MAX_NAME = 100;
  private static final Pattern PHONE = Pattern.compile("[1-9]\\d{6,14}");
  private static final Pattern USERNAME = Pattern.compile("[a-z0-9._]{3,35}");

  /** What reading gives: the request, or a sentence that says what is wrong. */
  public sealed interface Read {
    record Valid(PersonRequest request) implements Read {}

    record Invalid(String sentence) implements Read {}
  }

  public static Read read(JsonObject body) {
    Optional<String> noText = Text.noText(body, "name", "wa_id", "username", "country")
        .or(() -> body.get("accepted_terms") == null ? Optional.empty() : terms(body));
    if (noText.isPresent()) {
      return new Read.Invalid(noText.get());
    }
    Optional<String> name = given(body, "name");
    if (name.isEmpty() || VisibleText.isBlank(name.get()) || Text.characters(name.get()) > MAX_NAME || !Text.encodable(name.get())) {
      return new Read.Invalid("`name` must be text of 1 to 100 characters, one of them to be seen.");
    }
    Optional<String> waId = waId(body);
    Optional<String> wrongPhone = waId.flatMap(PersonRequest::wrongPhone);
    if (wrongPhone.isPresent()) {
      return new Read.Invalid(wrongPhone.get());
    }
    Optional<String> username = given(body, "username").map(text -> text.toLowerCase(Locale.ROOT));
    if (username.isPresent() && !USERNAME.matcher(username.get()).matches()) {
      return new Read.Invalid("`username` must have 3 to 35 letters, digits, dots or underscores.");
    }
    String country = given(body, "country").orElse("US");
    if (!country.matches("[A-Z]{2}")) {
      return new Read.Invalid("`country` must be two capital letters, such as GB.");
    }
    return new Read.Valid(new PersonRequest(name.get(), waId, username, country, body.bool("accepted_terms").orElse(true)));
  }

  /** What is wrong with {@code accepted_terms}, where it must be there. */
  public static Optional<String> terms(JsonObject body) {
    return body.get("accepted_terms") instanceof Boolean ? Optional.empty() : Optional.of("`accepted_terms` must be true or false.");
  }

  /** Without the plus before it. */
  static Optional<String> waId(JsonObject body) {
    return given(body, "wa_id").map(number -> number.startsWith("+") ? number.substring(1) : number);
  }

  static Optional<String> wrongPhone(String waId) {
    if (!PHONE.matcher(waId).matches()) {
      return Optional.of("`wa_id` must be a phone number of 7 to 15 digits with its country code; leave it out for somebody without one.");
    }
    return Optional.empty();
  }

  private static Optional<String> given(JsonObject body, String name) {
    return body.text(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  public Person toPerson(PlatformIds ids) {
    return new Person(ids.person(), ids.user(country), waId, username, name, acceptedTerms);
  }
}
