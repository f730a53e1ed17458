package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON body of {@code POST /{group_id}} (spec §2.9). Unlike elsewhere, what it does not know is refused: a setting that
 * can't be changed must not look as if it had been.
 *
 * @param description empty text takes it away
 */
public record SettingsRequest(Optional<String> subject, Optional<String> description) {
  private static final Set<String> FIELDS = Set.of("messaging_product", "subject", "description");

  /** What reading a body gives. */
  public sealed interface Read {
    record Valid(SettingsRequest request) implements Read {}

    record Invalid(Refusal refusal) implements Read {}
  }

  public static Read read(JsonObject body) {
    Optional<String> subject = body.text("subject").map(String::strip);
    Optional<String> description = body.text("description");
    return RequestBody.wrong(body, "subject", "description")
        .or(() -> FIELDS.containsAll(body.fields().keySet()) ? Optional.empty()
            : RequestBody.refused(PlatformError.INVALID_PARAMETER, "Of a group, JSON changes subject and description alone."))
        .or(() -> subject.isPresent() || description.isPresent() ? Optional.empty()
            : RequestBody.refused(PlatformError.MISSING_PARAMETER, "subject or description is required."))
        .or(() -> subject.flatMap(RequestBody::wrongSubject))
        .or(() -> description.flatMap(RequestBody::wrongDescription))
        .<Read>map(Read.Invalid::new)
        .orElseGet(() -> new Read.Valid(new SettingsRequest(subject, description)));
  }
}
