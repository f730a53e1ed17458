package dev.octet.sandbox.platform;

import dev.octet.domain.VisibleText;
import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The body of {@code POST /{phone_number_id}/groups} (spec §2.1). Fields that it does not know are passed over, as Graph does. */
public record CreateRequest(String subject, Optional<String> description, String joinApprovalMode) {
  public static final String AUTO_APPROVE = "auto_approve";
  public static final String APPROVAL_REQUIRED = "approval_required";

  private static final int MAX_SUBJECT = 128;
  private static final int MAX_DESCRIPTION = 2048;

  /** What reading a body gives. */
  public sealed interface Read {
    record Valid(CreateRequest request) implements Read {}

    record Invalid(Refusal refusal) implements Read {}
  }

  public static Read read(JsonObject body) {
    for (String name : List.of("messaging_product", "subject", "description", "join_approval_mode")) {
      Object value = body.get(name);
      if (value != null && !(value instanceof String)) {
        return invalid(PlatformError.INVALID_PARAMETER, name + " must be a string.");
      }
      if (value instanceof String text && !Text.encodable(text)) {
        return invalid(PlatformError.BAD_VALUE, name + " is not valid Unicode text.");
      }
    }
    Optional<String> product = body.text("messaging_product");
    if (product.isEmpty()) {
      return invalid(PlatformError.MISSING_PARAMETER, "messaging_product is required.");
    }
    if (!product.get().equals("whatsapp")) {
      return invalid(PlatformError.INVALID_PARAMETER, "messaging_product must be whatsapp.");
    }
    Optional<String> subject = body.text("subject").map(String::strip);
    if (subject.isEmpty()) {
      return invalid(PlatformError.MISSING_PARAMETER, "subject is required.");
    }
    if (VisibleText.isBlank(subject.get()) || Text.characters(subject.get()) > MAX_SUBJECT) {
      return invalid(PlatformError.BAD_VALUE, "subject must have 1 to 128 characters after white space at its ends is removed, one of them to be seen.");
    }
    Optional<String> description = body.text("description").filter(text -> !text.isEmpty());
    if (description.isPresent() && Text.characters(description.get()) > MAX_DESCRIPTION) {
      return invalid(PlatformError.BAD_VALUE, "description must have at most 2048 characters.");
    }
    String mode = body.text("join_approval_mode").orElse(AUTO_APPROVE);
    if (!mode.equals(AUTO_APPROVE) && !mode.equals(APPROVAL_REQUIRED)) {
      return invalid(PlatformError.BAD_VALUE, "join_approval_mode must be auto_approve or approval_required.");
    }
    return new Read.Valid(new CreateRequest(subject.get(), description, mode));
  }

  private static Read invalid(PlatformError kind, String details) {
    return new Read.Invalid(Refusal.of(kind, details));
  }
}
