package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/** The body of {@code POST /{phone_number_id}/groups} (spec §2.1). Fields that it does not know are passed over, as Graph does. */
public record CreateRequest(String subject, Optional<String> description, String joinApprovalMode) {
  public static final String AUTO_APPROVE = "auto_approve";
  public static final String APPROVAL_REQUIRED = "approval_required";

  /** What reading a body gives. */
  public sealed interface Read {
    record Valid(CreateRequest request) implements Read {}

    record Invalid(Refusal refusal) implements Read {}
  }

  public static Read read(JsonObject body) {
    Optional<String> subject = body.text("subject").map(String::strip);
    Optional<String> description = body.text("description").filter(text -> !text.isEmpty());
    Optional<Refusal> wrong = RequestBody.wrong(body, "subject", "description", "join_approval_mode")
        .or(() -> subject.isPresent() ? RequestBody.wrongSubject(subject.get()) : RequestBody.refused(PlatformError.MISSING_PARAMETER, "subject is required."))
        .or(() -> description.flatMap(RequestBody::wrongDescription));
    if (wrong.isPresent()) {
      return new Read.Invalid(wrong.get());
    }
    String mode = body.text("join_approval_mode").orElse(AUTO_APPROVE);
    if (!mode.equals(AUTO_APPROVE) && !mode.equals(APPROVAL_REQUIRED)) {
      return new Read.Invalid(Refusal.of(PlatformError.BAD_VALUE, "join_approval_mode must be auto_approve or approval_required."));
    }
    return new Read.Valid(new CreateRequest(subject.orElseThrow(), description, mode));
  }
}
