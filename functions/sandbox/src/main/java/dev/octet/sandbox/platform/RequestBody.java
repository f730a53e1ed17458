package dev.octet.sandbox.platform;

import dev.octet.domain.VisibleText;
import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What the bodies of more than one operation have in common (spec §2). */
final class RequestBody {
  private static final int MAX_SUBJECT = 128;
  private static final int MAX_DESCRIPTION = 2048;

  private RequestBody() {}

  /**
   * What is wrong with {@code messaging_product}, or with the fields that must be text.
   *
   * @param texts the names of the latter
   */
  static Optional<Refusal> wrong(JsonObject body, String... texts) {
    return wrongText(body, "messaging_product").or(() -> wrongTexts(body, texts)).or(() -> wrongProduct(body));
  }

  static Optional<Refusal> wrongTexts(JsonObject body, String... names) {
    for (String name : names) {
      Optional<Refusal> wrong = wrongText(body, name);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> wrongText(JsonObject body, String name) {
    Object value = body.get(name);
    if (value != null && !(value instanceof String)) {
      return refused(PlatformError.INVALID_PARAMETER, name + " must be a string.");
    }
    return value instanceof String text && !Text.encodable(text) ? refused(PlatformError.BAD_VALUE, name + " is not valid Unicode text.") : Optional.empty();
  }

  private static Optional<Refusal> wrongProduct(JsonObject body) {
    Optional<String> product = body.text("messaging_product");
    if (product.isEmpty()) {
      return refused(PlatformError.MISSING_PARAMETER, "messaging_product is required.");
    }
    return product.get().equals("whatsapp") ? Optional.empty() : refused(PlatformError.INVALID_PARAMETER, "messaging_product must be whatsapp.");
  }

  /** What is wrong with an array that must be there, and not be empty. */
  static Optional<Refusal> wrongArray(JsonObject body, String name) {
    Object value = body.get(name);
    if (value != null && !(value instanceof List<?>)) {
      return refused(PlatformError.INVALID_PARAMETER, name + " must be an array.");
    }
    return body.items(name).isEmpty() ? refused(PlatformError.MISSING_PARAMETER, name + " is required, with one item at least.") : Optional.empty();
  }

  /** @param subject without white space at its ends */
  static Optional<Refusal> wrongSubject(String subject) {
    return VisibleText.isBlank(subject) || Text.characters(subject) > MAX_SUBJECT
        ? refused(PlatformError.BAD_VALUE, "subject must have 1 to 128 characters after white space at its ends is removed, one of them to be seen.")
        : Optional.empty();
  }

  static Optional<Refusal> wrongDescription(String description) {
    return Text.characters(description) > MAX_DESCRIPTION
        ? refused(PlatformError.BAD_VALUE, "description must have at most 2048 characters.") : Optional.empty();
  }

  static Optional<Refusal> refused(PlatformError kind, String details) {
    return Optional.of(Refusal.of(kind, details));
  }
}
